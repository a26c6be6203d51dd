import { limitProperties, readLimit } from '../../../shared/resources/limit';
import { repeating } from '../../../shared/resources/repeating';
import type { ItemOperation } from '../../../shared/resources/types';
import { listTags } from '../../tags';
import { callQiscus } from '../../transport';
import { aboutRoom, readRoomId, roomIdProperty } from '../agentAllocation/roomId';

/** GET `/api/v1/room_tag/{room_id}`, App-Id with Secret-Key [code of the vendor's]. */
export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many tags',
	description: 'Get many tags: those of a room',
	properties: [roomIdProperty, ...limitProperties],

	async execute(itemIndex) {
		const roomId = readRoomId.call(this, itemIndex);
		if (!roomId.ok) return roomId;
		const limit = readLimit.call(this, itemIndex);
		if (!limit.ok) return limit;
		const tags = aboutRoom(await listTags(repeating(callQiscus.bind(this)), roomId.data));
		if (!tags.ok) return tags;
		const room = { id: roomId.data };
		return {
			ok: true,
			data: tags.data.slice(0, limit.data).map(({ id, name }) => ({ json: { id, name, room } })),
		};
	},
};
