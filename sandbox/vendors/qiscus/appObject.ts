import type { JsonMembers } from '../shared/jsonText.ts';
import { APP_CREATED_MS, APP_NAME } from './seed.ts';
import { urlOnTheWire } from './slots.ts';
import type { State } from './state.ts';
import { spacedTime } from './times.ts';

/** The three webhooks that app objects and configs show under the same names. [doc] */
export function appWebhooks({ slots, quirks }: State): JsonMembers {
	const { botMessage, agentAllocation, markAsResolved } = slots;
	return {
		bot_webhook_url: urlOnTheWire(botMessage, quirks.unsetUrl),
		is_bot_enabled: botMessage.enabled,
		allocate_agent_webhook_url: urlOnTheWire(agentAllocation, quirks.unsetUrl),
		is_allocate_agent_webhook_enabled: agentAllocation.enabled,
		mark_as_resolved_webhook_url: urlOnTheWire(markAsResolved, quirks.unsetUrl),
		is_mark_as_resolved_webhook_enabled: markAsResolved.enabled,
	};
}

/** The app as a registration answers it, secret key included [doc]; the last two are newer. [code] */
export function appObject(state: State): JsonMembers {
	return {
		id: state.app.id,
		name: APP_NAME,
		app_code: state.app.code,
		secret_key: state.app.secretKey,
		created_at: spacedTime(APP_CREATED_MS),
		updated_at: spacedTime(lastChange(state)),
		...appWebhooks(state),
		is_mobile_pn_enabled: true,
		is_active: true,
		is_sessional: true,
		is_agent_allocation_enabled: false,
		is_agent_takeover_enabled: true,
		is_token_expiring: false,
		paid_channel_approved: null,
		use_latest: false,
		free_sessions: 0,
		is_force_send_bot: state.forceSendBot,
	};
}

/** The app as the bot's registration answers it. [code] */
export function botAppObject(state: State): JsonMembers {
	return {
		...appObject(state),
		app_joined_status: 1,
		is_archieved: null,
		archieve_status: null,
		search_using_engine: false,
		use_2fa: state.quirks.twoFactor,
	};
}

/** The app as a login answers it. [doc] */
export function loginAppObject(state: State): JsonMembers {
	return {
		app_code: state.app.code,
		secret_key: state.app.secretKey,
		name: APP_NAME,
		...appWebhooks(state),
		is_active: true,
		is_sessional: true,
		is_agent_allocation_enabled: false,
		is_agent_takeover_enabled: true,
		use_latest: false,
		is_bulk_assignment_enabled: false,
	};
}

function lastChange({ slots }: State): number {
	const changes = Object.values(slots).map(({ updatedAt }) => updatedAt ?? APP_CREATED_MS);
	return Math.max(...changes);
}
