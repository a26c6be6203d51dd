import { ends } from '../../shared/delivery/ends';
import type { Delivery, DeliverySteps, Step } from '../../shared/delivery/types';
import { asObject, asText } from '../../shared/json/read';
import type { JsonValue } from '../../shared/json/types';
import { eventIdOf, type SalesIqEvent } from './event';
import { isSignedBy } from './publicKeys';
import type { Registration } from './registration';

const SIGNATURE_HEADER = 'x-siqsignature';
/** Base64 of an RSA signature of up to 8192 bits. */
const MAX_SIGNATURE_CHARACTERS = 1400;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** What the steps need to know of the trigger. */
export interface TriggerSettings {
	registrations: readonly Registration[];
	/** The vendor's names of the chosen events. */
	events: readonly string[];
}

/** What Zoho SalesIQ does at each step of the way of a delivery. */
export function salesIqSteps({
	registrations,
	events,
}: TriggerSettings): DeliverySteps<SalesIqEvent> {
	return {
		authenticate: async (delivery) => await whyRefused(delivery, registrations),
		recognise: (body) => recognise(body, registrations),
		isWanted: ({ name }) => events.includes(name),
		eventId: eventIdOf,
		output: ({ body }) => body,
	};
}

async function whyRefused(
	{ headers, rawBody }: Delivery,
	registrations: readonly Registration[],
): Promise<string | undefined> {
	const keys = registrations.flatMap((registration) => registration.keys.map(({ text }) => text));
	if (keys.length === 0) {
		return 'no public key is known for its webhook. Deactivate and publish the workflow to register it anew';
	}
	const signature = headers[SIGNATURE_HEADER];
	if (typeof signature !== 'string' || signature === '') return 'it had no signature';
	if (signature.length > MAX_SIGNATURE_CHARACTERS || !BASE64.test(signature.trim())) {
		return 'its signature is not Base64';
	}
	const isGenuine = isSignedBy(keys, rawBody, Buffer.from(signature, 'base64'));
	return isGenuine ? undefined : 'its signature does not match its body';
}

function recognise(value: JsonValue, registrations: readonly Registration[]): Step<SalesIqEvent> {
	const body = asObject(value);
	const name = asText(body?.event);
	if (body === undefined || name === undefined) return { end: ends.ignored() };
	// Live deliveries carry `webhook: {id}` [code]; a signature of ours on another's webhook is a mix-up.
	const webhookId = asText(asObject(body.webhook)?.id);
	if (webhookId !== undefined && !registrations.some((known) => known.webhookId === webhookId)) {
		return { end: ends.refused('it belongs to another webhook') };
	}
	return { next: { name, body } };
}
