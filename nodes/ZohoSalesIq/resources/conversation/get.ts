import { asObject } from '../../../shared/json/read';
import { failed } from '../../../shared/problem';
import { readTruth } from '../../../shared/resources/given';
import type { ItemOperation } from '../../../shared/resources/types';
import { simplifyProperty } from '../../../shared/simplify';
import { portalProperty } from '../fields/portal';
import { conversationProperty, conversationTools, item } from './conversationTools';
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
		const answer = await tools.data.api.get();
		if (!answer.ok) return answer;
		const conversation = asObject(answer.data);
		if (conversation === undefined) return NO_CONVERSATION;
		const isRaw = readTruth.call(this, 'simplify', itemIndex) === false;
		return item(isRaw ? conversation : shownConversation(conversation));
	},
};

const NO_CONVERSATION = failed({
	kind: 'invalid',
	message: 'Zoho SalesIQ answered without a conversation',
	advice: 'Try again. If it stays so, report it as an issue of this package.',
});
