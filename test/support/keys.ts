import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A vendor's key pair, made for the test run. */
export interface KeyPair {
	publicKey: KeyObject;
	/** The public key as PEM (SPKI). */
	pem: string;
	/** The value of `x-siqsignature` for a body. */
	sign(body: Buffer | string): string;
}

export function newKeyPair(modulusLength = 2048): KeyPair {
	const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength });
	return {
		publicKey,
		pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
		sign: (body) => sign('sha256', Buffer.from(body), privateKey).toString('base64'),
	};
}
