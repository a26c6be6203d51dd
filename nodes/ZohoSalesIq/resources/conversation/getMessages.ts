import type { INodeProperties } from 'n8n-workflow';

import { limitProperties, readLimit } from '../../../shared/resources/limit';
import type { ItemOperation } from '../../../shared/resources/types';
import { portalProperty } from '../fields/portal';
import { conversationProperty, conversationTools } from './conversationTools';
import { readMessages } from './readMessages';
import { shownMessage } from './shownMessage';

const orderProperty: INodeProperties = {
	displayName: 'Order',
	name: 'order',
	type: 'options',
	options: [
		{ name: 'Newest First', value: 'newestFirst' },
		{ name: 'Oldest First', value: 'oldestFirst' },
	],
	default: 'oldestFirst',
	description: 'Which messages come first; Limit counts from there',
};

/** GET `/conversations/{id}/messages`, SalesIQ.conversations.READ [code; guess: the order]. */
export const getMessages: ItemOperation = {
	name: 'Get Messages',
	value: 'getMessages',
	action: 'Get messages of conversation',
	description: 'Get the messages of a conversation: what visitor, operators and bots have written',
	properties: [portalProperty, conversationProperty, ...limitProperties, orderProperty],

	async execute(itemIndex) {
		const tools = conversationTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const limit = readLimit.call(this, itemIndex);
		if (!limit.ok) return limit;
		const { api, id } = tools.data;
		// In which order SalesIQ gives them is not documented: the first are known when all are.
		const messages = await readMessages(api);
		if (!messages.ok) return messages;
		const order = this.getNodeParameter('order', itemIndex, 'oldestFirst');
		const ordered = order === 'newestFirst' ? messages.data.reverse() : messages.data;
		const wanted = ordered.slice(0, limit.data);
		return { ok: true, data: wanted.map((message) => ({ json: shownMessage(message, id) })) };
	},
};
