import type { ItemOperation } from '../../../shared/resources/types';
import { removeAgent as takeOut } from '../../service';
import { callQiscus } from '../../transport';
import { agentProperty, readAgentId } from './agentId';
import { aboutRoom, readRoomId, roomIdProperty } from './roomId';

export const removeAgent: ItemOperation = {
	name: 'Remove Agent',
	value: 'removeAgent',
	action: 'Remove agent from room',
	description: 'Take an agent out of a room; the bot of the room stays on or off as it was',
	properties: [roomIdProperty, agentProperty],

	async execute(itemIndex) {
		const roomId = readRoomId.call(this, itemIndex);
		if (!roomId.ok) return roomId;
		const agentId = readAgentId.call(this, itemIndex);
		if (!agentId.ok) return agentId;
		const answer = await takeOut(callQiscus.bind(this), roomId.data, agentId.data);
		const removed = aboutRoom(answer, 'Room ID and Agent');
		if (!removed.ok) return removed;
		const json = { room: { id: roomId.data }, agent: { id: agentId.data }, removed: true };
		return { ok: true, data: [{ json }] };
	},
};
