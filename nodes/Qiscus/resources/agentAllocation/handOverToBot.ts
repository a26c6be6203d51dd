import type { ItemOperation } from '../../../shared/resources/types';
import { switchBot } from '../../service';
import { callQiscus } from '../../transport';
import { aboutRoom, readRoomId, roomIdProperty } from './roomId';

export const handOverToBot: ItemOperation = {
	name: 'Hand Over to Bot',
	value: 'handOverToBot',
	action: 'Hand over room to bot',
	description:
		'Switch the bot of a room on; agents who are in the room stay there until Remove Agent',
	properties: [roomIdProperty],

	async execute(itemIndex) {
		const roomId = readRoomId.call(this, itemIndex);
		if (!roomId.ok) return roomId;
		const switched = aboutRoom(await switchBot(callQiscus.bind(this), roomId.data, true));
		if (!switched.ok) return switched;
		return { ok: true, data: [{ json: { room: { id: roomId.data }, isHandledByBot: true } }] };
	},
};
