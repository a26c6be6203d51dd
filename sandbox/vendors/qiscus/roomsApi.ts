import type { JsonValue } from '../shared/jsonText.ts';
import type { Call, Route } from './api.ts';
import { secretKeyOrToken } from './authorise.ts';
import { QiscusError } from './errors.ts';
import { roomOnTheWire } from './rooms.ts';

export const ROOM_ROUTES: readonly Route[] = [
	{
		method: 'GET',
		path: '/api/v2/customer_rooms/:roomId',
		authorise: secretKeyOrToken,
		handle: showRoom,
	},
];

/** How an unknown room is answered has a switch of its own. */
function showRoom({ state, params }: Call): JsonValue {
	const room = state.rooms.get(params['roomId'] ?? '');
	if (room === undefined && state.quirks.bodylessRoom404) {
		throw new QiscusError(404, 'Room not found');
	}
	return {
		data: { customer_room: room === undefined ? null : roomOnTheWire(room) },
		status: 200,
	};
}
