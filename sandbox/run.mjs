// `npm start` and `npm run dev`: installs what is missing, builds, and hands over to the sandbox's own Node.js.
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

import { ensureHost } from './host/ensureHost.mjs';
import { HostError } from './host/hostError.mjs';
import { HELP, readOptions } from './options.mjs';
import { buildProject, installProject, projectFolder } from './project.mjs';

try {
	const options = readOptions(process.argv.slice(2));
	if (options.help) {
		console.log(HELP);
	} else {
		await installProject();
		const host = await ensureHost();
		await buildProject();
		await start(host, { ...options, data: resolve(projectFolder, options.data) });
	}
} catch (error) {
	const isForUser = error instanceof HostError || error instanceof Error;
	console.error(isForUser ? error.message : error);
	process.exitCode = 1;
}

/**
 * @param {import('./host/installedHost.mjs').Host} host
 * @param {import('./options.mjs').StartSettings} options
 */
async function start(host, options) {
	const script = join(projectFolder, 'sandbox', 'start.ts');
	const settings = JSON.stringify({ host, projectFolder, ...options });
	// A new process group would hide Ctrl-C from it; in the same one, both get it.
	const child = spawn(host.node, ['--disable-warning=ExperimentalWarning', script, settings], {
		stdio: 'inherit',
	});
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
		process.on(signal, () => child.kill(signal));
	}
	process.exitCode = await new Promise((resolveCode) => {
		child.once('close', (code) => resolveCode(code ?? 1));
	});
}
