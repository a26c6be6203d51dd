import type { Agent } from './agents';
import { type Candidate, candidatesFor, type PoolSettings, type Stage } from './pool';
import { effectiveCount, prune, type Reservation } from './reservations';
import type { Room } from './room';
import { type Chosen, type Eligible, STRATEGIES, type StrategyName } from './strategies';

export interface AllocationSettings extends PoolSettings {
	strategy: StrategyName;
	/** `COUNT_LAG_MS`, but in tests. */
	lagMs: number;
}

/** The agents as Qiscus showed them, read once for a run. */
export interface Reading {
	/** Each once, in any order. */
	agents: readonly Agent[];
	/** When they were asked for. */
	readMs: number;
}

/** What one decision leaves to the next, to be kept by the caller. */
export interface AllocationState {
	reservations: readonly Reservation[];
	/** The id of the agent who was chosen last; undefined before the first. */
	cursor: string | undefined;
}

/** What is different for each decision. */
export interface Circumstances {
	/** The latest time at which Qiscus may carry out what is decided: now, and the call's time-out. */
	untilMs: number;
	/** From 0 to below 1. */
	random: number;
}

/** Who takes the room. */
export interface Assignment {
	room: Room;
	agent: Agent;
	/** One sentence for a supervisor. */
	reason: string;
	/** Those of the pool, and of the fallback divisions that were asked, each once. */
	candidates: readonly Candidate[];
	/** To be stored before Qiscus is told, so that nothing is promised twice should n8n die. */
	state: AllocationState;
}

export type WaitingReason = 'everybodyAtCap' | 'nobodyOnline' | 'outsidePool';

/** That nobody takes the room for now. */
export interface Waiting extends Pick<Assignment, 'room' | 'reason' | 'candidates'> {
	agent: null;
	waiting: WaitingReason;
}

export type Decision = Assignment | Waiting;

/** Decides who takes a room. The same values give the same decision, in whatever order the agents are. */
export function decide(
	room: Room,
	{ agents, readMs }: Reading,
	settings: AllocationSettings,
	state: AllocationState,
	{ untilMs, random }: Circumstances,
): Decision {
	const { strategy, lagMs, agentIds: order } = settings;
	const reservations = prune(state.reservations, readMs, lagMs);
	const stages = candidatesFor(agents, settings, room, ({ id, count }) =>
		count === undefined ? undefined : effectiveCount(count, reservations, id),
	);
	for (const [at, stage] of stages.entries()) {
		const eligible = stage.candidates.filter(isEligible);
		const chosen = STRATEGIES[strategy]({ eligible, room, order, cursor: state.cursor, random });
		if (chosen === undefined) continue;
		const { agent, count: countBefore } = chosen.candidate;
		const reservation = { agentId: agent.id, roomId: room.id, atMs: untilMs, countBefore };
		return {
			room,
			agent,
			reason: reasonOf(chosen, stage),
			candidates: considered(stages.slice(0, at + 1)),
			state: { reservations: [...reservations, reservation], cursor: agent.id },
		};
	}
	const candidates = considered(stages);
	return { room, agent: null, ...whyWaiting(candidates, agents.length), candidates };
}

function isEligible(candidate: Candidate): candidate is Eligible {
	return candidate.obstacle === undefined;
}

/** Those who are in one of the pools, in the order of the pools. */
function considered(stages: readonly Stage[]): Candidate[] {
	const candidates = stages
		.flatMap((stage) => stage.candidates)
		.filter(({ obstacle }) => obstacle !== 'notInPool');
	return [...new Map(candidates.map((candidate) => [candidate.agent.id, candidate])).values()];
}

function reasonOf(
	{ why, candidate: { agent, count, cap } }: Chosen,
	{ divisionId }: Stage,
): string {
	const division = agent.divisions.find(({ id }) => id === divisionId);
	const place = division === undefined ? '' : ` (fallback division ${division.name})`;
	return `${why}: ${agent.name} has ${count} of ${counted(cap, 'customer')}${place}`;
}

/** @param seen how many agents there are, in the pool or not */
function whyWaiting(
	candidates: readonly Candidate[],
	seen: number,
): Pick<Waiting, 'waiting' | 'reason'> {
	const inPool = candidates.filter(({ obstacle }) => obstacle !== 'wrongRole');
	if (inPool.length === 0) {
		const reason = `Nobody may take this room: of ${counted(seen, 'agent')} none is in the pool and has a chosen role`;
		return { waiting: 'outsidePool', reason };
	}
	const online = inPool.filter(({ obstacle }) => obstacle !== 'offline');
	if (online.length === 0) {
		const reason = `Nobody is online of ${counted(inPool.length, 'agent')} who may take this room`;
		return { waiting: 'nobodyOnline', reason };
	}
	const unknown = online.filter(({ obstacle }) => obstacle === 'countUnknown').length;
	const rest = unknown === 0 ? '' : `, or Qiscus does not count their customers (${unknown})`;
	const reason = `Everybody who is online (${counted(online.length, 'agent')}) is at the cap${rest}`;
	return { waiting: 'everybodyAtCap', reason };
}

function counted(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
