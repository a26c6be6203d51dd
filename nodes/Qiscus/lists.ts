import { asArray, asObject, asText } from '../shared/json/read';
import type { JsonObject, JsonValue } from '../shared/json/types';
import type { Named } from '../shared/options';
import type { Result } from '../shared/problem';
import { type Agent, readAgents } from './allocation/agents';
import type { QiscusAsk, QiscusCall, QiscusRequest } from './transport';

/** More pages than any team has, so that no answer makes n8n ask without end. */
const MAX_PAGES = 100;
const PAGE_SIZE = 100;

/** GET `/api/v2/admin/agents`, App-Id with Secret-Key [code of the vendor's]; every page of it. */
export async function listAgents(ask: QiscusAsk, timeoutMs?: number): Promise<Result<Agent[]>> {
	const request: QiscusRequest = { method: 'GET', path: '/api/v2/admin/agents' };
	const rows = await numberedRows(ask, within(request, timeoutMs), 'agents');
	return rows.ok ? { ok: true, data: readAgents(rows.data) } : rows;
}

/**
 * GET `/api/v2/admin/service/available_agents`: those who can serve a room’s channel, be they online
 * or not; App-Id with Secret-Key [live].
 *
 * @param isInRoom only those who are in the room
 */
export async function listAgentsOfRoom(
	ask: QiscusAsk,
	roomId: string,
	{ isInRoom = false, timeoutMs }: { isInRoom?: boolean; timeoutMs?: number } = {},
): Promise<Result<Agent[]>> {
	const request: QiscusRequest = {
		method: 'GET',
		path: '/api/v2/admin/service/available_agents',
		query: { room_id: roomId, ...(isInRoom ? { is_available_in_room: 'true' } : {}) },
	};
	const rows = await rowsByCursor(ask, within(request, timeoutMs), 'agents');
	return rows.ok ? { ok: true, data: readAgents(rows.data) } : rows;
}

/** GET `/api/v2/divisions`, App-Id with Secret-Key [code of the vendor's]; every page of it. */
export async function listDivisions(ask: QiscusAsk): Promise<Result<Named[]>> {
	const rows = await numberedRows(ask, { method: 'GET', path: '/api/v2/divisions' }, 'divisions');
	return rows.ok ? { ok: true, data: rows.data.flatMap(readNamed) } : rows;
}

/**
 * GET `/api/v2/channels`, App-Id with Secret-Key [code of the vendor's]: a list for each kind of
 * channel. Of the channels, which hold access tokens and pins, nothing but id and name is read.
 */
export async function listChannels(call: QiscusCall): Promise<Result<Named[]>> {
	const answer = await call({ method: 'GET', path: '/api/v2/channels' });
	if (!answer.ok) return answer;
	const lists: JsonObject = asObject(answer.data) ?? {};
	return { ok: true, data: Object.values(lists).flatMap(asArray).flatMap(readNamed) };
}

function within(request: QiscusRequest, timeoutMs: number | undefined): QiscusRequest {
	return timeoutMs === undefined ? request : { ...request, timeoutMs };
}

/** The rows of every page of a list whose pages have numbers. */
async function numberedRows(
	ask: QiscusAsk,
	request: QiscusRequest,
	name: string,
): Promise<Result<JsonValue[]>> {
	const rows: JsonValue[] = [];
	for (let page = 1; page <= MAX_PAGES; page++) {
		const answer = await ask({ ...request, query: { page, limit: PAGE_SIZE } });
		if (!answer.ok) return answer;
		const more = newRows(rows, rowsOf(answer.data, name));
		rows.push(...more);
		// Whatever page size Qiscus grants, and whether or not it says how many there are.
		if (more.length === 0 || rows.length >= (totalOf(answer.data) ?? Infinity)) break;
	}
	return { ok: true, data: rows };
}

/** The rows of every page of a list whose pages begin at a cursor, which stands in the query or in the body. */
export async function rowsByCursor(
	ask: QiscusAsk,
	request: QiscusRequest,
	name: string,
): Promise<Result<JsonValue[]>> {
	const part = request.body === undefined ? 'query' : 'body';
	const rows: JsonValue[] = [];
	let cursor: string | undefined;
	for (let page = 1; page <= MAX_PAGES; page++) {
		const paging = { limit: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor_after: cursor }) };
		const answer = await ask({ ...request, [part]: { ...request[part], ...paging } });
		if (!answer.ok) return answer;
		const more = newRows(rows, rowsOf(answer.data, name));
		rows.push(...more);
		const next = afterOf(answer.data);
		if (more.length === 0 || next === undefined || next === cursor) break;
		cursor = next;
	}
	return { ok: true, data: rows };
}

/** Lists stand in `data` or in a member of it: both are met [live]. */
function rowsOf({ data }: JsonObject, name: string): JsonValue[] {
	return asArray(Array.isArray(data) ? data : asObject(data)?.[name]);
}

/** A list that changes while it is read shows a row twice, and one that has no pages shows the first again. */
function newRows(known: readonly JsonValue[], rows: readonly JsonValue[]): JsonValue[] {
	const ids = new Set(known.map(idOf));
	return rows.filter((row) => !ids.has(idOf(row)));
}

function idOf(row: JsonValue): string | undefined {
	return asText(asObject(row)?.id);
}

/** `meta` stands beside `data` or in it; both are met [code]. */
function metaOf({ meta, data }: JsonObject): JsonObject {
	return asObject(meta) ?? asObject(asObject(data)?.meta) ?? {};
}

function totalOf(answer: JsonObject): number | undefined {
	const { total_count, total } = metaOf(answer);
	const number = Number(asText(total_count) ?? asText(total) ?? NaN);
	return Number.isSafeInteger(number) ? number : undefined;
}

/** `meta.after` of agents [live], `meta.cursor_after` of rooms [code]. */
function afterOf(answer: JsonObject): string | undefined {
	const { after, cursor_after } = metaOf(answer);
	return asText(cursor_after) ?? asText(after);
}

function readNamed(value: JsonValue): Named[] {
	const object = asObject(value);
	const id = asText(object?.id);
	if (object === undefined || id === undefined) return [];
	return [{ id, name: asText(object.name) ?? asText(object.email) ?? id }];
}
