import type { JsonMembers } from '../../shared/jsonText.ts';
import type { Agent } from '../domain/types.ts';
import type { State } from '../state.ts';
import { isoTime, spacedTime } from '../times.ts';

const TYPE_NAMES = { 1: 'admin', 2: 'agent', 3: 'supervisor' } as const;

export function typeNameOf({ type }: Agent): string {
	return TYPE_NAMES[type];
}

/** As the second version of the API has them. [code] */
export function agentObject(state: State, agent: Agent): JsonMembers {
	const { divisions, channels, keys, loads } = state;
	const named = <T extends { id: number; name: string }>(
		all: readonly T[],
		ids: number[],
	): JsonMembers[] =>
		all.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ id, name }));
	return {
		avatar_url: null,
		created_at: isoTime(agent.createdAt),
		current_customer_count: loads.counted(agent),
		email: agent.email,
		force_offline: agent.forceOffline,
		id: agent.id,
		is_available: agent.isAvailable,
		is_req_otp_reset: null,
		last_login: agent.lastLoginAt === null ? null : isoTime(agent.lastLoginAt),
		name: agent.name,
		sdk_email: agent.sdkEmail,
		sdk_key: keys.of(agent, 'sdk_key'),
		type: agent.type,
		type_as_string: typeNameOf(agent),
		user_channels: named(channels, agent.channelIds),
		user_roles: named(divisions, agent.divisionIds),
	};
}

/** As the first version of the API and a login have them, but for the token. [doc] */
export function userObject({ app, channels, keys }: State, agent: Agent): JsonMembers {
	const rules = channels
		.filter(({ id }) => agent.channelIds.includes(id))
		.map(({ kind }) => `${kind}_messaging`);
	return {
		id: agent.id,
		name: agent.name,
		email: agent.email,
		created_at: spacedTime(agent.createdAt),
		updated_at: spacedTime(agent.lastLoginAt ?? agent.createdAt),
		sdk_email: agent.sdkEmail,
		sdk_key: keys.of(agent, 'sdk_key'),
		is_available: agent.isAvailable,
		type: agent.type,
		avatar_url: null,
		app_id: app.id,
		is_verified: true,
		notifications_room_id: null,
		bubble_color: null,
		qismo_key: keys.of(agent, 'qismo_key'),
		direct_login_token: keys.of(agent, 'direct_login_token'),
		last_login: agent.lastLoginAt === null ? null : spacedTime(agent.lastLoginAt),
		force_offline: agent.forceOffline,
		deleted_at: null,
		is_toc_agree: true,
		totp_token: keys.of(agent, 'totp_token'),
		is_req_otp_reset: null,
		last_password_update: spacedTime(agent.createdAt),
		type_as_string: typeNameOf(agent),
		assigned_rules: agent.type === 2 ? [...new Set(rules)] : null,
	};
}

/** What answers show of another's account, token included. [code] */
export function leakyUserObject(state: State, agent: Agent): JsonMembers {
	const { id, name, email, ...rest } = userObject(state, agent);
	const token = state.keys.of(agent, 'authentication_token');
	return { id, name, email, authentication_token: token, ...rest };
}
