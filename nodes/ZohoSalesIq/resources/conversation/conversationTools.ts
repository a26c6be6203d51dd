import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { asObject } from '../../../shared/json/read';
import type { JsonObject, JsonValue } from '../../../shared/json/types';
import type { Result } from '../../../shared/problem';
import type { Given } from '../../../shared/resources/types';
import { type ConversationApi, conversationApi } from '../../conversations';
import { salesIqAsk } from '../call';
import { readId } from '../fields/ids';
import { locatorProperty } from '../fields/locator';
import { portalTools } from '../portalTools';
import { shownConversation } from './shownConversation';

/** The conversation that an operation is about. */
export const conversationProperty: INodeProperties = locatorProperty({
	displayName: 'Conversation',
	name: 'conversationId',
	one: 'a conversation',
	searchListMethod: 'searchConversations',
	example: '19000000033103',
	description: 'The conversation to work on',
});

/** What an operation on one conversation works with. */
export interface ConversationTools {
	api: ConversationApi;
	id: string;
}

export function conversationTools(
	this: IExecuteFunctions,
	itemIndex: number,
): Result<ConversationTools> {
	const tools = portalTools.call(this, itemIndex);
	if (!tools.ok) return tools;
	const id = readId.call(this, itemIndex, 'conversationId', 'Conversation');
	if (!id.ok) return id;
	const api = conversationApi(salesIqAsk.call(this), tools.data.base, id.data);
	return { ok: true, data: { api, id: id.data } };
}

/** One item. */
export function item(json: JsonObject): Given {
	return { ok: true, data: [{ json }] };
}

/** The item of a conversation that was changed; where SalesIQ does not show it, its id is left. */
export function changedItem(answer: Result<JsonValue | undefined>, id: string): Given {
	return answer.ok ? item(shownConversation({ id, ...asObject(answer.data) })) : answer;
}
