import type { Identity } from '../../shared/delivery/types';
import { digest } from '../../shared/digest';
import { asText } from '../../shared/json/read';
import type { JsonObject } from '../../shared/json/types';

/** An event as SalesIQ tells it: the envelope of the webhook page [doc], parsed without losing a digit. */
export interface SalesIqEvent {
	/** The vendor's name of it, such as `conversation.created`. */
	name: string;
	body: JsonObject;
}

/** SalesIQ repeats a delivery a minute after it failed [doc]; a younger event cannot have been repeated yet. */
const YOUNGEST_REPEAT_MS = 30_000;

/**
 * The names of an event. SalesIQ gives no delivery id [doc: the envelope has none], so the event's
 * id is a digest of all that the delivery says, but for what changes from attempt to attempt.
 *
 * Whether `event_time` is the event's own or each attempt's is told by the webhook page (the event's),
 * not by an example. So both work: where a repeated attempt claims an event that has just happened,
 * the time is the attempt's, and the event is looked for without it.
 *
 * @returns ids of 32 hexadecimal digits
 */
export function identify(event: SalesIqEvent, nowMs: number): Identity {
	const { attempt, event_time, webhook, ...content } = event.body;
	const contentId = digest(JSON.stringify(content));
	const eventId = digest(`${contentId} ${asText(event_time)}`);
	const ageMs = nowMs - (eventTimeMs(event) ?? 0);
	const isRetimed = Number(attempt) > 1 && ageMs < YOUNGEST_REPEAT_MS;
	return {
		eventId,
		marks: [eventId, contentId],
		repeats: isRetimed ? [eventId, contentId] : [eventId],
	};
}

/** When the event happened, in milliseconds; undefined where the body does not tell. */
export function eventTimeMs({ body }: SalesIqEvent): number | undefined {
	const time = Number(asText(body.event_time) ?? Number.NaN);
	return Number.isFinite(time) ? time : undefined;
}
