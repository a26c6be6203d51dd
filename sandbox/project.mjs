import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this clone. */
export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Written beside the installed packages: which lock file they were installed from. */
const stampFile = join(projectFolder, 'node_modules', '.installed-from');

/** @param {string} file */
const readOrEmpty = async (file) => await readFile(file, 'utf8').catch(() => '');

/**
 * Runs a command in the project's folder with its output shown.
 *
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number>} the exit code; 1 where a signal ended it
 */
export async function run(command, args) {
	return await new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			cwd: projectFolder,
			stdio: 'inherit',
			shell: process.platform === 'win32',
		});
		child.once('error', reject);
		child.once('close', (code) => resolve(code ?? 1));
	});
}

/**
 * @param {string[]} args of npm
 * @returns {Promise<number>} the exit code
 */
export async function runNpm(...args) {
	return await run(npm, args);
}

/** Installs the development tools unless they are there, from this very lock file. Throws where npm fails. */
export async function installProject() {
	const lock = await readFile(join(projectFolder, 'package-lock.json'));
	const hash = createHash('sha256').update(lock).digest('hex');
	if ((await readOrEmpty(stampFile)) === hash) return;
	console.log('Installing the development tools (about a minute) ...');
	const code = await runNpm('ci', '--no-audit', '--no-fund', '--loglevel=error');
	if (code !== 0) {
		throw new Error('npm could not install the development tools. Its message stands above.');
	}
	await writeFile(stampFile, hash);
}

/** Compiles the package into `dist`. Throws where it does not compile. */
export async function buildProject() {
	console.log('Building the package ...');
	if ((await runNpm('run', '--silent', 'build')) !== 0) {
		throw new Error('The package could not be built. What is wrong stands above.');
	}
}
