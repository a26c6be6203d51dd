import { createHash } from 'node:crypto';

import type { JsonObject } from '../../shared/json/types';

/** An event as SalesIQ tells it: the envelope of the webhook page [doc], parsed without losing a digit. */
export interface SalesIqEvent {
	/** The vendor's name of it, such as `conversation.created`. */
	name: string;
	body: JsonObject;
}

/**
 * A name for an event: the same for each of SalesIQ's attempts to deliver it, another for every
 * other event. SalesIQ gives no delivery id [doc: the envelope has none], so it is a digest of all
 * that the delivery says, but for what changes from attempt to attempt.
 *
 * @returns 32 hexadecimal digits
 */
export function eventIdOf({ body }: SalesIqEvent): string {
	const { attempt, webhook, ...event } = body;
	return createHash('sha256').update(JSON.stringify(event)).digest('hex').slice(0, 32);
}
