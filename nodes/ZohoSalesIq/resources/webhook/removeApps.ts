import { asBoolean } from '../../../shared/json/read';
import type { JsonValue } from '../../../shared/json/types';
import type { Result } from '../../../shared/problem';
import type { ItemOperation } from '../../../shared/resources/types';
import { portalProperty } from '../fields/portal';
import { appsProperty, readSomeApps } from './appFields';
import { webhookItem, webhookProperty, webhookTools } from './webhookTools';

/** DELETE `/webhooks/{id}/apps/{ids}`, or `/webhooks/{id}/apps` for all, SalesIQ.webhooks.DELETE [doc]. */
export const removeApps: ItemOperation = {
	name: 'Remove Apps',
	value: 'removeApps',
	action: 'Remove apps from webhook',
	description: 'Remove apps (brands) from those whose events a webhook tells',
	properties: [
		portalProperty,
		webhookProperty,
		{
			displayName: 'Remove All Apps',
			name: 'removeAll',
			type: 'boolean',
			default: false,
			description: 'Whether to remove all apps that the webhook has',
		},
		{ ...appsProperty, displayOptions: { show: { removeAll: [false] } } },
	],

	async execute(itemIndex) {
		const tools = webhookTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const { api, id } = tools.data;
		const read = (name: string) => this.getNodeParameter(name, itemIndex, '') as JsonValue;
		const isAll = asBoolean(read('removeAll')) === true;
		const apps: Result<string[] | 'all'> = isAll
			? { ok: true, data: 'all' }
			: readSomeApps(read('apps'));
		return apps.ok ? webhookItem(await api.removeApps(id, apps.data)) : apps;
	},
};
