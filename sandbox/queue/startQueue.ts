import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { N8nApi } from '../n8n/api.ts';
import { prepareDataFolder, startProcess } from '../n8n/n8nProcess.ts';
import type { N8nProcess } from '../n8n/n8nProcess.ts';
import { onFreePorts } from '../n8n/onFreePorts.ts';
import { startReverseProxy } from '../n8n/reverseProxy.ts';
import type { ReverseProxy } from '../n8n/reverseProxy.ts';
import { startN8n } from '../n8n/startN8n.ts';
import type { Host, N8n } from '../n8n/startN8n.ts';
import { ensureServers } from './ensureServers.ts';
import { queueEnvironment, workerEnvironment } from './environment.ts';
import { startPostgres } from './postgres.ts';
import type { Postgres } from './postgres.ts';
import { startRedis } from './redis.ts';
import type { Redis } from './redis.ts';
import { stopAll, together } from './together.ts';

const CONCURRENCY = 5;

/** How to start an n8n in queue mode. */
export interface QueueOptions {
	host: Host;
	/** New or empty; every process has a folder of its own in it. Made when missing. */
	dataFolder: string;
	/** The packed community package to install for every process. */
	tarball?: string;
	/** How many workers to start with. */
	workers: number;
	/** How many processes take webhooks only; default: none, and the main process takes them. */
	webhookProcessors?: number;
	/** How many executions a worker runs at a time; default 5. */
	concurrency?: number;
	/** Further settings for all processes of n8n; they win over the sandbox's own. */
	env?: Readonly<Record<string, string>>;
	/** Gets every line that n8n writes, with the name of the process in front. */
	log?: (line: string) => void;
	/** Gets everything that n8n writes, appended, of all processes. */
	logFile?: string;
}

/** A running worker. */
export interface Worker extends N8nProcess {
	/** Its place among all workers that were started. */
	readonly index: number;
}

/** A running process that takes webhooks only. */
export interface WebhookProcessor extends N8nProcess {
	readonly port: number;
	/** Its own, for calls that are to reach no other. Without a slash at the end. */
	readonly url: string;
}

/** A running n8n in queue mode. */
export interface Queue {
	/** Where its webhooks, its editor and its API are found, without a slash at the end. */
	readonly url: string;
	readonly api: N8nApi;
	/** All that were started, ended ones too. */
	readonly workers: readonly Worker[];
	readonly webhookProcessors: readonly WebhookProcessor[];
	/** Starts a further one, for example in place of a killed one. */
	startWorker(): Promise<Worker>;
	/** What the main process wrote since it was started. */
	logText(): string;
	/** Ends everything, Redis and PostgreSQL too. */
	stop(): Promise<void>;
}

/**
 * Starts an n8n in queue mode on the loopback interface: a main process, workers, and a Redis and
 * a PostgreSQL of their own; with webhook processors, a reverse proxy in front of them and the main
 * process as well. Waits until webhooks are answered and all workers take executions.
 * All of it ends when this process does, however that ends.
 *
 * @param options how to start it
 * @returns the running n8n; rejects with the end of a log when a part of it does not come up
 */
export async function startQueue(options: QueueOptions): Promise<Queue> {
	const { dataFolder, log = () => undefined } = options;
	const programs = await ensureServers(log);
	await mkdir(dataFolder, { recursive: true });
	const servers = await together([
		startRedis(programs.redisServer, join(dataFolder, 'redis')),
		startPostgres(programs, join(dataFolder, 'postgresql')),
	]);
	try {
		return await startProcesses(options, ...servers);
	} catch (error) {
		await stopAll(servers);
		throw error;
	}
}

