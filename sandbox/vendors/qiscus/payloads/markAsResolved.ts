import { writeJson } from '../../shared/jsonText.ts';
import { channelOf } from '../domain/channels.ts';
import type { Agent, Room, Service } from '../domain/types.ts';
import type { State } from '../state.ts';
import { typeNameOf } from '../wire/agentObject.ts';
import { bareId } from '../wire/ids.ts';
import { channelMember, freeProperties, keyedProperties } from './shape.ts';

/** Somebody resolved a room; it need not be who served it. [code] */
export function markAsResolvedPayload(
	state: State,
	room: Room,
	service: Service,
	by: Agent,
): string {
	const isOlder = state.quirks.payloads === 'older';
	return writeJson({
		...(isOlder
			? {}
			: { app_code: state.app.code, channel: channelMember(channelOf(state, room)) }),
		customer: {
			additional_info: isOlder ? freeProperties(room) : keyedProperties(room),
			avatar: room.avatarUrl,
			name: room.name,
			user_id: room.userId,
		},
		resolved_by: {
			email: by.email,
			id: by.id,
			is_available: by.isAvailable,
			name: by.name,
			type: typeNameOf(by),
		},
		service: {
			first_comment_id: service.firstCommentId,
			id: bareId(service.id),
			is_resolved: true,
			last_comment_id: service.lastCommentId,
			notes: service.notes,
			room_id: room.id,
			source: room.source,
		},
	});
}
