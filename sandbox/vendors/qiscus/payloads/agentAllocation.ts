import { writeJson } from '../../shared/jsonText.ts';
import type { JsonMembers, JsonValue } from '../../shared/jsonText.ts';
import { leastBusy } from '../domain/agents.ts';
import type { Agent, Room } from '../domain/types.ts';
import type { State } from '../state.ts';
import { isoTime } from '../times.ts';
import { leakyUserObject, typeNameOf } from '../wire/agentObject.ts';
import { latestServiceObject } from '../wire/serviceObject.ts';
import { keyedProperties, plantedText } from './shape.ts';

const SINCE: ReadonlySet<string> = new Set([
	'deleted_at',
	'force_offline',
	'is_req_otp_reset',
	'is_toc_agree',
	'last_login',
	'last_password_update',
	'totp_token',
]);

/** A customer waits; the vendor's own choice comes with it. */
export function agentAllocationPayload(state: State, room: Room, isNewSession: boolean): string {
	const isOlder = state.quirks.payloads === 'older';
	return writeJson(isOlder ? older(state, room) : newer(state, room, isNewSession));
}

/** As the current page and code have it. [doc, code] */
function newer(state: State, room: Room, isNewSession: boolean): JsonMembers {
	return {
		app_code: state.app.code,
		app_id: state.app.code,
		avatar_url: room.avatarUrl,
		candidate_agent: candidate(state, room, shortAgent),
		email: room.userId,
		extras: plantedText(state.secrets, {
			additional_extras: { timezone_offset: 7 },
			notes: null,
			timezone_offset: null,
			user_properties: keyedProperties(room),
			user_properties_migrated: true,
		}),
		is_new_session: isNewSession,
		is_resolved: false,
		latest_service: latestService(state, room),
		name: room.name,
		room_id: room.id,
		source: room.source,
	};
}

/** As the older page has it, where a room that was resolved before still says so. [doc] */
function older(state: State, room: Room): JsonMembers {
	return {
		app_id: state.app.code,
		source: room.source,
		name: room.name,
		email: room.userId,
		avatar_url: room.avatarUrl,
		extras: plantedText(state.secrets, {
			timezone_offset: 7,
			...(room.userProperties.length === 0 ? {} : { user_properties: keyedProperties(room) }),
		}),
		is_resolved: room.latestService !== null && room.latestService.resolvedAt !== null,
		latest_service: latestService(state, room),
		room_id: room.id,
		candidate_agent: candidate(state, room, longAgent),
	};
}

/** Null where nobody is free. [code] */
function candidate(
	state: State,
	room: Room,
	show: (state: State, agent: Agent) => JsonMembers,
): JsonValue {
	const agent = leastBusy(state, { channelIds: [room.channelId], ignoreAvailability: false });
	return agent === undefined ? null : show(state, agent);
}

/** With a token, and without what accounts have had since. [doc] */
function longAgent(state: State, agent: Agent): JsonMembers {
	const shown = Object.entries(leakyUserObject(state, agent));
	return Object.fromEntries(shown.filter(([name]) => !SINCE.has(name)));
}

/** Without a token. [doc] */
function shortAgent({ keys }: State, agent: Agent): JsonMembers {
	return {
		avatar_url: null,
		created_at: isoTime(agent.createdAt),
		email: agent.email,
		force_offline: agent.forceOffline,
		id: agent.id,
		is_available: agent.isAvailable,
		is_verified: true,
		last_login: agent.lastLoginAt === null ? null : isoTime(agent.lastLoginAt),
		name: agent.name,
		sdk_email: agent.sdkEmail,
		sdk_key: keys.of(agent, 'sdk_key'),
		type: agent.type,
		type_as_string: typeNameOf(agent),
		updated_at: isoTime(agent.lastLoginAt ?? agent.createdAt),
	};
}

function latestService(state: State, room: Room): JsonValue {
	return room.latestService === null ? null : latestServiceObject(state, room, room.latestService);
}
