import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { installedHost } from './installedHost.mjs';

/** @typedef {import('./installedHost.mjs').Host} Host */

const STAGING_NAME = /\.installing-(\d+)-[0-9a-f]+$/;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Makes an empty folder in which an install can go wrong without harm.
 *
 * @param {string} root the cache folder
 * @param {string} key the name the install will have
 * @returns {Promise<string>} its path, beside the final one, so that a rename is one step
 */
export async function createStaging(root, key) {
	const folder = join(root, `${key}.installing-${process.pid}-${randomBytes(4).toString('hex')}`);
	await mkdir(folder, { recursive: true });
	return folder;
}

/**
 * Gives a checked install its final name. When another process was faster, its install is used
 * and this one is thrown away.
 *
 * @param {string} staging
 * @param {string} folder the final path
 * @returns {Promise<void>}
 */
export async function promoteStaging(staging, folder) {
	if (await renamed(staging, folder)) return;
	if (!installedHost(folder)) {
		// What stands there is not whole: somebody deleted parts of it.
		const aside = `${staging.replace(/[0-9a-f]+$/, '')}${randomBytes(4).toString('hex')}`;
		await renamed(folder, aside);
		await rm(aside, { recursive: true, force: true });
		if (await renamed(staging, folder)) return;
	}
	await rm(staging, { recursive: true, force: true });
}

/**
 * Deletes what interrupted installs left behind; what a running one is filling stays.
 *
 * @param {string} root the cache folder
 * @returns {Promise<void>}
 */
export async function removeStaleStagings(root) {
	if (!existsSync(root)) return;
	for (const name of await readdir(root)) {
		const pid = STAGING_NAME.exec(name)?.[1];
		if (pid === undefined) continue;
		const folder = join(root, name);
		if (isRunning(Number(pid)) && !(await isOlderThanADay(folder))) continue;
		await rm(folder, { recursive: true, force: true });
	}
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {Promise<boolean>} false when something is already there
 */
async function renamed(from, to) {
	try {
		await rename(from, to);
		return true;
	} catch (error) {
		if (existsSync(from) && existsSync(to)) return false;
		throw error;
	}
}

/**
 * @param {number} pid
 * @returns {boolean}
 */
function isRunning(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}

/**
 * A number is given to another process in time, and in a container to many.
 *
 * @param {string} folder
 * @returns {Promise<boolean>}
 */
async function isOlderThanADay(folder) {
	const made = await stat(folder).catch(() => undefined);
	return made === undefined || Date.now() - made.mtimeMs > DAY_MS;
}
