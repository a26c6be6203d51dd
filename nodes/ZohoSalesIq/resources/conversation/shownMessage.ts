import { asObject, asText } from '../../../shared/json/read';
import type { JsonObject } from '../../../shared/json/types';
import { shownTime } from '../fields/times';
import { shownObject } from '../lists';

/** What was said, when, and of which type; `file` only where there is one. */
export function shownContent(object: JsonObject) {
	const message = asObject(object.message) ?? object;
	const file = asObject(message.file);
	return {
		time: shownTime(object.time),
		type: asText(object.type) ?? null,
		text: asText(message.text) ?? null,
		...(file === undefined ? {} : { file: shownObject(file) }),
	};
}

/**
 * A message as an item has it, under the names that `message` has in items of Zoho SalesIQ Trigger
 * [code: the shape of the answer; guess: `id`].
 */
export function shownMessage(object: JsonObject, conversationId: string): JsonObject {
	const sender = asObject(object.sender) ?? {};
	const text = (name: string) => asText(sender[name]) ?? null;
	return {
		id: asText(object.id) ?? asText(object.msgid) ?? null,
		conversationId,
		...shownContent(object),
		sender: { id: text('id'), name: text('name'), type: text('type') },
	};
}
