import type { JsonMembers, JsonValue } from '../shared/jsonText.ts';
import type { Call, Route } from './api.ts';
import { appObject, botAppObject } from './appObject.ts';
import { secretKeyOrToken, tokenAtLeast } from './authorise.ts';
import { configsOnTheWire, logoutConfig, newSessionConfig } from './configs.ts';
import { readFlag, readRegistration, readText } from './requestBody.ts';
import { changeSlot, urlOnTheWire } from './slots.ts';
import type { State } from './state.ts';
import { isoTime } from './times.ts';
import type { SlotName } from './types.ts';

/** How the older and the newer registrations name their fields. [doc] */
const OLDER = { url: 'webhook_url', enabled: 'is_webhook_enabled' };
const NEWER = { url: 'url', enabled: 'enabled' };
const BOT = { url: 'bot_webhook_url', enabled: 'is_bot_enabled' };

/** The types of `webhook_config`; no source names one. [guess] */
const TYPES: ReadonlyArray<[SlotName, string]> = [
	['botMessage', 'bot'],
	['agentAllocation', 'agent_allocation'],
	['markAsResolved', 'mark_as_resolved'],
	['newSession', 'new_session'],
	['userLogout', 'auth'],
];

/**
 * Registering webhooks, and reading what is registered. A URL is neither checked nor called: no
 * source says that it is. The custom button's has no API. [guess]
 */
export const WEBHOOK_ROUTES: readonly Route[] = [
	{
		method: 'POST',
		path: '/api/v1/app/webhook/mark_as_resolved',
		authorise: tokenAtLeast,
		handle: async (call) => {
			await register(call, 'markAsResolved', OLDER);
			return { data: appObject(call.state) };
		},
	},
	{
		method: 'POST',
		path: '/api/v1/app/webhook/agent_allocation',
		authorise: secretKeyOrToken,
		exists: ({ allocationEndpoint }) => allocationEndpoint,
		handle: async (call) => {
			await register(call, 'agentAllocation', OLDER);
			return { data: appObject(call.state) };
		},
	},
	{
		method: 'POST',
		path: '/api/v1/app/bot/integrate',
		authorise: tokenAtLeast,
		handle: async (call) => {
			await register(call, 'botMessage', BOT);
			return { data: { app: botAppObject(call.state) }, status: 200 };
		},
	},
	{
		method: 'POST',
		path: '/api/v1/app/bot/activation',
		authorise: tokenAtLeast,
		handle: activateBot,
	},
	{
		method: 'GET',
		path: '/api/v1/app/bot',
		authorise: secretKeyOrToken,
		handle: ({ state }) => ({ data: botOnTheWire(state) }),
	},
	{
		method: 'POST',
		path: '/api/v2/app/bot/force_send',
		authorise: tokenAtLeast,
		handle: forceSendBot,
	},
	{
		method: 'POST',
		path: '/api/v2/app/config/new_session_webhook',
		authorise: secretKeyOrToken,
		handle: async (call) => {
			await register(call, 'newSession', NEWER);
			return { data: { configs: newSessionConfig(call.state) }, status: 200 };
		},
	},
	{
		method: 'POST',
		path: '/api/v2/app/config/auth_webhook',
		authorise: tokenAtLeast,
		handle: async (call) => {
			await register(call, 'userLogout', NEWER);
			return { data: { configs: logoutConfig(call.state) }, status: 200 };
		},
	},
	{
		method: 'GET',
		path: '/api/v2/app/configs',
		authorise: secretKeyOrToken,
		handle: ({ state, request }) => {
			const showAll = request.query.get('show_all') === 'true';
			return { data: { configs: configsOnTheWire(state, showAll) }, status: 200 };
		},
	},
	{
		method: 'GET',
		path: '/api/v2/admin/webhook_config',
		authorise: secretKeyOrToken,
		handle: ({ state }) => ({
			data: { webhook_configs: webhookConfigs(state) },
			status: 200,
		}),
	},
	{
		method: 'GET',
		path: '/api/v2/app/details',
		authorise: secretKeyOrToken,
		handle: ({ state }) => ({ data: appDetails(state), status: 200 }),
	},
];

/** Sets a webhook in place of what was there; both fields have to be there. [guess] */
async function register(
	{ state, request }: Call,
	name: SlotName,
	fields: { url: string; enabled: string },
): Promise<void> {
	const body = await readRegistration(request, state.quirks);
	const url = readText(body, fields.url);
	const enabled = readFlag(body, fields.enabled);
	const keepsUrl = enabled || state.quirks.disablingKeepsUrl;
	changeSlot(state.slots[name], { url: keepsUrl ? url : null, enabled }, state.now());
}

async function activateBot({ state, request }: Call): Promise<JsonValue> {
	const body = await readRegistration(request, state.quirks);
	const slot = state.slots.botMessage;
	changeSlot(slot, { url: slot.url, enabled: readFlag(body, 'is_active') }, state.now());
	return { data: { app: botAppObject(state) }, status: 200 };
}

async function forceSendBot({ state, request }: Call): Promise<JsonValue> {
	const body = await readRegistration(request, state.quirks);
	state.forceSendBot = readFlag(body, 'is_force_send_bot');
	return { data: { bot: { is_force_send_bot: state.forceSendBot } }, status: 200 };
}

function botOnTheWire({ slots, quirks, forceSendBot }: State): JsonMembers {
	return {
		bot_webhook_url: urlOnTheWire(slots.botMessage, quirks.unsetUrl),
		is_bot_enabled: slots.botMessage.enabled,
		is_force_send_bot: forceSendBot,
	};
}

/** Only what was ever set; the ids are places in the list. [guess] */
function webhookConfigs({ slots, quirks }: State): JsonValue {
	return TYPES.flatMap(([name, type], index) => {
		const { createdAt, updatedAt, enabled } = slots[name];
		if (createdAt === null || updatedAt === null) return [];
		return {
			id: index + 1,
			type,
			url: urlOnTheWire(slots[name], quirks.unsetUrl),
			is_active: enabled,
			created_at: isoTime(createdAt),
			updated_at: isoTime(updatedAt),
		};
	});
}

/** Names [code], values [guess]. */
function appDetails(state: State): JsonValue {
	const { is_force_send_bot: _, ...bot } = botOnTheWire(state);
	return {
		app_code: state.app.code,
		...bot,
		secret_key: state.app.secretKey,
		use_2fa: state.quirks.twoFactor,
		user: { expired_on: null, expiration_day: null },
	};
}
