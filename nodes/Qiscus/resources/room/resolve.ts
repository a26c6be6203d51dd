import { asText } from '../../../shared/json/read';
import type { JsonObject } from '../../../shared/json/types';
import { failed } from '../../../shared/problem';
import { readCollection, readText } from '../../../shared/resources/fields';
import { madeOnce } from '../../../shared/resources/repeating';
import type { ItemOperation } from '../../../shared/resources/types';
import { resolveRoom } from '../../service';
import { shownTime } from '../../times';
import { callQiscus } from '../../transport';
import { aboutRoom, readRoomId, roomIdProperty } from '../agentAllocation/roomId';

/** POST `/api/v1/admin/service/mark_as_resolved`, App-Id with Secret-Key [code of the vendor's]; never repeated. */
export const resolve: ItemOperation = {
	name: 'Resolve',
	value: 'resolve',
	action: 'Resolve room',
	description: 'Resolve a room, with notes; when its customer writes again, a new session begins',
	properties: [
		roomIdProperty,
		{
			displayName: 'Notes',
			name: 'notes',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			description: 'What the agents read about it later',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Last Message ID',
					name: 'lastMessageId',
					type: 'string',
					default: '',
					description:
						'The message that the service ends with; the last of the room if it is empty',
				},
			],
		},
	],

	async execute(itemIndex) {
		const roomId = readRoomId.call(this, itemIndex);
		if (!roomId.ok) return roomId;
		const notes = readText.call(this, 'notes', itemIndex);
		const fields = readCollection.call(this, 'additionalFields', itemIndex);
		const lastCommentId = asText(fields.lastMessageId);
		const answer = await resolveRoom(madeOnce(callQiscus.bind(this)), {
			roomId: roomId.data,
			...(notes === undefined ? {} : { notes }),
			...(lastCommentId === undefined ? {} : { lastCommentId }),
		});
		if (
			!answer.ok &&
			answer.problem.kind === 'invalid' &&
			RESOLVED.test(answer.problem.words ?? '')
		) {
			return failed({ ...ALREADY, status: answer.problem.status ?? 400 });
		}
		const service = aboutRoom(answer);
		if (!service.ok) return service;
		const room = { id: roomId.data, isResolved: true };
		return { ok: true, data: [{ json: { room, service: shownService(service.data) } }] };
	},
};

/** What Qiscus says of a room that is resolved [live: the meaning]. */
const RESOLVED = /already.*resolved|resolved.*already/i;

const ALREADY = {
	kind: 'exists' as const,
	message: 'The room is resolved already',
	advice:
		'Nothing was changed, and the notes were not kept. A new session begins when the customer writes again.',
};

/** The service without the account, and so the token, of whoever is named as the one who did it. */
function shownService(service: JsonObject): JsonObject {
	return {
		id: asText(service.id) ?? null,
		notes: asText(service.notes) ?? null,
		startedAt: shownTime(service.retrieved_at),
		resolvedAt: shownTime(service.resolved_at),
		firstMessageId: asText(service.first_comment_id) ?? null,
		lastMessageId: asText(service.last_comment_id) ?? null,
	};
}
