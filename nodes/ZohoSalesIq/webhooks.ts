import { asArray, asBoolean, asObject, asText, asTexts } from '../shared/json/read';
import type { JsonObject, JsonValue } from '../shared/json/types';
import { readPages } from './pages';
import type { Result } from '../shared/problem';
import type { SalesIqCall, SalesIqRequest } from './transport';

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
	/** As SalesIQ gave it, for what is only shown. */
	object: JsonObject;
}

/** What a webhook is to be. `appIds` empty means all apps; administration webhooks have none. */
export interface WebhookSettings {
	type: WebhookType;
	url: string;
	events: string[];
	appIds: string[];
	/** Whether deliveries are signed; true where it is left out. */
	secured?: boolean;
	/** Of the payload; `1`, the only one that is documented, where it is left out. */
	version?: string;
	/** How long failed executions are kept; 60 days where it is left out [doc]. */
	keepFailuresMs?: string;
	/** Left alone where it is left out. That Update takes it is a [guess]. */
	status?: WebhookStatus;
}

/** The values of `status` [doc: sample, guess: the other one]. */
export type WebhookStatus = 'disabled' | 'enabled';

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
	/** POST `/webhooks/{id}/events`, SalesIQ.webhooks.UPDATE [doc]. */
	addEvents(id: string, events: readonly string[]): Promise<Result<Webhook>>;
	/** DELETE `/webhooks/{id}/events?ids=`, SalesIQ.webhooks.DELETE [doc]. */
	removeEvents(id: string, events: readonly string[]): Promise<Result<Webhook>>;
	/** POST `/webhooks/{id}/apps`, SalesIQ.webhooks.UPDATE [doc]. */
	addApps(id: string, appIds: readonly string[]): Promise<Result<Webhook>>;
	/** DELETE `/webhooks/{id}/apps`, or `/apps/{ids}` for some of them, SalesIQ.webhooks.DELETE [doc]. */
	removeApps(id: string, appIds: readonly string[] | 'all'): Promise<Result<Webhook>>;
	/** GET `/webhooks/{id}/executions`, SalesIQ.webhooks.READ [doc]; one page of failed executions. */
	listFailures(id: string, query: FailureQuery): Promise<Result<JsonValue[]>>;
	/**
	 * POST `/webhooks/{id}/executions/{execution}` for one, `/executions` for several,
	 * SalesIQ.webhooks.CREATE [doc].
	 *
	 * @returns the ids of those that SalesIQ skipped, because they were retried 99 times
	 */
	retryFailures(id: string, executionIds: readonly string[]): Promise<Result<string[]>>;
}

/** What Failed Execution List takes [doc]. Type alias, so that it fits a query. */
export type FailureQuery = {
	/** 5 to 50. */
	limit: number;
	/** Counted from 1. */
	pageno?: number;
	from_time?: number;
	to_time?: number;
	/** Separated by commas. */
	events?: string;
};

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
	const get = async (id: string) => await one(call({ method: 'GET', path: path(id) }));
	/** The webhook after a change; what removing something answers is not documented. */
	const changed = async (id: string, request: SalesIqRequest): Promise<Result<Webhook>> => {
		const result = await call(request);
		if (!result.ok) return result;
		const webhook = readWebhook(result.data);
		return webhook === undefined ? await get(id) : { ok: true, data: webhook };
	};
	return {
		list: async () => await readPages(call, base, readWebhook),
		get,
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
		addEvents: async (id, events) =>
			await changed(id, { method: 'POST', path: `${path(id)}/events`, body: { ids: [...events] } }),
		removeEvents: async (id, events) =>
			await changed(id, {
				method: 'DELETE',
				path: `${path(id)}/events`,
				query: { ids: events.join(',') },
			}),
		addApps: async (id, appIds) =>
			await changed(id, { method: 'POST', path: `${path(id)}/apps`, body: { ids: [...appIds] } }),
		removeApps: async (id, appIds) => {
			const some = appIds === 'all' ? '' : `/${appIds.map(encodeURIComponent).join(',')}`;
			return await changed(id, { method: 'DELETE', path: `${path(id)}/apps${some}` });
		},
		listFailures: async (id, query) => {
			const page = await call({ method: 'GET', path: `${path(id)}/executions`, query });
			return page.ok ? { ok: true, data: asArray(page.data) } : page;
		},
		retryFailures: async (id, [first = '', ...others]) => {
			const executions = `${path(id)}/executions`;
			const result = await call(
				others.length === 0
					? { method: 'POST', path: `${executions}/${encodeURIComponent(first)}` }
					: { method: 'POST', path: executions, body: { ids: [first, ...others] } },
			);
			return result.ok ? { ok: true, data: asTexts(asObject(result.data)?.skipped) } : result;
		},
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

function toBody(settings: WebhookSettings): JsonObject {
	const { type, url, events, appIds, keepFailuresMs, status } = settings;
	return {
		type,
		url,
		events,
		// Only data webhooks have apps [doc].
		...(type === 'data' && appIds.length > 0 ? { app_ids: appIds } : {}),
		secured: settings.secured ?? true,
		version: settings.version ?? '1',
		...(keepFailuresMs === undefined ? {} : { expiry_time_for_executions_data: keepFailuresMs }),
		...(status === undefined ? {} : { status }),
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
		object,
	};
}

/** `status` is "enabled" in the sample [doc]; other forms are taken as they come, a missing one as enabled. */
function isEnabled(status: JsonValue | undefined): boolean {
	const text = asText(status)?.toLowerCase();
	return !(text === 'disabled' || asBoolean(status) === false);
}
