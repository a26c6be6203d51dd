import { failed } from '../../../shared/problem';
import { readTruth } from '../../../shared/resources/fields';
import { repeating } from '../../../shared/resources/repeating';
import type { ItemOperation } from '../../../shared/resources/types';
import { simplifyProperty } from '../../../shared/simplify';
import { readRoomRow } from '../../rooms';
import { callQiscus } from '../../transport';
import { readRoomId, roomIdProperty } from '../agentAllocation/roomId';
import { rawObject, shownRoom } from './shownRoom';

/** GET `/api/v2/customer_rooms/{room_id}`, App-Id with Secret-Key [code of the vendor's]. */
export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get room',
	description: 'Get a room: its customer, how it stands, and what was said last',
	properties: [roomIdProperty, simplifyProperty],

	async execute(itemIndex) {
		const roomId = readRoomId.call(this, itemIndex);
		if (!roomId.ok) return roomId;
		const row = await readRoomRow(repeating(callQiscus.bind(this)), roomId.data);
		if (!row.ok) return row;
		if (row.data === undefined) return NO_ROOM;
		const isRaw = readTruth.call(this, 'simplify', itemIndex) === false;
		return { ok: true, data: [{ json: isRaw ? rawObject(row.data) : shownRoom(row.data) }] };
	},
};

const NO_ROOM = failed({
	kind: 'notFound',
	message: 'Qiscus has no room of this ID',
	advice: 'Check Room ID, and that the credential is that of the room’s app.',
});
