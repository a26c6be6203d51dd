import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

import type { Random } from '../../../../sandbox/vendors/shared/random.ts';
import { BIG_BODIES, BODY_MARKER, LIMIT_BYTES, SMALL_BODIES } from './bodies';
import { between, type Choices, draw, oneOf } from './draw';
import type { Framing, Header, RawCall } from './rawCall';

/** What shows who is calling. */
export interface Proof {
	/** Without the question mark. */
	query: string;
	headers: Header[];
}

/** A published trigger, as its attacker and its vendor know it. */
export interface Target {
	/** Of the trigger's URL, without the query. */
	path: string;
	/** A body that had its execution before, and the same as the vendor would send it again. */
	known: { body: Buffer; repeated: Buffer };
	/** As the vendor does it. */
	prove(body: Buffer): Proof;
	/** As others try it. */
	forgeries: Choices<(random: Random) => Proof>;
}

/** One call that must not start an execution. */
export interface HostileCall extends RawCall {
	/** What is odd about it, for the report. */
	kind: string;
	/** Whether n8n has megabytes to do with. */
	isBig: boolean;
	/** Whether n8n itself may answer 500, before it asks the node: of some methods, of encodings that are none, of too much. */
	mayFail: boolean;
	/** Whether n8n itself may leave it without an answer: of bodies that it parses as XML it does. */
	mayHang: boolean;
}

/** How often a body is a big one. */
const BIG_SHARE = 0.01;
/** How often a body that tells no event comes from the vendor itself. */
const PROVEN_SHARE = 0.3;

let bomb: Buffer | undefined;
/** 100 MB of nothing in 100 kB. */
const gzipBomb = () => (bomb ??= gzipSync(Buffer.alloc(100 * 1024 * 1024)));

interface Encoded {
	headers: Header[];
	bytes: Buffer;
	isBig?: boolean;
	/** Whether the bytes are not what the header says, n8n does not know what it says, or they become too many. */
	isBroken?: boolean;
}

const encoded = (name: string, bytes: Buffer): Encoded => ({
	headers: [['content-encoding', name]],
	bytes,
});

const broken = (name: string, bytes: Buffer): Encoded => ({
	...encoded(name, bytes),
	isBroken: true,
});

const ENCODINGS: Choices<(body: Buffer) => Encoded> = [
	[30, (bytes) => ({ headers: [], bytes })],
	[2, (body) => encoded('gzip', gzipSync(body))],
	[2, (body) => encoded('deflate', deflateSync(body))],
	[1, (body) => broken('deflate', deflateRawSync(body))],
	[1, (body) => broken('gzip', gzipSync(body).subarray(0, 20))],
	[1, (body) => broken('gzip', body)],
	[1, (body) => broken('br', brotliCompressSync(body.subarray(0, 1024)))],
	[1, (body) => broken('gzip, gzip', gzipSync(gzipSync(body)))],
	[1, (body) => broken('nonsense', body)],
	[0.2, () => ({ ...broken('gzip', gzipBomb()), isBig: true })],
];

const BOUNDARY = 'edge';
const part = (body: Buffer) =>
	Buffer.concat([
		Buffer.from(
			`--${BOUNDARY}\r\nContent-Disposition: form-data; name="__proto__"; filename="a.txt"\r\n\r\n`,
		),
		body,
		Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
	]);

const CONTENT_TYPES: Choices<(body: Buffer) => { type: string | undefined; body: Buffer }> = [
	[20, (body) => ({ type: 'application/json', body })],
	[1, (body) => ({ type: undefined, body })],
	[1, (body) => ({ type: 'text/plain', body })],
	[1, (body) => ({ type: 'application/x-www-form-urlencoded', body })],
	[
		1,
		() => ({
			type: 'application/x-www-form-urlencoded',
			body: Buffer.from(`__proto__[polluted]=${BODY_MARKER}&${'a[b]'.repeat(500)}=1&event=x`),
		}),
	],
	[1, (body) => ({ type: `multipart/form-data; boundary=${BOUNDARY}`, body: part(body) })],
	[1, (body) => ({ type: `multipart/form-data; boundary=${BOUNDARY}`, body })],
	[1, (body) => ({ type: 'multipart/form-data', body })],
	[1, (body) => ({ type: 'application/xml', body })],
	[1, () => ({ type: 'text/xml', body: Buffer.from(`<a><b>${BODY_MARKER}</b>`) })],
	[1, (body) => ({ type: 'application/json; charset=nonsense', body })],
	[1, (body) => ({ type: 'application/json; charset=utf-16', body })],
	[1, (body) => ({ type: `application/json; a=${'b'.repeat(4_000)}`, body })],
	[1, (body) => ({ type: '/;=', body })],
];

