import { asBoolean } from '../../../shared/json/read';
import type { JsonValue } from '../../../shared/json/types';
import { limitProperties, readLimit } from '../../../shared/resources/limit';
import type { ItemOperation } from '../../../shared/resources/types';
import type { Agent } from '../../allocation/agents';
import { compareIds } from '../../allocation/ids';
import { listAgents, listAgentsOfRoom } from '../../lists';
import { askQiscus } from '../../transport';
import { aboutRoom, readOptionalRoomId, roomIdProperty } from './roomId';
import { shownAgent } from './shownAgent';

export const getAvailableAgents: ItemOperation = {
	name: 'Get Available Agents',
	value: 'getAvailableAgents',
	action: 'Get available agents',
	description: 'Get the agents who can serve a room, or all of the app, the least busy first',
	properties: [
		{
			...roomIdProperty,
			default: '',
			required: false,
			description:
				'Gives only agents who can serve the channel of this room. If it is empty, agents of all channels.',
		},
		{
			displayName: 'Online Only',
			name: 'onlineOnly',
			type: 'boolean',
			default: true,
			description: 'Whether to leave out agents who are logged out or made to be offline',
		},
		...limitProperties,
	],

	async execute(itemIndex) {
		const roomId = readOptionalRoomId.call(this, itemIndex);
		if (!roomId.ok) return roomId;
		const limit = readLimit.call(this, itemIndex);
		if (!limit.ok) return limit;
		const onlineOnly = this.getNodeParameter('onlineOnly', itemIndex, true) as JsonValue;
		const ask = askQiscus.bind(this);
		const agents =
			roomId.data === undefined
				? await listAgents(ask)
				: aboutRoom(await listAgentsOfRoom(ask, roomId.data));
		if (!agents.ok) return agents;
		const wanted = agents.data
			.filter(({ isOnline }) => isOnline || asBoolean(onlineOnly) === false)
			.sort(byCustomers)
			.slice(0, limit.data);
		return { ok: true, data: wanted.map((agent) => ({ json: shownAgent(agent) })) };
	},
};

/** The least busy first, then by id; those of whom Qiscus does not say come last. */
function byCustomers(a: Agent, b: Agent): number {
	const { count: left = Infinity } = a;
	const { count: right = Infinity } = b;
	if (left !== right) return left < right ? -1 : 1;
	return compareIds(a.id, b.id);
}
