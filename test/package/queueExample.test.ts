import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { queueEnvironment } from '../../sandbox/queue/environment.ts';

interface Service {
	command?: string;
	depends_on?: string[] | Record<string, unknown>;
	environment?: Record<string, string>;
	image: string;
	volumes?: string[];
}

const FOLDER = join(__dirname, '..', '..', 'examples', 'queue-mode');
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as {
	services: Record<string, Service>;
	volumes: Record<string, unknown>;
};
const services = Object.entries(compose.services);
const processes = services.filter(([, { image }]) => image.includes('n8n'));

describe('the example for queue mode', () => {
	it('has a main process, two webhook processors and three workers of the same n8n', () => {
		expect(processes.map(([name, { command }]) => [name, command?.split(' ')[0]])).toEqual([
			['main', undefined],
			['webhook-1', 'webhook'],
			['webhook-2', 'webhook'],
			['worker-1', 'worker'],
			['worker-2', 'worker'],
			['worker-3', 'worker'],
		]);
		expect(new Set(processes.map(([, { image }]) => image)).size).toBe(1);
	});

	it('runs the version of n8n that is tested', () => {
		const { dependencies } = JSON.parse(
			readFileSync(join(__dirname, '..', '..', 'sandbox', 'package.json'), 'utf8'),
		);
		expect(processes[0]?.[1].image).toMatch(new RegExp(`:${dependencies.n8n}$`));
	});

	it('gives all processes the settings that the tests of queue mode give them', () => {
		const tested = queueEnvironment({
			url: '',
			redisPort: 0,
			postgres: { port: 0, user: '', database: '' },
			encryptionKey: '',
		});
		// Each server has its own usual port there, and n8n's usual number of connections.
		const usual = /_PORT$|_POOL_SIZE$/;
		const names = Object.keys(tested).filter((name) => !usual.test(name));
		for (const [, { environment = {} }] of processes) {
			expect(Object.keys(environment)).toEqual(expect.arrayContaining(names));
			expect(environment).toMatchObject({ DB_TYPE: 'postgresdb', EXECUTIONS_MODE: 'queue' });
		}
	});

	it('lets no two processes share a folder', () => {
		const mounted = processes.flatMap(([, { volumes = [] }]) => volumes);
		expect(new Set(mounted).size).toBe(mounted.length);
	});

	it('names only services and volumes that there are', () => {
		for (const [, { depends_on = [], volumes = [] }] of services) {
			const needed = Array.isArray(depends_on) ? depends_on : Object.keys(depends_on);
			expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(needed));
			const named = volumes.map((volume) => volume.split(':')[0] ?? '');
			const own = named.filter((name) => !name.startsWith('.'));
			expect(Object.keys(compose.volumes)).toEqual(expect.arrayContaining(own));
		}
	});

	it('holds no secret, and names each that is to be filled in', () => {
		const wanted = [...read('docker-compose.yml').matchAll(/\$\{(\w+):\?/g)].map(
			([, name]) => name,
		);
		const offered = [...read('.env.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
		expect(offered.sort()).toEqual([...new Set(wanted)].sort());
		expect(read('.env.example')).toMatch(/^N8N_ENCRYPTION_KEY=$/m);
		expect(read('.env.example')).toMatch(/^POSTGRES_PASSWORD=$/m);
	});

	it('has a proxy that leads to the services, all calls of a URL to the same processor', () => {
		const hosts = [...read('nginx.conf').matchAll(/server ([\w-]+):5678;/g)].map(
			([, name]) => name,
		);
		expect(hosts).toEqual(['main', 'webhook-1', 'webhook-2']);
		expect(read('nginx.conf')).toContain('hash $uri consistent;');
	});
});
