const shared = {
	testEnvironment: 'node',
	transform: { '\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.jest.json' }] },
	// The sandbox is written for Node.js as it is, with file endings in its imports.
	moduleNameMapper: { '^(\\.{1,2}/.*)\\.ts$': '$1' },
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.sandbox'],
};

module.exports = {
	projects: [
		{
			...shared,
			displayName: 'unit',
			testMatch: ['<rootDir>/test/{nodes,credentials,sandbox,package}/**/*.test.ts'],
		},
		{
			...shared,
			displayName: 'e2e',
			testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
			globalSetup: '<rootDir>/test/e2e/setup/globalSetup.ts',
			globalTeardown: '<rootDir>/test/e2e/setup/globalTeardown.ts',
		},
	],
};
