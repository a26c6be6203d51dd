import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { failed, type Result } from '../../../shared/problem';
import { isSlotName, SLOT_NAMES, type SlotName } from '../../slots';
import { eventOptions } from '../../trigger/events';

/** The events whose webhook can be set through the API, under the names that the trigger has for them. */
export const eventProperty: INodeProperties = {
	displayName: 'Event',
	name: 'event',
	type: 'options',
	options: eventOptions.filter(({ value }) => isSlotName(String(value))),
	default: 'botMessage',
	description: 'What Qiscus calls the webhook for: it has one URL for each event',
};

/** The event that is chosen for an item; an expression may give any text. */
export function readEvent(this: IExecuteFunctions, itemIndex: number): Result<SlotName> {
	const event = String(this.getNodeParameter('event', itemIndex));
	if (isSlotName(event)) return { ok: true, data: event };
	return failed({
		kind: 'invalid',
		message: 'Event is not one that has a webhook in Qiscus’ API',
		advice: `Choose an event, or let the expression give one of ${SLOT_NAMES.join(', ')}.`,
	});
}
