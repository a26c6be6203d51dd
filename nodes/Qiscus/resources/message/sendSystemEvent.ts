import { asText } from '../../../shared/json/read';
import type { JsonObject } from '../../../shared/json/types';
import { readCollection, readText, required, rowsIn } from '../../../shared/resources/fields';
import { madeOnce } from '../../../shared/resources/repeating';
import type { ItemOperation } from '../../../shared/resources/types';
import { postSystemEvent } from '../../messages';
import { askQiscus, qiscusCredential } from '../../transport';
import { aboutRoom, readRoomId, roomIdProperty } from '../agentAllocation/roomId';
import { sentMessage } from './shownMessage';

/**
 * POST `/api/v2.1/rest/post_system_event_message` of the chat SDK’s server, QISCUS_SDK_APP_ID with
 * QISCUS_SDK_SECRET [code of the vendor's]; never repeated.
 */
export const sendSystemEvent: ItemOperation = {
	name: 'Send System Event',
	value: 'sendSystemEvent',
	action: 'Send system event message',
	description: 'Put a line into a room that nobody has written, such as that an order was paid',
	properties: [
		roomIdProperty,
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			default: '',
			required: true,
			description: 'What the line says',
		},
		{
			displayName: 'Data',
			name: 'data',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Value',
			default: {},
			description: 'What programs that read the room find with the line',
			options: [
				{
					displayName: 'Value',
					name: 'values',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							description: 'Name of the value',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							description: 'The value itself',
						},
					],
				},
			],
		},
	],

	async execute(itemIndex) {
		const roomId = readRoomId.call(this, itemIndex);
		if (!roomId.ok) return roomId;
		const text = required(readText.call(this, 'text', itemIndex), 'Text');
		if (!text.ok) return text;
		const data = dataOf(readCollection.call(this, 'data', itemIndex));
		const credential = await qiscusCredential.call(this);
		if (!credential.ok) return credential;
		const answer = await postSystemEvent(madeOnce(askQiscus.bind(this)), {
			roomId: roomId.data,
			text: text.data,
			...(data === undefined ? {} : { data }),
		});
		const sent = aboutRoom(answer);
		if (!sent.ok) return sent;
		return {
			ok: true,
			data: [{ json: sentMessage(sent.data, roomId.data, credential.data.appId) }],
		};
	},
};

/** @returns undefined where there is nothing in it */
function dataOf(collection: JsonObject): JsonObject | undefined {
	const named = rowsIn(collection, 'values').flatMap(({ name, value }) => {
		const key = asText(name);
		return key === undefined ? [] : [[key, value ?? null] as const];
	});
	return named.length === 0 ? undefined : Object.fromEntries(named);
}
