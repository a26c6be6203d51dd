const e2e = require('../e2e/jest.config.js');

/**
 * The last n8n 1.x: what differs from n8n 2, and the end-to-end tests of both triggers once more.
 */
module.exports = {
	...e2e,
	testMatch: [
		'<rootDir>/test/n8n1/**/*.test.ts',
		'<rootDir>/test/e2e/majors.test.ts',
		'<rootDir>/test/e2e/*Events.test.ts',
		'<rootDir>/test/e2e/*Trigger.test.ts',
		'<rootDir>/test/e2e/zohoSalesIqHosting.test.ts',
		'<rootDir>/test/e2e/zohoSalesIqLifecycle.test.ts',
		'<rootDir>/test/e2e/crashes.test.ts',
	],
	globalSetup: '<rootDir>/test/n8n1/setup/globalSetup.ts',
};
