import fc from 'fast-check';

import { redact } from '../../../nodes/Qiscus/redact';
import { parseLossless } from '../../../nodes/shared/json/parseLossless';
import type { JsonObject, JsonValue } from '../../../nodes/shared/json/types';

/** The names that Qiscus gives to secrets, and some in the same manner. */
const SECRETS = [
	...['authentication_token', 'sdk_key', 'qismo_key', 'direct_login_token', 'secret_key'],
	...[
		'sdk_token',
		'totp_token',
		'token',
		'tokens',
		'access_token',
		'refresh_token',
		'long_lived_token',
	],
	...['password', 'secret', 'client_secret', 'app_secret', 'api_key', 'apikey', 'x-api-key', 'pin'],
	...[
		'sdkKey',
		'secretKey',
		'accessToken',
		'authenticationToken',
		'clientSecret',
		'SDK_KEY',
		'Token',
	],
	...['private_key', 'access_key', 'server_key', 'auth_key', 'credentials'],
];

/** Names that only look like a secret's. */
const HARMLESS = [
	...['key', 'keys', 'keyboard', 'token_count', 'secretary', 'pinned', 'spin', 'shipping', 'value'],
	...['is_password_set', 'id', 'unique_temp_id', 'text', 'notes', 'tokenizer', 'monkey', 'turnkey'],
];

describe('redact', () => {
	it.each(SECRETS)('takes %s out, wherever it stands', (name) => {
		const secret = { [name]: 'canary', kept: 1 };
		expect(redact(secret)).toEqual({ kept: 1 });
		expect(redact({ a: { b: [secret, [secret]] } })).toEqual({
			a: { b: [{ kept: 1 }, [{ kept: 1 }]] },
		});
		expect(redact({ a: JSON.stringify(secret) })).toEqual({ a: '{"kept":1}' });
		expect(redact({ a: JSON.stringify([{ b: secret }]) })).toEqual({ a: '[{"b":{"kept":1}}]' });
		expect(redact({ a: JSON.stringify(JSON.stringify(secret)) })).toEqual({
			a: JSON.stringify('{"kept":1}'),
		});
		expect(redact({ a: JSON.stringify({ b: JSON.stringify(secret) }) })).toEqual({
			a: JSON.stringify({ b: '{"kept":1}' }),
		});
		expect(redact({ a: `\n ${JSON.stringify(secret)} ` })).toEqual({ a: '{"kept":1}' });
		expect(redact(['x', JSON.stringify(secret)])).toEqual(['x', '{"kept":1}']);
	});

	it.each<[JsonValue]>([['canary'], [7], [true], [null], [['canary']], [{ a: 'canary' }], ['']])(
		'takes a secret out that is %j',
		(value) => {
			expect(redact({ sdk_key: value, kept: 1 })).toEqual({ kept: 1 });
			expect(redact({ a: JSON.stringify({ sdk_key: value, kept: 1 }) })).toEqual({
				a: '{"kept":1}',
			});
		},
	);

	it('takes a name out that is written with escapes', () => {
		expect(redact({ a: '{"\\u0073dk_key":"canary","kept":1}' })).toEqual({ a: '{"kept":1}' });
	});

	it('takes a secret out that a second member of the same name hides', () => {
		const text = '{"a":{"sdk_key":"canary"},"a":{"kept":1}}';
		const cleaned = redact({ text: { extras: text } });
		expect(JSON.stringify(cleaned)).not.toContain('canary');
		expect(JSON.stringify(cleaned)).toContain('kept');
	});

	it.each(HARMLESS)('leaves %s', (name) => {
		const body = { [name]: 'x', a: JSON.stringify({ [name]: 'x' }) };
		expect(redact(body)).toBe(body);
	});

	it('leaves what people write to each other, whatever it looks like', () => {
		const text = '{"token": "mine", "sdk_key": 1}';
		const body = { payload: { message: { text } }, notes: text, service: { notes: text } };
		expect(redact(body)).toBe(body);
		// Only a text is written; an object of that name is none.
		expect(redact({ text: { token: 'canary', kept: 1 } })).toEqual({ text: { kept: 1 } });
	});

	it.each([
		['{"a" : 1,\n\t"b": "\\u00e9\\/"}'],
		['{"id": 68564000016029999, "x": 1e400}'],
		['{"a": {"b": [{}]}, "a": 2}'],
		['[1,  2]'],
		['"quoted"'],
		['{"token": "not JSON"'],
		['{token: 1}'],
		['token=abc'],
		[' {} '],
		['{'],
		['"'],
		[''],
	])('leaves the text %j to the last character', (text) => {
		expect(redact({ a: text, b: [text] })).toEqual({ a: text, b: [text] });
		expect(redact(text)).toBe(text);
	});

	it('keeps every digit beside a secret', () => {
		const text = '{"sdk_key":"canary","id":68564000016029999,"nano":1654589350123456789,"n":5}';
		const kept = '{"id":"68564000016029999","nano":"1654589350123456789","n":5}';
		expect(redact({ a: text })).toEqual({ a: kept });
		expect(redact(parseLossless(text) as JsonValue)).toEqual(JSON.parse(kept));
	});

	it('leaves objects that held secrets only, as empty ones', () => {
		const only = { sdk_key: 'canary', direct_login_token: null };
		expect(redact({ a: only, b: 1 })).toEqual({ a: {}, b: 1 });
		expect(redact({ a: { b: only }, c: [only, 2] })).toEqual({ a: { b: {} }, c: [{}, 2] });
		expect(redact({ a: JSON.stringify(only), b: 1 })).toEqual({ a: '{}', b: 1 });
		expect(redact([JSON.stringify(only), 'x'])).toEqual(['{}', 'x']);
		expect(redact(only)).toEqual({});
		const empty = { a: {}, b: [], c: '{}', d: '[]', e: [{}] };
		expect(redact(empty)).toBe(empty);
	});

	it('changes nothing of what it gets', () => {
		const body = { a: [{ sdk_key: 'canary', b: '{"token":1,"c":2}' }], d: { e: 1 } };
		const before = structuredClone(body);
		expect(redact(body)).toEqual({ a: [{ b: '{"c":2}' }], d: { e: 1 } });
		expect(body).toEqual(before);
	});

	it('lets no name change what objects are', () => {
		const text = '{"__proto__":{"sdk_key":"canary","polluted":1},"constructor":{"token":"canary"}}';
		const object = redact(parseLossless(text) as JsonValue) as JsonObject;
		expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
		expect('polluted' in object).toBe(false);
		const kept = '{"__proto__":{"polluted":1},"constructor":{}}';
		expect(JSON.stringify(object)).toBe(kept);
		expect(redact({ a: text })).toEqual({ a: kept });
	});

	it('searches as deep as a delivery may be, and drops a text that is deeper', () => {
		const nested = (levels: number) =>
			`${'{"a":['.repeat(levels)}{"sdk_key":"canary","kept":1}${']}'.repeat(levels)}`;
		const deep = redact(parseLossless(nested(49)) as JsonValue);
		expect(JSON.stringify(deep)).toMatch(/^[^c]*"kept":1[^c]*$/);
		expect(redact({ a: nested(49), b: 1 })).toEqual({ a: JSON.stringify(deep), b: 1 });
		expect(redact({ a: nested(10_000), b: 1 })).toEqual({ b: 1 });
	});

	it('follows texts in texts', () => {
		let text = '{"sdk_key":"canary","kept":1}';
		for (let i = 0; i < 8; i++) text = JSON.stringify({ inner: text });
		const cleaned = JSON.stringify(redact({ text: { outer: text } }));
		expect(cleaned).not.toContain('canary');
		expect(cleaned).toContain('kept');
	});
});

