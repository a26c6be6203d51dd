import type { Call, Reply, Route } from './api.ts';
import type { Deliverer } from './deliver.ts';
import { SalesIqError } from './errors.ts';
import { makeKey, MAX_KEYS } from './keys.ts';
import { listReply } from './listsApi.ts';
import { dropWebhook, inPortal, switchWebhook } from './state.ts';
import type { Webhook } from './state.ts';
import type { Portal } from './types.ts';
import { checkUrl } from './urlCheck.ts';
import {
	MAX_EXPIRY_MS,
	readAppIds,
	readEvents,
	readStatus,
	readWebhookInput,
} from './webhookInput.ts';
import type { WebhookInput } from './webhookInput.ts';
import { webhookOnTheWire } from './wire.ts';

/** "Maximum Admin webhooks allowed per portal is 3" [doc]; of data webhooks no limit is known. */
const MAX_ADMINISTRATION_WEBHOOKS = 3;
const LIST_SEPARATOR = ',';

type State = Call['state'];

/** Creating, listing, changing and deleting webhooks, their keys, events and apps. [doc] */
export function webhookRoutes(deliverer: Deliverer): Route[] {
	const one = '/:screenname/webhooks/:webhookId';
	const scope = (operation: string): Pick<Route, 'scope' | 'enterprise'> => ({
		scope: `SalesIQ.webhooks.${operation}`,
		enterprise: true,
	});
	return [
		{ method: 'GET', path: '/:screenname/webhooks', ...scope('READ'), handle: list },
		{
			method: 'POST',
			path: '/:screenname/webhooks',
			...scope('CREATE'),
			handle: (call) => create(call, deliverer),
		},
		{ method: 'GET', path: one, ...scope('READ'), handle: (call) => reply(call, webhookOf(call)) },
		{ method: 'PUT', path: one, ...scope('UPDATE'), handle: (call) => update(call, deliverer) },
		{ method: 'DELETE', path: one, ...scope('DELETE'), handle: remove },
		{ method: 'POST', path: `${one}/keys`, ...scope('CREATE'), handle: addKey },
		{ method: 'DELETE', path: `${one}/keys/:keyId`, ...scope('DELETE'), handle: removeKey },
		{ method: 'POST', path: `${one}/events`, ...scope('UPDATE'), handle: addEvents },
		{ method: 'DELETE', path: `${one}/events`, ...scope('DELETE'), handle: removeEvents },
		{ method: 'DELETE', path: `${one}/events/:events`, ...scope('DELETE'), handle: removeEvents },
		{ method: 'POST', path: `${one}/apps`, ...scope('UPDATE'), handle: addApps },
		{ method: 'DELETE', path: `${one}/apps`, ...scope('DELETE'), handle: removeApps },
		{ method: 'DELETE', path: `${one}/apps/:apps`, ...scope('DELETE'), handle: removeApps },
	];
}

/** The webhook that the path names; 1019 where the portal has none of that id. */
export function webhookOf({ state, portal, params }: Call): Webhook {
	const webhook = state.webhooks.get(params['webhookId'] ?? '');
	if (webhook?.screenname !== portal.screenname) throw new SalesIqError(1019);
	return webhook;
}

/** A webhook as it is registered, with its first key where `secured` makes one. */
export async function registerWebhook(
	state: State,
	portal: Pick<Portal, 'screenname'>,
	input: WebhookInput & { url: string; events: string[] },
	operatorId: string,
): Promise<Webhook> {
	const createdTime = state.nextTime();
	const webhook: Webhook = {
		id: state.nextId(),
		screenname: portal.screenname,
		type: input.type,
		url: input.url,
		events: input.events,
		appIds: input.type === 'data' ? (input.appIds ?? 'all') : [],
		status: 'enabled',
		secured: input.secured ?? false,
		version: input.version ?? '1',
		executionsExpiryMs: input.executionsExpiryMs ?? MAX_EXPIRY_MS,
		keys: [],
		failuresCount: 0,
		failingSince: null,
		lastTriggered: null,
		creatorId: operatorId,
		modifierId: operatorId,
		createdTime,
		modifiedTime: createdTime,
	};
	await makeFirstKey(state, webhook, operatorId);
	state.webhooks.set(webhook.id, webhook);
	return webhook;
}

