import { mkdir } from 'node:fs/promises';
import { onFreePorts } from '../n8n/onFreePorts.ts';
import { startServer } from './serverProcess.ts';
import type { Server } from './serverProcess.ts';

/** A running Redis. */
export interface Redis extends Server {
	readonly port: number;
}

/**
 * Starts a Redis on the loopback interface that keeps everything in memory only.
 *
 * @param program `redis-server`
 * @param folder its working directory; made when missing
 * @returns the running Redis
 */
export async function startRedis(program: string, folder: string): Promise<Redis> {
	await mkdir(folder, { recursive: true });
	return await onFreePorts(1, async ([port = 0]) => {
		const server = await startServer({
			name: 'Redis',
			program,
			folder,
			args: [
				...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
				...['--save', '', '--appendonly', 'no'],
			],
			ready: 'Ready to accept connections',
			stopSignal: 'SIGTERM',
		});
		return { ...server, port };
	});
}
