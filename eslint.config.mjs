import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import prettier from 'eslint-config-prettier';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import { globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

const community = n8nCommunityNodesPlugin.configs.recommended;

/** What n8n's package scan reads: both of n8n's plugins, no inline configuration. */
const scanned = ['nodes/**/*.ts', 'credentials/**/*.ts'];

export default ts.config(
	globalIgnores(['dist', 'coverage', '.sandbox', 'sandbox/node_modules']),
	{
		files: ['**/*.ts'],
		extends: [js.configs.recommended, ts.configs.recommended],
		rules: {
			'no-console': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
		},
	},
	{
		files: scanned,
		extends: [community],
		linterOptions: { noInlineConfig: true },
	},
	{ plugins: { 'n8n-nodes-base': n8nNodesBase } },
	{
		files: ['package.json'],
		extends: [community],
		rules: n8nNodesBase.configs.community.rules,
		languageOptions: {
			parser: ts.parser,
			parserOptions: { extraFileExtensions: ['.json'] },
		},
	},
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			// Wants a page of n8n's own documentation; a community package gives its own address.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			// Flags public values such as URLs; the community plugin checks the same without that.
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			// These three predate NodeConnectionTypes and contradict the community plugin.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
	{
		files: ['**/*.{js,mjs}'],
		extends: [js.configs.recommended],
		languageOptions: {
			globals: globals.node,
		},
	},
	{
		files: ['gulpfile.js', '.prettierrc.js', '**/jest.config.js', 'index.js'],
		languageOptions: { sourceType: 'commonjs' },
	},
	{
		files: ['sandbox/console/assets/*.js', 'test/support/inPage/*.js'],
		languageOptions: { globals: globals.browser },
	},
	{ files: ['sandbox/**', 'test/**'], rules: { 'no-console': 'off' } },
	prettier,
);
