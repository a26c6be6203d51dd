// What the benchmark delivers in Qiscus' name: messages, each another one.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

const BODY_BYTES = 2048;

/** The body of one message. */
export const sample = JSON.parse(
	readFileSync(
		new URL('../../test/fixtures/qiscus/events/botMessage.whatsApp.json', import.meta.url),
		'utf8',
	),
);

/** As the trigger makes one up. */
export const token = randomBytes(32).toString('base64url');

/** What the trigger is set to, and what publishing has stored. */
export const setUp = {
	parameters: { events: ['botMessage'] },
	staticData: { token },
	credential: {
		type: 'qiscusApi',
		data: {
			appId: sample.app_code,
			secretKey: 'for nothing',
			baseUrl: 'https://omnichannel.qiscus.com',
			adminAccess: 'none',
		},
	},
};

/**
 * Bodies of 2 kB with the query of the URL that they come to.
 *
 * @param {number} count
 * @param {string} [text] what the customer writes, again and again
 */
export function messages(count, text = sample.payload.message.text) {
	return Array.from({ length: count }, (_, index) => called(Buffer.from(bodyText(index, text))));
}

/** @param {Buffer} rawBody */
export function called(rawBody) {
	return {
		rawBody,
		headers: { 'content-type': 'application/json' },
		query: { event: 'botMessage', token },
	};
}

/**
 * @param {number} index tells one message from another
 * @param {string} text
 */
function bodyText(index, text) {
	const body = structuredClone(sample);
	const { message } = body.payload;
	message.unique_temp_id = `wa_${index}`;
	message.text = text;
	const missing = BODY_BYTES - Buffer.byteLength(JSON.stringify(body));
	message.text = `${text}. `.repeat(missing / text.length + 1).slice(0, text.length + missing);
	return JSON.stringify(body);
}
