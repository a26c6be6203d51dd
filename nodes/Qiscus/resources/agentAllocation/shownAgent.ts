import type { JsonObject } from '../../../shared/json/types';
import type { Agent } from '../../allocation/agents';

/** An agent as an item has it; what Qiscus does not say is null. */
export function shownAgent(agent: Agent): JsonObject {
	const { id, name, email, role, isOnline, count, divisions, channelIds } = agent;
	return {
		id,
		name,
		email: email ?? null,
		role: role ?? null,
		isOnline,
		customerCount: count ?? null,
		divisions: divisions.map((division) => ({ id: division.id, name: division.name })),
		channelIds: channelIds === undefined ? null : [...channelIds],
	};
}
