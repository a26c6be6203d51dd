import type { JsonValue } from '../../../shared/json/types';
import type { ItemOperation } from '../../../shared/resources/types';
import { portalProperty } from '../fields/portal';
import { additionalEventsProperty, eventsProperty, readSomeEvents } from './eventFields';
import { webhookItem, webhookProperty, webhookTools } from './webhookTools';

/** POST `/webhooks/{id}/events`, SalesIQ.webhooks.UPDATE [doc]. */
export const addEvents: ItemOperation = {
	name: 'Add Events',
	value: 'addEvents',
	action: 'Add events to webhook',
	description: 'Add events to those that a webhook has',
	properties: [portalProperty, webhookProperty, eventsProperty(), additionalEventsProperty],

	async execute(itemIndex) {
		const tools = webhookTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const { api, id } = tools.data;
		const read = (name: string) => this.getNodeParameter(name, itemIndex, '') as JsonValue;
		const events = readSomeEvents(read('events'), read('additionalEvents'));
		return events.ok ? webhookItem(await api.addEvents(id, events.data)) : events;
	},
};
