import { asText } from '../../../shared/json/read';
import type { JsonObject } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import { readCollection, required, rowsIn } from '../../../shared/resources/fields';
import { repeating } from '../../../shared/resources/repeating';
import type { ItemOperation } from '../../../shared/resources/types';
import { propertiesIn, writeProperties } from '../../customers';
import { callQiscus, type QiscusCall } from '../../transport';
import { aboutRoom, readRoomId, roomIdProperty } from '../agentAllocation/roomId';
import { readKnown } from './known';
import { merged } from './merge';
import { shownPairs } from './shownInformation';

/**
 * GET and POST `/api/v1/qiscus/room/{room_id}/user_info`, App-Id with Secret-Key [code of the vendor's].
 * Qiscus replaces the whole list, so what is there already is read first and sent again.
 */
export const updateInformation: ItemOperation = {
	name: 'Update Information',
	value: 'updateInformation',
	action: 'Update customer information',
	description: 'Set what is known of the customer of a room; what else is known stays',
	properties: [
		roomIdProperty,
		{
			displayName: 'Information',
			name: 'information',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Information',
			default: {},
			options: [
				{
					displayName: 'Information',
					name: 'values',
					values: [
						{
							displayName: 'Name',
							name: 'key',
							type: 'string',
							default: '',
							placeholder: 'e.g. City',
							description: 'What it is',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							description: 'What takes the place of the value that is there',
						},
					],
				},
			],
		},
	],

	async execute(itemIndex) {
		const roomId = readRoomId.call(this, itemIndex);
		if (!roomId.ok) return roomId;
		const changes = changesIn(readCollection.call(this, 'information', itemIndex));
		if (!changes.ok) return changes;
		const work = { call: callQiscus.bind(this), roomId: roomId.data, changes: changes.data };
		// All of it is repeated: what others wrote meanwhile is read again.
		const written = aboutRoom(await repeating(update)(work));
		if (!written.ok) return written;
		const json = { room: { id: roomId.data }, additionalInfo: shownPairs(written.data) };
		return { ok: true, data: [{ json }] };
	},
};

async function update({
	call,
	roomId,
	changes,
}: {
	call: QiscusCall;
	roomId: string;
	changes: ReadonlyMap<string, string>;
}): Promise<Result<JsonObject[]>> {
	const information = await readKnown(call, roomId);
	if (!information.ok) return information;
	const known = propertiesIn(information.data) ?? [];
	return await writeProperties(call, roomId, merged(known, changes));
}

function changesIn(collection: JsonObject): Result<Map<string, string>> {
	const changes = new Map<string, string>();
	for (const { key, value } of rowsIn(collection, 'values')) {
		const name = required(asText(key), 'Name');
		if (!name.ok) return name;
		changes.set(name.data, asText(value) ?? (typeof value === 'boolean' ? String(value) : ''));
	}
	return changes.size === 0 ? NOTHING : { ok: true, data: changes };
}

const NOTHING = failed({
	kind: 'invalid',
	message: 'There is no information to set',
	advice: 'Add at least one name and its value under Information.',
});
