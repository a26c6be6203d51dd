// What the benchmark delivers in SalesIQ's name: signed message events.
import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

export const EVENT = 'conversation.visitor.replied';
const WEBHOOK_ID = '19367000000120011';
/** As SalesIQ's samples have it, and above 2^53. */
const LONG_ID = '68564000016029999';
const BODY_BYTES = 2048;
const FIRST_TIME_MS = 1_566_481_170_562;

/** The body of one event. */
export const sample = JSON.parse(
	readFileSync(
		new URL(`../../test/fixtures/zohoSalesIq/events/${EVENT}.json`, import.meta.url),
		'utf8',
	),
);

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The key parsed beforehand, and as a vendor gives it. */
export { publicKey };
export const publicKeyText = publicKey.export({ type: 'spki', format: 'pem' });

/** @typedef {{ rawBody: Buffer, signature: Buffer, headers: Record<string, string> }} Signed */

/**
 * @typedef {object} BodyOptions
 * @property {boolean} [hasLongId] whether one id is a bare number above 2^53
 * @property {string} [text] what the visitor writes, again and again until the body is large enough
 * @property {number} [bytes] of a body; default: 2 kB
 */

/**
 * Signed bodies, each of another event.
 *
 * @param {number} count
 * @param {BodyOptions} [options]
 * @returns {Signed[]}
 */
export function signedBodies(count, options = {}) {
	return Array.from({ length: count }, (_, index) =>
		signed(Buffer.from(bodyText(FIRST_TIME_MS + index, options))),
	);
}

/** @param {Buffer} rawBody @returns {Signed} */
export function signed(rawBody) {
	const signature = sign('sha256', rawBody, privateKey);
	const headers = {
		'content-type': 'application/json',
		'x-siqsignature': signature.toString('base64'),
	};
	return { rawBody, signature, headers };
}

/**
 * @param {number} timeMs tells one event from another
 * @param {BodyOptions} options
 */
function bodyText(
	timeMs,
	{ hasLongId = false, text = sample.entity.message.text, bytes = BODY_BYTES },
) {
	const body = structuredClone(sample);
	body.event_time = String(timeMs + 17);
	body.webhook = { id: WEBHOOK_ID };
	body.entity.message = { ...body.entity.message, msgid: String(timeMs), text };
	const missing = bytes - Buffer.byteLength(withLongId(body, hasLongId));
	body.entity.message.text = `${text}. `
		.repeat(missing / text.length + 1)
		.slice(0, text.length + missing);
	return withLongId(body, hasLongId);
}

/**
 * @param {{ app_id: string }} body
 * @param {boolean} hasLongId
 */
function withLongId(body, hasLongId) {
	const text = JSON.stringify(body);
	return hasLongId ? text.replace(`"app_id":"${body.app_id}"`, `"app_id":${LONG_ID}`) : text;
}

/** What the trigger is set to, and what publishing has stored. */
export const setUp = {
	parameters: { portal: { __rl: true, mode: 'id', value: 'zylker' }, events: [EVENT] },
	staticData: {
		registrations: [
			{ type: 'data', webhookId: WEBHOOK_ID, keys: [{ id: '1', text: publicKeyText }], appIds: [] },
		],
	},
};
