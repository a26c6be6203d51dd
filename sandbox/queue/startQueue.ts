import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { N8nApi } from '../n8n/api.ts';
import { prepareDataFolder, startProcess } from '../n8n/n8nProcess.ts';
import type { N8nProcess } from '../n8n/n8nProcess.ts';
import { onFreePorts } from '../n8n/onFreePorts.ts';
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

/** A running n8n in queue mode. */
export interface Queue {
	/** Of the main process, without a slash at the end. */
	readonly url: string;
	readonly api: N8nApi;
	/** All that were started, ended ones too. */
	readonly workers: readonly Worker[];
	/** Starts a further one, for example in place of a killed one. */
	startWorker(): Promise<Worker>;
	/** What the main process wrote since it was started. */
	logText(): string;
	/** Ends everything, Redis and PostgreSQL too. */
	stop(): Promise<void>;
}

/**
 * Starts an n8n in queue mode on the loopback interface: a main process, workers, and a Redis and
 * a PostgreSQL of their own. Waits until webhooks are answered and all workers take executions.
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
	// The workers have to know the main process's port, so on another one all have to start anew.
	return await onFreePorts(1, async ([mainPort = 0]) => {
		const shared = queueEnvironment({
			mainPort,
			redisPort: redis.port,
			postgres,
			encryptionKey,
		});
		const settings = { ...options, env: { ...shared, ...options.env } };
		const indexes = Array.from({ length: options.workers }, (_, index) => index);
		const [main, ...workers] = await together([
			startMain(settings, mainPort),
			...indexes.map(async (index) => await startWorker(settings, index)),
		]);
		let started = workers.length;
		return {
			url: main.url,
			api: main.api,
			workers,
			async startWorker() {
				const worker = await startWorker(settings, started++);
				workers.push(worker);
				return worker;
			},
			logText: () => main.logText(),
			async stop() {
				await stopAll([main, ...workers]);
				await stopAll([redis, postgres]);
			},
		};
	});
}

async function startMain(options: QueueOptions, port: number): Promise<N8n> {
	return await startN8n({ ...options, ...placeOf('main', options), port });
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
