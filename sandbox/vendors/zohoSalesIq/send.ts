import type { Deliverer } from './deliver.ts';
import { keyInUse, makeKey, SIGNATURE_HEADER, signatureOf } from './keys.ts';
import type { SigningKey } from './keys.ts';
import type { State } from './state.ts';
import type { SendOptions, ZohoSalesIq } from './types.ts';

/** Hand-made calls to a customer's URL: signed by a webhook's key, by a key of nobody, or not. */
export function createSend(state: State, deliverer: Deliverer): ZohoSalesIq['send'] {
	let foreignKey: Promise<SigningKey> | undefined;

	const keyFor = async (signer: SendOptions['signedBy']): Promise<SigningKey | undefined> => {
		if (signer === undefined || signer === 'nobody') return undefined;
		if (signer === 'foreignKey') return await (foreignKey ??= makeKey('0', ''));
		const keys = state.webhooks.get(signer.webhookId)?.keys ?? [];
		const key =
			signer.keyId === undefined
				? keyInUse(keys, state.quirks.signingKey)
				: keys.find(({ id }) => id === signer.keyId);
		if (key === undefined) throw new Error(`Webhook ${signer.webhookId} has no such key`);
		return key;
	};

	return async (url, body, options = {}) => {
		const bytes = Buffer.from(body);
		const key = await keyFor(options.signedBy);
		const signature = key && signatureOf(Buffer.from(options.signedBody ?? body), key);
		return await deliverer.call({
			kind: 'handmade',
			webhookId: typeof options.signedBy === 'object' ? options.signedBy.webhookId : null,
			event: null,
			attempt: 0,
			url,
			method: options.method ?? 'POST',
			headers: {
				'content-type': 'application/json',
				...(signature === undefined ? {} : { [SIGNATURE_HEADER]: signature }),
				...options.headers,
			},
			body: bytes,
		});
	};
}

/** Signatures for calls that are made elsewhere, in ways in which no HTTP client makes them. */
export function createSign(state: State): ZohoSalesIq['sign'] {
	return (webhookId, body) => {
		const keys = state.webhooks.get(webhookId)?.keys ?? [];
		const key = keyInUse(keys, state.quirks.signingKey);
		if (key === undefined) throw new Error(`Webhook ${webhookId} has no key`);
		return signatureOf(body, key);
	};
}
