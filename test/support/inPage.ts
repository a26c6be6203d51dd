import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from 'playwright-core';

/** Finds what reaches beyond the right edge of the window, where one would have to scroll to see it. */
export async function tooWide(page: Page): Promise<string[]> {
	return await run(page, 'tooWide');
}

/**
 * Finds texts that stand out too little from what is behind them, as WCAG 2.2 has it for normal
 * text: less than 4.5 to 1.
 *
 * @returns each with its contrast
 */
export async function lowContrasts(page: Page): Promise<string[]> {
	return await run(page, 'lowContrasts');
}

/** As text, because the tests' types know nothing of what there is in a page. */
async function run(page: Page, name: string): Promise<string[]> {
	const script = readFileSync(join(__dirname, 'inPage', `${name}.js`), 'utf8');
	return await page.evaluate<string[]>(script);
}
