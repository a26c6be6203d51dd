import { createHash } from 'node:crypto';

import type { SalesIqEvent } from './steps';

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
