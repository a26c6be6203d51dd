import { generateKeyPairSync } from 'node:crypto';

import fc from 'fast-check';

import { isSignedBy, publicKeyOf, splitKeys } from '../../../nodes/ZohoSalesIq/trigger/publicKeys';
import { newKeyPair } from '../../support/keys';

const { publicKey, pem, sign } = newKeyPair();
const other = newKeyPair();
const body = Buffer.from('{"event":"conversation.created"}');
const signature = Buffer.from(sign(body), 'base64');

const pkcs1Pem = publicKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const pkcs1 = publicKey.export({ type: 'pkcs1', format: 'der' }).toString('base64');
const privatePem = generateKeyPairSync('rsa', { modulusLength: 2048 })
	.privateKey.export({ type: 'pkcs8', format: 'pem' })
	.toString();
const wrapped = (text: string) => text.replace(/.{64}/g, '$&\r\n');

describe('the forms of a public key', () => {
	it.each([
		['PEM SPKI', pem],
		['PEM PKCS#1', pkcs1Pem],
		['Base64 DER SPKI', spki],
		['Base64 DER PKCS#1', pkcs1],
		['Base64 DER SPKI with line breaks', wrapped(spki)],
		['Base64 DER PKCS#1 with line breaks', wrapped(pkcs1)],
		['PEM SPKI with its line breaks spelt out', pem.replace(/\n/g, '\\n')],
		['PEM PKCS#1 with its line breaks spelt out', pkcs1Pem.replace(/\n/g, '\\r\\n')],
		['PEM SPKI in one line', pem.replace(/\n/g, '')],
		['PEM SPKI in white space', `\n\t  ${pem}  \n`],
		['Base64 DER SPKI in white space', `  ${spki}\n`],
	])('%s verifies', (_name, text) => {
		expect(isSignedBy([text], body, signature)).toBe(true);
	});

	it.each([
		['nothing', ''],
		['the sample of the documents', '45678998765'],
		['a text', 'not a key'],
		['Base64 of something else', Buffer.from('x'.repeat(300)).toString('base64')],
		['half a key', spki.slice(0, 200)],
		['a private key', privatePem],
		['a key that is too short to prove anything', newKeyPair(512).pem],
		[
			'a key that is not RSA',
			generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString(),
		],
		['a huge text', 'A'.repeat(1_000_000)],
	])('%s is no key and lets nothing in', (_name, text) => {
		expect(publicKeyOf(text)).toBeUndefined();
		expect(isSignedBy([text], body, signature)).toBe(false);
	});

	it('is found for each block that was pasted', () => {
		expect(splitKeys(`${pem}\n${other.pem}`).map(publicKeyOf)).toHaveLength(2);
		expect(splitKeys(`${pem}${other.pem}`).every((text) => publicKeyOf(text) !== undefined)).toBe(
			true,
		);
		expect(splitKeys(spki)).toEqual([spki]);
	});

	it('is parsed once', () => {
		expect(publicKeyOf(pem)).toBe(publicKeyOf(pem));
	});
});

describe('a signature', () => {
	it('of any known key counts', () => {
		expect(isSignedBy([other.pem, pem], body, signature)).toBe(true);
		expect(isSignedBy([other.pem], body, signature)).toBe(false);
		expect(isSignedBy([], body, signature)).toBe(false);
	});

	it('holds for no other body', () => {
		fc.assert(
			fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
				const changed = Buffer.from(body);
				changed.writeUInt8(changed.readUInt8(at) ^ flip, at);
				expect(isSignedBy([pem], changed, signature)).toBe(false);
			}),
			{ numRuns: 50 },
		);
	});

	it('of any other bytes is no signature', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
				expect(isSignedBy([pem], body, Buffer.from(bytes))).toBe(false);
			}),
		);
	});
});
