import { createServer } from 'node:net';
import type { Server } from 'node:net';

const LOOPBACK = '127.0.0.1';

/**
 * Finds ports on the loopback interface that nothing listens on.
 *
 * @param count how many
 * @returns different ports, free at this moment
 */
export async function freePorts(count: number): Promise<number[]> {
	const servers: Server[] = [];
	try {
		// All are held before the first is let go, so no port is given twice.
		for (let index = 0; index < count; index++) servers.push(await listening());
		return servers.map(portOf);
	} finally {
		await Promise.all(servers.map(async (server) => await closed(server)));
	}
}

/**
 * Tells whether something could listen on a port of the loopback interface now.
 *
 * @param port the port
 * @returns false when it is taken or not ours to use
 */
export async function isPortFree(port: number): Promise<boolean> {
	try {
		await closed(await listening(port));
		return true;
	} catch {
		return false;
	}
}

async function listening(port = 0): Promise<Server> {
	const server = createServer();
	return await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, LOOPBACK, () => resolve(server));
	});
}

async function closed(server: Server): Promise<void> {
	await new Promise<void>((resolve) => server.close(() => resolve()));
}

function portOf(server: Server): number {
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No port was assigned.');
	return address.port;
}
