import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import type { ReadableDelivery } from '../../shared/delivery/types';

/** Whether a text is one of the secrets. How long it takes tells nothing of where they differ. */
export function isOneOf(secrets: readonly string[], text: unknown): boolean {
	if (typeof text !== 'string') return false;
	// All are compared, so that the time does not tell which one it was either.
	return secrets.filter((secret) => secret !== '' && isSame(secret, text)).length > 0;
}

/** Compared by their digests, which are as long as each other: nor does the time tell how long the secret is. */
function isSame(a: string | Buffer, b: string | Buffer): boolean {
	return timingSafeEqual(sha256(a), sha256(b));
}

function sha256(content: string | Buffer): Buffer {
	return createHash('sha256').update(content).digest();
}

/** The chat SDK's header [doc], and one that two projects speak of [code] (qiscus-api, section 6). */
const SIGNATURE_HEADERS = ['qiscus-sdk-signature', 'qiscus-signature-key'];
const HEX = /^[0-9a-f]{64}$/i;

/** Whether a delivery bears an HMAC-SHA256 of its raw body, in hexadecimal digits or in Base64. */
export function isSigned({ headers, rawBody }: ReadableDelivery, secret: string): boolean {
	const expected = createHmac('sha256', secret).update(rawBody).digest();
	return SIGNATURE_HEADERS.some((name) => {
		const header = headers[name];
		if (typeof header !== 'string') return false;
		const text = header.trim().replace(/^sha256=/i, '');
		return isSame(Buffer.from(text, HEX.test(text) ? 'hex' : 'base64'), expected);
	});
}
