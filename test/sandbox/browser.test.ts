import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { describeInBrowser, findChromium, launchBrowser } from '../support/browser';

describe('Chromium', () => {
	let folder: string;
	beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'chromium-'))));
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	function program(name: string): string {
		const file = join(folder, name);
		writeFileSync(file, '');
		chmodSync(file, 0o755);
		return file;
	}

	it('is found on the PATH', () => {
		const chrome = program('google-chrome-stable');
		const PATH = ['/not/there', folder].join(delimiter);
		expect(findChromium({ PATH })).toBe(chrome);
	});

	it('is the one that was named, and none where that is not there', () => {
		program('chromium');
		const mine = program('my-chromium');
		expect(findChromium({ PATH: folder, CHROMIUM_PATH: mine })).toBe(mine);
		const gone = join(folder, 'gone');
		expect(findChromium({ PATH: folder, CHROMIUM_PATH: gone })).toBeUndefined();
	});
});

describeInBrowser('a browser of the tests', () => {
	it('reaches this machine only', async () => {
		const browser = await launchBrowser();
		try {
			const page = await browser.newPage();
			for (const url of ['http://192.0.2.1/', 'https://n8n.io/']) {
				await expect(page.goto(url)).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
			}
			await expect(page.goto('http://127.0.0.1:9/')).rejects.toThrow('ERR_UNSAFE_PORT');
		} finally {
			await browser.close();
		}
	});
});
