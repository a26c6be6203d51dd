import { randomUUID } from 'node:crypto';
import { isObject } from './json.ts';

const TIMEOUT_MS = 60_000;

/** What n8n answered to a call that it refused. */
export class N8nRestError extends Error {
	readonly status: number;
	/** What n8n gave as the reason, which is what its user sees. */
	readonly reason: string;

	constructor(call: string, status: number, reason: string) {
		super(`n8n answered ${call} with ${status}: ${reason}`);
		this.name = 'N8nRestError';
		this.status = status;
		this.reason = reason;
	}
}

/** With which a browser goes on with a session. */
export interface BrowserState {
	/** n8n's editor keeps it as `n8n-browserId`. */
	browserId: string;
	cookies: Record<string, string>;
}

/** Speaks to n8n's own REST API as its editor does, with the cookies of one browser. */
export class RestSession {
	private readonly url: string;
	private readonly cookies = new Map<string, string>();
	/** n8n binds a session to the browser that began it. */
	private readonly browserId = randomUUID();

	constructor(url: string) {
		this.url = url;
	}

	/** What a browser holds once it is signed in as this session is. */
	browserState(): BrowserState {
		return { browserId: this.browserId, cookies: Object.fromEntries(this.cookies) };
	}

	/**
	 * Calls the REST API.
	 *
	 * @param method such as `POST`
	 * @param path such as `/rest/workflows`
	 * @param body sent as JSON
	 * @returns the answer's `data`, or the whole answer when it has none; rejects with a
	 *   N8nRestError when n8n refuses
	 */
	async call(method: string, path: string, body?: unknown): Promise<unknown> {
		const response = await this.fetch(method, `${this.url}${path}`, body);
		const text = await response.text();
		const answer = parsed(text);
		if (!response.ok) {
			throw new N8nRestError(`${method} ${path}`, response.status, reasonIn(answer, text));
		}
		return isObject(answer) && 'data' in answer ? answer.data : answer;
	}

	/**
	 * Opens an address on n8n as the browser would.
	 *
	 * @param address a whole URL
	 * @returns the status and the text of the page
	 */
	async open(address: string): Promise<{ status: number; text: string }> {
		const response = await this.fetch('GET', address, undefined);
		return { status: response.status, text: await response.text() };
	}

	private async fetch(method: string, address: string, body: unknown): Promise<Response> {
		const headers: Record<string, string> = {
			'browser-id': this.browserId,
			cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
		};
		if (body !== undefined) headers['content-type'] = 'application/json';
		const response = await fetch(address, {
			method,
			headers,
			body: body === undefined ? undefined : JSON.stringify(body),
			redirect: 'manual',
			signal: AbortSignal.timeout(TIMEOUT_MS),
		});
		for (const cookie of response.headers.getSetCookie()) {
			const [, name, value] = /^([^=;]+)=([^;]*)/.exec(cookie) ?? [];
			if (name !== undefined && value !== undefined) this.cookies.set(name, value);
		}
		return response;
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function reasonIn(answer: unknown, text: string): string {
	return isObject(answer) && typeof answer.message === 'string'
		? answer.message
		: text.slice(0, 500);
}
