import type { ItemOperation } from '../../../shared/resources/types';
import { portalProperty } from '../fields/portal';
import { switchTo } from './switchTo';
import { webhookProperty } from './webhookTools';

/**
 * PUT `/webhooks/{id}` with `status`, SalesIQ.webhooks.UPDATE [guess], after GET `/webhooks/{id}`,
 * SalesIQ.webhooks.READ [guess: path].
 */
export const disable: ItemOperation = {
	name: 'Disable',
	value: 'disable',
	action: 'Disable webhook',
	description: 'Switch a webhook off, and keep its settings',
	properties: [portalProperty, webhookProperty],

	async execute(itemIndex) {
		return await switchTo.call(this, itemIndex, 'disabled');
	},
};
