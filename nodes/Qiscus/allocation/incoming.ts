import { asObject, asText } from '../../shared/json/read';
import type { JsonObject } from '../../shared/json/types';
import { isRoomId } from './ids';
import type { Room } from './room';

/** What an item of Qiscus Trigger, simplified or not, tells of the rooms that wait. */
export interface Incoming {
	/** That a customer waits in it. */
	room: Room | undefined;
	/** Whether somebody may have a place more than before: a room was resolved. */
	mayFree: boolean;
}

/**
 * Reads an item. Each event is told by its simplified name, or by members that no other event has
 * (qiscus-api, section 5).
 *
 * @param nowMs since when the customer waits at least
 */
export function readIncoming(json: JsonObject, nowMs: number): Incoming {
	const event = asText(json.event);
	const isAllocation = event === 'agentAllocation' || 'candidate_agent' in json;
	return {
		room: isAllocation ? readRoom(json, nowMs) : undefined,
		mayFree: event === 'markAsResolved' || 'resolved_by' in json,
	};
}

function readRoom(json: JsonObject, nowMs: number): Room | undefined {
	const room = asObject(json.room);
	const id = asText(room?.id) ?? asText(json.room_id);
	if (id === undefined || !isRoomId(id)) return undefined;
	const channel = asObject(room?.channel) ?? asObject(json.channel);
	const candidate = asObject(json.candidateAgent) ?? asObject(json.candidate_agent);
	const service = asObject(json.latestService) ?? asObject(json.latest_service);
	return {
		id,
		waitingSinceMs: nowMs,
		channelId: asText(channel?.id),
		candidateId: asText(candidate?.id),
		lastAgentId: asText(service?.userId) ?? asText(service?.user_id),
	};
}
