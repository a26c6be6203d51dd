import { ends } from '../../shared/delivery/ends';
import type { Delivery, DeliverySteps, ReadableDelivery, Step } from '../../shared/delivery/types';
import { compileFilters } from '../../shared/filters/filters';
import { asObject, asText } from '../../shared/json/read';
import type { JsonObject, JsonValue } from '../../shared/json/types';
import { place } from '../../shared/output/members';
import type { Result } from '../../shared/problem';
import { MIN_TOKEN_CHARACTERS } from '../credential';
import { redact } from '../redact';
import type { DeliveryAccess } from './access';
import { identify, type QiscusEvent } from './event';
import { FILTERS, isFromCustomer } from './filters';
import { memberName } from './names';
import { simplify } from './output';
import { isOneOf, isSigned } from './proofs';
import { recogniseEvent } from './recognise';
import type { TriggerSettings } from './settings';

/** What the steps know of the trigger beside its settings. */
export interface TriggerState {
	/** The token of the URLs that the node registered; undefined before it has. */
	token: string | undefined;
	/** Undefined where the credential cannot be read. */
	access: DeliveryAccess | undefined;
	/** Asks Qiscus whether it knows a room. */
	knowsRoom(roomId: string): Promise<Result<boolean>>;
	now(): number;
}

/** What Qiscus does at each step of the way of a delivery. */
export function qiscusSteps(
	settings: TriggerSettings,
	state: TriggerState,
): DeliverySteps<QiscusEvent> {
	return {
		authenticate: async (delivery) => whyRefused(delivery, settings, state),
		recognise: (body, delivery) => recognise(body, delivery, state),
		isWanted: (event) => isWanted(event, settings),
		...(settings.confirmsRooms
			? { confirm: async (event: QiscusEvent) => await whyDoubted(event, state) }
			: {}),
		identify: (event) => identify(event, settings.repeatWindowMs),
		output: (event, eventId) => (settings.isSimplified ? itemOf(event, eventId) : event.body),
	};
}

function itemOf({ name, simple, receivedMs }: QiscusEvent, eventId: string): JsonObject {
	const item: JsonObject = {
		eventId,
		event: name,
		receivedAt: new Date(receivedMs).toISOString(),
	};
	for (const key of Object.keys(simple)) place(item, memberName(key), simple[key] ?? null);
	return item;
}

/** Qiscus documents no signature: a token in the URL tells who is calling (qiscus-api, section 6). */
function whyRefused(
	delivery: ReadableDelivery,
	{ isManual }: TriggerSettings,
	{ access, token = '' }: TriggerState,
): string | undefined {
	if (access === undefined) return 'the Qiscus credential of the node cannot be read';
	// A token that was registered before the set-up became manual has no say, nor has a pasted one for
	// what is not pasted.
	const isPasted = isManual || delivery.query.event === 'customButton';
	const tokens = [isManual ? '' : token, isPasted ? access.webhookToken : ''].filter(
		(text) => text.length >= MIN_TOKEN_CHARACTERS,
	);
	if (tokens.length === 0) {
		return isManual
			? 'the Qiscus credential has no Webhook Token'
			: 'no token is known for its URL. Unpublish and publish the workflow to register it anew';
	}
	if (!isOneOf(tokens, delivery.query.token)) return 'the token in its URL is missing or wrong';
	if (access.signatureSecret === '' || isSigned(delivery, access.signatureSecret)) return undefined;
	return 'its signature is missing or does not match its body. Qiscus may not sign its calls: then leave Signature Secret empty in the credential';
}

function recognise(
	value: JsonValue,
	{ query }: Delivery,
	{ access, now }: TriggerState,
): Step<QiscusEvent> {
	const received = asObject(value);
	if (received === undefined) return { end: ends.unknown(NO_EVENT) };
	const appId = access?.appId ?? '';
	// Beside the code, a number may stand by which Qiscus knows the app itself [code].
	const code = asText(received.app_code);
	const hasNumber = code !== undefined && typeof received.app_id === 'number';
	const senders = [code, hasNumber ? undefined : asText(received.app_id)];
	if (senders.some((sender) => sender !== undefined && sender !== appId)) {
		return { end: ends.refused('it comes from another app of Qiscus') };
	}
	const name = recogniseEvent(received, query);
	if (name === undefined) return { end: ends.unknown(NO_EVENT) };
	const body = asObject(redact(received)) ?? {};
	const simple = simplify(name, body, appId);
	return { next: { name, body, simple, receivedMs: now() } };
}

const NO_EVENT = 'its body is none of Qiscus’ six webhooks';

function isWanted(
	event: QiscusEvent,
	{ events, filters, hasChosenSenders }: TriggerSettings,
): boolean {
	if (!events.includes(event.name)) return false;
	if (!hasChosenSenders && !isFromCustomer(event)) return false;
	return compileFilters(FILTERS, filters)(event);
}

/** A logout happens in no room, so that there is nothing to ask for. */
async function whyDoubted(
	{ name, simple }: QiscusEvent,
	{ knowsRoom }: TriggerState,
): Promise<string | undefined> {
	if (name === 'userLogout') return undefined;
	const roomId = asText(asObject(simple.room)?.id);
	if (roomId === undefined) return 'it names no room that Qiscus could be asked for';
	const answer = await knowsRoom(roomId);
	if (!answer.ok) return `Qiscus could not be asked for its room: ${answer.problem.message}`;
	return answer.data ? undefined : 'Qiscus does not know its room';
}
