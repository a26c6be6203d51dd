import { ends } from '../../shared/delivery/ends';
import type { DeliverySteps, ReadableDelivery, Step } from '../../shared/delivery/types';
import { compileFilters } from '../../shared/filters/filters';
import { asObject, asText } from '../../shared/json/read';
import type { JsonValue } from '../../shared/json/types';
import { eventTimeMs, identify, type SalesIqEvent } from './event';
import { FILTERS } from './filters';
import type { RefreshedKeys } from './keyRefresh';
import { simplify } from './output';
import { isSignedBy } from './publicKeys';
import type { Registration } from './registration';
import type { TriggerSettings } from './settings';

const SIGNATURE_HEADER = 'x-siqsignature';
/** Base64 of an RSA signature of up to 8192 bits. */
const MAX_SIGNATURE_CHARACTERS = 1400;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** What the steps know of the trigger beside its settings. */
export interface TriggerState {
	registrations: readonly Registration[];
	/** Fetches the keys from SalesIQ again, within its bounds. */
	refreshKeys(): RefreshedKeys;
	/** Keeps keys that proved a delivery genuine. */
	keepKeys(registrations: Registration[]): void;
	/** The portal's id, once a signed delivery has told it. */
	orgId: string | undefined;
	learnOrgId(orgId: string): void;
	now(): number;
}

/** What Zoho SalesIQ does at each step of the way of a delivery. */
export function salesIqSteps(
	settings: TriggerSettings,
	state: TriggerState,
): DeliverySteps<SalesIqEvent> {
	return {
		authenticate: async (delivery) => await whyRefused(delivery, settings, state),
		recognise: (body) => recognise(body, settings, state),
		isWanted: (event) => isWanted(event, settings, state.now()),
		identify: (event) => identify(event, state.now()),
		output: (event, eventId) => (settings.isSimplified ? simplify(event, eventId) : event.body),
	};
}

async function whyRefused(
	{ headers, rawBody }: ReadableDelivery,
	{ isManual, publicKeys, allowsUnsigned }: TriggerSettings,
	{ registrations, refreshKeys, keepKeys }: TriggerState,
): Promise<string | undefined> {
	const keys = isManual ? publicKeys : textsOf(registrations);
	const header = headers[SIGNATURE_HEADER];
	const signature = typeof header === 'string' ? header.trim() : '';
	if (allowsUnsigned && (signature === '' || keys.length === 0)) return undefined;
	if (keys.length === 0) return isManual ? NO_KEY_PASTED : NO_KEY_REGISTERED;
	if (signature === '') return 'it had no signature';
	if (signature.length > MAX_SIGNATURE_CHARACTERS) return NOT_BASE64;
	const bytes = Buffer.from(signature, 'base64');
	if (isSignedBy(keys, rawBody, bytes)) return undefined;
	if (!BASE64.test(signature)) return NOT_BASE64;
	// SalesIQ may have a new key since.
	const refreshed = isManual ? undefined : await refreshKeys();
	if (refreshed !== undefined && isSignedBy(textsOf(refreshed), rawBody, bytes)) {
		keepKeys(refreshed);
		return undefined;
	}
	return 'its signature does not match its body. Something between SalesIQ and n8n may rewrite bodies, or the caller is not SalesIQ';
}

const NOT_BASE64 = 'its signature is not Base64';
const NO_KEY_PASTED =
	'no public key is set. Paste the webhook’s key from SalesIQ under Public Keys';
const NO_KEY_REGISTERED =
	'no public key is known for its webhook. Unpublish and publish the workflow to register it anew';

function textsOf(registrations: readonly Registration[]): string[] {
	return registrations.flatMap(({ keys }) => keys.map(({ text }) => text));
}

/** Identity fields come after the signature: live deliveries carry `webhook: {id}` [code], all carry `org_id` [doc]. */
function recognise(
	value: JsonValue,
	{ allowsUnsigned }: TriggerSettings,
	{ registrations, orgId, learnOrgId }: TriggerState,
): Step<SalesIqEvent> {
	const body = asObject(value);
	const name = asText(body?.event);
	if (body === undefined || name === undefined) return { end: ends.ignored() };
	const webhookId = asText(asObject(body.webhook)?.id);
	const isOurs = registrations.some((registration) => registration.webhookId === webhookId);
	if (webhookId !== undefined && registrations.length > 0 && !isOurs) {
		return { end: ends.refused('it belongs to another webhook of SalesIQ') };
	}
	const sender = asText(body.org_id);
	if (orgId !== undefined && sender !== undefined && sender !== orgId) {
		return { end: ends.refused('it comes from another portal') };
	}
	// An unsigned delivery may claim any portal.
	if (orgId === undefined && sender !== undefined && !allowsUnsigned) learnOrgId(sender);
	return { next: { name, body } };
}

function isWanted(
	event: SalesIqEvent,
	{ events, filters, maximumAgeMs }: TriggerSettings,
	nowMs: number,
): boolean {
	if (!events.includes(event.name)) return false;
	if (maximumAgeMs !== undefined) {
		const timeMs = eventTimeMs(event);
		// Negated: an age that is no number lets nothing in.
		if (timeMs === undefined || !(nowMs - timeMs <= maximumAgeMs)) return false;
	}
	return compileFilters(FILTERS, filters)(event);
}