function list(call: Call): Reply {
	const webhooks = inPortal(call.state.webhooks.values(), call.portal);
	return listReply(
		call,
		webhooks.map((webhook) => webhookOnTheWire(webhook, call.state.quirks)),
	);
}

async function create(call: Call, deliverer: Deliverer): Promise<Reply> {
	const { state, portal, operatorId } = call;
	const { url, events, ...rest } = readWebhookInput(call.readBody(), state, portal);
	if (url === undefined) throw new SalesIqError(1011, { json_key: 'url' });
	if (events === undefined) throw new SalesIqError(1011, { json_key: 'events' });
	if (rest.type === 'data' && state.quirks.appIdsRequired && rest.appIds === undefined) {
		throw new SalesIqError(1011, { json_key: 'app_ids' });
	}
	const checkRoom = (): void => {
		checkLimit(state, portal, rest.type);
		checkUrlIsFree(state, portal, url);
	};
	checkRoom();
	await checkUrl(url, null, deliverer, state.quirks.firstPing);
	// Again, because another webhook may have been created while the URL was being checked.
	checkRoom();
	return reply(call, await registerWebhook(state, portal, { url, events, ...rest }, operatorId));
}

/** `events` and `app_ids` replace the old ones [doc]; what is left out: the switch `updateKeepsOmitted`. */
async function update(call: Call, deliverer: Deliverer): Promise<Reply> {
	const { state, portal, operatorId } = call;
	const webhook = webhookOf(call);
	const body = call.readBody();
	const input = readWebhookInput(body, state, portal);
	const status = readStatus(body, state);
	if (input.type !== webhook.type) throw new SalesIqError(1011, { json_key: 'type' });
	if (!state.quirks.updateKeepsOmitted) checkWhole(input);
	if (input.url !== undefined && input.url !== webhook.url) {
		checkUrlIsFree(state, portal, input.url);
		await checkUrl(input.url, webhook.id, deliverer, state.quirks.firstPing);
	}
	const before = state.quirks.updateKeepsOmitted ? webhook : whatIsUsual(webhook);
	webhook.url = input.url ?? webhook.url;
	webhook.events = input.events ?? webhook.events;
	webhook.appIds = input.appIds ?? before.appIds;
	webhook.secured = input.secured ?? before.secured;
	webhook.version = input.version ?? before.version;
	webhook.executionsExpiryMs = input.executionsExpiryMs ?? before.executionsExpiryMs;
	if (status !== undefined) switchWebhook(webhook, status);
	await makeFirstKey(state, webhook, operatorId);
	return changed(call, webhook);
}

function checkWhole({ url, events }: WebhookInput): void {
	if (url === undefined) throw new SalesIqError(1011, { json_key: 'url' });
	if (events === undefined) throw new SalesIqError(1011, { json_key: 'events' });
}

/** What a webhook has where the body does not say. */
function whatIsUsual({
	type,
}: Webhook): Pick<Webhook, 'appIds' | 'secured' | 'version' | 'executionsExpiryMs'> {
	return {
		appIds: type === 'data' ? 'all' : [],
		secured: false,
		version: '1',
		executionsExpiryMs: MAX_EXPIRY_MS,
	};
}

/** What Delete answers is not documented. [guess] */
function remove(call: Call): Reply {
	const { id } = webhookOf(call);
	dropWebhook(call.state, id);
	return { object: 'webhook', data: { id } };
}

async function addKey(call: Call): Promise<Reply> {
	const { state, operatorId } = call;
	const webhook = webhookOf(call);
	if (webhook.keys.length >= MAX_KEYS) throw new SalesIqError(1017);
	const key = await makeKey(state.nextTime(), operatorId);
	// Again, because another key may have been made while this one was.
	if (webhook.keys.length >= MAX_KEYS) throw new SalesIqError(1017);
	webhook.keys.push(key);
	return changed(call, webhook, key.id);
}

