import type { JsonMembers } from '../../shared/jsonText.ts';
import { channelOf } from '../domain/channels.ts';
import type { Comment, Room } from '../domain/types.ts';
import type { State } from '../state.ts';
import { isoTime } from '../times.ts';
import { bareId } from './ids.ts';
import { roomOptions } from './roomOptions.ts';

/** A message as the chat SDK's server API shows it. [code] */
export function commentObject(comment: Comment, room: Room): JsonMembers {
	const isCustomer = comment.senderType === 'customer';
	return {
		extras: comment.extras ?? {},
		id: bareId(comment.id),
		message: comment.text,
		payload: comment.payload ?? {},
		timestamp: isoTime(comment.at),
		type: comment.type,
		unique_id: comment.uniqueTempId,
		user: {
			active: true,
			avatar_url: isCustomer ? room.avatarUrl : null,
			extras: {},
			user_id: comment.senderId,
			username: comment.senderName,
		},
	};
}

/** A room as the chat SDK's server API shows it. [code] */
export function sdkRoomObject(state: State, room: Room): JsonMembers {
	return {
		room_avatar_url: room.avatarUrl,
		room_channel_id: `${state.app.code}/${room.id}`,
		room_id: room.id,
		room_name: room.name,
		room_options: JSON.stringify(roomOptions(room, channelOf(state, room))),
		room_type: 'group',
	};
}
