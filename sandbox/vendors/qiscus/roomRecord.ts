import type { Room } from './domain/types.ts';
import type { RoomRecord } from './types.ts';

/** A copy of what is true of a room, without lags. */
export function roomRecord(room: Room): RoomRecord {
	return {
		id: room.id,
		channelId: room.channelId,
		contactId: room.contactId,
		source: room.source,
		customer: { id: room.userId, name: room.name },
		agents: [...room.agentIds],
		isResolved: room.isResolved,
		isWaiting: room.isWaiting,
		isHandledByBot: room.isHandledByBot,
		assignedTimes: room.assignedTimes,
		sessions: room.sessions,
		createdAt: room.createdAt,
		notes: room.latestService?.notes ?? null,
		tags: room.tags.map(({ name }) => name),
		userProperties: Object.fromEntries(room.userProperties.map(({ key, value }) => [key, value])),
		contactProperties: Object.fromEntries(
			room.contactProperties.map(({ label, value }) => [label, value]),
		),
		comments: [...room.comments],
	};
}
