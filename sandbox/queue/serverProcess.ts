import { OutputLog } from '../n8n/outputLog.ts';
import { startProcessTree } from '../n8n/processTree.ts';
import { waitFor } from '../n8n/waiting.ts';

const START_TIMEOUT_MS = 30_000;
const STOP_GRACE_MS = 10_000;

/**
 * A program that is not Node.js does not notice when this process is gone. So this one, which does,
 * starts it, in the process group that ends with it, and passes on the wish to stop.
 */
const SUPERVISE = `
const { spawn } = require('node:child_process');
const { program, args, identity, stopSignal } = JSON.parse(process.argv[1]);
const server = spawn(program, args, { ...identity, stdio: ['ignore', 'inherit', 'inherit'] });
process.on('SIGTERM', () => server.kill(stopSignal));
server.on('error', (error) => { console.error(error.message); process.exitCode = 1; });
server.on('exit', (code) => { process.exitCode = code ?? 1; });
`;

/** As whom to run a program. */
export interface Identity {
	uid: number;
	gid: number;
}

/** A server to start. */
export interface ServerOptions {
	/** For messages. */
	name: string;
	program: string;
	args: readonly string[];
	/** Its working directory. */
	folder: string;
	/** Default: as this process. */
	identity?: Identity;
	/** What it writes when it is ready. */
	ready: string;
	/** On which it ends at once and in order. */
	stopSignal: NodeJS.Signals;
}

/** A running server. */
export interface Server {
	stop(): Promise<void>;
}

/**
 * Starts a server that is not a Node.js program and waits until it is ready. It ends when this
 * process does, however that ends.
 *
 * @param options which one
 * @returns the running server; rejects with the end of its log when it does not come up
 */
export async function startServer(options: ServerOptions): Promise<Server> {
	const { name, program, args, folder, identity, ready, stopSignal } = options;
	const order = JSON.stringify({ program, args, identity, stopSignal });
	const output = new OutputLog({});
	const tree = startProcessTree(process.execPath, ['-e', SUPERVISE, order], {
		cwd: folder,
		env: serverEnvironment(),
	});
	output.read(tree.child.stdout);
	output.read(tree.child.stderr);
	const failed = (how: string): Error =>
		new Error(`${name} ${how}. The end of its log:\n${output.tail()}`);
	try {
		await waitFor(
			async () => {
				if (tree.hasEnded()) throw failed(`ended while it was starting (${await tree.ended})`);
				return output.all().includes(ready) ? true : undefined;
			},
			START_TIMEOUT_MS,
			() => failed(`did not get ready within ${START_TIMEOUT_MS / 1000} s`),
		);
	} catch (error) {
		await tree.kill();
		throw error;
	}
	return { stop: async () => await tree.stop(STOP_GRACE_MS) };
}

/** The environment of a server and its tools: next to nothing of the caller's, and messages in English. */
export function serverEnvironment(): Record<string, string> {
	return { PATH: process.env.PATH ?? '', LC_ALL: 'C' };
}
