import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { cacheRoot, hostKey } from './cacheFolder.mjs';
import { HostError } from './hostError.mjs';
import { hostPaths, installedHost } from './installedHost.mjs';
import { runAndKeepLines, runNpm, withoutNpmSettings } from './npm.mjs';
import { createProgress } from './progress.mjs';
import { RECIPE_FILES, recipeFolder } from './recipes.mjs';
import { missingRequirements } from './requirements.mjs';
import { createStaging, promoteStaging, removeStaleStagings } from './staging.mjs';

/** @typedef {import('./installedHost.mjs').Host} Host */
/** @typedef {import('./recipes.mjs').Recipe} Recipe */

const COMPILED_PACKAGES = ['sqlite3', 'isolated-vm'];

const SMOKE_CHECK = `
const fail = (error) => { console.error(error); process.exit(1); };
new (require('sqlite3').Database)(':memory:', (error) => {
	if (error) fail(error);
	const { Isolate } = require('isolated-vm');
	const isolate = new Isolate();
	if (isolate.createContextSync().evalSync('6 * 7') !== 42) fail('isolated-vm cannot calculate');
	process.exit(0);
});
`;

/**
 * Gives an n8n of this clone's sandbox: from the user's cache when it is there, otherwise it is
 * installed first, which takes minutes and 2.5 GB.
 *
 * @param {{ recipe?: Recipe, log?: (line: string) => void, env?: NodeJS.ProcessEnv }} [options]
 *   `recipe` says which n8n, by default the current one; `log` takes the lines that tell how the
 *   install goes on, without it they go to the standard error output
 * @returns {Promise<Host>} rejects with a HostError whose message is meant for the user
 */
export async function ensureHost({ recipe = 'n8n2', log, env = process.env } = {}) {
	const root = cacheRoot(env);
	const recipeFiles = recipeFolder(recipe);
	const texts = await Promise.all(
		RECIPE_FILES.map(async (name) => await readFile(join(recipeFiles, name), 'utf8')),
	);
	const key = hostKey(texts);
	const folder = join(root, key);
	const ready = installedHost(folder);
	if (ready) return ready;

	await refuseIfSomethingIsMissing(env, root);
	await mkdir(root, { recursive: true });
	await removeStaleStagings(root);

	const progress = createProgress({ log, watchedFolder: root });
	progress.line(`Installing n8n for the sandbox (${recipe}), once for this user, into ${folder}`);
	const staging = await createStaging(root, key);
	try {
		await install(recipeFiles, staging, env, progress);
		await promoteStaging(staging, folder);
	} finally {
		await rm(staging, { recursive: true, force: true });
	}

	const installed = installedHost(folder);
	if (!installed) throw new HostError(`${folder} is not complete. Delete it and start again.`);
	progress.line(`n8n is installed in ${folder}`);
	return installed;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} root
 * @returns {Promise<void>}
 */
async function refuseIfSomethingIsMissing(env, root) {
	const missing = await missingRequirements({ env, cacheRoot: root });
	if (missing.length === 0) return;
	throw new HostError(
		'The sandbox cannot be installed yet. Nothing was downloaded. This machine lacks:',
		missing.map((line) => `  - ${line}`),
	);
}

/**
 * @param {string} recipeFiles
 * @param {string} staging
 * @param {NodeJS.ProcessEnv} callerEnv
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<void>}
 */
async function install(recipeFiles, staging, callerEnv, progress) {
	const env = withoutNpmSettings(callerEnv);
	for (const name of RECIPE_FILES) await copyFile(join(recipeFiles, name), join(staging, name));

	await progress.phase('Downloading n8n (about 2 GB, some minutes)', async () => {
		await runNpm(
			[
				'ci',
				'--legacy-peer-deps',
				'--ignore-scripts',
				'--include=optional',
				'--no-audit',
				'--no-fund',
			],
			{ cwd: staging, env, doing: 'Downloading n8n' },
		);
	});

	const host = hostPaths(staging);
	await progress.phase('Compiling SQLite (about a minute)', async () => {
		await runNpm(
			['rebuild', ...COMPILED_PACKAGES, '--ignore-scripts=false', '--foreground-scripts'],
			{
				cwd: staging,
				env: rebuildEnvironment(env, host),
				doing: 'Compiling SQLite',
			},
		);
	});

	await progress.phase('Checking the install', async () => {
		await check(host, ['-e', SMOKE_CHECK], env);
		await check(host, [host.n8n, '--version'], env);
	});
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {ReturnType<typeof hostPaths>} host
 * @returns {NodeJS.ProcessEnv}
 */
function rebuildEnvironment(env, host) {
	const path = [dirname(host.node), env.PATH ?? env.Path ?? ''].join(delimiter);
	/** @type {NodeJS.ProcessEnv} */
	const rebuild = { ...env, PATH: path };
	if (process.platform !== 'win32') {
		// SQLite's ready-made binary lies on a server that is not a package registry.
		rebuild.npm_config_build_from_source = 'sqlite3';
		// The Node.js package brings its C headers; without this they would be downloaded.
		if (host.nodePackage) rebuild.npm_config_nodedir = host.nodePackage;
	}
	return rebuild;
}

/**
 * @param {Host} host
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<void>}
 */
async function check(host, args, env) {
	const { status, lines } = await runAndKeepLines(host.node, args, { cwd: host.folder, env });
	if (status === 0) return;
	throw new HostError(`The installed n8n does not work here: its check ended with ${status}.`, [
		...lines
			.filter((line) => line.trim() !== '')
			.slice(-15)
			.map((line) => `  ${line}`),
		'What to try:',
		'  Start again. If it fails the same way, the machine cannot run the Node.js binaries from npm (they need glibc, so Alpine Linux is out).',
	]);
}
