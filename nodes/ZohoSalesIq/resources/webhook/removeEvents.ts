import type { JsonValue } from '../../../shared/json/types';
import type { ItemOperation } from '../../../shared/resources/types';
import { portalProperty } from '../fields/portal';
import { additionalEventsProperty, eventsProperty, readSomeEvents } from './eventFields';
import { webhookItem, webhookProperty, webhookTools } from './webhookTools';

/** DELETE `/webhooks/{id}/events?ids=`, SalesIQ.webhooks.DELETE [doc]. */
export const removeEvents: ItemOperation = {
	name: 'Remove Events',
	value: 'removeEvents',
	action: 'Remove events from webhook',
	description: 'Remove events from those that a webhook has',
	properties: [portalProperty, webhookProperty, eventsProperty(), additionalEventsProperty],

	async execute(itemIndex) {
		const tools = webhookTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const { api, id } = tools.data;
		const read = (name: string) => this.getNodeParameter(name, itemIndex, '') as JsonValue;
		const events = readSomeEvents(read('events'), read('additionalEvents'));
		return events.ok ? webhookItem(await api.removeEvents(id, events.data)) : events;
	},
};
