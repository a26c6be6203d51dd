import { asArray, asObject, asText } from '../../../shared/json/read';
import type { JsonObject, JsonValue } from '../../../shared/json/types';
import { shownTime } from '../fields/times';
import { shownObject } from '../lists';
import { shownContent } from './shownMessage';

/**
 * A conversation as an item has it, under the names that items of Zoho SalesIQ Trigger have
 * [doc: Get Details of a Conversation, the sample answer]; what SalesIQ does not say is null.
 */
export function shownConversation(object: JsonObject): JsonObject {
	const text = (name: string) => asText(object[name]) ?? null;
	const time = (name: string) => shownTime(object[name]);
	const department = asObject(object.department) ?? {};
	return {
		conversation: {
			id: text('id'),
			referenceId: text('reference_id'),
			status: text('status'),
			chatStatus: asText(asObject(object.chat_status)?.label) ?? null,
			question: text('question'),
			openedTime: time('start_time'),
			attendedTime: time('attended_time'),
			missedTime: time('missed_time'),
			endTime: time('end_time'),
			updatedTime: time('last_modified_time'),
			participants: idsOf(object.participants),
			supervisors: idsOf(object.supervisors),
			tagIds: idsOf(object.tags),
		},
		visitor: person(object.visitor, 'phone', 'type'),
		operator: person(object.owner),
		attender: person(object.attender),
		department: { id: asText(department.id) ?? null, name: asText(department.name) ?? null },
		appId: text('app_id'),
		lastMessage: lastMessageOf(object.last_message_info),
	};
}

function person(value: JsonValue | undefined, ...more: string[]): JsonObject {
	const object = asObject(value) ?? {};
	const text = (name: string) => asText(object[name]) ?? null;
	return {
		id: text('id'),
		name: text('name'),
		// The API says `email` where events say `email_id` [doc: samples].
		email: text('email') ?? text('email_id'),
		...Object.fromEntries(more.map((name) => [name, text(name)])),
	};
}

function idsOf(value: JsonValue | undefined): string[] {
	return asArray(value)
		.map((member) => asText(asObject(member)?.id ?? member))
		.filter((id) => id !== undefined);
}

function lastMessageOf(value: JsonValue | undefined): JsonObject | null {
	const info = asObject(value);
	if (info === undefined) return null;
	const { text, type, time } = shownContent(info);
	const { id = null, name = null } = shownObject(asObject(info.sender) ?? {});
	return { text, type, time, sender: { id, name } };
}
