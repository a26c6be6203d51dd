import { asBoolean, asObject, asText } from '../shared/json/read';
import type { JsonObject, JsonValue } from '../shared/json/types';
import { isTransient, type Result } from '../shared/problem';
import type { Access, QiscusCall } from './transport';

/** The webhooks that can be registered through the API; of each kind an app has one (qiscus-api, section 2). */
export type SlotName =
	'agentAllocation' | 'botMessage' | 'markAsResolved' | 'newSession' | 'userLogout';

/** How one kind of webhook is registered, and the names under which answers and configs tell it. */
interface SlotCalls {
	path: string;
	access: Access;
	/** The fields of the form. */
	fields: { url: string; enabled: string };
	/** The members of app objects and configs. */
	members: { url: string; enabled: string };
}

const OLDER_FIELDS = { url: 'webhook_url', enabled: 'is_webhook_enabled' };
const NEWER_FIELDS = { url: 'url', enabled: 'enabled' };
const BOT_MEMBERS = { url: 'bot_webhook_url', enabled: 'is_bot_enabled' };

const CALLS: Readonly<Record<SlotName, SlotCalls>> = {
	// POST, App-Id with Secret-Key [code]; the documents have the dashboard only.
	agentAllocation: {
		path: '/api/v1/app/webhook/agent_allocation',
		access: 'secretKey',
		fields: OLDER_FIELDS,
		members: {
			url: 'allocate_agent_webhook_url',
			enabled: 'is_allocate_agent_webhook_enabled',
		},
	},
	// POST, AdminToken [code of the vendor's].
	botMessage: {
		path: '/api/v1/app/bot/integrate',
		access: 'admin',
		fields: BOT_MEMBERS,
		members: BOT_MEMBERS,
	},
	// POST, AdminToken [doc: Mark As Resolved]; App-Id with Secret-Key works, too [code].
	markAsResolved: {
		path: '/api/v1/app/webhook/mark_as_resolved',
		access: 'admin',
		fields: OLDER_FIELDS,
		members: {
			url: 'mark_as_resolved_webhook_url',
			enabled: 'is_mark_as_resolved_webhook_enabled',
		},
	},
	// POST, App-Id with Secret-Key [doc: New Session Webhook].
	newSession: {
		path: '/api/v2/app/config/new_session_webhook',
		access: 'secretKey',
		fields: NEWER_FIELDS,
		members: { url: 'new_session_webhook_url', enabled: 'is_new_session_webhook_enabled' },
	},
	// POST, AdminToken [doc: User Logout Webhook].
	userLogout: {
		path: '/api/v2/app/config/auth_webhook',
		access: 'admin',
		fields: NEWER_FIELDS,
		members: { url: 'auth_webhook_url', enabled: 'is_auth_webhook_enabled' },
	},
};

export const SLOT_NAMES = Object.keys(CALLS) as SlotName[];

/** Whether a name is that of a webhook that can be registered through the API. */
export function isSlotName(name: string): name is SlotName {
	return Object.hasOwn(CALLS, name);
}

/** What Qiscus calls for one kind of event. */
export interface Slot {
	/** Undefined where none is set. */
	url: string | undefined;
	/** Undefined where Qiscus does not tell. */
	enabled: boolean | undefined;
}

/** All slots; `hidden` is one that Qiscus does not show. */
export type Slots = Readonly<Record<SlotName, Slot | 'hidden'>>;

/** The webhook calls of one app; none throws. */
export interface SlotApi {
	/** Reads the configs. */
	list(): Promise<Result<Slots>>;
	/**
	 * Sets a slot, whatever it held.
	 *
	 * @returns what Qiscus says it holds now, where it says so
	 */
	set(name: SlotName, slot: { url: string; enabled: boolean }): Promise<Result<Slot | 'hidden'>>;
}

export function slotApi(call: QiscusCall): SlotApi {
	return {
		list: async () => {
			const configs = await readConfigs(call);
			if (!configs.ok) return configs;
			return { ok: true, data: perSlot((name) => readSlot(name, configs.data)) };
		},
		set: async (name, { url, enabled }) => {
			const { path, access, fields } = CALLS[name];
			const answer = await call({
				method: 'POST',
				path,
				access,
				// Truths only as texts: others were refused [code].
				form: { [fields.url]: url, [fields.enabled]: String(enabled) },
			});
			if (!answer.ok) return answer;
			return { ok: true, data: readSlot(name, membersIn(answer.data)) };
		},
	};
}

/** GET `/api/v2/app/configs?show_all=true`, App-Id with Secret-Key [doc]: the app's whole configuration. */
export async function readConfigs(call: QiscusCall): Promise<Result<JsonObject>> {
	const answer = await call({
		method: 'GET',
		path: '/api/v2/app/configs',
		query: { show_all: 'true' },
	});
	if (!answer.ok) return answer;
	const configs = asObject(asObject(answer.data)?.configs);
	return configs === undefined ? UNREADABLE : { ok: true, data: configs };
}

/** The configs may show a moment later what was written. */
const READ_BACK_TRIES = 3;
const READ_BACK_PAUSE_MS = 1_000;

/** Reads until what was written shows, for a moment; trouble with the reading itself ends it. */
export async function untilShown<T>(
	sleep: (ms: number) => Promise<void>,
	read: () => Promise<Result<T>>,
): Promise<Result<T>> {
	let seen = await read();
	for (let tries = 1; tries < READ_BACK_TRIES; tries++) {
		if (seen.ok || isTransient(seen.problem)) break;
		await sleep(READ_BACK_PAUSE_MS);
		seen = await read();
	}
	return seen;
}

function perSlot<T>(make: (name: SlotName) => T): Record<SlotName, T> {
	return {
		agentAllocation: make('agentAllocation'),
		botMessage: make('botMessage'),
		markAsResolved: make('markAsResolved'),
		newSession: make('newSession'),
		userLogout: make('userLogout'),
	};
}

/** The app object stands in `data` or in `data.app`, configs stand in `data.configs` [doc, code]. */
function membersIn(data: JsonValue | undefined): JsonObject {
	const object = asObject(data) ?? {};
	return asObject(object.app) ?? asObject(object.configs) ?? object;
}

/**
 * An unset URL may be null, empty or missing. What configs are stored only once they are set is not
 * documented, so a missing slot is an unset one; but for user logout, which the sample of the
 * configs lacks although a webhook can be set [doc].
 */
function readSlot(name: SlotName, members: JsonObject): Slot | 'hidden' {
	const { url, enabled } = CALLS[name].members;
	if (name === 'userLogout' && members[url] === undefined && members[enabled] === undefined) {
		return 'hidden';
	}
	return { url: asText(members[url]), enabled: asBoolean(members[enabled]) };
}

const UNREADABLE: Result<JsonObject> = {
	ok: false,
	problem: {
		kind: 'invalid',
		message: 'Qiscus answered without the app’s configuration',
		advice: 'Try again. If it stays so, report it as an issue of this package.',
	},
};
