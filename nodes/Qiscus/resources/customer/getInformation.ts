import { repeating } from '../../../shared/resources/repeating';
import type { ItemOperation } from '../../../shared/resources/types';
import { callQiscus } from '../../transport';
import { aboutRoom, readRoomId, roomIdProperty } from '../agentAllocation/roomId';
import { readKnown } from './known';
import { shownInformation } from './shownInformation';

/** GET `/api/v1/qiscus/room/{room_id}/user_info`, App-Id with Secret-Key [code of the vendor's]. */
export const getInformation: ItemOperation = {
	name: 'Get Information',
	value: 'getInformation',
	action: 'Get customer information',
	description: 'Get what is known of the customer of a room, such as what they filled in before',
	properties: [roomIdProperty],

	async execute(itemIndex) {
		const roomId = readRoomId.call(this, itemIndex);
		if (!roomId.ok) return roomId;
		const call = repeating(callQiscus.bind(this));
		const information = aboutRoom(await readKnown(call, roomId.data));
		if (!information.ok) return information;
		return { ok: true, data: [{ json: shownInformation(information.data, roomId.data) }] };
	},
};
