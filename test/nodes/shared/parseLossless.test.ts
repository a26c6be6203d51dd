import fc from 'fast-check';

import { parseLossless } from '../../../nodes/shared/json/parseLossless';

describe('parseLossless', () => {
	it.each([
		['{"id":68564000016029999}', { id: '68564000016029999' }],
		['{"id":-68564000016029999}', { id: '-68564000016029999' }],
		['[9007199254740991,9007199254740993]', [Number.MAX_SAFE_INTEGER, '9007199254740993']],
		['68564000016029999', '68564000016029999'],
		['{"a":1e400}', { a: '1e400' }],
		['{"a":0.12345678901234567,"b":700.0}', { a: Number('0.12345678901234567'), b: 700 }],
		['{"text":"id: 68564000016029999"}', { text: 'id: 68564000016029999' }],
		['{"t":"\\\\","id": 68564000016029999}', { t: '\\', id: '68564000016029999' }],
		['{"t":"\\": 68564000016029999","u":1}', { t: '": 68564000016029999', u: 1 }],
		[
			'{"68564000016029999":1,"x":[ 68564000016029999]}',
			{ '68564000016029999': 1, x: ['68564000016029999'] },
		],
	])('reads %s', (text, expected) => {
		expect(parseLossless(text)).toEqual(expected);
	});

	it.each(['', '{', '{"a":00000000000000000001}', '{68564000016029999:1}', 'undefined'])(
		'gives undefined for %j, which is not JSON',
		(text) => expect(parseLossless(text)).toBeUndefined(),
	);

	it('reads what JSON.parse reads, for any JSON of small numbers', () => {
		fc.assert(
			fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
				const text = JSON.stringify(value);
				const hasLong = /\d{16}|\d[eE]/.test(text);
				fc.pre(!hasLong);
				expect(parseLossless(text)).toEqual(JSON.parse(text));
			}),
		);
	});

	it('keeps every digit of any integer, in any place', () => {
		const place = fc.constantFrom(
			(digits: string) => [`{"a\\"b":${digits}}`, ['a"b']] as const,
			(digits: string) => [`{"x":"1,2","y": [ ${digits} ]}`, ['y', '0']] as const,
			(digits: string) => [`[{"z":"\\\\"},${digits}]`, ['1']] as const,
		);
		fc.assert(
			fc.property(fc.bigInt(), place, (integer, at) => {
				const [text, path] = at(String(integer));
				let value: unknown = parseLossless(text);
				for (const key of path) value = (value as Record<string, unknown>)[key];
				expect(String(value)).toBe(String(integer));
			}),
		);
	});

	it('never throws, whatever the text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				parseLossless(text);
			}),
		);
	});

	it('reads a text of 16 MB with a long string and long numbers within a bound', () => {
		const text = `{"s":"${'\\"'.repeat(4_000_000)}","n":[${'12345678901234567890,'.repeat(100_000)}1]}`;
		expect(parseLossless(text)).toMatchObject({ s: '"'.repeat(4_000_000) });
	});
});
