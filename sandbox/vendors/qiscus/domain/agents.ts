import { ADMIN } from '../seed.ts';
import type { State } from '../state.ts';
import { workersOf } from './channels.ts';
import type { Agent } from './types.ts';

export function findAgent({ agents }: State, id: number): Agent | undefined {
	return agents.find((agent) => agent.id === id);
}

/** For whoever acts in a test: throws where there is no such agent. */
export function agentOf(state: State, id: number): Agent {
	const agent = findAgent(state, id);
	if (agent === undefined) throw new Error(`There is no agent ${id}`);
	return agent;
}

/** Who acts where nobody else is named. */
export function administratorOf(state: State): Agent {
	return agentOf(state, ADMIN.id);
}

export interface Wanted {
	channelIds: readonly number[];
	/** Takes those who are not there too. */
	ignoreAvailability: boolean;
}

/**
 * The agent with the fewest rooms, as the API counts them [code]; neither administrators nor
 * supervisors, and of equals the one with the lowest id. [guess]
 */
export function leastBusy(
	state: State,
	{ channelIds, ignoreAvailability }: Wanted,
): Agent | undefined {
	const workers = new Set(channelIds.flatMap((channelId) => workersOf(state, channelId)));
	const candidates = [...workers].filter(
		(agent) =>
			agent.type === 2 && (ignoreAvailability || (agent.isAvailable && !agent.forceOffline)),
	);
	const loadOf = new Map(candidates.map((agent) => [agent, state.loads.counted(agent)]));
	const busyness = (agent: Agent): number => loadOf.get(agent) ?? 0;
	return candidates.sort((a, b) => busyness(a) - busyness(b) || a.id - b.id)[0];
}