describe('redact, for any JSON', () => {
	/** A value with secrets in it, and the same without. */
	interface Pair {
		dirty: JsonValue;
		clean: JsonValue;
	}
	const same = (value: JsonValue): Pair => ({ dirty: value, clean: value });
	const secretName = fc.constantFrom(...SECRETS);
	const otherName = fc.oneof(
		fc.constantFrom('extras', 'options', 'agent', 'key', '__proto__', 'constructor', 'value'),
		fc.stringMatching(/^[a-z]{1,3}_[a-z]$/),
	);
	const { pair } = fc.letrec<{ pair: Pair }>((tie) => ({
		pair: fc.oneof(
			{ maxDepth: 5 },
			fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null)).map(same),
			fc.array(tie('pair'), { maxLength: 4 }).map((members) => ({
				dirty: members.map(({ dirty }) => dirty),
				clean: members.map(({ clean }) => clean),
			})),
			fc
				.tuple(
					fc.array(fc.tuple(otherName, tie('pair')), { maxLength: 4 }),
					fc.array(fc.tuple(secretName, tie('pair')), { maxLength: 2 }),
				)
				.map(([members, secrets]) => ({
					dirty: Object.fromEntries([
						...secrets.map(([key, { dirty }]) => [key, ['canary', dirty]]),
						...members.map(([key, { dirty }]) => [key, dirty]),
					]) as JsonObject,
					clean: Object.fromEntries(members.map(([key, { clean }]) => [key, clean])) as JsonObject,
				})),
			tie('pair').map(({ dirty, clean }) => ({
				dirty: JSON.stringify(dirty),
				clean: JSON.stringify(clean),
			})),
		),
	}));

	it('takes out every secret and nothing else', () => {
		fc.assert(
			fc.property(pair, ({ dirty, clean }) => {
				const before = JSON.stringify(dirty);
				expect(JSON.stringify(redact(dirty))).toBe(JSON.stringify(clean));
				expect(JSON.stringify(dirty)).toBe(before);
				expect(redact(clean)).toBe(clean);
			}),
			{ numRuns: 1_000 },
		);
	});

	it('never throws', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.string(), (value, text) => {
				expect(() => redact({ a: value as JsonValue, b: `{"${text}` })).not.toThrow();
			}),
		);
	});
});