const HEADERS: Choices<(random: Random) => Header[]> = [
	[30, () => []],
	[1, () => Array.from({ length: 500 }, (_, index): Header => [`x-${index}`, 'a'])],
	[1, (random) => [['x-long', 'a'.repeat(between(random, 8_000, 15_000))]]],
	// More than Node.js takes.
	[1, () => [['x-longer', 'a'.repeat(40_000)]]],
	[1, () => [['x-other', 'é\xff\x80']]],
	[1, () => [['__proto__', 'polluted']]],
	[1, () => [['x-forwarded-for', '127.0.0.1, '.repeat(500)]]],
	[1, () => [['cookie', 'n8n-auth=a; '.repeat(300)]]],
	[1, () => [['x-http-method-override', 'DELETE']]],
];

const METHODS: Choices<string> = [
	[60, 'POST'],
	...['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'NONSENSE'].map(
		(method) => [1, method] as const,
	),
];

/** n8n answers them 500. */
const UNKNOWN_METHODS = ['TRACE', 'PROPFIND'];

const FRAMINGS: Choices<Framing> = [
	[40, 'whole'],
	[1, 'cut'],
	[1, 'length too long'],
	[1, 'length too short'],
	[1, 'broken chunks'],
];

const MORE_QUERY: Choices<(random: Random) => string> = [
	[30, () => ''],
	[1, () => '&a=b'.repeat(3_000)],
	[1, () => `&a${'[b]'.repeat(1_000)}=c`],
	[1, () => '&__proto__[polluted]=1&constructor[prototype][polluted]=1'],
	[1, () => '&%=%E0%A4%A&%00=%ff'],
	[1, (random) => `&long=${'x'.repeat(between(random, 1_000, 8_000))}`],
];

/** A body with who sends it: others send anything, the vendor itself what tells no new event. */
function drawBody(random: Random, target: Target) {
	const { body: known, repeated } = target.known;
	if (random() < 0.05) {
		// What was signed is not what comes.
		const proof = random() < 0.5 ? target.prove(repeated) : forge(random, target, known);
		return { kind: 'a replay with another attempt', body: repeated, proof, isBig: false };
	}
	if (random() < 0.05) {
		const body = Buffer.from(known);
		const at = between(random, 0, body.length - 1);
		body[at] = (body[at] ?? 0) ^ (1 << between(random, 0, 7));
		return {
			kind: 'one bit turned',
			body,
			proof: draw(random, target.forgeries)(random),
			isBig: false,
		};
	}
	const isBig = random() < BIG_SHARE;
	const { kind, make } = draw(random, isBig ? BIG_BODIES : SMALL_BODIES);
	const body = make(random);
	const isProven = random() < PROVEN_SHARE;
	const proof = isProven ? target.prove(body) : draw(random, target.forgeries)(random);
	return { kind: isProven ? `${kind}, from the vendor` : kind, body, proof, isBig };
}

/** The signature of one body under another. */
function forge(random: Random, target: Target, body: Buffer): Proof {
	const { headers } = target.prove(body);
	return { ...draw(random, target.forgeries)(random), headers };
}

/** A call that must not start an execution; the same for the same row of random numbers. */
export function drawCall(random: Random, target: Target): HostileCall {
	const { kind, proof, isBig, ...drawn } = drawBody(random, target);
	const { type, body } = draw(random, CONTENT_TYPES)(drawn.body);
	const { headers, bytes, ...encoding } = draw(random, ENCODINGS)(body);
	const method = draw(random, METHODS);
	return {
		kind,
		isBig: isBig || encoding.isBig === true,
		mayFail:
			encoding.isBroken === true || body.length > LIMIT_BYTES || UNKNOWN_METHODS.includes(method),
		mayHang: type?.endsWith('/xml') === true,
		method,
		path: `${target.path}?${proof.query}${draw(random, MORE_QUERY)(random)}`,
		headers: [
			...(type === undefined ? [] : [['content-type', type] as const]),
			...headers,
			...proof.headers,
			...draw(random, HEADERS)(random),
		],
		body: bytes,
		framing: draw(random, FRAMINGS),
	};
}

/** What others write in the place of a signature or a token. */
export const NONSENSE = [
	'',
	'=',
	'null',
	'0',
	'[object Object]',
	'%00',
	'A'.repeat(43),
	'A'.repeat(344),
	'A'.repeat(6_000),
	'é'.repeat(50),
	'../../etc/passwd',
	"' OR 1=1 --",
];

export const nonsense = (random: Random): string => oneOf(random, NONSENSE);
