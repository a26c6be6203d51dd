import { writeJson } from '../../shared/jsonText.ts';
import type { Agent } from '../domain/types.ts';
import type { State } from '../state.ts';
import { isoTime } from '../times.ts';
import { typeNameOf } from '../wire/agentObject.ts';

/** Somebody logged out; the account reads as it was before. [doc] */
export function userLogoutPayload({ keys, now }: State, agent: Agent): string {
	return writeJson({
		payload: {
			action: 'logout',
			timestamp: Math.floor(now() / 1000),
			user: {
				avatar_url: null,
				created_at: isoTime(agent.createdAt).slice(0, -1),
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
				updated_at: isoTime(agent.lastLoginAt ?? agent.createdAt).slice(0, -1),
			},
		},
		type: 'auth',
	});
}
