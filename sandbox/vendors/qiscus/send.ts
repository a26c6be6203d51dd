import type { Deliverer } from './deliver.ts';
import type { Qiscus } from './types.ts';

/** Hand-made calls to a customer's URL; nothing is signed. */
export function createSend(deliverer: Deliverer): Qiscus['send'] {
	return async (url, body, options = {}) =>
		await deliverer.call({
			kind: 'handmade',
			slot: null,
			url,
			method: options.method ?? 'POST',
			headers: { 'content-type': 'application/json', ...options.headers },
			body: Buffer.from(body),
		});
}
