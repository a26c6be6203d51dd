import type { ItemOperation } from '../../../shared/resources/types';
import { portalProperty } from '../fields/portal';
import { item, webhookProperty, webhookTools } from './webhookTools';

/** DELETE `/webhooks/{id}`, SalesIQ.webhooks.DELETE [doc]. */
export const deleteWebhook: ItemOperation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete webhook',
	description: 'Delete a webhook, so that SalesIQ calls its URL no more',
	properties: [portalProperty, webhookProperty],

	async execute(itemIndex) {
		const tools = webhookTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const { api, id } = tools.data;
		const removed = await api.remove(id);
		return removed.ok ? item({ id, deleted: true }) : removed;
	},
};
