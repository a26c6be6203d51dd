import type { ItemOperation } from '../../../shared/resources/types';
import { portalProperty } from '../fields/portal';
import { changedItem, conversationProperty, conversationTools } from './conversationTools';

/** PUT `/conversations/{id}/close`, SalesIQ.conversations.UPDATE [doc; guess: the method]. */
export const close: ItemOperation = {
	name: 'Close',
	value: 'close',
	action: 'Close conversation',
	description: 'End a conversation',
	properties: [portalProperty, conversationProperty],

	async execute(itemIndex) {
		const tools = conversationTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const { api, id } = tools.data;
		return changedItem(await api.act('close'), id);
	},
};
