import { write } from './customers.ts';
import type { Deliverer } from './deliver.ts';
import { administratorOf, agentOf } from './domain/agents.ts';
import { resolve } from './domain/serve.ts';
import type { Agent, Room } from './domain/types.ts';
import { customButtonPayload } from './payloads/customButton.ts';
import { markAsResolvedPayload } from './payloads/markAsResolved.ts';
import { userLogoutPayload } from './payloads/userLogout.ts';
import type { State } from './state.ts';
import type { Qiscus } from './types.ts';

export type People = Pick<
	Qiscus,
	'clicksButton' | 'logsIn' | 'logsOut' | 'resolves' | 'setAgent' | 'writes'
>;

/** Customers and those who serve them, and what the webhooks are told of what they do. */
export function createPeople(state: State, { deliver }: Deliverer): People {
	return {
		writes: async (options = {}) => {
			const { room, tellings } = write(state, options);
			const told = await Promise.all(tellings.map(([event, text]) => deliver(event, text)));
			return { roomId: room.id, deliveries: told.filter((record) => record !== undefined) };
		},
		resolves: async (roomId, { by, notes } = {}) => {
			const room = roomOf(state, roomId);
			if (room.isResolved) throw new Error(`The room ${roomId} is resolved already`);
			const agent = whoActs(state, room, by);
			const service = resolve(state, room, agent, notes ?? null);
			return await deliver('markAsResolved', markAsResolvedPayload(state, room, service, agent));
		},
		clicksButton: async (roomId, { by } = {}) => {
			const room = roomOf(state, roomId);
			const agent = whoActs(state, room, by);
			return await deliver('customButton', customButtonPayload(state, room, agent));
		},
		logsOut: async (agentId) => {
			const agent = agentOf(state, agentId);
			const text = userLogoutPayload(state, agent);
			agent.isAvailable = false;
			return await deliver('userLogout', text);
		},
		logsIn: (agentId) => {
			const agent = agentOf(state, agentId);
			agent.isAvailable = true;
			agent.lastLoginAt = state.now();
		},
		setAgent: (agentId, { isAvailable, forceOffline, maxLagMs }) => {
			const agent = agentOf(state, agentId);
			agent.isAvailable = isAvailable ?? agent.isAvailable;
			agent.forceOffline = forceOffline ?? agent.forceOffline;
			if (maxLagMs !== undefined) agent.maxLagMs = maxLagMs;
		},
	};
}

function roomOf({ rooms }: State, id: string): Room {
	const room = rooms.get(id);
	if (room === undefined) throw new Error(`There is no room ${id}`);
	return room;
}

/** Who is named, or who serves the room, or the administrator. */
function whoActs(state: State, room: Room, by: number | undefined): Agent {
	const id = by ?? room.agentIds.at(-1);
	return id === undefined ? administratorOf(state) : agentOf(state, id);
}
