import { readText, required } from '../../../shared/resources/fields';
import { madeOnce } from '../../../shared/resources/repeating';
import type { ItemOperation } from '../../../shared/resources/types';
import { addTag } from '../../tags';
import { callQiscus } from '../../transport';
import { aboutRoom, readRoomId, roomIdProperty } from '../agentAllocation/roomId';

/** POST `/api/v1/room_tag/create`, App-Id with Secret-Key [code of the vendor's]; never repeated. */
export const add: ItemOperation = {
	name: 'Add',
	value: 'add',
	action: 'Add tag to room',
	description: 'Put a tag on a room; a tag of a new name is made',
	properties: [
		roomIdProperty,
		{
			displayName: 'Tag',
			name: 'tag',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. complaint',
			description: 'Name of the tag',
		},
	],

	async execute(itemIndex) {
		const roomId = readRoomId.call(this, itemIndex);
		if (!roomId.ok) return roomId;
		const name = required(readText.call(this, 'tag', itemIndex), 'Tag');
		if (!name.ok) return name;
		const added = aboutRoom(
			await addTag(madeOnce(callQiscus.bind(this)), roomId.data, name.data),
			'Room ID and Tag',
		);
		if (!added.ok) return added;
		const tag = { id: added.data?.id ?? null, name: added.data?.name ?? name.data };
		return { ok: true, data: [{ json: { ...tag, room: { id: roomId.data } } }] };
	},
};
