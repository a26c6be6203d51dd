import { execFile } from 'node:child_process';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { onFreePorts } from '../n8n/onFreePorts.ts';
import type { Servers } from './findServers.ts';
import { serverEnvironment, startServer } from './serverProcess.ts';
import type { Identity, Server } from './serverProcess.ts';

const run = promisify(execFile);

/** The user that Debian's package makes. */
const UNPRIVILEGED = 'postgres';

/** Quick rather than lasting, and room for many n8n processes. */
const SETTINGS = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	max_connections: '200',
	// In the data folder, so that nothing is left elsewhere when it is killed.
	dynamic_shared_memory_type: 'mmap',
	fsync: 'off',
	full_page_writes: 'off',
	synchronous_commit: 'off',
};

/** A running PostgreSQL; whoever is on this machine may connect, without a password. */
export interface Postgres extends Server {
	readonly port: number;
	readonly user: string;
	/** Empty at first. */
	readonly database: string;
}

/**
 * Starts a PostgreSQL with a new database on the loopback interface. It refuses to run as root, so
 * for root it runs as another user.
 *
 * @param programs PostgreSQL's
 * @param folder where its data is to be; for root, everybody gets passage through the one above
 * @returns the running PostgreSQL
 */
export async function startPostgres(
	{ initdb, postgres }: Pick<Servers, 'initdb' | 'postgres'>,
	folder: string,
): Promise<Postgres> {
	await mkdir(folder, { recursive: true });
	const identity = process.getuid?.() === 0 ? await identityOf(UNPRIVILEGED) : undefined;
	if (identity !== undefined) {
		await chmod(dirname(folder), 0o711);
		await chown(folder, identity.uid, identity.gid);
	}
	const user = 'n8n';
	await run(
		initdb,
		[
			...['--pgdata', folder, '--username', user, '--auth', 'trust', '--no-sync'],
			...['--encoding', 'UTF8', '--locale', 'C'],
		],
		{ ...identity, cwd: folder, env: serverEnvironment() },
	);
	const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	return await onFreePorts(1, async ([port = 0]) => {
		const server = await startServer({
			name: 'PostgreSQL',
			program: postgres,
			folder,
			args: ['-D', folder, '-p', String(port), ...settings],
			identity,
			ready: 'database system is ready to accept connections',
			// Waits for no client to leave.
			stopSignal: 'SIGINT',
		});
		return { ...server, port, user, database: 'postgres' };
	});
}

async function identityOf(user: string): Promise<Identity> {
	const id = async (kind: '-u' | '-g'): Promise<number> =>
		Number((await run('id', [kind, user])).stdout);
	const [uid, gid] = await Promise.all([id('-u'), id('-g')]);
	return { uid, gid };
}
