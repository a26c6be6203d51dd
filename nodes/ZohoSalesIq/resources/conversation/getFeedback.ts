import { asObject } from '../../../shared/json/read';
import type { JsonObject } from '../../../shared/json/types';
import type { ItemOperation } from '../../../shared/resources/types';
import { portalProperty } from '../fields/portal';
import { shownObject } from '../lists';
import { conversationProperty, conversationTools } from './conversationTools';

/** GET `/conversations/{id}/feedback`, SalesIQ.conversations.READ [code; guess: scope and answer]. */
export const getFeedback: ItemOperation = {
	name: 'Get Feedback',
	value: 'getFeedback',
	action: 'Get feedback of conversation',
	description: 'Get the rating and the feedback that the visitor gave to a conversation',
	properties: [portalProperty, conversationProperty],

	async execute(itemIndex) {
		const tools = conversationTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const { api, id } = tools.data;
		const answer = await api.feedback();
		if (!answer.ok) return answer;
		const given = Array.isArray(answer.data) ? answer.data : [answer.data];
		const feedbacks = given.map(asObject).filter((feedback) => feedback !== undefined);
		// Nothing given is an answer, too, and what follows in the workflow wants to know.
		const shown = feedbacks.length === 0 ? [{}] : feedbacks;
		return { ok: true, data: shown.map((feedback) => ({ json: shownFeedback(feedback, id) })) };
	},
};

function shownFeedback(feedback: JsonObject, conversationId: string): JsonObject {
	return { conversationId, rating: null, feedback: null, ...shownObject(feedback) };
}
