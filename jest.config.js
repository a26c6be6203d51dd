/** Unit tests; the end-to-end tests have a configuration of their own beside them. */
module.exports = {
	testEnvironment: 'node',
	// Many tests wait for something: one core is not left idle beside them, as jest would.
	maxWorkers: '100%',
	rootDir: __dirname,
	transform: { '\\.ts$': ['ts-jest', { tsconfig: `${__dirname}/test/tsconfig.jest.json` }] },
	// The sandbox is written for Node.js as it is, with file endings in its imports.
	moduleNameMapper: { '^(\\.{1,2}/.*)\\.ts$': '$1' },
	// Where n8n sets NODE_PATH: a package that lies elsewhere finds n8n-workflow here.
	modulePaths: ['<rootDir>/node_modules'],
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.sandbox'],
	testMatch: ['<rootDir>/test/!(e2e|n8n1|queue)/**/*.test.ts'],
};
