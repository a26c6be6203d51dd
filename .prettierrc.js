module.exports = {
	useTabs: true,
	singleQuote: true,
	trailingComma: 'all',
	printWidth: 100,
	overrides: [
		{ files: ['*.yml', '*.md', 'package.json'], options: { useTabs: false, tabWidth: 2 } },
	],
};
