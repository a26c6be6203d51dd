import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';

export type Header = readonly [name: string, value: string];

/** How the body comes, as far as the head has told how. */
export type Framing = 'broken chunks' | 'cut' | 'length too long' | 'length too short' | 'whole';

/** A call, written byte for byte: an HTTP client would mend or refuse most of it. */
export interface RawCall {
	method: string;
	/** With the query. */
	path: string;
	/** In this order, repeated ones too. */
	headers: readonly Header[];
	body: Buffer;
	framing: Framing;
}

/** What came back. */
export interface RawAnswer {
	/** Undefined where the connection was closed without an answer. */
	status: number | undefined;
	text: string;
	/** Until the answer had come, or the connection was closed. */
	ms: number;
	/** Whether no answer came, and the connection stayed open. */
	hasHung: boolean;
}

/** Longer than any answer may take. */
const TIMEOUT_MS = 10_000;

/** Makes the call on a connection of its own. */
export async function rawCall(port: number, call: RawCall): Promise<RawAnswer> {
	const startMs = performance.now();
	const bytes = bytesOf(call);
	return await new Promise((resolve) => {
		let received = '';
		let hasHung = false;
		const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
		const finish = () => {
			const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(received) ?? [];
			const ms = performance.now() - startMs;
			resolve({
				status: status === undefined ? undefined : Number(status),
				text: received,
				ms,
				hasHung,
			});
		};
		socket.setTimeout(TIMEOUT_MS, () => {
			hasHung = true;
			socket.destroy();
		});
		socket.on('data', (chunk) => {
			received += chunk.toString('latin1');
		});
		socket.on('end', () => socket.destroy());
		// n8n hangs up on what it refuses while that is still being written.
		socket.on('error', () => socket.destroy());
		socket.on('close', finish);
		socket.write(bytes, () => {
			if (call.framing === 'cut') socket.destroy();
			else if (call.framing !== 'whole') socket.end();
		});
	});
}

function bytesOf({ method, path, headers, body, framing }: RawCall): Buffer {
	const lengths: Record<Framing, Header> = {
		'broken chunks': ['transfer-encoding', 'chunked'],
		cut: ['content-length', String(body.length + 1)],
		'length too long': ['content-length', String(body.length + 10)],
		'length too short': ['content-length', String(Math.floor(body.length / 2))],
		whole: ['content-length', String(body.length)],
	};
	const lines = [['host', '127.0.0.1'], ['connection', 'close'], ...headers, lengths[framing]];
	const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
	return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${head}\r\n`, 'latin1'), body]);
}
