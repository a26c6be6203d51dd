import type { ItemOperation } from '../../../shared/resources/types';
import { changeSlot } from './change';
import { setTo, switchedOff } from './decide';
import { eventProperty, readEvent } from './event';
import { readPrevious } from './previous';

export const restore: ItemOperation = {
	name: 'Restore',
	value: 'restore',
	action: 'Restore webhook',
	description: 'Put back what the webhook of an event was before Set, Disable or Restore',
	properties: [
		eventProperty,
		{
			displayName: 'Previous',
			name: 'previous',
			type: 'json',
			default: '={{ $json.previous }}',
			required: true,
			description: 'What an item of Set, Disable or Restore has under this name',
		},
	],

	async execute(itemIndex) {
		const event = readEvent.call(this, itemIndex);
		if (!event.ok) return event;
		const previous = readPrevious(this.getNodeParameter('previous', itemIndex, null));
		if (!previous.ok) return previous;
		const { url, enabled } = previous.data;
		const decide =
			url === null ? switchedOff(event.data) : setTo(event.data, { url, enabled }, true);
		return await changeSlot.call(this, event.data, decide);
	},
};
