import type { Deliverer } from './deliver.ts';
import { SalesIqError } from './errors.ts';
import type { Quirks } from './quirks.ts';

interface Ping {
	method: 'GET' | 'POST';
	body: string;
}

/** The "ping" whose method and body the documents do not say. */
const PINGS: Readonly<Record<Quirks['firstPing'], Ping | undefined>> = {
	HEAD: undefined,
	GET: { method: 'GET', body: '' },
	'POST-empty': { method: 'POST', body: '' },
	'POST-object': { method: 'POST', body: '{}' },
};

/**
 * Checks a URL before it is used: the ping must be answered 2xx [guess], then a HEAD with 200 [doc].
 * Throws 1006 pointing at `url` where not; the documents only say "an exception". [guess]
 */
export async function checkUrl(
	url: string,
	webhookId: string | null,
	deliverer: Deliverer,
	firstPing: Quirks['firstPing'],
): Promise<void> {
	const call = async (method: string, body: string): Promise<number> => {
		const headers: Record<string, string> =
			method === 'POST' ? { 'content-type': 'application/json' } : {};
		const { status } = await deliverer.call({
			kind: 'validation',
			webhookId,
			event: null,
			attempt: 0,
			url,
			method,
			headers,
			body: Buffer.from(body),
		});
		return status ?? 0;
	};
	const ping = PINGS[firstPing];
	const pinged = ping === undefined ? 200 : await call(ping.method, ping.body);
	const reached = pinged >= 200 && pinged < 300 && (await call('HEAD', '')) === 200;
	if (!reached) throw new SalesIqError(1006, { json_key: 'url' });
}
