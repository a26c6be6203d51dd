import { addRecord } from '../../shared/recordList.ts';
import type { State } from '../state.ts';
import { findAgent } from './agents.ts';
import { lastCommentOf, stand } from './rooms.ts';
import type { Agent, AssignmentOutcome, Room, Service } from './types.ts';

export interface Assignment {
	roomId: string;
	/** As it was sent. */
	agentId: string;
	/** In place of the agent who came last. */
	replacesLatest: boolean;
	/** How many agents may be in the room. */
	maxAgents: number;
}

export type Refusal = Exclude<AssignmentOutcome, 'assigned'>;
export type Assigned = { room: Room; agent: Agent } | { refusal: Refusal };

/** Puts an agent into a room, or says why not; every attempt is remembered. */
export function assign(state: State, assignment: Assignment): Assigned {
	const { roomId, agentId } = assignment;
	const id = /^\d+$/.test(agentId) ? Number(agentId) : null;
	const room = state.rooms.get(roomId);
	const agent = id === null ? undefined : findAgent(state, id);
	const result = attempt(state, room, agent, assignment);
	const outcome = 'refusal' in result ? result.refusal : 'assigned';
	addRecord(state.assignments, { roomId, agentId: id, at: state.now(), outcome });
	return result;
}

function attempt(
	state: State,
	room: Room | undefined,
	agent: Agent | undefined,
	{ replacesLatest, maxAgents }: Assignment,
): Assigned {
	if (room === undefined) return { refusal: 'unknownRoom' };
	if (agent === undefined) return { refusal: 'unknownAgent' };
	if (room.isResolved) return { refusal: 'roomResolved' };
	if (isSpurious(state, room)) return { refusal: 'spurious' };
	const staying = replacesLatest ? room.agentIds.slice(0, -1) : room.agentIds;
	if (staying.length >= maxAgents) return { refusal: 'exceedsMaxAgents' };
	join(state, room, agent, staying);
	return { room, agent };
}

/** A room that never had an agent may be called full, once. [live] */
function isSpurious({ chance, quirks }: State, room: Room): boolean {
	if (room.isSpuriousDrawn) return false;
	room.isSpuriousDrawn = true;
	return chance() < quirks.spuriousMaxAgents;
}

/** An agent who is in the room already stays, and is the latest. [guess] */
function join(state: State, room: Room, agent: Agent, staying: readonly number[]): void {
	const agentIds = [...staying.filter((id) => id !== agent.id), agent.id];
	const running = runningServiceOf(room);
	if (running === undefined) room.latestService = serviceOf(state, room, agent);
	else running.agentId = agent.id;
	room.assignedTimes += 1;
	stand(state, room, { agentIds, isWaiting: false });
}

/** A room that the last agent leaves waits again. [guess] */
export function leave(state: State, room: Room, agent: Agent): void {
	const agentIds = room.agentIds.filter((id) => id !== agent.id);
	stand(state, room, { agentIds, isWaiting: agentIds.length === 0 });
}

export function resolve(state: State, room: Room, by: Agent, notes: string | null): Service {
	const running = runningServiceOf(room);
	const service = running ?? serviceOf(state, room, by);
	service.notes = notes;
	service.resolvedAt = state.now();
	service.lastCommentId = lastCommentIdOf(room);
	room.latestService = service;
	stand(state, room, { isHandledByBot: false, isResolved: true, isWaiting: false });
	return service;
}

function runningServiceOf({ latestService }: Room): Service | undefined {
	return latestService?.resolvedAt === null ? latestService : undefined;
}

function serviceOf(state: State, room: Room, agent: Agent): Service {
	return {
		id: state.nextId(),
		agentId: agent.id,
		notes: null,
		startedAt: state.now(),
		resolvedAt: null,
		firstCommentId: room.comments[0]?.id ?? '0',
		lastCommentId: lastCommentIdOf(room),
	};
}

function lastCommentIdOf(room: Room): string {
	return lastCommentOf(room)?.id ?? '0';
}
