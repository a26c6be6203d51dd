import { asArray, asObject, asText } from '../shared/json/read';
import type { JsonObject, JsonValue } from '../shared/json/types';
import type { Named } from '../shared/options';
import type { Result } from '../shared/problem';
import type { QiscusCall } from './transport';

/** More pages than any team has, so that no answer makes n8n ask without end. */
const MAX_PAGES = 100;
const PAGE_SIZE = 100;

/** GET `/api/v2/admin/agents`, App-Id with Secret-Key [code of the vendor's]; every page of it. */
export async function listAgents(call: QiscusCall): Promise<Result<Named[]>> {
	const agents = new Map<string, Named>();
	for (let page = 1; page <= MAX_PAGES; page++) {
		const answer = await call({
			method: 'GET',
			path: '/api/v2/admin/agents',
			query: { page, limit: PAGE_SIZE },
		});
		if (!answer.ok) return answer;
		const before = agents.size;
		const rows = asArray(rowsOf(answer.data, 'agents'));
		for (const agent of rows.flatMap(readNamed)) agents.set(agent.id, agent);
		// A page that brings nothing new is the last, whatever page size Qiscus grants.
		if (agents.size === before) break;
	}
	return { ok: true, data: [...agents.values()] };
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

/** Lists stand in `data` or in a member of it: both are met [live]. */
function rowsOf(data: JsonValue | undefined, name: string): JsonValue | undefined {
	return Array.isArray(data) ? data : asObject(data)?.[name];
}

function readNamed(value: JsonValue): Named[] {
	const object = asObject(value);
	const id = asText(object?.id);
	if (object === undefined || id === undefined) return [];
	return [{ id, name: asText(object.name) ?? asText(object.email) ?? id }];
}
