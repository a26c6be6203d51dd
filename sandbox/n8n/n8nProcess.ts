import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { installCommunityPackage } from './communityPackage.ts';
import { n8nEnvironment } from './environment.ts';
import type { N8nPlace } from './environment.ts';
import { OutputLog } from './outputLog.ts';
import type { OutputTargets } from './outputLog.ts';
import { startProcessTree } from './processTree.ts';
import type { ProcessTree } from './processTree.ts';
import { installedVersion } from './version.ts';
import { waitFor } from './waiting.ts';

const START_TIMEOUT_MS = 90_000;
const STOP_GRACE_MS = 10_000;

/** An installed n8n, as the sandbox's host gives it. */
export interface Host {
	folder: string;
	/** The Node.js executable that runs n8n. */
	node: string;
	/** n8n's start script. */
	n8n: string;
}

/** n8n's command for a process: everything, or in queue mode executions or webhooks only. */
export type N8nCommand = 'start' | 'worker' | 'webhook';

/** The last thing each says when it starts, and only a process that has its port gets that far. */
const STARTED: Record<N8nCommand, string> = {
	start: 'Editor is now accessible',
	worker: 'n8n worker is now ready',
	webhook: 'Webhook listener waiting for requests',
};

/** Which process of n8n to start, and where. */
export interface ProcessOptions extends OutputTargets, Omit<N8nPlace, 'node' | 'version'> {
	host: Host;
	command: N8nCommand;
	/** Options of the command, such as `--concurrency=5`. */
	args?: readonly string[];
	/** Further settings, which win over the sandbox's own. */
	env?: Readonly<Record<string, string>>;
}

/** A running process of n8n with all that it started itself. */
export interface N8nProcess {
	/** What it wrote since it was started. */
	logText(): string;
	hasEnded(): boolean;
	/** Ends it the proper way; after a bound it is killed. */
	stop(): Promise<void>;
	/** Kills it at once, as a power cut would. */
	kill(): Promise<void>;
}

/**
 * Makes a user folder ready for a start.
 *
 * @param dataFolder n8n's user folder; made when it is missing
 * @param tarball the packed community package to install; without it, what is there stays
 */
export async function prepareDataFolder(dataFolder: string, tarball?: string): Promise<void> {
	await mkdir(dataFolder, { recursive: true });
	// All that n8n does about it is to wait 10 seconds when the last run was killed.
	await rm(join(dataFolder, '.n8n', 'crash.journal'), { force: true });
	if (tarball !== undefined) await installCommunityPackage(tarball, dataFolder);
}

/**
 * Starts a process of n8n in a prepared user folder and waits until it is ready. It ends when this
 * process does, however that ends.
 *
 * @param options which one, and where
 * @returns the running process; rejects with the end of its log when it does not come up
 */
export async function startProcess(options: ProcessOptions): Promise<N8nProcess> {
	const { host, command, args = [], dataFolder, port, brokerPort, env = {} } = options;
	const place = {
		node: host.node,
		version: await installedVersion(host.n8n),
		dataFolder,
		port,
		brokerPort,
	};
	const output = new OutputLog(options);
	const tree = startProcessTree(host.node, [host.n8n, command, ...args], {
		// n8n reads settings from a file named .env in its working directory.
		cwd: dataFolder,
		env: n8nEnvironment(place, env, process.env),
	});
	output.read(tree.child.stdout);
	output.read(tree.child.stderr);
	void tree.ended.then(() => output.close());

	try {
		await waitUntilReady(tree, options, output);
	} catch (error) {
		await tree.kill();
		throw error;
	}
	return {
		logText: () => output.all(),
		hasEnded: () => tree.hasEnded(),
		stop: async () => await tree.stop(STOP_GRACE_MS),
		kill: async () => await tree.kill(),
	};
}

async function waitUntilReady(
	tree: ProcessTree,
	{ command, port }: ProcessOptions,
	output: OutputLog,
): Promise<void> {
	const url = `http://127.0.0.1:${port}`;
	await waitFor(
		async () => {
			if (tree.hasEnded()) {
				throw new Error(
					`n8n ended while it was starting (${await tree.ended}). The end of its log:\n${output.tail()}`,
				);
			}
			if (!output.all().includes(STARTED[command])) return undefined;
			const ready = await fetch(`${url}/healthz/readiness`)
				.then((response) => response.status === 200)
				.catch(() => false);
			return ready ? true : undefined;
		},
		START_TIMEOUT_MS,
		() =>
			new Error(
				`n8n did not get ready on ${url} within ${START_TIMEOUT_MS / 1000} s. The end of its log:\n${output.tail()}`,
			),
	);
}
