import { spawn } from 'node:child_process';
import { HostError } from './hostError.mjs';

const KEPT_LINES = 200;
const SHOWN_LINES = 8;
const NOISE = /npm warn (EBADENGINE|deprecated|Unknown)|^\s*$/;

/** Where to fetch from and how to get there are the user's; everything else is this install's. */
const KEPT_SETTINGS = new Set([
	'npm_config_ca',
	'npm_config_cache',
	'npm_config_cafile',
	'npm_config_globalconfig',
	'npm_config_https_proxy',
	'npm_config_noproxy',
	'npm_config_proxy',
	'npm_config_registry',
	'npm_config_strict_ssl',
	'npm_config_userconfig',
]);

/**
 * Takes out of an environment what an `npm run` around us left in it, such as the project's own
 * `ignore-scripts`, which would silently change what a nested npm does.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutNpmSettings(env) {
	return Object.fromEntries(
		Object.entries(env).filter(([name]) => {
			const key = name.toLowerCase();
			if (key === 'node_options' || key === 'init_cwd') return false;
			if (!key.startsWith('npm_')) return true;
			return KEPT_SETTINGS.has(key) || key.startsWith('npm_config_//') || key.includes(':');
		}),
	);
}

/**
 * Runs npm and waits for it.
 *
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, doing: string }} options `doing` names the step
 *   in the message of a failure
 * @returns {Promise<void>} rejects with a HostError that holds npm's last lines and what to try
 */
export async function runNpm(args, { cwd, env, doing }) {
	const { status, lines } = await runAndKeepLines('npm', args, { cwd, env });
	if (status === 0) return;
	const told = lines.filter((line) => !NOISE.test(line));
	throw new HostError(`${doing} failed: "npm ${args[0]}" ended with ${status}.`, [
		'What it said:',
		...tellingLines(told).map((line) => `  ${line}`),
		'What to try:',
		`  ${whatToTry(told.join('\n'))}`,
	]);
}

/**
 * npm names the reason where its complaint begins and gives less and less of it towards the end.
 *
 * @param {string[]} lines
 * @returns {string[]}
 */
function tellingLines(lines) {
	const complaint = Math.max(
		lines.findIndex((line) => line.startsWith('npm error')),
		0,
	);
	const first = lines.slice(complaint, complaint + SHOWN_LINES);
	const last = lines.slice(complaint + SHOWN_LINES).slice(-SHOWN_LINES);
	return last.length < SHOWN_LINES ? [...first, ...last] : [...first, '...', ...last];
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ status: number | string, lines: string[] }>}
 */
export function runAndKeepLines(command, args, { cwd, env }) {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd,
			env,
			stdio: ['ignore', 'pipe', 'pipe'],
			// npm is a .cmd file there, which only a shell can start.
			shell: process.platform === 'win32' && command === 'npm',
		});
		let text = '';
		/** @param {Buffer} chunk */
		const keep = (chunk) => {
			text = (text + chunk.toString('utf8')).split('\n').slice(-KEPT_LINES).join('\n');
		};
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);
		child.on('error', (error) => resolve({ status: error.message, lines: text.split('\n') }));
		child.on('close', (code, signal) =>
			resolve({ status: code ?? signal ?? 'no exit code', lines: text.split('\n') }),
		);
	});
}

/**
 * @param {string} output
 * @returns {string}
 */
function whatToTry(output) {
	if (/ENOSPC/.test(output)) return 'Make room on the disk (4 GB), then start again.';
	if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|network/.test(output)) {
		return 'Check the connection to the npm registry ("npm ping", proxy settings), then start again.';
	}
	if (/E404|ETARGET|E401|E403/.test(output)) {
		return 'The configured npm registry does not hand out a package: see "npm config get registry", then start again.';
	}
	if (/EACCES|EPERM/.test(output)) {
		return 'Check that you may write to the cache folder and to npm\'s own ("npm config get cache").';
	}
	if (/gyp ERR|node-gyp/.test(output)) {
		return 'Compiling SQLite failed: check that the C++ compiler, make and python3 work, then start again.';
	}
	return 'Start again; what npm has downloaded so far is kept, so it is faster the second time.';
}
