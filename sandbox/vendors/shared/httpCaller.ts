import { request as requestHttp } from 'node:http';
import type { ClientRequest, IncomingHttpHeaders } from 'node:http';
import { request as requestHttps } from 'node:https';
import { performance } from 'node:perf_hooks';
import { clearTimeout, setTimeout } from 'node:timers';

export interface HttpCall {
	url: string;
	method: string;
	headers: Record<string, string>;
	body: Buffer;
	/** For the whole call, connecting and reading the answer included. */
	timeoutMs: number;
}

export interface HttpCallResult {
	/** Null when no whole answer came in time. */
	status: number | null;
	headers: IncomingHttpHeaders;
	body: string;
	durationMs: number;
	error?: string;
}

export interface HttpCaller {
	/** One request, redirects not followed. Never rejects: what went wrong is in `error`. */
	call(call: HttpCall): Promise<HttpCallResult>;
	/** Ends every call under way, and every later one at once. */
	close(): void;
}

const KEPT_ANSWER_BYTES = 64 * 1024;

/** Calls that a vendor makes to its customers' servers, all of which `close` can end. */
export function createHttpCaller(): HttpCaller {
	const open = new Set<ClientRequest>();
	let closed = false;

	async function call(what: HttpCall): Promise<HttpCallResult> {
		const startedAt = performance.now();
		const outcome = await send(what, open, () => closed).catch((error: unknown) => ({
			status: null,
			headers: {},
			body: '',
			error: error instanceof Error ? error.message : String(error),
		}));
		return { ...outcome, durationMs: Math.round(performance.now() - startedAt) };
	}

	return {
		call,
		close: () => {
			closed = true;
			for (const request of open) request.destroy(new Error('closed'));
		},
	};
}

function send(
	what: HttpCall,
	open: Set<ClientRequest>,
	isClosed: () => boolean,
): Promise<Omit<HttpCallResult, 'durationMs'>> {
	return new Promise((resolve, reject) => {
		if (isClosed()) throw new Error('closed');
		const url = new URL(what.url);
		const requestFor = url.protocol === 'https:' ? requestHttps : requestHttp;
		const request = requestFor(url, {
			method: what.method,
			headers: headersOf(what),
			agent: false,
		});
		open.add(request);
		const timer = setTimeout(() => request.destroy(new Error('timeout')), what.timeoutMs);
		request.on('close', () => {
			clearTimeout(timer);
			open.delete(request);
			// After an answer or an error this changes nothing; without either it ends the wait.
			reject(new Error('connection closed'));
		});
		request.on('error', reject);
		request.on('response', (response) => {
			const kept: Buffer[] = [];
			let size = 0;
			response.on('data', (chunk: Buffer) => {
				if (size < KEPT_ANSWER_BYTES) kept.push(chunk);
				size += chunk.length;
			});
			response.on('error', reject);
			response.on('end', () => {
				const body = Buffer.concat(kept).subarray(0, KEPT_ANSWER_BYTES).toString('utf8');
				resolve({ status: response.statusCode ?? null, headers: response.headers, body });
			});
		});
		request.end(what.body);
	});
}

function headersOf({ method, headers, body }: HttpCall): Record<string, string> {
	const hasBody = body.length > 0 || method === 'POST';
	return hasBody ? { 'content-length': String(body.length), ...headers } : headers;
}
