import { failed } from '../../../shared/problem';
import { readTruth } from '../../../shared/resources/fields';
import { repeating } from '../../../shared/resources/repeating';
import type { ItemOperation } from '../../../shared/resources/types';
import { switchBot } from '../../service';
import { callQiscus } from '../../transport';
import { aboutRoom, readRoomId, roomIdProperty } from '../agentAllocation/roomId';

/** POST `/bot/{room_id}/activate`, App-Id with Secret-Key [code of the vendor's]. */
export const setBotActive: ItemOperation = {
	name: 'Set Bot Active',
	value: 'setBotActive',
	action: 'Set bot active in room',
	description: 'Switch the bot of a room on or off; agents stay in the room, or out of it',
	properties: [
		roomIdProperty,
		{
			displayName: 'Active',
			name: 'active',
			type: 'boolean',
			default: true,
			description: 'Whether the bot answers in this room from now on',
		},
	],

	async execute(itemIndex) {
		const roomId = readRoomId.call(this, itemIndex);
		if (!roomId.ok) return roomId;
		const isActive = readTruth.call(this, 'active', itemIndex);
		if (isActive === undefined) return NO_TRUTH;
		const call = repeating(callQiscus.bind(this));
		const switched = aboutRoom(await switchBot(call, roomId.data, isActive));
		if (!switched.ok) return switched;
		return { ok: true, data: [{ json: { room: { id: roomId.data }, isHandledByBot: isActive } }] };
	},
};

const NO_TRUTH = failed({
	kind: 'invalid',
	message: 'Active is neither true nor false',
	advice: 'Switch it on or off, or let the expression give true or false.',
});
