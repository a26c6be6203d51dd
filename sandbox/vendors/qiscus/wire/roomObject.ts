import type { JsonMembers } from '../../shared/jsonText.ts';
import { lastCommentOf, lastOfCustomer } from '../domain/rooms.ts';
import type { Room } from '../domain/types.ts';
import type { State } from '../state.ts';
import { isoTime, spacedTime } from '../times.ts';
import { badgeUrl } from './channelObject.ts';

/** A room as lists show it: names [code], `room_type` and the sender's [guess]. */
export function roomObject(room: Room): JsonMembers {
	const last = lastCommentOf(room);
	const ofCustomer = lastOfCustomer(room);
	return {
		id: room.rowId,
		room_id: room.id,
		channel_id: room.channelId,
		contact_id: room.contactId,
		source: room.source,
		room_type: 'group',
		name: room.name,
		user_id: room.userId,
		user_avatar_url: room.avatarUrl,
		room_badge: badgeUrl(room.source),
		is_handled_by_bot: room.isHandledByBot,
		is_resolved: room.isResolved,
		is_waiting: room.isWaiting,
		last_comment_text: last?.text ?? '',
		last_comment_sender: last?.senderName ?? room.name,
		last_comment_sender_type: last?.senderType ?? 'customer',
		last_comment_timestamp: isoTime(last?.at ?? room.createdAt),
		last_customer_comment_text: ofCustomer?.text ?? '',
		last_customer_timestamp: isoTime(ofCustomer?.at ?? room.createdAt),
	};
}

/** A room as the bot's switch answers it. [code] */
export function roomLogObject({ app }: State, room: Room): JsonMembers {
	return {
		id: room.rowId,
		app_id: app.id,
		user_id: room.userId,
		room_id: room.id,
		source: room.source,
		created_at: spacedTime(room.createdAt),
		updated_at: spacedTime(lastCommentOf(room)?.at ?? room.createdAt),
		is_handled_by_bot: room.isHandledByBot,
		start_service_comment_id: room.comments[0]?.id ?? '0',
		user_avatar_url: room.avatarUrl,
		name: room.name,
		has_no_message: room.comments.length === 0,
		extras: JSON.stringify({ user_properties: room.userProperties }),
		check_wa_contact: false,
		origin: room.source,
		room_badge: badgeUrl(room.source),
		is_waiting: room.isWaiting,
		sub_source: null,
		channel_id: room.channelId,
		resolved: room.isResolved,
		resolved_ts: null,
		type: null,
		deleted_at: null,
		customer_id: null,
	};
}
