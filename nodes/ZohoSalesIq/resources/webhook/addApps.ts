import type { JsonValue } from '../../../shared/json/types';
import type { ItemOperation } from '../../../shared/resources/types';
import { portalProperty } from '../fields/portal';
import { appsProperty, readSomeApps } from './appFields';
import { webhookItem, webhookProperty, webhookTools } from './webhookTools';

/** POST `/webhooks/{id}/apps`, SalesIQ.webhooks.UPDATE [doc]. */
export const addApps: ItemOperation = {
	name: 'Add Apps',
	value: 'addApps',
	action: 'Add apps to webhook',
	description: 'Add apps (brands) to those whose events a webhook tells',
	properties: [portalProperty, webhookProperty, appsProperty],

	async execute(itemIndex) {
		const tools = webhookTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const { api, id } = tools.data;
		const apps = readSomeApps(this.getNodeParameter('apps', itemIndex, []) as JsonValue);
		return apps.ok ? webhookItem(await api.addApps(id, apps.data)) : apps;
	},
};
