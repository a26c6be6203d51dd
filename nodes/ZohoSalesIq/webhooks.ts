import { asArray, asBoolean, asObject, asText, asTexts } from '../shared/json/read';
import type { JsonObject, JsonValue } from '../shared/json/types';
import { readPages } from './pages';
import type { Result } from '../shared/problem';
import type { SalesIqCall } from './transport';

/** SalesIQ has two kinds of webhooks; an event belongs to one of them [doc: the webhook page]. */
export type WebhookType = 'administration' | 'data';

/** A public key of a webhook. The text is missing where SalesIQ shows the key but not its text. */
export interface WebhookKey {
	id: string;
	text?: string;
}

/** A webhook as SalesIQ has it [doc: Generate a Public Key, the sample answer] (salesiq-api, section 1). */
export interface Webhook {
	id: string;
	type: string;
	url: string;
	events: string[];
	appIds: string[];
	secured: boolean;
	enabled: boolean;
	/** In the order of the answer; SalesIQ allows two and signs with the oldest [doc]. */
	keys: WebhookKey[];
}

/** What a webhook is to be. `appIds` empty means all apps; administration webhooks have none. */
export interface WebhookSettings {
	type: WebhookType;
	url: string;
	events: string[];
	appIds: string[];
}

/** The webhook API of one portal. Each call names its scope; none throws. */
export interface WebhookApi {
	/** GET `/webhooks`, SalesIQ.webhooks.READ [doc: method and title; guess: path]. */
	list(): Promise<Result<Webhook[]>>;
	/** GET `/webhooks/{id}`, SalesIQ.webhooks.READ [doc: method and title; guess: path]. */
	get(id: string): Promise<Result<Webhook>>;
	/** POST `/webhooks`, SalesIQ.webhooks.CREATE [doc]. SalesIQ calls the URL with HEAD meanwhile. */
	create(settings: WebhookSettings): Promise<Result<Webhook>>;
	/** PUT `/webhooks/{id}`, SalesIQ.webhooks.UPDATE [doc]; replaces events and apps. */
	update(id: string, settings: WebhookSettings): Promise<Result<Webhook>>;
	/** DELETE `/webhooks/{id}`, SalesIQ.webhooks.DELETE [doc]. */
	remove(id: string): Promise<Result<unknown>>;
	/** POST `/webhooks/{id}/keys`, SalesIQ.webhooks.CREATE [doc]; the answer is the webhook with its keys. */
	generateKey(id: string): Promise<Result<Webhook>>;
	/** DELETE `/webhooks/{id}/keys/{keyid}`, SalesIQ.webhooks.DELETE [doc]. */
	removeKey(id: string, keyId: string): Promise<Result<unknown>>;
}

/**
 * @param portal the portal's screen name
 * @param timeoutMs for each call, where the default is too long
 */
export function webhookApi(
	untimedCall: SalesIqCall,
	portal: string,
	timeoutMs?: number,
): WebhookApi {
	const call: SalesIqCall = async (request) => await untimedCall({ timeoutMs, ...request });
	const base = `/${encodeURIComponent(portal)}/webhooks`;
	const path = (id: string) => `${base}/${encodeURIComponent(id)}`;
	const one = async (answer: Promise<Result<JsonValue | undefined>>): Promise<Result<Webhook>> => {
		const result = await answer;
		if (!result.ok) return result;
		const webhook = readWebhook(result.data);
		return webhook === undefined ? UNREADABLE : { ok: true, data: webhook };
	};
	return {
		list: async () => await readPages(call, base, readWebhook),
		get: async (id) => await one(call({ method: 'GET', path: path(id) })),
		create: async (settings) =>
			await one(call({ method: 'POST', path: base, body: toBody(settings) })),
		update: async (id, settings) =>
			await one(call({ method: 'PUT', path: path(id), body: toBody(settings) })),
		remove: async (id) => await call({ method: 'DELETE', path: path(id) }),
		generateKey: async (id) => await one(call({ method: 'POST', path: `${path(id)}/keys` })),
		removeKey: async (id, keyId) =>
			await call({
				method: 'DELETE',
				path: `${path(id)}/keys/${encodeURIComponent(keyId)}`,
			}),
	};
}

const UNREADABLE: Result<Webhook> = {
	ok: false,
	problem: {
		kind: 'invalid',
		message: 'Zoho SalesIQ answered without a webhook id',
		advice: 'Try again. If it stays so, report it as an issue of this package.',
	},
};

function toBody({ type, url, events, appIds }: WebhookSettings): JsonObject {
	return {
		type,
		url,
		events,
		// Only data webhooks have apps [doc].
		...(type === 'data' && appIds.length > 0 ? { app_ids: appIds } : {}),
		secured: true,
		version: '1',
	};
}

/** Reads a webhook, its ids and flags as strings, numbers or booleans; undefined where it has no id. */
export function readWebhook(value: JsonValue | undefined): Webhook | undefined {
	const object = asObject(value);
	const id = asText(object?.id);
	if (object === undefined || id === undefined) return undefined;
	return {
		id,
		type: asText(object.type) ?? '',
		url: asText(object.url) ?? '',
		// One sample of the documents names the events `ids`.
		events: asTexts(object.events ?? object.ids),
		appIds: asTexts(object.app_ids),
		secured: asBoolean(object.secured) ?? false,
		enabled: isEnabled(object.status),
		keys: asArray(object.public_keys).flatMap((key) => {
			const keyObject = asObject(key);
			const keyId = asText(keyObject?.id);
			if (keyId === undefined) return [];
			const text = asText(keyObject?.key);
			return [{ id: keyId, ...(text === undefined ? {} : { text }) }];
		}),
	};
}

/** `status` is "enabled" in the sample [doc]; other forms are taken as they come, a missing one as enabled. */
function isEnabled(status: JsonValue | undefined): boolean {
	const text = asText(status)?.toLowerCase();
	return !(text === 'disabled' || asBoolean(status) === false);
}
