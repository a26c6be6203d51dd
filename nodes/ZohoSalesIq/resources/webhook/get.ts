import type { ItemOperation } from '../../../shared/resources/types';
import { portalProperty } from '../fields/portal';
import { webhookItem, webhookProperty, webhookTools } from './webhookTools';

/** GET `/webhooks/{id}`, SalesIQ.webhooks.READ [guess: path; doc: method and title]. */
export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get webhook',
	description: 'Get a webhook with its events, apps, status and public keys',
	properties: [portalProperty, webhookProperty],

	async execute(itemIndex) {
		const tools = webhookTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const { api, id } = tools.data;
		return webhookItem(await api.get(id));
	},
};