async function startProcesses(
	options: QueueOptions,
	redis: Redis,
	postgres: Postgres,
): Promise<Queue> {
	const encryptionKey = randomBytes(24).toString('base64');
	// All have to know the address, so where its port is taken all have to start anew.
	return await onFreePorts(2, async ([mainPort = 0, frontPort = 0]) => {
		const processorCount = options.webhookProcessors ?? 0;
		const url = `http://127.0.0.1:${processorCount > 0 ? frontPort : mainPort}`;
		const shared = queueEnvironment({ url, redisPort: redis.port, postgres, encryptionKey });
		const settings = { ...options, env: { ...shared, ...options.env } };
		const [main, processors, workers] = await together([
			startMain(settings, mainPort),
			startMany(processorCount, async (index) => await startWebhookProcessor(settings, index)),
			startMany(options.workers, async (index) => await startWorker(settings, index)),
		]);
		const running = [main, processors, workers];
		const front = await startFront(processors.all, { mainPort, frontPort }).catch(
			async (error: unknown) => {
				await stopAll(running);
				throw error;
			},
		);
		let started = options.workers;
		return {
			url,
			api: new N8nApi(url),
			workers: workers.all,
			webhookProcessors: processors.all,
			async startWorker() {
				const worker = await startWorker(settings, started++);
				workers.all.push(worker);
				return worker;
			},
			logText: () => main.logText(),
			async stop() {
				await front?.close();
				await stopAll(running);
				await stopAll([redis, postgres]);
			},
		};
	});
}

/** Several of a kind, started side by side. */
async function startMany<T extends N8nProcess>(
	count: number,
	start: (index: number) => Promise<T>,
): Promise<{ all: T[]; stop(): Promise<void> }> {
	const all = await together(Array.from({ length: count }, async (_, index) => await start(index)));
	return { all, stop: async () => await stopAll(all) };
}

/**
 * Hands webhooks to the webhook processors, and everything else to the main process. All calls of a URL
 * go to the same processor, as a load balancer does that hashes the path: what a trigger remembers, it
 * remembers in one process.
 */
async function startFront(
	processors: readonly WebhookProcessor[],
	{ mainPort, frontPort }: { mainPort: number; frontPort: number },
): Promise<ReverseProxy | undefined> {
	if (processors.length === 0) return undefined;
	const ports = new Map<string, number>();
	const portOf = (pathname: string): number => {
		const port =
			ports.get(pathname) ?? processors[ports.size % processors.length]?.port ?? mainPort;
		ports.set(pathname, port);
		return port;
	};
	return await startReverseProxy((_, path) => {
		const [pathname = ''] = path.split('?');
		return { path, port: pathname.startsWith('/webhook/') ? portOf(pathname) : mainPort };
	}, frontPort);
}

async function startMain(options: QueueOptions, port: number): Promise<N8n> {
	return await startN8n({ ...options, ...placeOf('main', options), port });
}

async function startWebhookProcessor(
	options: QueueOptions,
	index: number,
): Promise<WebhookProcessor> {
	const place = placeOf(`webhook-${index}`, options);
	await prepareDataFolder(place.dataFolder, options.tarball);
	return await onFreePorts(2, async ([port = 0, brokerPort = 0]) => {
		const processor = await startProcess({
			...options,
			...place,
			command: 'webhook',
			port,
			brokerPort,
		});
		return { ...processor, port, url: `http://127.0.0.1:${port}` };
	});
}

async function startWorker(options: QueueOptions, index: number): Promise<Worker> {
	const place = placeOf(`worker-${index}`, options);
	await prepareDataFolder(place.dataFolder, options.tarball);
	return await onFreePorts(2, async ([port = 0, brokerPort = 0]) => {
		const worker = await startProcess({
			...options,
			...place,
			command: 'worker',
			args: [`--concurrency=${options.concurrency ?? CONCURRENCY}`],
			port,
			brokerPort,
			env: { ...workerEnvironment(port), ...options.env },
		});
		return { ...worker, index };
	});
}

/**
 * Where a process keeps its files and says what it writes. Processes that share a user folder find
 * each other's crash journal and wait for ten seconds, and a worker that starts takes what others
 * are running for its own that has crashed.
 */
function placeOf(
	name: string,
	{ dataFolder, log }: QueueOptions,
): Pick<QueueOptions, 'dataFolder' | 'log'> {
	return {
		dataFolder: join(dataFolder, name),
		log: log && ((line) => log(`${name}: ${line}`)),
	};
}
