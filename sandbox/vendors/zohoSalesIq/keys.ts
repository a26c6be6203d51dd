import { generateKeyPair, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Quirks } from './quirks.ts';

export interface SigningKey {
	/** The same as `createdTime`, as in the documents' sample. [doc] */
	id: string;
	createdTime: string;
	creatorId: string;
	publicKey: KeyObject;
	privateKey: KeyObject;
}

export const SIGNATURE_HEADER = 'x-siqsignature';

/** "max 2 public keys per webhook" [doc] */
export const MAX_KEYS = 2;

const generate = promisify(generateKeyPair);

/** A new RSA-2048 pair; the size is not documented. [guess] */
export async function makeKey(createdTime: string, creatorId: string): Promise<SigningKey> {
	const pair = await generate('rsa', { modulusLength: 2048 });
	return { id: createdTime, createdTime, creatorId, ...pair };
}

/** The public half as the API writes it. The documents show no real one. [guess] */
export function publicKeyText(key: SigningKey, format: Quirks['keyFormat']): string {
	return format === 'pem'
		? key.publicKey.export({ type: 'spki', format: 'pem' }).toString()
		: key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
}

/** The key in use, from keys in the order of their creation. [doc: the oldest] */
export function keyInUse(
	keys: readonly SigningKey[],
	choice: Quirks['signingKey'],
): SigningKey | undefined {
	return choice === 'oldest' ? keys[0] : keys.at(-1);
}

/** The value of `x-siqsignature`: Base64 of SHA256 with RSA (PKCS#1 v1.5) over the bytes. [doc] */
export function signatureOf(body: Buffer, key: Pick<SigningKey, 'privateKey'>): string {
	return sign('sha256', body, key.privateKey).toString('base64');
}
