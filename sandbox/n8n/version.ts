import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Reads which version an installed n8n is.
 *
 * @param script n8n's start script
 * @returns such as `2.41.1`
 */
export async function installedVersion(script: string): Promise<string> {
	const manifest = await readFile(join(script, '..', '..', 'package.json'), 'utf8');
	return (JSON.parse(manifest) as { version: string }).version;
}

/** Whether a version is of n8n's first major, which registers triggers in another way. */
export function isN8n1(version: string): boolean {
	return version.startsWith('1.');
}
