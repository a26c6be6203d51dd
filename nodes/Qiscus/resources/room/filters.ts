import type { INodeProperties } from 'n8n-workflow';

import { asBoolean, asText } from '../../../shared/json/read';
import type { JsonObject, JsonValue } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import { chosen, idsOf } from '../../../shared/resources/fields';
import { readChannels } from '../../channels';
import type { QiscusCall } from '../../transport';

const STATUSES = ['resolved', 'unresolved'] as const;
const SERVE_STATUSES = ['served', 'unserved'] as const;

/** Which rooms are wanted; of each filter that is set, a room has to fit. */
export const filtersProperty: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Agent Names or IDs',
			name: 'agentIds',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getAgents' },
			default: [],
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			hint: 'Rooms that one of these agents is in',
		},
		{
			displayName: 'Channel Names or IDs',
			name: 'channelIds',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getChannels' },
			default: [],
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			hint: 'Rooms of one of these channels',
		},
		{
			displayName: 'Handled by Bot',
			name: 'isHandledByBot',
			type: 'boolean',
			default: true,
			description: 'Whether the bot of the room is on',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			description: 'Text that is part of the room’s name, which is the name of its customer',
		},
		{
			displayName: 'Serve Status',
			name: 'serveStatus',
			type: 'options',
			options: [
				{ name: 'Served', value: 'served', description: 'An agent has the room' },
				{ name: 'Unserved', value: 'unserved', description: 'The room waits for an agent' },
			],
			default: 'unserved',
			description: 'Whether an agent has the room',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Resolved', value: 'resolved' },
				{ name: 'Unresolved', value: 'unresolved' },
			],
			default: 'unresolved',
			description: 'Whether the room is resolved',
		},
		{
			displayName: 'Tag IDs',
			name: 'tagIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 501,502',
			description: 'Rooms that have one of these tags. The ID of a tag is in the items of Tag.',
		},
	],
};

/**
 * The filters under Qiscus' names [code of the vendor's app; `unresolved`: guess].
 *
 * @param call to learn the source of each chosen channel, which Qiscus wants beside its id
 */
export async function readFilters(
	call: QiscusCall,
	given: JsonObject,
): Promise<Result<JsonObject>> {
	const choices = readChoices(given);
	if (!choices.ok) return choices;
	const ids = readIds(given);
	if (!ids.ok) return ids;
	const channels = await channelsOf(call, ids.data.channelIds);
	if (!channels.ok) return channels;
	const { agentIds, tagIds } = ids.data;
	const name = asText(given.name);
	return {
		ok: true,
		data: {
			...(channels.data.length === 0 ? {} : { channels: channels.data }),
			...(agentIds.length === 0 ? {} : { user_ids: agentIds }),
			...(tagIds.length === 0 ? {} : { tag_ids: tagIds }),
			...(name === undefined ? {} : { name }),
			...choices.data,
		},
	};
}

function readChoices(given: JsonObject): Result<JsonObject> {
	const filters: JsonObject = {};
	if (isSet(given.isHandledByBot)) {
		const isHandledByBot = asBoolean(given.isHandledByBot);
		if (isHandledByBot === undefined) return NO_TRUTH;
		filters.is_handled_by_bot = isHandledByBot;
	}
	if (isSet(given.serveStatus)) {
		const serveStatus = chosen(given.serveStatus, SERVE_STATUSES, 'Serve Status');
		if (!serveStatus.ok) return serveStatus;
		filters.serve_status = serveStatus.data;
	}
	if (isSet(given.status)) {
		const status = chosen(given.status, STATUSES, 'Status');
		if (!status.ok) return status;
		filters.status = status.data;
	}
	return { ok: true, data: filters };
}

const NO_TRUTH = failed({
	kind: 'invalid',
	message: 'Handled by Bot is neither true nor false',
	advice: 'Switch it on or off, or let the expression give true or false.',
});

const isSet = (value: JsonValue | undefined): boolean =>
	value !== undefined && value !== null && value !== '';

type Ids = Record<'agentIds' | 'channelIds' | 'tagIds', number[]>;

/** Ids of these are numbers, which Qiscus' own app sends as such [code]. */
function readIds(given: JsonObject): Result<Ids> {
	const ids: Ids = { agentIds: [], channelIds: [], tagIds: [] };
	for (const [name, label] of ID_LISTS) {
		ids[name] = idsOf(given[name]).map(Number);
		if (!ids[name].every((id) => Number.isSafeInteger(id) && id > 0)) return notIds(label);
	}
	return { ok: true, data: ids };
}

const ID_LISTS: ReadonlyArray<readonly [keyof Ids, string]> = [
	['agentIds', 'Agent Names or IDs'],
	['channelIds', 'Channel Names or IDs'],
	['tagIds', 'Tag IDs'],
];

const notIds = (label: string) =>
	failed({
		kind: 'invalid',
		message: `${label} has something that is not an ID`,
		advice: `IDs have digits only. Choose from the list, or let the expression under ${label} give such IDs.`,
	});

async function channelsOf(call: QiscusCall, ids: readonly number[]): Promise<Result<JsonObject[]>> {
	if (ids.length === 0) return { ok: true, data: [] };
	const known = await readChannels(call);
	if (!known.ok) return known;
	const sourceOf = (id: number) => known.data.find((channel) => channel.id === String(id))?.source;
	return {
		ok: true,
		data: ids.map((id) => {
			const source = sourceOf(id);
			return source === undefined ? { channel_id: id } : { channel_id: id, source };
		}),
	};
}
