import type { JsonValue } from '../../shared/jsonText.ts';
import type { Call, Route } from '../api.ts';
import { secretKeyOrToken } from '../authorise.ts';
import { workersOf } from '../domain/channels.ts';
import type { Agent } from '../domain/types.ts';
import { fieldsOfParams, optionalFlag, optionalText, readId } from '../fields.ts';
import type { Fields } from '../fields.ts';
import { cursorMeta, pageOf } from '../paging.ts';
import type { State } from '../state.ts';
import { agentObject } from '../wire/agentObject.ts';
import { placeOfAgent } from './agents.ts';
import { roomOf } from './roomOf.ts';

/** Who may serve a room. Paths, parameters and answers [live, code]. */
export const ROOM_AGENT_ROUTES: readonly Route[] = [
	{
		method: 'GET',
		path: '/api/v2/admin/service/available_agents',
		authorise: secretKeyOrToken,
		handle: listAvailable,
	},
	{
		method: 'GET',
		path: '/api/v2/admin/service/other_agents',
		authorise: secretKeyOrToken,
		handle: listOthers,
	},
];

/**
 * Whoever works in the room's channel, be they available or not [live]; with
 * `is_available_in_room` those who are in the room, from whom the vendor's own app chooses one to
 * remove. [code]
 */
function listAvailable({ state, request }: Call): JsonValue {
	const fields = fieldsOfParams(request.query);
	const room = roomOf(state, readId(fields, 'room_id'), 400);
	const isInRoom = optionalFlag(fields, 'is_available_in_room') ?? false;
	const agents = workersOf(state, room.channelId).filter(
		({ id }) => !isInRoom || room.agentIds.includes(id),
	);
	return agentsAnswer(state, agents, fields);
}

/** Those of the channel who are not in the room. [code] */
function listOthers({ state, request }: Call): JsonValue {
	const fields = fieldsOfParams(request.query);
	const room = roomOf(state, readId(fields, 'room_id'), 400);
	const search = optionalText(fields, 'search')?.toLowerCase() ?? '';
	const agents = workersOf(state, room.channelId).filter(
		({ id, name }) => !room.agentIds.includes(id) && name.toLowerCase().includes(search),
	);
	return agentsAnswer(state, agents, fields);
}

function agentsAnswer(state: State, found: readonly Agent[], fields: Fields): JsonValue {
	const page = pageOf(found, fields, placeOfAgent);
	const agents = page.rows.map((agent) => agentObject(state, agent));
	const data = state.quirks.agentsShape === 'data' ? agents : { agents };
	return { data, meta: cursorMeta(page), status: 200 };
}
