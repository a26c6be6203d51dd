import type { Agent } from '../../../../nodes/Qiscus/allocation/agents';
import type {
	AllocationSettings,
	AllocationState,
} from '../../../../nodes/Qiscus/allocation/decide';
import type { Candidate } from '../../../../nodes/Qiscus/allocation/pool';
import type { Reservation } from '../../../../nodes/Qiscus/allocation/reservations';

export const LAG_MS = 20_000;

export const EMPTY: AllocationState = { reservations: [], cursor: undefined };

/** An agent who is online and has no customers, unless said otherwise. */
export function agentOf(id: string, given: Partial<Agent> = {}): Agent {
	return {
		id,
		name: `Agent ${id}`,
		email: `${id}@example.com`,
		isOnline: true,
		role: 'agent',
		count: 0,
		divisions: [],
		channelIds: undefined,
		...given,
	};
}

/** What the nodes' defaults may be. */
export function settingsOf(given: Partial<AllocationSettings> = {}): AllocationSettings {
	return {
		strategy: 'leastBusy',
		lagMs: LAG_MS,
		roles: ['agent'],
		agentIds: [],
		divisionIds: [],
		fallbackDivisionIds: [],
		cap: 4,
		capByAgent: new Map(),
		capByDivision: new Map(),
		...given,
	};
}

export function reservationOf(
	agentId: string,
	countBefore: number,
	given: Partial<Reservation> = {},
): Reservation {
	return { agentId, roomId: 'r', atMs: 0, countBefore, ...given };
}

/** Each candidate in one line: id, count, cap and obstacle. */
export function linesOf(candidates: readonly Candidate[]): string[] {
	return candidates.map(
		({ agent, count, cap, obstacle }) => `${agent.id} ${count}/${cap} ${obstacle ?? 'free'}`,
	);
}
