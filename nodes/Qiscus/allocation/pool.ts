import type { Agent } from './agents';
import { compareIds } from './ids';
import type { Room } from './room';

/** Who may be chosen, and how many customers each may have. */
export interface PoolSettings {
	roles: readonly string[];
	/** Chosen agents; with `divisionIds` either is enough. Without both, everybody who serves the channel. */
	agentIds: readonly string[];
	divisionIds: readonly string[];
	/** Asked one after the other where nobody before them can take the room. */
	fallbackDivisionIds: readonly string[];
	/** At most so many customers each. */
	cap: number;
	/** By the agent's id; it goes before the divisions'. */
	capByAgent: ReadonlyMap<string, number>;
	/** By the division's id; of several the lowest counts. It goes before `cap`. */
	capByDivision: ReadonlyMap<string, number>;
}

/** Why somebody cannot take a room. */
export type Obstacle = 'notInPool' | 'wrongRole' | 'offline' | 'countUnknown' | 'atCap';

/** Somebody who is considered for a room. */
export interface Candidate {
	agent: Agent;
	/** The effective count; undefined where Qiscus does not say how many customers they have. */
	count: number | undefined;
	cap: number;
	/** The first that there is; undefined for somebody who can take the room. */
	obstacle: Obstacle | undefined;
}

/** Those who are asked at the same time. */
export interface Stage {
	/** The fallback division; undefined for the main pool. */
	divisionId: string | undefined;
	/** Every agent, by id. */
	candidates: readonly Candidate[];
}

interface Facts extends Omit<Candidate, 'obstacle'> {
	isInPool: boolean;
	roles: readonly string[];
}

/** In the order in which they are told. A cap that is no number is one that nobody is under. */
const OBSTACLES: ReadonlyArray<readonly [Obstacle, (facts: Facts) => boolean]> = [
	['notInPool', ({ isInPool }) => !isInPool],
	['wrongRole', ({ agent, roles }) => agent.role === undefined || !roles.includes(agent.role)],
	['offline', ({ agent }) => !agent.isOnline],
	['countUnknown', ({ count }) => count === undefined],
	['atCap', ({ count = NaN, cap }) => !(count < cap)],
];

/**
 * Who may take a room: the main pool, then each fallback division.
 *
 * @param agents each once, in any order
 * @param countOf the effective count of an agent
 */
export function candidatesFor(
	agents: readonly Agent[],
	settings: PoolSettings,
	room: Room,
	countOf: (agent: Agent) => number | undefined,
): Stage[] {
	const known = [...agents]
		.sort((a, b) => compareIds(a.id, b.id))
		.map((agent) => ({ agent, count: countOf(agent), cap: capOf(agent, settings) }));
	const stage = (divisionId: string | undefined, isIn: (agent: Agent) => boolean): Stage => ({
		divisionId,
		candidates: known.map((facts) => {
			const all = { ...facts, isInPool: isIn(facts.agent), roles: settings.roles };
			return { ...facts, obstacle: OBSTACLES.find(([, applies]) => applies(all))?.[0] };
		}),
	});
	return [
		stage(undefined, (agent) => isInMainPool(agent, settings, room)),
		...settings.fallbackDivisionIds.map((id) => stage(id, (agent) => isOfDivision(agent, [id]))),
	];
}

function isInMainPool(
	agent: Agent,
	{ agentIds, divisionIds }: PoolSettings,
	{ channelId }: Room,
): boolean {
	if (agentIds.length + divisionIds.length > 0) {
		return agentIds.includes(agent.id) || isOfDivision(agent, divisionIds);
	}
	// What is not told is not held against anybody: Qiscus was asked for those who can serve the room.
	return channelId === undefined || (agent.channelIds?.includes(channelId) ?? true);
}

function isOfDivision({ divisions }: Agent, ids: readonly string[]): boolean {
	return divisions.some(({ id }) => ids.includes(id));
}

function capOf({ id, divisions }: Agent, settings: PoolSettings): number {
	const { cap, capByAgent, capByDivision } = settings;
	const caps = divisions.map((division) => capByDivision.get(division.id));
	const ofDivisions = caps.filter((value) => value !== undefined);
	return capByAgent.get(id) ?? (ofDivisions.length > 0 ? Math.min(...ofDivisions) : cap);
}
