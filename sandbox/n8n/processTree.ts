import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const WINDOWS = process.platform === 'win32';

/**
 * Runs inside the child before its own program: when the pipe from the parent closes, the parent
 * is gone, however it went, and the child's whole process group has to go too. Worker threads load
 * it as well, with an input of their own that ends at once.
 */
const DIE_WITH_PARENT = `data:text/javascript,${encodeURIComponent(`
import { isMainThread } from 'node:worker_threads';
const die = () => {
	try { process.kill(-process.pid, 'SIGKILL'); } catch { process.exit(1); }
};
if (isMainThread) {
	process.stdin.on('end', die).on('error', die).resume();
	process.stdin.unref?.();
}
`)}`;

/** A Node.js program with all that it starts itself. */
export interface ProcessTree {
	readonly child: ChildProcessWithoutNullStreams;
	/** Resolves when the program itself has ended, with how it ended. */
	readonly ended: Promise<string>;
	hasEnded(): boolean;
	/** Asks it to end and waits; after `graceMs` it is made to. */
	stop(graceMs: number): Promise<void>;
	/** Ends it at once, with no chance to clean up. */
	kill(): Promise<void>;
}

/**
 * Starts a Node.js program that can be ended together with everything it starts, and that ends by
 * itself when this process does.
 *
 * @param node the Node.js executable
 * @param args the script and its arguments
 * @param options where it runs and its whole environment
 * @returns the running program
 */
export function startProcessTree(
	node: string,
	args: readonly string[],
	options: { cwd: string; env: Record<string, string> },
): ProcessTree {
	const child = spawn(node, ['--import', DIE_WITH_PARENT, ...args], {
		...options,
		stdio: ['pipe', 'pipe', 'pipe'],
		// A process group of its own: one signal reaches all of it, and Ctrl-C only us.
		detached: !WINDOWS,
		windowsHide: true,
	});
	// It may end before the pipe does.
	child.stdin.on('error', () => undefined);

	let running = true;
	const ended = new Promise<string>((resolve) => {
		const end = (how: string): void => {
			running = false;
			signalTree(child.pid, 'SIGKILL');
			resolve(how);
		};
		child.once('error', (error) => end(error.message));
		child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
	});

	const kill = async (): Promise<void> => {
		if (running) signalTree(child.pid, 'SIGKILL');
		await ended;
	};
	return {
		child,
		ended,
		hasEnded: () => !running,
		kill,
		async stop(graceMs) {
			if (running) child.kill('SIGTERM');
			const abort = new AbortController();
			const inTime = await Promise.race([
				ended.then(() => true),
				sleep(graceMs, false, { signal: abort.signal }).catch(() => true),
			]);
			abort.abort();
			if (!inTime) await kill();
		},
	};
}

function signalTree(pid: number | undefined, signal: NodeJS.Signals): void {
	if (pid === undefined) return;
	if (WINDOWS) {
		spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
		return;
	}
	try {
		process.kill(-pid, signal);
	} catch {
		// Nothing of it is left.
	}
}
