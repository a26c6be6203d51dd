import type { ItemOperation } from '../../../shared/resources/types';
import { portalProperty } from '../fields/portal';
import { changedItem, conversationProperty, conversationTools } from './conversationTools';

/** PUT `/conversations/{id}/pickup`, SalesIQ.conversations.UPDATE [doc; guess: the method]. */
export const pickUp: ItemOperation = {
	name: 'Pick Up',
	value: 'pickUp',
	action: 'Pick up conversation',
	description: 'Pick up a waiting conversation, as the operator behind the credential',
	properties: [portalProperty, conversationProperty],

	async execute(itemIndex) {
		const tools = conversationTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const { api, id } = tools.data;
		return changedItem(await api.act('pickup'), id);
	},
};
