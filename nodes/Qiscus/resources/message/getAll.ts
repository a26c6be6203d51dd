import { readTruth } from '../../../shared/resources/fields';
import { limitProperties, readLimit } from '../../../shared/resources/limit';
import { repeating } from '../../../shared/resources/repeating';
import type { ItemOperation } from '../../../shared/resources/types';
import { simplifyProperty } from '../../../shared/simplify';
import { listMessages } from '../../messages';
import { askQiscus, qiscusCredential } from '../../transport';
import { aboutRoom, readRoomId, roomIdProperty } from '../agentAllocation/roomId';
import { rawObject } from '../room/shownRoom';
import { shownMessage } from './shownMessage';

/**
 * GET `/api/v2.1/rest/load_comments` of the chat SDK’s server, QISCUS_SDK_APP_ID with
 * QISCUS_SDK_SECRET [code of the vendor's].
 */
export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many messages',
	description: 'Get many messages: the history of a room, the newest first',
	properties: [roomIdProperty, ...limitProperties, simplifyProperty],

	async execute(itemIndex) {
		const roomId = readRoomId.call(this, itemIndex);
		if (!roomId.ok) return roomId;
		const limit = readLimit.call(this, itemIndex);
		if (!limit.ok) return limit;
		const credential = await qiscusCredential.call(this);
		if (!credential.ok) return credential;
		const ask = repeating(askQiscus.bind(this));
		const rows = aboutRoom(await listMessages(ask, roomId.data, limit.data));
		if (!rows.ok) return rows;
		const isRaw = readTruth.call(this, 'simplify', itemIndex) === false;
		const { appId } = credential.data;
		return {
			ok: true,
			data: rows.data.map((row) => ({
				json: isRaw ? rawObject(row) : shownMessage(row, roomId.data, appId),
			})),
		};
	},
};
