import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { N8nApi } from './api.ts';
import { installCommunityPackage } from './communityPackage.ts';
import { n8nEnvironment } from './environment.ts';
import { OutputLog } from './outputLog.ts';
import { freePorts, isPortFree } from './ports.ts';
import { startProcessTree } from './processTree.ts';
import type { ProcessTree } from './processTree.ts';
import { waitFor } from './waiting.ts';

const START_TIMEOUT_MS = 90_000;
const STOP_GRACE_MS = 10_000;
const START_ATTEMPTS = 3;
/** The last thing n8n says when it starts, and only the process that has the port gets that far. */
const STARTED = 'Editor is now accessible';

/** An installed n8n, as the sandbox's host gives it. */
export interface Host {
	folder: string;
	/** The Node.js executable that runs n8n. */
	node: string;
	/** n8n's start script. */
	n8n: string;
}

/** How to start an n8n. */
export interface StartOptions {
	host: Host;
	/** n8n's user folder: database, settings and packages are in its `.n8n`. Made when missing. */
	dataFolder: string;
	/** The packed community package to install; without it, what is in the data folder stays. */
	tarball?: string;
	/** Default: a free one. */
	port?: number;
	/** Further settings for n8n, such as `WEBHOOK_URL`; they win over the sandbox's own. */
	env?: Readonly<Record<string, string>>;
	/** Gets every line n8n writes. */
	log?: (line: string) => void;
	/** Gets everything n8n writes, appended. */
	logFile?: string;
}

/** A running n8n. */
export interface N8n {
	/** Without a slash at the end. */
	readonly url: string;
	readonly port: number;
	readonly api: N8nApi;
	readonly dataFolder: string;
	/** What it wrote since it was started. */
	logText(): string;
	/** Ends it the proper way; after a bound it is killed. */
	stop(): Promise<void>;
	/** Kills it at once, as a power cut would. */
	kill(): Promise<void>;
	/** Stops it and starts it again on the same port and data; sign in again on the new one. */
	restart(): Promise<N8n>;
}

/**
 * Starts an n8n with a community package on the loopback interface and waits until its editor,
 * its REST API and its webhooks answer. It ends when this process does, however that ends.
 *
 * @param options how to start it
 * @returns the running n8n; rejects with the end of its log when it does not come up
 */
export async function startN8n(options: StartOptions): Promise<N8n> {
	if (options.port !== undefined && !(await isPortFree(options.port))) {
		throw new Error(
			`Port ${options.port} is in use. Stop what listens there, or choose another port.`,
		);
	}
	await mkdir(options.dataFolder, { recursive: true });
	// All that n8n does about it is to wait 10 seconds when the last run was killed.
	await rm(join(options.dataFolder, '.n8n', 'crash.journal'), { force: true });
	if (options.tarball !== undefined) {
		await installCommunityPackage(options.tarball, options.dataFolder);
	}
	for (let attempt = 1; ; attempt++) {
		const started = await tryToStart(options);
		if (started instanceof Error) {
			// Between finding a free port and using it, somebody else may have taken it.
			const portTaken = options.port === undefined && /already in use/.test(started.message);
			if (portTaken && attempt < START_ATTEMPTS) continue;
			throw started;
		}
		return started;
	}
}

async function tryToStart(options: StartOptions): Promise<N8n | Error> {
	const { host, dataFolder } = options;
	const [brokerPort = 0, freePort = 0] = await freePorts(2);
	const port = options.port ?? freePort;
	const url = `http://127.0.0.1:${port}`;

	const output = new OutputLog(options);
	const tree = startProcessTree(host.node, [host.n8n, 'start'], {
		// n8n reads settings from a file named .env in its working directory.
		cwd: dataFolder,
		env: n8nEnvironment(
			{ node: host.node, dataFolder, port, brokerPort },
			options.env ?? {},
			process.env,
		),
	});
	output.read(tree.child.stdout);
	output.read(tree.child.stderr);
	void tree.ended.then(() => output.close());

	try {
		await waitUntilReady(tree, url, output);
	} catch (error) {
		await tree.kill();
		return error instanceof Error ? error : new Error(String(error));
	}

	const stop = async (): Promise<void> => await tree.stop(STOP_GRACE_MS);
	return {
		url,
		port,
		api: new N8nApi(url),
		dataFolder,
		logText: () => output.all(),
		stop,
		kill: async () => await tree.kill(),
		async restart() {
			await stop();
			return await startN8n({ ...options, tarball: undefined, port });
		},
	};
}

async function waitUntilReady(tree: ProcessTree, url: string, output: OutputLog): Promise<void> {
	await waitFor(
		async () => {
			if (tree.hasEnded()) {
				throw new Error(
					`n8n ended while it was starting (${await tree.ended}). The end of its log:\n${output.tail()}`,
				);
			}
			if (!output.all().includes(STARTED)) return undefined;
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
