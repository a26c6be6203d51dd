import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';

const QUIET_MS = 300;
const ASSET = /\.(?:svg|node\.json)$/;

/** Where what is compiled comes from and goes to. */
export interface RebuildOptions {
	/** The Node.js executable. */
	node: string;
	projectFolder: string;
	/** n8n's user folder, in which the package is installed. */
	dataFolder: string;
}

/**
 * Compiles on every change and copies the result into n8n, which reloads it.
 *
 * @returns ends the watching
 */
export async function rebuildOnChange({
	node,
	projectFolder,
	dataFolder,
}: RebuildOptions): Promise<() => Promise<void>> {
	const compiled = join(projectFolder, 'dist');
	const installed = join(dataFolder, '.n8n/nodes/node_modules/n8n-nodes-qiscus-salesiq/dist');
	const compiler = spawn(
		node,
		[join(projectFolder, 'node_modules/typescript/bin/tsc'), '--watch', '--preserveWatchOutput'],
		{ cwd: projectFolder, stdio: ['ignore', 'inherit', 'inherit'] },
	);

	let timer: NodeJS.Timeout | undefined;
	const copySoon = () => {
		clearTimeout(timer);
		timer = setTimeout(() => {
			cp(compiled, installed, { recursive: true }).then(
				() => console.log('Copied into n8n. Reload the editor to see changed descriptions.'),
				(error: unknown) => console.error(error),
			);
		}, QUIET_MS);
	};
	const compiledWatcher = watch(compiled, { recursive: true }, copySoon);
	const assetWatcher = watch(join(projectFolder, 'nodes'), { recursive: true }, (_event, file) => {
		if (file === null || !ASSET.test(file)) return;
		const from = join(projectFolder, 'nodes', file);
		cp(from, join(compiled, 'nodes', file)).catch((error: unknown) => console.error(error));
	});

	return async () => {
		clearTimeout(timer);
		compiledWatcher.close();
		assetWatcher.close();
		compiler.kill();
	};
}
