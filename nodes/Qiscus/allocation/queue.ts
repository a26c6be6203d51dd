import {
	type AllocationSettings,
	type AllocationState,
	type Assignment,
	type Circumstances,
	decide,
	type Decision,
	type Reading,
} from './decide';
import type { Room } from './room';

/** A room of Qiscus' list of unserved rooms, with what its row says of it. */
export interface ListedRoom extends Room {
	isResolved?: boolean | undefined;
	isWaiting?: boolean | undefined;
}

/**
 * The rooms to be served, each once, oldest first; of equal age in the order in which they came.
 *
 * Qiscus' list lacks a new room for a while and still shows a served one [code]. A room of which nothing
 * but a row speaks that says itself that it is resolved or does not wait is left out: if it does wait
 * by now, the next list says so, or an item comes. A room that an item names is never left out,
 * whatever the list says: nothing may name it again, and if it is served after all, Qiscus refuses a
 * second agent, which costs one call.
 *
 * A room of unknown age comes first, so that newer ones cannot keep it waiting for ever.
 */
export function mergeRooms(listed: readonly ListedRoom[], incoming: readonly Room[]): Room[] {
	const rooms = new Map<string, Room>();
	// Since when a room waited that did not wait any more is of another session.
	const rows = listed.map((row) => (isUnserved(row) ? row : { ...row, waitingSinceMs: undefined }));
	for (const room of [...rows, ...incoming]) {
		rooms.set(room.id, merged(rooms.get(room.id), room));
	}
	const named = new Set([...listed.filter(isUnserved), ...incoming].map(({ id }) => id));
	return [...rooms.values()]
		.filter(({ id }) => named.has(id))
		.sort((a, b) => Number(isOlder(b, a)) - Number(isOlder(a, b)));
}

function isUnserved({ isResolved, isWaiting }: ListedRoom): boolean {
	return isResolved !== true && isWaiting !== false;
}

function isOlder(a: Room, b: Room): boolean {
	return (a.waitingSinceMs ?? -Infinity) < (b.waitingSinceMs ?? -Infinity);
}

/** The longest wait that is known, and else what was said last. */
function merged(before: Room | undefined, { id, ...room }: Room): Room {
	const since = [before?.waitingSinceMs, room.waitingSinceMs]
		.filter((ms) => ms !== undefined)
		.filter(Number.isFinite);
	return {
		id,
		waitingSinceMs: since.length === 0 ? undefined : Math.min(...since),
		channelId: room.channelId ?? before?.channelId,
		lastAgentId: room.lastAgentId ?? before?.lastAgentId,
		candidateId: room.candidateId ?? before?.candidateId,
	};
}

/** What came of telling Qiscus. */
export type Outcome =
	'agentGone' | 'alreadyServed' | 'assigned' | 'maxAgents' | 'resolved' | 'unknown';

interface Consequence {
	/** What is promised after it. */
	state: (round: Round, assignment: Assignment, nowMs: number) => AllocationState;
	/** Whether the room is decided again at once. */
	isAgain?: true;
	/** Whether the agent takes no rooms any more. */
	isGone?: true;
}

/** What each outcome means. */
const CONSEQUENCES: Readonly<Record<Outcome, Consequence>> = {
	agentGone: { state: asBefore, isAgain: true, isGone: true },
	alreadyServed: { state: asBefore },
	assigned: { state: carriedOut },
	// A room may be called full for no reason, once [live].
	maxAgents: { state: asBefore, isAgain: true },
	resolved: { state: asBefore },
	unknown: { state: asDecided },
};
const FULL_AGAIN: Consequence = { state: asBefore };

/** What Qiscus refused is as if it had never been decided, and it is nobody's turn that is over. */
function asBefore({ state }: Round): AllocationState {
	return state;
}

function asDecided(_round: Round, { state }: Assignment): AllocationState {
	return state;
}

/** Qiscus has done it by the time of its answer. */
function carriedOut(_round: Round, { state }: Assignment, nowMs: number): AllocationState {
	const reservations = state.reservations.map((reservation, at, { length }) =>
		at === length - 1 ? { ...reservation, atMs: nowMs } : reservation,
	);
	return { ...state, reservations };
}

/** A run through the rooms on the way: a plain value that may be stored. */
export interface Round {
	/** Yet to be decided, oldest first. */
	rooms: readonly Room[];
	/** Whether Qiscus has called the first room full. */
	isFull: boolean;
	/** Agents whom Qiscus does not let take rooms any more. */
	goneAgentIds: readonly string[];
	state: AllocationState;
}

/** @param rooms oldest first */
export function startRound(rooms: readonly Room[], state: AllocationState): Round {
	return { rooms, isFull: false, goneAgentIds: [], state };
}

/**
 * Decides who takes the oldest room. A room for which nobody can be found does not keep the others
 * waiting: they may have other pools.
 *
 * @returns undefined where no room is left
 */
export function decideNext(
	{ rooms: [room], goneAgentIds, state }: Round,
	reading: Reading,
	settings: AllocationSettings,
	circumstances: Circumstances,
): Decision | undefined {
	if (room === undefined) return undefined;
	const agents = reading.agents.map((agent) =>
		goneAgentIds.includes(agent.id) ? { ...agent, isOnline: false } : agent,
	);
	return decide(room, { ...reading, agents }, settings, state, circumstances);
}

/** The round after a room for which there is nobody: the room is the caller's. */
export function settleWaiting(round: Round): Round {
	return { ...round, rooms: round.rooms.slice(1), isFull: false };
}

/**
 * The round after Qiscus was told of an assignment. Rounds end: each step is one room less, one agent
 * less, or the only second attempt of a room.
 *
 * @param nowMs when Qiscus had answered
 */
export function settle(
	round: Round,
	assignment: Assignment,
	outcome: Outcome,
	nowMs: number,
): Round {
	const isFull = outcome === 'maxAgents';
	const consequence = isFull && round.isFull ? FULL_AGAIN : CONSEQUENCES[outcome];
	const { isAgain = false, isGone = false } = consequence;
	return {
		rooms: isAgain ? round.rooms : round.rooms.slice(1),
		isFull: isAgain && (isFull || round.isFull),
		goneAgentIds: isGone ? [...round.goneAgentIds, assignment.agent.id] : round.goneAgentIds,
		state: consequence.state(round, assignment, nowMs),
	};
}
