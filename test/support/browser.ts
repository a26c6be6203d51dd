import { join } from 'node:path';

import { type Browser, chromium } from 'playwright-core';

import { isProgram, programFolders } from '../../sandbox/programs.ts';

/** Names of Chromium, and of the browsers made of it, on a `PATH`. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
/** Where macOS keeps them. */
const APPS = [
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const MISSING =
	'no Chromium found: apt-get install chromium, or name its program in the environment variable CHROMIUM_PATH';

/**
 * Looks for a Chromium.
 *
 * @param env whose `CHROMIUM_PATH` wins over what lies on its `PATH`
 * @returns its program; undefined where there is none
 */
export function findChromium({ CHROMIUM_PATH, PATH }: NodeJS.ProcessEnv): string | undefined {
	if (CHROMIUM_PATH) return isProgram(CHROMIUM_PATH) ? CHROMIUM_PATH : undefined;
	const programs = programFolders(PATH ?? '').flatMap((folder) =>
		NAMES.map((name) => join(folder, name)),
	);
	return [...programs, ...APPS].find(isProgram);
}

/**
 * Starts a Chromium with a new, empty profile. It reaches nothing but this machine.
 *
 * @returns the browser; whoever asked for it closes it
 */
export async function launchBrowser(): Promise<Browser> {
	const executablePath = findChromium(process.env);
	if (executablePath === undefined) throw new Error(MISSING);
	return await chromium.launch({
		executablePath,
		args: [
			// In a container there may be no user namespaces to build a sandbox of.
			'--no-sandbox',
			// Neither a page nor the browser itself finds any host but this one.
			'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
			// As every screen shows them.
			'--font-render-hinting=none',
		],
	});
}

/** Is `describe` where a browser is found, and in continuous integration; else it leaves the tests out. */
export const describeInBrowser: (name: string, tests: () => void) => void =
	findChromium(process.env) !== undefined || process.env.CI === 'true'
		? describe
		: (name, tests) => describe.skip(`${name} (${MISSING})`, tests);
