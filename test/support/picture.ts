import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Locator, Page } from 'playwright-core';

import { smallPng } from './smallPng';

/** What passes: n8n's messages in the corner. */
const HIDDEN = '.el-notification { visibility: hidden }';

/** By what to show in their place: texts that differ from run to run, such as addresses with a port. */
export type Replacements = Readonly<Record<string, string>>;

/**
 * Takes a picture for README.md or docs/. It is kept in the folder that the environment variable
 * `PICTURES` names, as `npm run docs:pictures` does; without one it is taken all the same, so that
 * every test run shows whether it still can be.
 *
 * @param shown the page, or a part of it
 * @param name of its file, without the ending
 * @param instead what is shown in the place of texts that differ from run to run
 */
export async function picture(
	shown: Page | Locator,
	name: string,
	instead: Replacements = {},
): Promise<void> {
	const { PICTURES: folder } = process.env;
	const page = 'page' in shown ? shown.page() : shown;
	await page.evaluate(replacing(instead));
	// What the mouse lies on looks different.
	await page.mouse.move(0, 0);
	const taken = await shown.screenshot({ animations: 'disabled', caret: 'hide', style: HIDDEN });
	if (folder === undefined) return;
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, `${name}.png`), smallPng(taken));
}

/** A script that changes what a page shows, and nothing of what it knows; no field looks chosen. */
function replacing(instead: Replacements): string {
	return `{
		document.activeElement.blur();
		const replaced = (text) =>
			Object.entries(${JSON.stringify(instead)}).reduce((so, [from, to]) => so.replaceAll(from, to), text);
		const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		while (texts.nextNode()) texts.currentNode.data = replaced(texts.currentNode.data);
		for (const input of document.querySelectorAll('input')) input.value = replaced(input.value);
	}`;
}
