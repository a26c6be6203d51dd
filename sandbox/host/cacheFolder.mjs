import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';

const APP_FOLDER = 'n8n-nodes-qiscus-salesiq';

/**
 * Says where this project keeps what it installs for a user.
 *
 * @param {NodeJS.ProcessEnv} env the environment of the process
 * @param {NodeJS.Platform} [platform]
 * @returns {string} an absolute path; the folder need not exist yet
 */
export function cacheRoot(env, platform = process.platform) {
	if (platform === 'win32') {
		const local = env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local');
		return join(local, APP_FOLDER);
	}
	if (platform === 'darwin') return join(env.HOME || homedir(), 'Library', 'Caches', APP_FOLDER);
	return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), APP_FOLDER);
}

/**
 * Names the folder of one install, so that two clones with the same lock file share it and a
 * changed lock file gets another.
 *
 * @param {string[]} texts contents of the files that decide what is installed
 * @param {string} [machine] what compiled code depends on
 * @returns {string} such as `host-3f0c2a9be41d`
 */
export function hostKey(texts, machine = `${process.platform}-${process.arch}`) {
	const hash = createHash('sha256').update(machine);
	// A checkout on Windows may have other line ends; it is the same install all the same.
	for (const text of texts) hash.update('\0').update(text.replaceAll('\r\n', '\n'));
	return `host-${hash.digest('hex').slice(0, 12)}`;
}
