import type { Random } from '../../../../sandbox/vendors/shared/random.ts';
import { between, type Choices, oneOf, randomBytes } from './draw';

const MB = 1024 * 1024;
/** n8n's own limit of a body. */
export const LIMIT_BYTES = 16 * MB;
const DEPTH = 100_000;

/** Stands in every body: where it is found later, something has kept a body or told it. */
export const BODY_MARKER = 'hostile-body-marker';

/** Bodies that tell no event of any vendor, whoever sent them. */
export interface HostileBody {
	kind: string;
	make(random: Random): Buffer;
}

const text = (kind: string, make: (random: Random) => string): HostileBody => ({
	kind,
	make: (random) => Buffer.from(make(random)),
});

const quoted = (value: string) => JSON.stringify(value);

const NUMBERS = [
	'1e999',
	'-1e999',
	'-0',
	'1e-999',
	'9007199254740993',
	'1234567890123456789012345678901234567890',
	`1${'0'.repeat(400)}`,
	'0.1234567890123456789012345678901234567890',
	'01',
	'+1',
	'NaN',
	'Infinity',
];

const POLLUTING = [
	`{"__proto__":{"polluted":"${BODY_MARKER}"}}`,
	`{"constructor":{"prototype":{"polluted":"${BODY_MARKER}"}}}`,
	`{"payload":{"__proto__":{"polluted":"${BODY_MARKER}","message":{},"from":{}}}}`,
	`{"entity":{"__proto__":{"polluted":"${BODY_MARKER}"},"toString":1,"hasOwnProperty":null}}`,
	`[{"__proto__":[{"polluted":"${BODY_MARKER}"}]}]`,
];

const NO_OBJECTS = ['null', 'true', '0', '""', '[]', '[[]]', quoted(BODY_MARKER), '[null,{}]'];

const INVALID_UTF8 = ['c080', 'ff', 'eda080', 'f8888080', 'e28228', 'c3'];

const nested = (open: string, close: string, depth: number) =>
	`{"payload":${open.repeat(depth)}"${BODY_MARKER}"${close.repeat(depth)}}`;

/** Bodies of a few kilobytes. */
export const SMALL_BODIES: Choices<HostileBody> = [
	[3, { kind: 'random bytes', make: (random) => randomBytes(random, between(random, 0, 4096)) }],
	[
		3,
		text('JSON that is cut', (random) => {
			const whole = JSON.stringify({ payload: { message: { text: BODY_MARKER } }, event: [1, {}] });
			return whole.slice(0, between(random, 1, whole.length - 1));
		}),
	],
	[3, text('no object', (random) => oneOf(random, NO_OBJECTS))],
	[
		3,
		text(
			'numbers past every limit',
			(random) =>
				`{"id":${oneOf(random, NUMBERS)},"m":"${BODY_MARKER}","list":[${oneOf(random, NUMBERS)}]}`,
		),
	],
	[4, text('prototype pollution', (random) => oneOf(random, POLLUTING))],
	[
		3,
		text('lone surrogates', (random) => {
			const unit = between(random, 0xd800, 0xdfff).toString(16);
			return `{"\\u${unit}":"\\u${unit}${BODY_MARKER}"}`;
		}),
	],
	[
		3,
		{
			kind: 'invalid UTF-8',
			make: (random) =>
				Buffer.concat([
					Buffer.from(`{"${BODY_MARKER}":"`),
					Buffer.from(oneOf(random, INVALID_UTF8), 'hex'),
					Buffer.from('"}'),
				]),
		},
	],
	[
		3,
		text(
			'duplicate names',
			() =>
				`{"event":"none","event":{"event":1},"app_id":1,"app_id":[],"payload":1,"payload":{"m":"${BODY_MARKER}"}}`,
		),
	],
	[
		3,
		text('members of other types', (random) => {
			const odd = () => oneOf(random, [...NO_OBJECTS, ...POLLUTING, '{}', '-1', '"\\u0000"']);
			const names = [
				'event',
				'entity',
				'webhook',
				'app_id',
				'app_code',
				'payload',
				'type',
				'attempt',
			];
			const members = names.map((name) => `${quoted(name)}:${odd()}`);
			return `{"m":"${BODY_MARKER}",${members.join(',')}}`;
		}),
	],
	[1, text('100 kB of white space', () => ' '.repeat(100_000))],
];

/** Bodies up to n8n's limit, and beyond it. */
export const BIG_BODIES: Choices<HostileBody> = [
	[2, text('arrays 100,000 deep', () => nested('[', ']', DEPTH))],
	[2, text('objects 100,000 deep', () => nested('{"a":', '}', DEPTH))],
	[1, text('arrays that never end', (random) => '['.repeat(between(random, 1, LIMIT_BYTES)))],
	[
		2,
		text('a list of a million', (random) => {
			const member = oneOf(random, ['1', '{}', '""', '"a"', '[]', '12345678901234567890']);
			return `{"payload":[${`${member},`.repeat(999_999)}${member}],"m":"${BODY_MARKER}"}`;
		}),
	],
	[
		2,
		text('a text of 16 MB', (random) => {
			const unit = oneOf(random, ['a', 'İ', '\\\\', '\\ud800', '😀', ' ']);
			const head = `{"m":"${BODY_MARKER}","text":"`;
			const count = Math.floor((LIMIT_BYTES - head.length - 2) / Buffer.byteLength(unit));
			return `${head}${unit.repeat(count)}"}`;
		}),
	],
	[
		1,
		text('a million names', () => {
			const members = Array.from({ length: 1_000_000 }, (_, index) => `"k${index}":0`);
			return `{${members.join(',')}}`;
		}),
	],
	[1, text('a number of 16 MB', () => `{"n":${'9'.repeat(LIMIT_BYTES - 6)}}`)],
	[1, text('more than 16 MB', () => `{"m":"${'a'.repeat(LIMIT_BYTES)}"}`)],
];
