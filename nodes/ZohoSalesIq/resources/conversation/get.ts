import type { ItemOperation } from '../../../shared/resources/types';
import { simplifyProperty } from '../../../shared/simplify';
import { portalProperty } from '../fields/portal';
import { oneObject } from '../oneObject';
import { asSimplified } from '../simplified';
import { conversationProperty, conversationTools } from './conversationTools';
import { shownConversation } from './shownConversation';

/** GET `/conversations/{id}`, SalesIQ.conversations.READ [doc]. */
export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get conversation',
	description: 'Get a conversation with its visitor, operators, department, status and times',
	properties: [portalProperty, conversationProperty, simplifyProperty],

	async execute(itemIndex) {
		const tools = conversationTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const shown = asSimplified.call(this, itemIndex, shownConversation);
		return oneObject(await tools.data.api.get(), 'a conversation', shown);
	},
};
