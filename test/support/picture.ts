import { join } from 'node:path';

import type { Locator, Page } from 'playwright-core';

/**
 * Takes a picture for README.md or docs/. It is kept in the folder that the environment variable
 * `PICTURES` names, as `npm run docs:pictures` does; without one it is taken all the same, so that
 * every test run shows whether it still can be.
 *
 * @param shown the page, or a part of it
 * @param name of its file, without the ending
 */
export async function picture(shown: Page | Locator, name: string): Promise<void> {
	const { PICTURES: folder } = process.env;
	await shown.screenshot({
		animations: 'disabled',
		caret: 'hide',
		...(folder === undefined ? {} : { path: join(folder, `${name}.png`) }),
	});
}
