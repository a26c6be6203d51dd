import type { JsonMembers, JsonValue } from '../shared/jsonText.ts';
import { appWebhooks } from './appObject.ts';
import type { Quirks } from './quirks.ts';
import { urlOnTheWire } from './slots.ts';
import type { KeptSlot } from './slots.ts';
import type { State } from './state.ts';

/** What is shown without `show_all`; which members these are is not documented. [guess] */
const GENERAL: JsonMembers = {
	is_agent_takeover_enabled: true,
	is_agent_allocation_enabled: true,
	is_active: true,
	is_sessional: true,
	api_version: 'v2',
};

/** The rest of the documents' sample, odd names and mixed types included. [doc] */
const SAMPLE: JsonMembers = {
	'is_ig_story_mention_enabled:1268_enabled': true,
	'ig_story_mention_enabled:1265': 'false',
	'ig_story_mention_enabled:1263': 'false',
	widget: null,
	default_properties_created: 'true',
	is_waca_channel_enabled: true,
	is_agent_send_outbound_message_inbox_enabled: true,
	is_hide_agent_inbox_customer_id_enabled: true,
	agent_send_outbound_message_inbox: 'true',
	'is_ig_story_mention_enabled:1245_enabled': true,
	is_agent_send_broadcast_message_access_enabled: true,
	agent_send_broadcast_message_access: 'true',
	'ig_story_mention_enabled:1262': 'false',
	is_create_tags_enabled: true,
	waca_channel: null,
	is_enable_leave_agent_enabled: true,
	user_hide_handover_request_popup_inbox: 'false',
	'is_ig_story_mention_enabled:1263_enabled': true,
	is_agent_contact_access_enabled: true,
	'is_ig_story_mention_enabled:1261_enabled': true,
	agent_contact_access: 'true',
	is_default_properties_created_enabled: true,
	is_user_hide_popup_estimation_inbox_enabled: true,
	agent_can_add_other_agent: 'true',
	user_hide_popup_estimation_inbox: 'false',
	is_api_version_enabled: true,
	hide_agent_inbox_customer_id: 'false',
	enable_leave_agent: 'true',
	'ig_story_mention_enabled:1268': 'true',
	'is_ig_story_mention_enabled:1262_enabled': true,
	'is_ig_story_mention_enabled:1265_enabled': true,
	app_sync_interval: '5000',
	is_user_hide_handover_request_popup_inbox_enabled: true,
	agent_can_assign_chat: 'true',
	is_enable_rtl_mode_enabled: true,
	is_app_sync_interval_enabled: true,
	'ig_story_mention_enabled:1261': 'false',
	is_agent_can_assign_chat_enabled: true,
	hide_agent_toggle_status: 'false',
	is_hide_agent_toggle_status_enabled: true,
	enable_rtl_mode: 'false',
	is_new_session_webhook_url_enabled: true,
	'ig_story_mention_enabled:1245': 'false',
	create_tags: null,
	is_agent_can_add_other_agent_enabled: true,
	is_is_new_session_webhook_enabled_enabled: true,
};

/** Everything that `configs` shows, flat. */
export function configsOnTheWire(state: State, showAll: boolean): JsonValue {
	const general = { ...GENERAL, ...officeConfig(state) };
	if (!showAll) return general;
	return {
		...SAMPLE,
		...general,
		...appWebhooks(state),
		...newSessionConfig(state),
		...(state.quirks.configsShowLogout ? logoutConfig(state) : {}),
	};
}

export function newSessionConfig({ slots, quirks }: State): JsonMembers {
	return configOf('new_session_webhook', slots.newSession, quirks);
}

export function logoutConfig({ slots, quirks }: State): JsonMembers {
	return configOf('auth_webhook', slots.userLogout, quirks);
}

function officeConfig({ officeHours }: State): JsonMembers {
	return {
		timezone: officeHours.timezone,
		online_message: officeHours.onlineMessage,
		offline_message: officeHours.offlineMessage,
	};
}

/** Of these two webhooks the switch is a text. [doc] */
function configOf(name: string, slot: KeptSlot, { unsetUrl }: Quirks): JsonMembers {
	return {
		[`is_${name}_enabled`]: String(slot.enabled),
		[`${name}_url`]: urlOnTheWire(slot, unsetUrl),
	};
}
