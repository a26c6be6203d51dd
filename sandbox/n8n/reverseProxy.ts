import { createServer, request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

const HOST = '127.0.0.1';

/** Where a request goes on to on this machine, or the status that it is answered at once. */
export type Way = { port: number; path: string } | { status: number };

/** A running reverse proxy. */
export interface ReverseProxy {
	/** `http://127.0.0.1:PORT` */
	readonly url: string;
	close(): Promise<void>;
}

/**
 * Starts a reverse proxy on the loopback interface. Bodies and headers go through as they are; where
 * nobody answers behind it, it answers 502.
 *
 * @param wayOf is given the method, and the path with its query
 * @param port default: a free one
 */
export async function startReverseProxy(
	wayOf: (method: string, path: string) => Way,
	port = 0,
): Promise<ReverseProxy> {
	const server = createServer((incoming, outgoing) => {
		const way = wayOf(incoming.method ?? '', incoming.url ?? '');
		if ('status' in way) outgoing.writeHead(way.status).end();
		else forward(incoming, outgoing, way);
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, HOST, resolve);
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The proxy has no port');
	return {
		url: `http://${HOST}:${address.port}`,
		async close() {
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			await closed;
		},
	};
}

function forward(
	incoming: IncomingMessage,
	outgoing: ServerResponse,
	{ port, path }: { port: number; path: string },
): void {
	const { method, headers } = incoming;
	const onward = request({ host: HOST, port, path, method, headers }, (answer) => {
		outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(outgoing);
	});
	onward.on('error', () => {
		if (outgoing.headersSent) outgoing.destroy();
		else outgoing.writeHead(502).end();
	});
	incoming.pipe(onward);
}
