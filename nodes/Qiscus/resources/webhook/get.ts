import type { ItemOperation } from '../../../shared/resources/types';
import { eventProperty, readEvent } from './event';
import { readSlots } from './readSlots';

export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get webhook',
	description: 'Get the URL of the webhook that Qiscus calls for an event',
	properties: [eventProperty],

	async execute(itemIndex) {
		const event = readEvent.call(this, itemIndex);
		return event.ok ? await readSlots.call(this, [event.data]) : event;
	},
};
