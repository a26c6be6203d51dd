import { createHmac } from 'node:crypto';

import fc from 'fast-check';

import { isOneOf, isSigned } from '../../../nodes/Qiscus/trigger/proofs';

describe('isOneOf', () => {
	const SECRETS = ['first secret', 'zweites Geheimnis ß'];

	it('knows each of the secrets', () => {
		for (const secret of SECRETS) expect(isOneOf(SECRETS, secret)).toBe(true);
		expect(isOneOf(['a', 'a'], 'a')).toBe(true);
	});

	it.each([
		['first secres'],
		['First secret'],
		['first secret '],
		['first secre'],
		['first secrett'],
		['first secretzweites Geheimnis ß'],
		['zweites Geheimnis ss'],
		[''],
		['\u0000'],
		['x'.repeat(100_000)],
	])('does not know %j', (text) => {
		expect(isOneOf(SECRETS, text)).toBe(false);
	});

	it.each([
		[undefined],
		[null],
		[true],
		[0],
		[['first secret']],
		[{ 0: 'first secret' }],
		[Buffer],
	])('takes %p for no secret', (text) => {
		expect(isOneOf(SECRETS, text)).toBe(false);
	});

	it('lets an empty secret match nothing', () => {
		expect(isOneOf([''], '')).toBe(false);
		expect(isOneOf(['', ''], '')).toBe(false);
		expect(isOneOf([], '')).toBe(false);
		expect(isOneOf(['', 'a'], 'a')).toBe(true);
		expect(isOneOf([''], undefined)).toBe(false);
	});

	it('knows a text if and only if it is among the secrets', () => {
		fc.assert(
			fc.property(fc.array(fc.string()), fc.string(), (secrets, text) => {
				expect(isOneOf(secrets, text)).toBe(text !== '' && secrets.includes(text));
			}),
		);
	});
});

describe('isSigned', () => {
	const SECRET = 'a signature secret';
	const BODY = Buffer.from('{"type":"auth","n":"é"}\n');
	const HEADERS = ['qiscus-sdk-signature', 'qiscus-signature-key'];
	const sign = (encoding: 'base64' | 'base64url' | 'hex', body = BODY, secret = SECRET) =>
		createHmac('sha256', secret).update(body).digest(encoding);
	const isGood = (headers: Record<string, string | string[] | undefined>, rawBody = BODY) =>
		isSigned({ method: 'POST', headers, query: {}, rawBody }, SECRET);

	it.each(HEADERS)('knows a signature in %s', (header) => {
		expect(isGood({ [header]: sign('hex') })).toBe(true);
		expect(isGood({ [header]: sign('hex').toUpperCase() })).toBe(true);
		expect(isGood({ [header]: sign('base64') })).toBe(true);
		expect(isGood({ [header]: `sha256=${sign('hex')}` })).toBe(true);
		expect(isGood({ [header]: ` ${sign('base64')} ` })).toBe(true);
	});

	it('of an empty body', () => {
		const empty = Buffer.alloc(0);
		expect(isGood({ 'qiscus-sdk-signature': sign('hex', empty) }, empty)).toBe(true);
		expect(isGood({ 'qiscus-sdk-signature': sign('hex') }, empty)).toBe(false);
	});

	it('takes a good one beside a bad one', () => {
		const [sdk = '', other = ''] = HEADERS;
		expect(isGood({ [sdk]: 'bad', [other]: sign('hex') })).toBe(true);
		expect(isGood({ [sdk]: sign('base64'), [other]: '' })).toBe(true);
	});

	it.each(HEADERS)('takes nothing else for one in %s', (header) => {
		const hex = sign('hex');
		const flipped = (hex.startsWith('0') ? '1' : '0') + hex.slice(1);
		for (const value of [
			undefined,
			'',
			'sha256=',
			flipped,
			hex.slice(0, -2),
			`${hex}00`,
			sign('hex', BODY, 'another secret'),
			sign('hex', Buffer.from(BODY.toString().replace('auth', 'autg'))),
			sign('base64', BODY, ''),
			createHmac('sha1', SECRET).update(BODY).digest('hex'),
			createHmac('sha512', SECRET).update(BODY).digest('hex'),
			SECRET,
			'x'.repeat(100_000),
		]) {
			expect([value, isGood({ [header]: value })]).toEqual([value, false]);
		}
		// Of a header that comes twice, nobody knows which one counts.
		expect(isGood({ [header]: [sign('hex'), 'x'] })).toBe(false);
		expect(isGood({ authorization: sign('hex'), 'x-signature': sign('hex') })).toBe(false);
	});

	it('notices every flipped bit of the body', () => {
		const headers = { 'qiscus-sdk-signature': sign('hex') };
		for (let bit = 0; bit < BODY.length * 8; bit++) {
			const changed = Buffer.from(BODY);
			changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
			expect([bit, isGood(headers, changed)]).toEqual([bit, false]);
		}
	});

	it('takes no header at all for one', () => {
		fc.assert(
			fc.property(fc.string(), fc.uint8Array(), (header, bytes) => {
				const rawBody = Buffer.from(bytes);
				expect(isGood({ 'qiscus-sdk-signature': header }, rawBody)).toBe(false);
			}),
		);
	});
});
