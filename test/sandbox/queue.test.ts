import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { n8nEnvironment } from '../../sandbox/n8n/environment.ts';
import { onFreePorts } from '../../sandbox/n8n/onFreePorts.ts';
import { required } from '../../sandbox/queue/ensureServers.ts';
import { queueEnvironment, workerEnvironment } from '../../sandbox/queue/environment.ts';
import { findServers } from '../../sandbox/queue/findServers.ts';
import { together } from '../../sandbox/queue/together.ts';

describe('the environment of a process', () => {
	const shared = queueEnvironment({
		url: 'http://127.0.0.1:1001',
		redisPort: 1002,
		postgres: { port: 1003, user: 'somebody', database: 'some' },
		encryptionKey: 'a key',
	});
	const of = (port: number, own: Record<string, string>, version = '2.41.1') =>
		n8nEnvironment(
			{ node: '/bin/node', version, dataFolder: '/data', port, brokerPort: port + 1 },
			own,
			{ HOME: '/root', EXECUTIONS_MODE: 'of the caller' },
		);

	it('leads to the queue and the database', () => {
		expect(of(1001, shared)).toMatchObject({
			DB_POSTGRESDB_DATABASE: 'some',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: '1003',
			DB_POSTGRESDB_USER: 'somebody',
			DB_TYPE: 'postgresdb',
			EXECUTIONS_MODE: 'queue',
			HOME: '/root',
			N8N_ENCRYPTION_KEY: 'a key',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: '1002',
		});
	});

	it('names no module to n8n 1, which would not start with one that it does not know', () => {
		expect(of(1001, {})).toHaveProperty('N8N_DISABLED_MODULES');
		expect(of(1001, {}, '1.123.81')).not.toHaveProperty('N8N_DISABLED_MODULES');
	});

	it('of a worker has ports of its own and the addresses of the main process', () => {
		expect(of(2001, { ...workerEnvironment(2001), ...shared })).toMatchObject({
			N8N_EDITOR_BASE_URL: 'http://127.0.0.1:1001',
			N8N_PORT: '2001',
			N8N_RUNNERS_BROKER_PORT: '2002',
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: '2001',
			WEBHOOK_URL: 'http://127.0.0.1:1001/',
		});
	});
});

describe('Redis and PostgreSQL', () => {
	let folder: string;
	beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'queue-servers-'))));
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	function program(...path: string[]): string {
		const file = join(folder, ...path);
		mkdirSync(join(file, '..'), { recursive: true });
		writeFileSync(file, '', { mode: 0o755 });
		return file;
	}
	const find = (...folders: string[]) =>
		findServers(folders.map((name) => join(folder, name)).join(delimiter), join(folder, 'debian'));

	it('are found on the PATH, both programs of PostgreSQL in one folder', () => {
		const redisServer = program('a', 'redis-server');
		program('a', 'postgres');
		const [initdb, postgres] = [program('b', 'initdb'), program('b', 'postgres')];
		expect(find('missing', 'a', 'b')).toEqual({ redisServer, initdb, postgres });
	});

	it('are found where Debian keeps PostgreSQL, the newest', () => {
		for (const version of ['9', '15', '17']) program('debian', version, 'bin', 'initdb');
		program('debian', '9', 'bin', 'postgres');
		const postgres = program('debian', '15', 'bin', 'postgres');
		expect(find('a')).toEqual({ initdb: join(postgres, '..', 'initdb'), postgres });
	});

	it('that are missing are named, with what to install', () => {
		expect(() => required(find('a'))).toThrow(
			/needs Redis .* and PostgreSQL .*\n.*apt-get install redis-server postgresql\n.*brew install redis/,
		);
		expect(() => required({ initdb: 'initdb', postgres: 'postgres' })).toThrow(
			/needs Redis \(redis-server\), which.*\n.*apt-get install redis-server\n/,
		);
	});
});

describe('a start', () => {
	it('on a port that somebody takes is tried on another', async () => {
		const tried: number[] = [];
		const started = await onFreePorts(1, async ([port = 0]) => {
			tried.push(port);
			if (tried.length < 3) throw new Error(`Port ${port} is already in use`);
			return 'started';
		});
		expect(started).toBe('started');
		expect(tried).toHaveLength(3);
	});

	it('that fails again and again, or for another reason, is given up', async () => {
		for (const [message, times] of [
			['Address already in use', 3],
			['No space left', 1],
		] as const) {
			const start = jest.fn(async () => await Promise.reject(new Error(message)));
			await expect(onFreePorts(2, start)).rejects.toThrow(message);
			expect(start).toHaveBeenCalledTimes(times);
		}
	});

	it('of which a part fails ends the other parts', async () => {
		const stop = jest.fn(async () => undefined);
		const late = new Promise<{ stop: () => Promise<undefined> }>((resolve) =>
			setTimeout(() => resolve({ stop }), 20),
		);
		await expect(together([Promise.reject(new Error('no memory')), late])).rejects.toThrow(
			'no memory',
		);
		expect(stop).toHaveBeenCalledTimes(1);
	});
});
