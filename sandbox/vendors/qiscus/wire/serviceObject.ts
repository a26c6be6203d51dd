import type { JsonMembers, JsonValue } from '../../shared/jsonText.ts';
import type { Agent, Room, Service } from '../domain/types.ts';
import type { State } from '../state.ts';
import { spacedTime } from '../times.ts';
import { leakyUserObject } from './agentObject.ts';
import { bareId } from './ids.ts';

/** As payloads have the latest service. [doc] */
export function latestServiceObject({ app }: State, room: Room, service: Service): JsonMembers {
	return {
		id: bareId(service.id),
		user_id: service.agentId,
		room_log_id: room.rowId,
		app_id: app.id,
		room_id: room.id,
		notes: service.notes,
		resolved_at: service.resolvedAt === null ? null : spacedTime(service.resolvedAt),
		is_resolved: service.resolvedAt !== null,
		created_at: spacedTime(service.startedAt),
		updated_at: spacedTime(service.resolvedAt ?? service.startedAt),
		first_comment_id: service.firstCommentId,
		last_comment_id: service.lastCommentId,
		retrieved_at: spacedTime(service.startedAt),
		first_comment_timestamp: null,
	};
}

/** As resolving a room answers it, with whoever did it, token included. [code] */
export function resolvedServiceObject(
	state: State,
	room: Room,
	service: Service,
	by: Agent,
): JsonMembers {
	const time = (ms: number): JsonValue =>
		state.quirks.serviceTimes === 'text'
			? spacedTime(ms)
			: { date: `${spacedTime(ms)}.000000`, timezone_type: 3, timezone: 'UTC' };
	return {
		...latestServiceObject(state, room, service),
		resolved_at: service.resolvedAt === null ? null : time(service.resolvedAt),
		retrieved_at: time(service.startedAt),
		user: leakyUserObject(state, by),
	};
}
