import type { JsonValue } from '../../shared/jsonText.ts';
import type { Call, Route } from '../api.ts';
import { secretKeyOrToken } from '../authorise.ts';
import { isListed, isListedUnserved, lastCommentOf } from '../domain/rooms.ts';
import type { Room } from '../domain/types.ts';
import { QiscusError } from '../errors.ts';
import {
	fieldError,
	fieldsOfParams,
	idItem,
	isObject,
	optionalFlag,
	optionalText,
	readList,
} from '../fields.ts';
import type { Fields } from '../fields.ts';
import { pageOf } from '../paging.ts';
import { readBody } from '../requestBody.ts';
import type { State } from '../state.ts';
import { roomObject } from '../wire/roomObject.ts';

/** Whether a room is among those that are asked for. */
type Test = (room: Room) => boolean;

/** Lists of rooms are POSTs [code]; a GET with the same body works too. [code] */
export const ROOM_LIST_ROUTES: readonly Route[] = [
	...(['GET', 'POST'] as const).map((method): Route => ({
		method,
		path: '/api/v2/customer_rooms',
		authorise: secretKeyOrToken,
		handle: listRooms,
	})),
	{
		method: 'GET',
		path: '/api/v2/customer_rooms/:roomId',
		authorise: secretKeyOrToken,
		handle: showRoom,
	},
	{
		method: 'GET',
		path: '/api/v2/admin/service/total_unserved',
		authorise: secretKeyOrToken,
		handle: ({ state }) => ({ data: totals(state), status: 200 }),
	},
];

async function listRooms({ state, request }: Call): Promise<JsonValue> {
	const { fields: sent } = await readBody(request);
	const fields = { ...fieldsOfParams(request.query), ...sent };
	const order = oneOf(fields, 'order', ['asc', 'desc']);
	const tests = testsOf(state, fields);
	const found = [...state.rooms.values()].filter(
		(room) => isListed(room, state) && tests.every((test) => test(room)),
	);
	// By what was last said, as the counts in `meta` a [guess].
	const page = pageOf(
		found,
		fields,
		(room) => [lastCommentOf(room)?.at ?? room.createdAt, room.rowId],
		order !== 'asc',
	);
	return {
		data: { customer_rooms: page.rows.map(roomObject) },
		meta: {
			cursor_after: page.after,
			cursor_before: page.before,
			per_page: page.limit,
			total_count: page.total,
		},
		status: 200,
	};
}

/** How an unknown room is answered has a switch of its own. */
function showRoom({ state, params }: Call): JsonValue {
	const room = state.rooms.get(params['roomId'] ?? '');
	if (room === undefined && state.quirks.bodylessRoom404) {
		throw new QiscusError(404, 'Room not found');
	}
	return {
		data: { customer_room: room === undefined ? null : roomObject(room) },
		status: 200,
	};
}

/** Names [code]. */
function totals(state: State): JsonValue {
	const listed = [...state.rooms.values()].filter((room) => isListed(room, state));
	return {
		total_unresolved: listed.filter(({ isResolved }) => !isResolved).length,
		total_unserved: listed.filter((room) => isListedUnserved(room, state)).length,
	};
}

/** Members [code], values of `status` [guess]; a list that is empty asks for nothing. [guess] */
function testsOf(state: State, fields: Fields): Test[] {
	const channels = readList(fields, 'channels', channelItem);
	const agentIds = readList(fields, 'user_ids', idItem);
	const tagIds = readList(fields, 'tag_ids', idItem);
	const name = optionalText(fields, 'name')?.toLowerCase() ?? '';
	const isHandledByBot = optionalFlag(fields, 'is_handled_by_bot');
	const serveStatus = oneOf(fields, 'serve_status', ['served', 'unserved']);
	const status = oneOf(fields, 'status', ['all', 'resolved', 'unresolved']);
	return [
		(room) => channels.length === 0 || channels.some((isFrom) => isFrom(room)),
		(room) => agentIds.length === 0 || agentIds.some((id) => room.agentIds.includes(id)),
		({ tags }) => tagIds.length === 0 || tags.some(({ id }) => tagIds.includes(id)),
		(room) => room.name.toLowerCase().includes(name),
		(room) => isHandledByBot === undefined || room.isHandledByBot === isHandledByBot,
		(room) => serveStatus !== 'unserved' || isListedUnserved(room, state),
		(room) => serveStatus !== 'served' || isListedServed(room, state),
		({ isResolved }) => status !== 'resolved' || isResolved,
		({ isResolved }) => status !== 'unresolved' || !isResolved,
	];
}

function isListedServed(room: Room, state: State): boolean {
	return !room.isResolved && !room.isWaiting && !isListedUnserved(room, state);
}

/** `{channel_id, source}`; one of them is enough. [guess] */
function channelItem(item: unknown): Test | undefined {
	if (!isObject(item)) return undefined;
	const { channel_id: channelId, source } = item;
	return (room) =>
		(channelId === undefined || Number(channelId) === room.channelId) &&
		(source === undefined || source === room.source);
}

function oneOf(fields: Fields, name: string, values: readonly string[]): string | undefined {
	const value = optionalText(fields, name);
	if (!value) return undefined;
	if (!values.includes(value)) throw fieldError(name, 'is invalid');
	return value;
}
