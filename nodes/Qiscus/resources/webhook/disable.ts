import type { ItemOperation } from '../../../shared/resources/types';
import { changeSlot } from './change';
import { switchedOff } from './decide';
import { eventProperty, readEvent } from './event';

export const disable: ItemOperation = {
	name: 'Disable',
	value: 'disable',
	action: 'Disable webhook',
	description: 'Switch off the webhook of an event, and keep its URL',
	properties: [eventProperty],

	async execute(itemIndex) {
		const event = readEvent.call(this, itemIndex);
		if (!event.ok) return event;
		return await changeSlot.call(this, event.data, switchedOff(event.data));
	},
};
