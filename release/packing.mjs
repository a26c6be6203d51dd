import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const projectFolder = fileURLToPath(new URL('..', import.meta.url));

/**
 * Packs what was built, as npm would publish it, and unpacks it.
 *
 * @param {string} folder an empty one, which gets the tarball too
 * @returns {string} where the package lies
 */
export function packInto(folder) {
	const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
	const answer = execFileSync('npm', pack, {
		cwd: projectFolder,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
		shell: process.platform === 'win32',
	});
	const [{ filename }] = JSON.parse(answer);
	execFileSync('tar', ['-xzf', join(folder, filename), '-C', folder]);
	return join(folder, 'package');
}
