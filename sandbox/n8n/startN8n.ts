import { N8nApi } from './api.ts';
import { prepareDataFolder, startProcess } from './n8nProcess.ts';
import type { Host } from './n8nProcess.ts';
import { onFreePorts } from './onFreePorts.ts';
import { freePorts, isPortFree } from './ports.ts';

export type { Host } from './n8nProcess.ts';

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
	const { port, dataFolder, tarball } = options;
	if (port !== undefined && !(await isPortFree(port))) {
		throw new Error(`Port ${port} is in use. Stop what listens there, or choose another port.`);
	}
	await prepareDataFolder(dataFolder, tarball);
	if (port !== undefined) {
		const [brokerPort = 0] = await freePorts(1);
		return await startOn(port, brokerPort, options);
	}
	return await onFreePorts(
		2,
		async ([freePort = 0, brokerPort = 0]) => await startOn(freePort, brokerPort, options),
	);
}

async function startOn(port: number, brokerPort: number, options: StartOptions): Promise<N8n> {
	const { logText, stop, kill } = await startProcess({
		...options,
		command: 'start',
		port,
		brokerPort,
	});
	const url = `http://127.0.0.1:${port}`;
	return {
		url,
		port,
		api: new N8nApi(url),
		dataFolder: options.dataFolder,
		logText,
		stop,
		kill,
		async restart() {
			await stop();
			return await startN8n({ ...options, tarball: undefined, port });
		},
	};
}
