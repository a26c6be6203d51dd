import type { JsonValue } from '../../shared/jsonText.ts';
import type { Call, Route } from '../api.ts';
import { secretKeyOrToken } from '../authorise.ts';
import { findAgent, leastBusy } from '../domain/agents.ts';
import { assign, leave } from '../domain/serve.ts';
import type { Assigned, Refusal } from '../domain/serve.ts';
import type { Agent, Room } from '../domain/types.ts';
import { QiscusError } from '../errors.ts';
import {
	fieldError,
	idItem,
	optionalCount,
	optionalFlag,
	optionalText,
	readId,
} from '../fields.ts';
import { readBody } from '../requestBody.ts';
import type { State } from '../state.ts';
import { leakyUserObject, userObject } from '../wire/agentObject.ts';
import { latestServiceObject } from '../wire/serviceObject.ts';
import { roomOf } from './roomOf.ts';

/** The first, and what the resolved room means [live]; the others' words [guess]. */
const REFUSALS: Readonly<Record<Refusal, string>> = {
	exceedsMaxAgents: 'Cant join room, exceed max agents',
	spurious: 'Cant join room, exceed max agents',
	roomResolved: 'Room already resolved',
	unknownAgent: 'Agent not found',
	unknownRoom: 'Room not found',
};

const SERVICE = '/api/v1/admin/service';

/** Putting agents into rooms. Paths, parameters and answers [code]; errors are 400. [live] */
export const ALLOCATION_ROUTES: readonly Route[] = [
	{
		method: 'POST',
		path: `${SERVICE}/assign_agent`,
		authorise: secretKeyOrToken,
		handle: assignAgent,
	},
	{
		method: 'POST',
		path: `${SERVICE}/allocate_agent`,
		authorise: secretKeyOrToken,
		handle: allocateAgent,
	},
	{
		method: 'POST',
		path: `${SERVICE}/allocate_assign_agent`,
		authorise: secretKeyOrToken,
		handle: allocateAndAssign,
	},
	{
		method: 'POST',
		path: `${SERVICE}/remove_agent`,
		authorise: secretKeyOrToken,
		handle: removeAgent,
	},
];

async function assignAgent({ state, request }: Call): Promise<JsonValue> {
	const { fields } = await readBody(request);
	const { room, agent } = assigned(
		assign(state, {
			roomId: readId(fields, 'room_id'),
			agentId: readId(fields, 'agent_id'),
			replacesLatest: optionalFlag(fields, 'replace_latest_agent') ?? false,
			maxAgents: optionalCount(fields, 'max_agent') ?? state.quirks.defaultMaxAgents,
		}),
	);
	return {
		data: {
			added_agent: leakyUserObject(state, agent),
			service:
				room.latestService === null ? null : latestServiceObject(state, room, room.latestService),
		},
		status: 200,
	};
}

/** Picks somebody and changes nothing. */
async function allocateAgent({ state, request }: Call): Promise<JsonValue> {
	const { fields } = await readBody(request);
	const source = optionalText(fields, 'source');
	const channelId = fields['channel_id'] === undefined ? undefined : idItem(fields['channel_id']);
	if (!source && channelId === undefined) throw fieldError('source', "can't be blank");
	const channelIds = state.channels
		.filter((channel) => !source || channel.source === source)
		.filter(({ id }) => channelId === undefined || id === channelId)
		.map(({ id }) => id);
	const ignoreAvailability = optionalFlag(fields, 'ignore_availability') ?? false;
	const agent = picked(leastBusy(state, { channelIds, ignoreAvailability }));
	return { data: { agent: countedAgent(state, agent) }, status: 200 };
}

async function allocateAndAssign({ state, request }: Call): Promise<JsonValue> {
	const { fields } = await readBody(request);
	const room = roomOf(state, readId(fields, 'room_id'), 400);
	const ignoreAvailability = optionalFlag(fields, 'ignore_agent_availability') ?? false;
	const channelIds = [room.channelId];
	const { agent } = assigned(
		assign(state, {
			roomId: room.id,
			agentId: String(picked(leastBusy(state, { channelIds, ignoreAvailability })).id),
			replacesLatest: false,
			maxAgents: state.quirks.defaultMaxAgents,
		}),
	);
	return { data: { agent: countedAgent(state, agent) }, status: 200 };
}

/** What it answers is not known. [guess] */
async function removeAgent({ state, request }: Call): Promise<JsonValue> {
	const { fields } = await readBody(request);
	const room = roomOf(state, readId(fields, 'room_id'), 400);
	const agent = findAgent(state, Number(readId(fields, 'agent_id')));
	if (agent === undefined || !room.agentIds.includes(agent.id)) {
		throw new QiscusError(400, 'Agent not found');
	}
	if (room.isResolved) throw new QiscusError(400, REFUSALS.roomResolved);
	leave(state, room, agent);
	return { data: { removed_agent: leakyUserObject(state, agent) }, status: 200 };
}

function assigned(result: Assigned): { room: Room; agent: Agent } {
	if ('refusal' in result) throw new QiscusError(400, REFUSALS[result.refusal]);
	return result;
}

/** How it is said that there is nobody is not known. [guess] */
function picked(agent: Agent | undefined): Agent {
	if (agent === undefined) throw new QiscusError(400, 'There is no available agent');
	return agent;
}

/** Members [code]. */
function countedAgent(state: State, agent: Agent): JsonValue {
	const user = userObject(state, agent);
	const names = [
		'id',
		'name',
		'sdk_email',
		'email',
		'sdk_key',
		'type',
		'is_available',
		'avatar_url',
		'is_verified',
		'force_offline',
	];
	return {
		...Object.fromEntries(names.map((name) => [name, user[name]])),
		count: state.loads.counted(agent),
	};
}
