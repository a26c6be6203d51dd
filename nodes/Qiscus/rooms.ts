import { asBoolean, asObject, asText } from '../shared/json/read';
import type { JsonObject, JsonValue } from '../shared/json/types';
import type { Result } from '../shared/problem';
import type { ListedRoom } from './allocation/queue';
import { rowsByCursor } from './lists';
import type { QiscusAsk, QiscusCall, QiscusRequest } from './transport';

/**
 * A room, or undefined where Qiscus has none of that id: GET `/api/v2/customer_rooms/{room_id}`,
 * App-Id with Secret-Key [code of the vendor's]. How an unknown room is answered is not documented:
 * 404, or no room in the answer.
 */
export async function readRoom(
	call: QiscusCall,
	roomId: string,
	timeoutMs: number,
): Promise<Result<ListedRoom | undefined>> {
	const row = await readRoomRow(call, roomId, timeoutMs);
	return row.ok ? { ok: true, data: readRow(row.data ?? null)[0] } : row;
}

/** As `readRoom`, but the room with all that Qiscus tells of it. */
export async function readRoomRow(
	call: QiscusCall,
	roomId: string,
	timeoutMs?: number,
): Promise<Result<JsonObject | undefined>> {
	const path = `/api/v2/customer_rooms/${encodeURIComponent(roomId)}`;
	const request: QiscusRequest = { method: 'GET', path };
	const answer = await call(timeoutMs === undefined ? request : { ...request, timeoutMs });
	if (!answer.ok) {
		return answer.problem.kind === 'notFound' ? { ok: true, data: undefined } : answer;
	}
	const row = asObject(asObject(answer.data)?.customer_room);
	return { ok: true, data: asText(row?.room_id) === roomId ? row : undefined };
}

/** Whether Qiscus has a room. */
export async function hasRoom(
	call: QiscusCall,
	roomId: string,
	timeoutMs: number,
): Promise<Result<boolean>> {
	const room = await readRoom(call, roomId, timeoutMs);
	return room.ok ? { ok: true, data: room.data !== undefined } : room;
}

/** Nobody has so many agents that more rooms could be given away at once. */
const MAX_PAGES = 10;

/** Of which rooms a list is. */
export type RoomFilter = { unserved: true } | { ofAgentId: string };

/**
 * POST `/api/v2/customer_rooms`, App-Id with Secret-Key [code of the vendor's app]: rooms that are
 * not resolved, those first in which nothing was said for the longest time; the first 1,000.
 */
export async function listRooms(
	ask: QiscusAsk,
	filter: RoomFilter,
	timeoutMs: number,
): Promise<Result<ListedRoom[]>> {
	const filters: JsonObject =
		'unserved' in filter ? { serve_status: 'unserved' } : { user_ids: [filter.ofAgentId] };
	const rows = await rowsByCursor(
		ask,
		{
			method: 'POST',
			path: '/api/v2/customer_rooms',
			body: { ...filters, order: 'asc' },
			timeoutMs,
		},
		'customer_rooms',
		{ maxPages: MAX_PAGES },
	);
	return rows.ok ? { ok: true, data: rows.data.flatMap(readRow) } : rows;
}

/** More than any app has, so that no answer makes n8n ask without end. */
const MOST_PAGES = 10_000;

/**
 * The rooms that filters let through, those first in which something was said last: POST
 * `/api/v2/customer_rooms`, App-Id with Secret-Key [code of the vendor's app].
 *
 * @param filters under Qiscus' names
 * @param wanted how many are enough
 */
export async function listRoomRows(
	ask: QiscusAsk,
	filters: JsonObject,
	wanted: number,
): Promise<Result<JsonObject[]>> {
	// Whoever writes meanwhile moves to the end of the list that is read from there: no room is lost.
	const isReadFromEnd = wanted === Infinity;
	const rows = await rowsByCursor(
		ask,
		{
			method: 'POST',
			path: '/api/v2/customer_rooms',
			body: { ...filters, order: isReadFromEnd ? 'asc' : 'desc' },
		},
		'customer_rooms',
		{
			wanted,
			maxPages: MOST_PAGES,
			keep: filters.serve_status === 'unserved' ? isUnserved : hasRoomId,
		},
	);
	if (!rows.ok) return rows;
	const found = rows.data.map(asObject).filter((row) => row !== undefined);
	return { ok: true, data: isReadFromEnd ? found.reverse() : found };
}

function hasRoomId(row: JsonValue): boolean {
	return asText(asObject(row)?.room_id) !== undefined;
}

/** The list may still have rooms that somebody serves by now [code]. */
function isUnserved(value: JsonValue): boolean {
	return readRow(value).some(
		({ isResolved, isWaiting }) => isResolved !== true && isWaiting !== false,
	);
}

function readRow(value: JsonValue): ListedRoom[] {
	const row = asObject(value);
	const id = asText(row?.room_id);
	if (row === undefined || id === undefined) return [];
	return [
		{
			id,
			// The last that the customer said: of one who waits and asks again, too late.
			waitingSinceMs: timeOf(row.last_customer_timestamp),
			channelId: asText(row.channel_id),
			isResolved: asBoolean(row.is_resolved),
			isWaiting: asBoolean(row.is_waiting),
		},
	];
}

function timeOf(value: JsonValue | undefined): number | undefined {
	const ms = Date.parse(asText(value) ?? '');
	return Number.isNaN(ms) ? undefined : ms;
}
