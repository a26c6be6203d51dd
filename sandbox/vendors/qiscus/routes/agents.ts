import type { JsonValue } from '../../shared/jsonText.ts';
import { randomText } from '../../shared/random.ts';
import type { Call, Route } from '../api.ts';
import { anybody, secretKeyOrToken } from '../authorise.ts';
import { findAgent } from '../domain/agents.ts';
import type { Agent } from '../domain/types.ts';
import { GatewayError, QiscusError } from '../errors.ts';
import {
	fieldError,
	fieldsOfParams,
	idItem,
	optionalFlag,
	optionalText,
	readList,
} from '../fields.ts';
import { cursorMeta, numberMeta, pageOf } from '../paging.ts';
import type { Place } from '../paging.ts';
import type { State } from '../state.ts';
import { agentObject, leakyUserObject } from '../wire/agentObject.ts';

const TRACE_ID_LENGTH = 32;

/** Lists of the people who work there. Paths and parameters [code]. */
export const AGENT_ROUTES: readonly Route[] = [
	{
		method: 'GET',
		path: '/api/v2/admin/agents',
		authorise: secretKeyOrToken,
		handle: listAgents,
	},
	{
		method: 'GET',
		path: '/api/v2/admin/agents/by_division',
		authorise: secretKeyOrToken,
		handle: listByDivision,
	},
	{
		method: 'GET',
		path: '/api/v2/admin/agent/:agentId',
		authorise: secretKeyOrToken,
		handle: showAgent,
	},
	{
		method: 'GET',
		path: '/api/v1/admin/agents/get_by_ids',
		authorise: secretKeyOrToken,
		handle: getByIds,
	},
	{
		// New accounts get no further than the gateway, whatever they send. [live]
		method: 'GET',
		path: '/api/v1/admin/agents',
		authorise: anybody,
		handle: ({ state }) => {
			throw new GatewayError(randomText(state.random, TRACE_ID_LENGTH));
		},
	},
];

/** What agents are ordered by. [guess] */
export function placeOfAgent({ id }: Agent): Place {
	return [0, id];
}

function listAgents({ state, request }: Call): JsonValue {
	const fields = fieldsOfParams(request.query);
	const search = optionalText(fields, 'search')?.toLowerCase() ?? '';
	const scope = optionalText(fields, 'scope') ?? '';
	const found = state.agents.filter((agent) =>
		searched(state, agent, scope).some((text) => text.toLowerCase().includes(search)),
	);
	const page = pageOf(found, fields, placeOfAgent);
	const agents = page.rows.map((agent) => agentObject(state, agent));
	const meta = cursorMeta(page);
	return state.quirks.agentsMeta === 'inside'
		? { data: { agents, meta }, status: 200 }
		: { data: { agents }, meta, status: 200 };
}

/** Scopes [code]; without one, name and address. [guess] */
function searched(state: State, agent: Agent, scope: string): string[] {
	const { name, email, divisionIds } = agent;
	switch (scope) {
		case '':
			return [name, email];
		case 'name':
			return [name];
		case 'email':
			return [email];
		case 'division':
			return state.divisions
				.filter(({ id }) => divisionIds.includes(id))
				.map((found) => found.name);
		default:
			throw fieldError('scope', 'is invalid');
	}
}

/**
 * Agents of any of the divisions, no supervisors [guess]; `sort=asc`: those with the fewest
 * customers first. [doc]
 */
function listByDivision({ state, request }: Call): JsonValue {
	const fields = fieldsOfParams(request.query);
	const divisionIds = readList(fields, 'division_ids', idItem);
	const isAvailable = optionalFlag(fields, 'is_available');
	const found = state.agents.filter(
		(agent) =>
			agent.type === 2 &&
			agent.divisionIds.some((id) => divisionIds.includes(id)) &&
			(isAvailable === undefined || agent.isAvailable === isAvailable),
	);
	const sort = optionalText(fields, 'sort') ?? '';
	if (!['', 'asc', 'desc'].includes(sort)) throw fieldError('sort', 'is invalid');
	const loads = new Map(found.map((agent) => [agent.id, state.loads.counted(agent)]));
	const placeOf = (agent: Agent): Place => [loads.get(agent.id) ?? 0, agent.id];
	const page = pageOf(found, fields, sort === '' ? placeOfAgent : placeOf, sort === 'desc');
	return {
		data: page.rows.map((agent) => agentObject(state, agent)),
		meta: numberMeta(page),
		status: 200,
	};
}

function showAgent({ state, params }: Call): JsonValue {
	const agent = findAgent(state, Number(params['agentId']));
	if (agent === undefined) throw new QiscusError(404, 'Agent not found');
	return { data: { agent: agentObject(state, agent) }, status: 200 };
}

/** With the count of customers, as one project reads it. [code] */
function getByIds({ state, request }: Call): JsonValue {
	const ids = readList(fieldsOfParams(request.query), 'ids', idItem);
	const found = state.agents.filter(({ id }) => ids.includes(id));
	return {
		data: found.map((agent) => ({
			...leakyUserObject(state, agent),
			current_customer_count: state.loads.counted(agent),
		})),
	};
}
