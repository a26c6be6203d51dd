import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { nodePackageFor } from './installedHost.mjs';

const NEEDED_BYTES = 4 * 1024 ** 3;
const GIGABYTE = 1024 ** 3;

/**
 * Looks for what the install needs and the machine lacks.
 *
 * @param {{ env: NodeJS.ProcessEnv, cacheRoot: string, platform?: NodeJS.Platform }} where
 * @returns {Promise<string[]>} one line for each thing that is missing, with what to install
 */
export async function missingRequirements({ env, cacheRoot, platform = process.platform }) {
	return [...missingNode(), ...missingTools(env, platform), ...(await missingSpace(cacheRoot))];
}

/** @returns {string[]} */
function missingNode() {
	const ownMajor = Number(process.versions.node.split('.')[0]);
	if (nodePackageFor() !== undefined || ownMajor >= 24) return [];
	return [
		`Node.js 24: npm has no ready one for ${process.platform}-${process.arch}. Install Node.js 24 and start again with it.`,
	];
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string[]}
 */
function missingTools(env, platform) {
	/** @type {string[]} */
	const missing = [];
	if (!onPath(env, ['npm'], platform)) {
		missing.push('npm: it comes with Node.js (https://nodejs.org); check that it is on the PATH.');
	}
	// On Windows SQLite's ready-made binary is fetched; elsewhere it is compiled, which needs no
	// other server than the package registry.
	if (platform === 'win32') return missing;

	const hint = installHint(env, platform);
	if (platform === 'darwin') {
		if (spawnSync('xcode-select', ['-p'], { env, stdio: 'ignore' }).status !== 0) {
			missing.push(`Apple's command line tools (C++ compiler, make, python3): ${hint}`);
		}
		return missing;
	}
	if (!env.CXX && !onPath(env, ['c++', 'g++', 'clang++'], platform)) {
		missing.push(`a C++ compiler, to compile SQLite: ${hint}`);
	}
	if (!onPath(env, ['make', 'gmake'], platform)) missing.push(`make, to compile SQLite: ${hint}`);
	if (!env.PYTHON && !onPath(env, ['python3', 'python'], platform)) {
		missing.push(`python3, to compile SQLite: ${hint}`);
	}
	return missing;
}

/**
 * @param {string} cacheRoot
 * @returns {Promise<string[]>}
 */
async function missingSpace(cacheRoot) {
	const folder = nearestExisting(cacheRoot);
	const { bavail, bsize } = await statfs(folder);
	const free = bavail * bsize;
	if (free >= NEEDED_BYTES) return [];
	return [
		`disk space: ${(free / GIGABYTE).toFixed(1)} GB are free in ${folder}, 4 GB are needed. Make room there, or set XDG_CACHE_HOME to a folder on another disk.`,
	];
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string}
 */
function installHint(env, platform) {
	if (platform === 'darwin') return 'run "xcode-select --install".';
	/** @type {Array<[string, string]>} */
	const managers = [
		['apt-get', 'run "sudo apt-get install build-essential python3".'],
		['dnf', 'run "sudo dnf install gcc-c++ make python3".'],
		['pacman', 'run "sudo pacman -S base-devel python".'],
		['zypper', 'run "sudo zypper install gcc-c++ make python3".'],
	];
	const found = managers.find(([manager]) => onPath(env, [manager], platform));
	return found ? found[1] : 'install g++, make and python3 with your package manager.';
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} names
 * @param {NodeJS.Platform} platform
 * @returns {boolean}
 */
function onPath(env, names, platform) {
	const extensions = platform === 'win32' ? ['.cmd', '.exe', '.bat'] : [''];
	const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => folder !== '');
	return folders.some((folder) =>
		names.some((name) =>
			extensions.some((extension) => isExecutable(join(folder, name + extension))),
		),
	);
}

/**
 * @param {string} file
 * @returns {boolean}
 */
function isExecutable(file) {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/**
 * @param {string} folder
 * @returns {string}
 */
function nearestExisting(folder) {
	let current = folder;
	while (!existsSync(current) && dirname(current) !== current) current = dirname(current);
	return current;
}
