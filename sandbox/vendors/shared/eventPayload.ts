import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The text of `<fixturesFolder>/events/<name>.json`. */
export async function readEventPayload(fixturesFolder: string, name: string): Promise<string> {
	const file = join(fixturesFolder, 'events', `${name}.json`);
	const text = await readFile(file, 'utf8').catch(() => {
		throw new Error(`There is no payload ${name}: ${file} cannot be read`);
	});
	return text.trim();
}
