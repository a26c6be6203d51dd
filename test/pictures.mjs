// `npm run docs:pictures`: takes the pictures of README.md and docs/ anew, in the tests that show what they show.
import { join } from 'node:path';

import { ensureHost } from '../sandbox/host/ensureHost.mjs';
import { buildProject, installProject, projectFolder, run } from '../sandbox/project.mjs';

/** The test files that take pictures, or what their paths begin with. */
const FILES = ['test/e2e/editor'];

process.env.PICTURES = join(projectFolder, 'docs', 'pictures');
// Without a browser there are no pictures: it fails, as in continuous integration.
process.env.CI = 'true';
try {
	await installProject();
	await ensureHost();
	await buildProject();
	const jest = join(projectFolder, 'node_modules', 'jest', 'bin', 'jest.js');
	const config = ['--config', 'test/e2e/jest.config.js', '--runInBand'];
	process.exitCode = await run(process.execPath, [jest, ...config, ...FILES]);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
