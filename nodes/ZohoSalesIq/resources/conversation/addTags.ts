import { asArray, asObject, asText, asTexts } from '../../../shared/json/read';
import type { JsonObject, JsonValue } from '../../../shared/json/types';
import { failed } from '../../../shared/problem';
import type { ItemOperation } from '../../../shared/resources/types';
import { readIds } from '../fields/ids';
import { portalProperty } from '../fields/portal';
import { conversationProperty, conversationTools } from './conversationTools';

/** PUT `/conversations/{id}/tags`, SalesIQ.conversations.UPDATE [doc]. */
export const addTags: ItemOperation = {
	name: 'Add Tags',
	value: 'addTags',
	action: 'Add tags to conversation',
	description: 'Add tags to a conversation, with an item for each that says whether it was added',
	properties: [
		portalProperty,
		conversationProperty,
		{
			displayName: 'Tag IDs',
			name: 'tagIds',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 30000000210001, 30000000210003',
			description: 'IDs of tags, separated by commas. SalesIQ does not take archived ones.',
		},
	],

	async execute(itemIndex) {
		const tools = conversationTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const given = this.getNodeParameter('tagIds', itemIndex, '') as JsonValue;
		const ids = readIds(given, 'Tag IDs');
		if (!ids.ok) return ids;
		if (ids.data.length === 0) return NO_TAG;
		const { api, id } = tools.data;
		const answer = await api.addTags(ids.data);
		if (!answer.ok) return answer;
		const data = asObject(answer.data) ?? {};
		return { ok: true, data: ids.data.map((tagId) => ({ json: shownTag(tagId, id, data) })) };
	},
};

/** What became of a tag: SalesIQ tells failures within a success [doc: Add Tags, the sample answer]. */
function shownTag(id: string, conversationId: string, answer: JsonObject): JsonObject {
	const tag = asArray(answer.associated_tags)
		.map(asObject)
		.find((one) => asText(one?.id) === id);
	return {
		id,
		conversationId,
		added: !asTexts(answer.failed_tag_ids).includes(id),
		name: asText(tag?.name) ?? null,
		color: asText(tag?.color) ?? null,
	};
}

const NO_TAG = failed({
	kind: 'invalid',
	message: 'Tag IDs is empty',
	advice: 'Give the ID of one tag at least, or check that the expression gives one for this item.',
});
