const unit = require('../../jest.config.js');

/** End-to-end tests on a real n8n, which is started once for all files. */
module.exports = {
	...unit,
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	globalSetup: '<rootDir>/test/e2e/setup/globalSetup.ts',
	globalTeardown: '<rootDir>/test/e2e/setup/globalTeardown.ts',
	testTimeout: 120_000,
};
