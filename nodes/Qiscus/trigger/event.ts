import { randomUUID } from 'node:crypto';

import type { Identity } from '../../shared/delivery/types';
import { digest } from '../../shared/digest';
import { asObject, asText } from '../../shared/json/read';
import type { JsonObject } from '../../shared/json/types';
import type { EventName } from './events';

/** An event as Qiscus tells it. */
export interface QiscusEvent {
	name: EventName;
	/** The body without secrets. */
	body: JsonObject;
	/** The body in the one shape that Simplify makes of every shape; filters and ids are read from it. */
	simple: JsonObject;
	receivedMs: number;
}

/**
 * The names of an event. Only some payloads have an id of their own (qiscus-api, section 5): those
 * are remembered as long as there is room, all else for the window. Of agent allocation each
 * request counts as one of the room, of the custom button each click is an event.
 *
 * @param windowMs within which what looks the same is the same
 * @returns ids of 32 hexadecimal digits
 */
export function identify(
	{ name, body, simple, receivedMs }: QiscusEvent,
	windowMs: number,
): Identity {
	if (name === 'customButton') {
		return { eventId: randomUUID().replaceAll('-', ''), marks: [], repeats: [] };
	}
	const parts = OWN_IDS[name](simple);
	if (name !== 'agentAllocation' && !parts.includes(undefined)) {
		const eventId = digest(JSON.stringify([name, ...parts]));
		return { eventId, marks: [eventId], repeats: [eventId] };
	}
	const content = parts.includes(undefined) ? JSON.stringify(body) : parts.join(' ');
	const mark = digest(`${name} ${content}`);
	return { eventId: digest(`${mark} ${receivedMs}`), marks: [mark], repeats: [mark], windowMs };
}

/** What tells an event from every other of its kind; undefined where the payload has no such thing. */
const OWN_IDS: Readonly<
	Record<Exclude<EventName, 'customButton'>, (simple: JsonObject) => Array<string | undefined>>
> = {
	agentAllocation: ({ room }) => [textIn(room, 'id')],
	// A client makes the temporary id: those of two rooms may be the same.
	botMessage: ({ room, message }) => [messageIdOf(message), textIn(room, 'id') ?? ''],
	markAsResolved: ({ service }) => [filled(textIn(service, 'id'))],
	newSession: ({ room, message }) => [
		textIn(room, 'id'),
		messageIdOf(message) ?? textIn(message, 'sentAt'),
	],
	userLogout: ({ user, actionAt }) => [textIn(user, 'id'), asText(actionAt)],
};

/** `message.id` may be 0 in deliveries; then `unique_temp_id` is what stays [doc]. */
function messageIdOf(message: JsonObject[string]): string | undefined {
	return filled(textIn(message, 'id')) ?? textIn(message, 'uniqueTempId');
}

function textIn(object: JsonObject[string], name: string): string | undefined {
	return asText(asObject(object)?.[name]);
}

/** An id of zeros is none. */
function filled(id: string | undefined): string | undefined {
	return id === undefined || /^0+$/.test(id) ? undefined : id;
}
