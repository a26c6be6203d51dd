import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

export interface HttpRequest {
	method: string;
	/** As it stands in the request line, without the query; still percent-encoded. */
	path: string;
	query: URLSearchParams;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

export interface HttpAnswer {
	status: number;
	headers?: Record<string, string>;
	body?: string | Buffer;
}

/** `cut` ends the connection without an answer; `hang` never answers until the server closes. */
export type HttpEnding = HttpAnswer | 'cut' | 'hang';

export interface HttpServer {
	/** `http://127.0.0.1:PORT` */
	url: string;
	close(): Promise<void>;
}

export interface HttpServerOptions {
	handle(request: HttpRequest): HttpEnding | Promise<HttpEnding>;
	/** 0 or nothing: a free port. */
	port?: number;
}

const HOST = '127.0.0.1';
const MAX_BODY_BYTES = 1024 * 1024;
/** Form data brings files. */
const MAX_FORM_BYTES = 64 * 1024 * 1024;

/**
 * An HTTP server on loopback. Bodies above 1 MB, of form data above 64 MB, are answered 413; an exception in `handle` is
 * answered 500 with its text, so that a mistake in a vendor shows in the test that met it.
 */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
	const server = createServer((incoming, outgoing) => {
		void answer(incoming, outgoing, options);
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port ?? 0, HOST, () => {
			server.removeListener('error', reject);
			resolve();
		});
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server has no port');
	return {
		url: `http://${HOST}:${address.port}`,
		close: async () => {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		},
	};
}

async function answer(
	incoming: IncomingMessage,
	outgoing: ServerResponse,
	options: HttpServerOptions,
): Promise<void> {
	const body = await readBody(incoming);
	if (body === 'gone') return;
	if (body === 'tooLarge') {
		write(outgoing, { status: 413 });
		return;
	}
	const ending = await endingOf(toRequest(incoming, body), options);
	if (ending === 'hang') return;
	if (ending === 'cut') {
		incoming.socket.destroy();
		return;
	}
	write(outgoing, ending);
}

async function endingOf(request: HttpRequest, options: HttpServerOptions): Promise<HttpEnding> {
	try {
		return await options.handle(request);
	} catch (error) {
		return { status: 500, body: error instanceof Error ? (error.stack ?? error.message) : '' };
	}
}

function toRequest(incoming: IncomingMessage, body: Buffer): HttpRequest {
	const target = incoming.url ?? '/';
	const at = target.indexOf('?');
	return {
		method: incoming.method ?? 'GET',
		path: at === -1 ? target : target.slice(0, at),
		query: new URLSearchParams(at === -1 ? '' : target.slice(at + 1)),
		headers: incoming.headers,
		body,
	};
}

function readBody(incoming: IncomingMessage): Promise<Buffer | 'tooLarge' | 'gone'> {
	const isForm = incoming.headers['content-type']?.startsWith('multipart/form-data') ?? false;
	const maxBytes = isForm ? MAX_FORM_BYTES : MAX_BODY_BYTES;
	return new Promise((resolve) => {
		const chunks: Buffer[] = [];
		let size = 0;
		incoming.on('data', (chunk: Buffer) => {
			size += chunk.length;
			// What is too much is read and dropped: a caller that still sends would miss the answer.
			if (size <= maxBytes) chunks.push(chunk);
		});
		incoming.on('end', () => resolve(size > maxBytes ? 'tooLarge' : Buffer.concat(chunks)));
		incoming.on('close', () => resolve('gone'));
		incoming.on('error', () => resolve('gone'));
	});
}

function write(outgoing: ServerResponse, answer: HttpAnswer): void {
	outgoing.writeHead(answer.status, answer.headers);
	outgoing.end(answer.body ?? '');
}
