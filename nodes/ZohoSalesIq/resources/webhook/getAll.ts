import { limitProperties, readLimit } from '../../../shared/resources/limit';
import type { ItemOperation } from '../../../shared/resources/types';
import { webhookApi } from '../../webhooks';
import { portalProperty } from '../fields/portal';
import { portalTools } from '../portalTools';
import { shownWebhook } from './shownWebhook';

/** GET `/webhooks`, SalesIQ.webhooks.READ [guess: path, pages; doc: method and title]. */
export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many webhooks',
	description: 'Get many webhooks with their status, failures, events and apps',
	properties: [portalProperty, ...limitProperties],

	async execute(itemIndex) {
		const tools = portalTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const limit = readLimit.call(this, itemIndex);
		if (!limit.ok) return limit;
		const webhooks = await webhookApi(tools.data.call, tools.data.portal).list();
		if (!webhooks.ok) return webhooks;
		const wanted = webhooks.data.slice(0, limit.data);
		return { ok: true, data: wanted.map((webhook) => ({ json: shownWebhook(webhook) })) };
	},
};
