// What the benchmark delivers in SalesIQ's name: signed message events.
import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

const EVENT = 'conversation.visitor.replied';
const WEBHOOK_ID = '19367000000120011';
/** As SalesIQ's samples have it, and above 2^53. */
const LONG_ID = '68564000016029999';
const BODY_BYTES = 2048;

const sample = JSON.parse(
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
 * Signed bodies of 2 kB, each of another event.
 *
 * @param {number} count
 * @param {{ hasLongId: boolean }} options whether one id is a bare number above 2^53
 * @returns {Signed[]}
 */
export function signedBodies(count, { hasLongId }) {
	return Array.from({ length: count }, (_, index) => {
		const rawBody = Buffer.from(bodyText(1_566_481_170_562 + index, hasLongId));
		const signature = sign('sha256', rawBody, privateKey);
		const headers = {
			'content-type': 'application/json',
			'x-siqsignature': signature.toString('base64'),
		};
		return { rawBody, signature, headers };
	});
}

/** @param {number} timeMs tells one event from another */
function bodyText(timeMs, hasLongId) {
	const body = structuredClone(sample);
	body.event_time = String(timeMs + 17);
	body.webhook = { id: WEBHOOK_ID };
	body.entity.message.msgid = String(timeMs);
	const missing = BODY_BYTES - Buffer.byteLength(withLongId(body, hasLongId));
	const { text } = body.entity.message;
	body.entity.message.text = `${text}. `.repeat(missing).slice(0, text.length + missing);
	return withLongId(body, hasLongId);
}

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
