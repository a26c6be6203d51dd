const e2e = require('../e2e/jest.config.js');

/**
 * n8n in queue mode: what only concerns it, and the end-to-end tests of both triggers once more, with
 * two webhook processors and three workers.
 */
module.exports = {
	...e2e,
	testMatch: [
		'<rootDir>/test/queue/**/*.test.ts',
		'<rootDir>/test/e2e/*Events.test.ts',
		'<rootDir>/test/e2e/*Trigger.test.ts',
	],
	globalSetup: '<rootDir>/test/queue/setup/globalSetup.ts',
};
