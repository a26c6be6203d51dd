import type { Random } from '../../shared/random.ts';
import { addRecord } from '../../shared/recordList.ts';
import type { Quirks } from '../quirks.ts';
import type { Agent, Room } from './types.ts';

/** How many rooms each agent serves, and how many of them the API counts. */
export interface Loads {
	/** Rooms that are not resolved with the agent in them. */
	now(agentId: number): number;
	/** The most at any time. */
	highest(agentId: number): number;
	/**
	 * As the API counts: behind a change by seconds [live], by a time that is drawn once for each
	 * agent [guess], so that a later change is never seen before an earlier one.
	 */
	counted(agent: Agent): number;
	/** Has to be called after each change of a room. */
	note(agentIds: readonly number[]): void;
}

interface Entry {
	at: number;
	load: number;
}

export interface LoadsOptions {
	agents: readonly Agent[];
	rooms: ReadonlyMap<string, Room>;
	quirks: Quirks;
	now: () => number;
	chance: Random;
}

export function createLoads({ agents, rooms, quirks, now, chance }: LoadsOptions): Loads {
	const histories = new Map<number, Entry[]>();
	const highest = new Map<number, number>();
	/** How much of the longest lag each agent has, from 0 to below 1. */
	const shares = new Map(agents.map(({ id }) => [id, chance()]));

	function loadOf(agentId: number): number {
		const serves = (room: Room): boolean => !room.isResolved && room.agentIds.includes(agentId);
		return [...rooms.values()].filter(serves).length;
	}

	function lagOf({ id, maxLagMs }: Agent): number {
		const share = shares.get(id) ?? chance();
		shares.set(id, share);
		return share * (maxLagMs ?? quirks.countLagMs);
	}

	return {
		now: loadOf,
		highest: (agentId) => highest.get(agentId) ?? 0,
		counted: (agent) => {
			const until = now() - lagOf(agent);
			const seen = (histories.get(agent.id) ?? []).filter(({ at }) => at <= until);
			return seen.at(-1)?.load ?? 0;
		},
		note: (agentIds) => {
			for (const agentId of agentIds) {
				const load = loadOf(agentId);
				const history = histories.get(agentId) ?? [];
				addRecord(history, { at: now(), load });
				histories.set(agentId, history);
				highest.set(agentId, Math.max(load, highest.get(agentId) ?? 0));
			}
		},
	};
}