function removeKey(call: Call): Reply {
	const webhook = webhookOf(call);
	const kept = webhook.keys.filter(({ id }) => id !== call.params['keyId']);
	if (kept.length === webhook.keys.length) throw new SalesIqError(1019);
	webhook.keys = kept;
	return lessened(call, webhook);
}

function addEvents(call: Call): Reply {
	const webhook = webhookOf(call);
	const events = readEvents(call.readBody(), 'ids', webhook.type, call.state);
	if (events === undefined) throw new SalesIqError(1011, { json_key: 'ids' });
	webhook.events = [...new Set([...webhook.events, ...events])];
	return changed(call, webhook);
}

function removeEvents(call: Call): Reply {
	const webhook = webhookOf(call);
	const names = call.params['events'] ?? call.query.get('ids');
	if (!names) throw new SalesIqError(1011, { param: 'ids' });
	webhook.events = without(webhook.events, names.split(LIST_SEPARATOR));
	return lessened(call, webhook);
}

function addApps(call: Call): Reply {
	const webhook = webhookOf(call);
	const ids = readAppIds(call.readBody(), 'ids', webhook.type, call.state, call.portal);
	if (ids === undefined) throw new SalesIqError(1011, { json_key: 'ids' });
	const before = webhook.appIds === 'all' ? [] : webhook.appIds;
	webhook.appIds = [...new Set([...before, ...ids])];
	return changed(call, webhook);
}

/** All of them where the path names none. [doc] */
function removeApps(call: Call): Reply {
	const webhook = webhookOf(call);
	const ids = call.params['apps']?.split(LIST_SEPARATOR);
	const before = webhook.appIds === 'all' ? allApps(call) : webhook.appIds;
	webhook.appIds = ids === undefined ? [] : without(before, ids);
	return lessened(call, webhook);
}

function allApps({ state, portal }: Call): string[] {
	return inPortal(state.apps, portal).map(({ id }) => id);
}

/** What is left; 1019 for one that was not there. */
function without(items: readonly string[], removed: readonly string[]): string[] {
	if (!removed.every((item) => items.includes(item))) throw new SalesIqError(1019);
	return items.filter((item) => !removed.includes(item));
}

function changed(call: Call, webhook: Webhook, shownKey?: string): Reply {
	webhook.modifiedTime = call.state.nextTime();
	webhook.modifierId = call.operatorId;
	return reply(call, webhook, shownKey);
}

/** What removing a part answers is not documented: the switch `removalAnswer`. */
function lessened(call: Call, webhook: Webhook): Reply {
	const answer = changed(call, webhook);
	return call.state.quirks.removalAnswer === 'webhook' ? answer : { ...answer, data: {} };
}

function reply({ state }: Call, webhook: Webhook, shownKey?: string): Reply {
	return { object: 'webhook', data: webhookOnTheWire(webhook, state.quirks, shownKey) };
}

/** The sample's key is 0.17 s younger than its webhook, so `secured` seems to make one. [guess] */
async function makeFirstKey(state: State, webhook: Webhook, operatorId: string): Promise<void> {
	if (!webhook.secured || !state.quirks.keyOnCreate || webhook.keys.length > 0) return;
	webhook.keys.push(await makeKey(state.nextTime(), operatorId));
}

function checkLimit(state: State, portal: Portal, type: WebhookInput['type']): void {
	if (type !== 'administration') return;
	const others = inPortal(state.webhooks.values(), portal).filter((other) => other.type === type);
	if (others.length >= MAX_ADMINISTRATION_WEBHOOKS) throw new SalesIqError(1017);
}

function checkUrlIsFree(state: State, portal: Portal, url: string): void {
	if (state.quirks.sharedUrl) return;
	const taken = inPortal(state.webhooks.values(), portal).some((other) => other.url === url);
	if (taken) throw new SalesIqError(1014, { json_key: 'url' });
}
