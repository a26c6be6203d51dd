import { createPublicKey, type KeyObject, verify } from 'node:crypto';

const ARMOUR = /-----(?:BEGIN|END)[^-]*-----/g;
const PEM = /-----BEGIN[^-]*-----[^-]*-----END[^-]*-----/g;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const MAX_KEY_CHARACTERS = 10_000;
/** A shorter key proves nothing, and cannot hold the signature's digest. */
const MIN_MODULUS_BITS = 1024;
/** RSA in the two forms that a public key comes in. */
const FORMS = ['spki', 'pkcs1'] as const;

/** Parsed keys by their text; a trigger has at most four. A text that is no key is remembered too. */
const parsed = new Map<string, KeyObject | undefined>();
const MAX_PARSED = 200;

/**
 * An RSA public key from its text. How SalesIQ writes a key is not documented; met in the wild are
 * PEM of both forms and the bare Base64 DER of both, with line breaks, without, and with `\n` spelt
 * out (salesiq-api, section 2). Each text is parsed once.
 *
 * @returns undefined where the text is no RSA public key
 */
export function publicKeyOf(text: string): KeyObject | undefined {
	if (parsed.has(text)) return parsed.get(text);
	if (parsed.size >= MAX_PARSED) parsed.clear();
	const key = parsePublicKey(text);
	parsed.set(text, key);
	return key;
}

function parsePublicKey(text: string): KeyObject | undefined {
	if (text.length > MAX_KEY_CHARACTERS || text.includes('PRIVATE KEY')) return undefined;
	const base64 = text.replace(ARMOUR, '').replace(/\\[nr]|\s/g, '');
	if (!BASE64.test(base64)) return undefined;
	const der = Buffer.from(base64, 'base64');
	for (const type of FORMS) {
		try {
			const key = createPublicKey({ key: der, format: 'der', type });
			const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
			if (key.asymmetricKeyType === 'rsa' && modulusLength >= MIN_MODULUS_BITS) return key;
		} catch {
			// Not of this form: the next one is tried.
		}
	}
	return undefined;
}

/** The keys in a text that a user pasted: each PEM block is one, and so is a text without any. */
export function splitKeys(text: string): string[] {
	return text.match(PEM) ?? [text];
}

/**
 * Whether one of the keys signed these bytes: RSA PKCS#1 v1.5 with SHA-256 over the raw body,
 * Base64 in the header `x-siqsignature` [doc: the webhook page; padding code] (salesiq-api, section 2).
 */
export function isSignedBy(
	keyTexts: readonly string[],
	rawBody: Buffer,
	signature: Buffer,
): boolean {
	return keyTexts.some((text) => {
		const key = publicKeyOf(text);
		return key !== undefined && verify('sha256', rawBody, key, signature);
	});
}
