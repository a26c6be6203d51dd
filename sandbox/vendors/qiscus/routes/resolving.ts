import type { JsonValue } from '../../shared/jsonText.ts';
import type { Call, Route } from '../api.ts';
import { secretKeyOrToken } from '../authorise.ts';
import { administratorOf } from '../domain/agents.ts';
import { resolve } from '../domain/serve.ts';
import { QiscusError } from '../errors.ts';
import { optionalText, readId } from '../fields.ts';
import { markAsResolvedPayload } from '../payloads/markAsResolved.ts';
import { readBody } from '../requestBody.ts';
import { sdkRoomObject } from '../wire/sdkObjects.ts';
import { resolvedServiceObject } from '../wire/serviceObject.ts';
import { roomOf } from './roomOf.ts';

export const RESOLVING_ROUTES: readonly Route[] = [
	{
		method: 'POST',
		path: '/api/v1/admin/service/mark_as_resolved',
		authorise: secretKeyOrToken,
		handle: markAsResolved,
	},
];

/** The webhook hears of it too, from the administrator. [guess] */
async function markAsResolved({ state, tell, request }: Call): Promise<JsonValue> {
	const { fields } = await readBody(request);
	const room = roomOf(state, readId(fields, 'room_id'), 400);
	if (room.isResolved) throw new QiscusError(400, 'Room already resolved');
	const by = administratorOf(state);
	const service = resolve(state, room, by, optionalText(fields, 'notes') ?? null);
	tell('markAsResolved', markAsResolvedPayload(state, room, service, by));
	return {
		data: {
			service: resolvedServiceObject(state, room, service, by),
			room_info: { room: sdkRoomObject(state, room) },
		},
		status: 200,
	};
}
