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

/** Which agents are wanted. */
export interface AgentSearch {
	text?: string;
	/** What is searched: `name`, `email` or `division` [code]. */
	scope?: string;
	/** How many are enough. */
	wanted: number;
}

/** As `listAgents`, but those that are searched for. */
export async function searchAgents(
	ask: QiscusAsk,
	{ text, scope, wanted }: AgentSearch,
): Promise<Result<Agent[]>> {
	const query: Record<string, string> = {};
	if (text !== undefined) query.search = text;
	if (scope !== undefined) query.scope = scope;
	const request: QiscusRequest = { method: 'GET', path: '/api/v2/admin/agents', query };
	const rows = await numberedRows(ask, request, 'agents', { wanted });
	return rows.ok ? { ok: true, data: readAgents(rows.data) } : rows;
}

/**
 * An agent, or undefined where Qiscus has none of that id: GET `/api/v2/admin/agent/{id}`, App-Id with
 * Secret-Key [code of the vendor's].
 */
export async function readAgentById(
	call: QiscusCall,
	agentId: string,
): Promise<Result<Agent | undefined>> {
	const path = `/api/v2/admin/agent/${encodeURIComponent(agentId)}`;
	const answer = await call({ method: 'GET', path });
	if (!answer.ok) {
		return answer.problem.kind === 'notFound' ? { ok: true, data: undefined } : answer;
	}
	return { ok: true, data: readAgents([asObject(answer.data)?.agent ?? null])[0] };
}

/** Which agents of a division are wanted. */
export interface DivisionSearch {
	divisionId: string;
	/** Only those who are logged in, or who are not; both where it is left out. */
	isAvailable?: boolean;
	/** By how many customers they have [doc]. */
	sort?: 'asc' | 'desc';
	/** How many are enough. */
	wanted: number;
}

/** GET `/api/v2/admin/agents/by_division`, App-Id with Secret-Key [code of the vendor's; doc]. */
export async function listAgentsOfDivision(
	ask: QiscusAsk,
	{ divisionId, isAvailable, sort, wanted }: DivisionSearch,
): Promise<Result<Agent[]>> {
	const query = {
		'division_ids[]': divisionId,
		...(isAvailable === undefined ? {} : { is_available: String(isAvailable) }),
		...(sort === undefined ? {} : { sort }),
	};
	const request: QiscusRequest = { method: 'GET', path: '/api/v2/admin/agents/by_division', query };
	const rows = await numberedRows(ask, request, 'agents', { wanted });
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

/** Every division, by id and name. */
export async function listDivisions(ask: QiscusAsk): Promise<Result<Named[]>> {
	const rows = await listDivisionRows(ask, Infinity);
	return rows.ok ? { ok: true, data: rows.data.flatMap(readNamed) } : rows;
}

/**
 * GET `/api/v2/divisions`, App-Id with Secret-Key [code of the vendor's].
 *
 * @param wanted how many are enough
 */
export async function listDivisionRows(
	ask: QiscusAsk,
	wanted: number,
): Promise<Result<JsonValue[]>> {
	const request: QiscusRequest = { method: 'GET', path: '/api/v2/divisions' };
	return await numberedRows(ask, request, 'divisions', { wanted });
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

/** How far a list is read; to its end where nothing is said. */
export interface Reading {
	/** How many rows are enough. */
	wanted?: number;
	/** Which rows count. */
	keep?(row: JsonValue): boolean;
	maxPages?: number;
}

/**
 * The rows of a list whose pages have numbers. Where Qiscus says at which cursor the next page begins,
 * that is asked for: a number would skip a row when one before it is deleted meanwhile.
 */
export async function numberedRows(
	ask: QiscusAsk,
	request: QiscusRequest,
	name: string,
	reading: Reading = {},
): Promise<Result<JsonValue[]>> {
	return await readRows(ask, request, { ...reading, name, hasNumbers: true });
}

/** The rows of a list whose pages begin at a cursor, which stands in the query or in the body. */
export async function rowsByCursor(
	ask: QiscusAsk,
	request: QiscusRequest,
	name: string,
	reading: Reading = {},
): Promise<Result<JsonValue[]>> {
	return await readRows(ask, request, { ...reading, name, hasNumbers: false });
}

interface PagedList extends Reading {
	/** The member of `data` that the rows may stand in. */
	name: string;
	/** Whether a page can be asked for by its number. */
	hasNumbers: boolean;
}

async function readRows(
	ask: QiscusAsk,
	request: QiscusRequest,
	{ name, hasNumbers, wanted = Infinity, keep = () => true, maxPages = MAX_PAGES }: PagedList,
): Promise<Result<JsonValue[]>> {
	const part = request.body === undefined ? 'query' : 'body';
	const limit = Math.min(wanted, PAGE_SIZE);
	const known = new Set<string>();
	const rows: JsonValue[] = [];
	let cursor: string | undefined;
	for (let page = 1; page <= maxPages; page++) {
		const number = hasNumbers ? { page } : {};
		const place = cursor === undefined ? number : { cursor_after: cursor };
		const answer = await ask({ ...request, [part]: { ...request[part], ...place, limit } });
		if (!answer.ok) return answer;
		const more = newRows(known, rowsOf(answer.data, name));
		rows.push(...more.filter(keep));
		if (more.length === 0 || rows.length >= wanted) break;
		const next = afterOf(answer.data);
		const isLast = next === undefined || next === cursor;
		if (isLast && (cursor !== undefined || !hasNumbers)) break;
		// Whatever page size Qiscus grants, and whether or not it says how many there are.
		if (isLast && known.size >= (totalOf(answer.data) ?? Infinity)) break;
		cursor = next;
	}
	return { ok: true, data: rows.slice(0, wanted) };
}

/** Lists stand in `data` or in a member of it: both are met [live]; those of the chat SDK in `results` [code]. */
function rowsOf({ data, results }: JsonObject, name: string): JsonValue[] {
	return asArray(Array.isArray(data) ? data : asObject(data ?? results)?.[name]);
}

/**
 * A list that changes while it is read shows a row twice, and one that has no pages shows the first again.
 *
 * @param known what tells the rows of earlier pages from others; those of this page are added
 */
function newRows(known: Set<string>, rows: readonly JsonValue[]): JsonValue[] {
	return rows.filter((row) => {
		const id = idOf(row);
		if (known.has(id)) return false;
		known.add(id);
		return true;
	});
}

function idOf(row: JsonValue): string {
	const object = asObject(row);
	return asText(object?.id) ?? asText(object?.room_id) ?? JSON.stringify(row);
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
