import { writeJson } from '../../shared/jsonText.ts';
import type { Comment, Room } from '../domain/types.ts';
import type { State } from '../state.ts';
import { isoTime } from '../times.ts';
import { badgeUrl } from '../wire/channelObject.ts';
import { fromCustomer, roomWithOptionsText } from './botMessage.ts';
import { keyedProperties, planted } from './shape.ts';

/** The first message of a session; one shape only is known. [doc] */
export function newSessionPayload(state: State, room: Room, comment: Comment): string {
	const properties = keyedProperties(room);
	return writeJson({
		is_new_session: true,
		payload: {
			from: fromCustomer(room),
			message: {
				id: 0,
				id_str: '0',
				payload: comment.payload,
				text: comment.text,
				timestamp: isoTime(comment.at),
				type: comment.type,
			},
			room: roomWithOptionsText(state, room),
		},
		room_log: {
			channel_id: room.channelId,
			created_at: isoTime(room.createdAt).slice(0, -1),
			extras:
				properties.length === 0 ? null : planted(state.secrets, { user_properties: properties }),
			has_no_message: true,
			is_waiting: room.isWaiting,
			name: room.name,
			resolved: room.isResolved,
			room_badge: badgeUrl(room.source),
			room_id: room.id,
			source: room.source,
			user_avatar_url: room.avatarUrl,
			user_id: room.userId,
		},
		webhook_type: 'NEW_SESSION_WEBHOOK',
	});
}
