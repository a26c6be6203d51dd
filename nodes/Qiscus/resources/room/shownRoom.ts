import { asBoolean, asText } from '../../../shared/json/read';
import type { JsonObject } from '../../../shared/json/types';
import { redact } from '../../redact';
import { shownTime } from '../../times';
import { idFields } from '../../trigger/people';

/**
 * A room as an item has it, under the names that items of Qiscus Trigger have [code: the vendor's
 * names]; what Qiscus does not say is null.
 */
export function shownRoom(row: JsonObject): JsonObject {
	const text = (name: string) => asText(row[name]) ?? null;
	const truth = (name: string) => asBoolean(row[name]) ?? null;
	const customerId = asText(row.user_id);
	return {
		room: {
			id: text('room_id'),
			name: text('name'),
			source: text('source'),
			channel: { id: text('channel_id') },
			isResolved: truth('is_resolved'),
			isWaiting: truth('is_waiting'),
			isHandledByBot: truth('is_handled_by_bot'),
		},
		customer: {
			...(customerId === undefined ? { id: null } : idFields(customerId)),
			name: text('name'),
			avatarUrl: text('user_avatar_url'),
			contactId: text('contact_id'),
		},
		lastMessage: {
			text: text('last_comment_text'),
			senderName: text('last_comment_sender'),
			senderType: text('last_comment_sender_type'),
			sentAt: shownTime(row.last_comment_timestamp),
		},
		lastCustomerMessage: {
			text: text('last_customer_comment_text'),
			sentAt: shownTime(row.last_customer_timestamp),
		},
	};
}

/** What Qiscus sent of something, without secrets. */
export function rawObject(row: JsonObject): JsonObject {
	return redact(row) as JsonObject;
}
