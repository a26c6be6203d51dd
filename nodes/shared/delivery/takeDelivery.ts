import { parseLossless } from '../json/parseLossless';
import { isDeeperThan } from '../json/read';
import { ends } from './ends';
import type { Once } from './recentEvents';
import type { Delivery, DeliverySteps, Outcome } from './types';

const EMPTY_BODY = /^\s*(?:\{\s*\})?\s*$/;
/** An empty object with generous white space; a longer body is not looked at before its sender is known. */
const EMPTY_BODY_MAX_BYTES = 16;

/** Payloads lie a few levels deep; what lies in thousands ends n8n's stack when it stores the item. */
const MAX_DEPTH = 100;

const COMMA = 0x2c;
/**
 * Payloads have some hundred values. With a million, each step takes n8n a second: they are counted
 * before they are parsed, by the commas between them and in texts, which may hold JSON too.
 */
const MAX_COMMAS = 100_000;

/**
 * Vendors try a URL before they use it: with HEAD, GET or an empty POST. Nothing but
 * "here I am" can be learnt from the answer, so it needs no proof of the caller.
 */
function isValidationCall({ method, rawBody }: Delivery): boolean {
	if (method !== 'POST') return true;
	if (rawBody === undefined) return false;
	return rawBody.length <= EMPTY_BODY_MAX_BYTES && EMPTY_BODY.test(rawBody.toString('latin1'));
}

function hasTooManyValues(rawBody: Buffer): boolean {
	let commas = 0;
	let comma = rawBody.length > MAX_COMMAS ? rawBody.indexOf(COMMA) : -1;
	for (; comma !== -1 && commas <= MAX_COMMAS; comma = rawBody.indexOf(COMMA, comma + 1)) commas++;
	return commas > MAX_COMMAS;
}

/**
 * The way of a delivery: authenticate, parse, recognise, filter, once, output.
 * The event counts as seen from here on; whoever cannot acknowledge it takes the mark back.
 *
 * @param steps what the vendor does at each step
 * @param once the memory of events that have their execution already
 */
export async function takeDelivery<Event>(
	delivery: Delivery,
	steps: DeliverySteps<Event>,
	once: Once,
): Promise<Outcome> {
	if (isValidationCall(delivery)) return { end: ends.ready() };

	const { rawBody } = delivery;
	if (rawBody === undefined) return { end: ends.unreadable() };

	const refusal = await steps.authenticate({ ...delivery, rawBody });
	if (refusal !== undefined) return { end: ends.refused(refusal) };

	if (hasTooManyValues(rawBody)) return { end: ends.unreadable() };
	const body = parseLossless(rawBody.toString('utf8'));
	if (body === undefined || isDeeperThan(body, MAX_DEPTH)) return { end: ends.unreadable() };

	const recognised = steps.recognise(body, delivery);
	if ('end' in recognised) return recognised;

	const event = recognised.next;
	if (!steps.isWanted(event)) return { end: ends.ignored() };

	if (steps.confirm !== undefined) {
		const doubt = await steps.confirm(event);
		if (doubt !== undefined) return { end: ends.refused(doubt) };
	}

	const identity = steps.identify(event);
	if (!once.add(identity)) return { end: ends.duplicate() };
	return { identity, item: steps.output(event, identity.eventId) };
}
