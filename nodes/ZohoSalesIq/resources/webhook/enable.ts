import type { ItemOperation } from '../../../shared/resources/types';
import { portalProperty } from '../fields/portal';
import { switchTo } from './switchTo';
import { webhookProperty } from './webhookTools';

/**
 * PUT `/webhooks/{id}` with `status`, SalesIQ.webhooks.UPDATE [guess], after GET `/webhooks/{id}`,
 * SalesIQ.webhooks.READ [guess: path].
 */
export const enable: ItemOperation = {
	name: 'Enable',
	value: 'enable',
	action: 'Enable webhook',
	description: 'Switch a webhook on, so that SalesIQ calls its URL again',
	properties: [portalProperty, webhookProperty],

	async execute(itemIndex) {
		return await switchTo.call(this, itemIndex, 'enabled');
	},
};
