import type { JsonValue } from '../../shared/jsonText.ts';
import type { Call, Route } from '../api.ts';
import { secretKeyOrToken } from '../authorise.ts';
import { CHANNEL_KINDS } from '../domain/channels.ts';
import type { Channel, ChannelKind } from '../domain/types.ts';
import { fieldsOfParams } from '../fields.ts';
import { numberMeta, pageOf } from '../paging.ts';
import type { State } from '../state.ts';
import { isoTime } from '../times.ts';
import { channelObject } from '../wire/channelObject.ts';

/** What is set up in the dashboard. */
export const SETTING_ROUTES: readonly Route[] = [
	{
		method: 'GET',
		path: '/api/v2/divisions',
		authorise: secretKeyOrToken,
		handle: listDivisions,
	},
	{
		method: 'GET',
		path: '/api/v2/channels',
		authorise: secretKeyOrToken,
		handle: ({ state }) => ({
			data: Object.fromEntries(CHANNEL_KINDS.map((kind) => listOf(state, kind))),
		}),
	},
	...([...CHANNEL_KINDS, 'tiktok'] as const).map((kind): Route => ({
		method: 'GET',
		path: `/api/v3/admin/channel/${kind}`,
		authorise: secretKeyOrToken,
		handle: (call) => listChannels(call, kind),
	})),
	{
		method: 'GET',
		path: '/api/v1/admin/office_hours',
		authorise: secretKeyOrToken,
		handle: ({ state }) => ({ data: officeHours(state) }),
	},
];

function listDivisions({ state, request }: Call): JsonValue {
	const page = pageOf(state.divisions, fieldsOfParams(request.query), ({ id }) => [0, id]);
	return {
		data: page.rows.map(({ id, name, isDefault, createdAt }) => ({
			app_id: state.app.id,
			created_at: isoTime(createdAt),
			id,
			is_default_role: isDefault,
			name,
			updated_at: isoTime(createdAt),
		})),
		meta: numberMeta(page),
	};
}

/** The widget's [code], the others as that one. [guess] */
function listChannels({ state, request }: Call, kind: ChannelKind): JsonValue {
	const channels = state.channels.filter((channel) => channel.kind === kind);
	const page = pageOf(channels, fieldsOfParams(request.query), ({ id }) => [0, id]);
	const rows = page.rows.map((channel) => ({
		...channelObject(state, channel),
		source: channel.source,
	}));
	return { data: { [`${kind}_channels`]: rows }, meta: numberMeta(page), status: 200 };
}

function listOf(state: State, kind: ChannelKind): [string, JsonValue] {
	const ofKind = (channel: Channel): boolean => channel.kind === kind;
	const channels = state.channels.filter(ofKind).map((channel) => channelObject(state, channel));
	return [`${kind}_channels`, channels];
}

function officeHours({ officeHours: hours }: State): JsonValue {
	return {
		timezone: hours.timezone,
		online_message: hours.onlineMessage,
		offline_message: hours.offlineMessage,
		send_online_if_resolved: hours.sendOnlineIfResolved,
		send_offline_each_message: hours.sendOfflineEachMessage,
		office_hours: hours.days.map(({ day, start, end }, index) => ({
			id: index + 1,
			day,
			starttime: start,
			endtime: end,
		})),
	};
}
