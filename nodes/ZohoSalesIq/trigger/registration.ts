import { type Clock, patiently } from '../../shared/patience';
import { failed, isTransient, type Problem, type Result } from '../../shared/problem';
import type { Webhook, WebhookApi, WebhookSettings, WebhookType } from '../webhooks';
import { makeKeysReadable, type ReadableKey, readKeys } from './webhookKeys';

/** What n8n keeps of a webhook: the least that is needed to find it, to verify it, and to remove it. */
export interface Registration {
	type: WebhookType;
	webhookId: string;
	/** The public keys whose text is known. */
	keys: ReadableKey[];
	/** The apps that were asked for; what SalesIQ answers for "all apps" is not documented. */
	appIds: string[];
}

/** Where registrations are kept: the node's static data. Each change is a new list, so that n8n notices it. */
export interface RegistrationStore {
	registrations?: Registration[];
}

/** What registering works with. */
export interface RegistrationTools extends Clock {
	api: WebhookApi;
	store: RegistrationStore;
	/** Every URL that this node may have registered, whatever its events are now. */
	urls: readonly string[];
	/** The ids of all apps of the portal. */
	listAppIds(): Promise<Result<string[]>>;
	/** Whether a URL is this node's test URL and nobody listens there. False where that cannot be told. */
	isDeserted(url: string): Promise<boolean>;
	/** Says in n8n's log what was done beyond the plain way. */
	log(message: string): void;
}

/** "Parameters are invalid or absent" [doc: error codes of the REST v2 page]. */
const PARAMETER_ABSENT = 1011;

const DONE: Result<undefined> = { ok: true, data: undefined };

/** Whether every webhook that is wanted is there, as it should be, with its keys known. Changes nothing. */
export async function isRegistered(
	tools: RegistrationTools,
	wanted: readonly WebhookSettings[],
): Promise<Result<boolean>> {
	return await patiently(tools, async () => {
		const webhooks = await tools.api.list();
		if (!webhooks.ok) return webhooks;
		return {
			ok: true,
			data: wanted.every((settings) => {
				const [webhook, ...others] = ours(tools.store, webhooks.data, settings);
				const known = stored(tools.store, settings.type);
				return (
					webhook !== undefined &&
					others.length === 0 &&
					known !== undefined &&
					known.webhookId === webhook.id &&
					known.keys.length > 0 &&
					webhook.enabled &&
					matches(webhook, settings, known)
				);
			}),
		};
	});
}

/**
 * Makes what is wanted so: takes over what is there under our URL, mends what differs, creates what
 * is missing. May be called any number of times; a round that was cut is taken up where it ended,
 * because each begins with a look at SalesIQ.
 */
export async function register(
	tools: RegistrationTools,
	wanted: readonly WebhookSettings[],
): Promise<Result<undefined>> {
	return await patiently(tools, async () => {
		const webhooks = await tools.api.list();
		if (!webhooks.ok) return webhooks;
		for (const settings of wanted) {
			const result = await registerOne(tools, settings, ours(tools.store, webhooks.data, settings));
			if (!result.ok) return result;
		}
		const wantedUrls = wanted.map(({ url }) => url);
		const unwanted = await removeAll(
			tools,
			webhooks.data.filter(({ url }) => tools.urls.includes(url) && !wantedUrls.includes(url)),
		);
		if (!unwanted.ok) return unwanted;
		await removeLeftovers(tools, webhooks.data);
		return DONE;
	});
}

/**
 * Removes webhooks of this node's test URL that n8n left behind when it was killed while somebody
 * listened. One that n8n still answers for belongs to somebody who listens right now. The node works
 * without this, so that trouble here does not count.
 */
async function removeLeftovers(
	tools: RegistrationTools,
	webhooks: readonly Webhook[],
): Promise<void> {
	for (const webhook of webhooks) {
		if (!(await tools.isDeserted(webhook.url))) continue;
		tools.log(`A webhook that Zoho SalesIQ still had for this node’s test URL is removed.`);
		await remove(tools, webhook.id);
	}
}

/**
 * Removes every webhook of ours: those that n8n kept an id of, then those that are listed under our
 * URLs. One that SalesIQ does not know any more is as good as removed. Where SalesIQ refuses to list
 * them, as it may after a creation that it refused, nothing is left that n8n knows of.
 */
export async function unregister(tools: RegistrationTools): Promise<Result<undefined>> {
	return await patiently(tools, async () => {
		// Looked at first: what is registered under our URLs from now on is for somebody who listens again.
		const webhooks = await tools.api.list();
		const known = (tools.store.registrations ?? []).map(({ webhookId }) => webhookId);
		for (const id of known) {
			const removed = await remove(tools, id);
			if (!removed.ok) return removed;
		}
		tools.store.registrations = [];
		if (!webhooks.ok) return isTransient(webhooks.problem) ? webhooks : DONE;
		return await removeAll(
			tools,
			webhooks.data.filter(({ id, url }) => tools.urls.includes(url) && !known.includes(id)),
		);
	});
}

/**
 * The webhooks of ours for these settings: the one that n8n kept the id of, which comes first and may
 * still call an earlier URL of this n8n, and those that call our URL, which nobody else can have made.
 */
function ours(
	store: RegistrationStore,
	webhooks: readonly Webhook[],
	{ type, url }: WebhookSettings,
): Webhook[] {
	const known = stored(store, type)?.webhookId;
	return [
		...webhooks.filter(({ id }) => id === known),
		...webhooks.filter((webhook) => webhook.id !== known && webhook.url === url),
	];
}

async function registerOne(
	tools: RegistrationTools,
	settings: WebhookSettings,
	[first, ...others]: Webhook[],
): Promise<Result<undefined>> {
	const removed = await removeAll(tools, others);
	if (!removed.ok) return removed;
	if (first === undefined) {
		if (stored(tools.store, settings.type) !== undefined) {
			tools.log('The webhook of this node was deleted at Zoho SalesIQ; it is registered anew.');
		}
		return await createNew(tools, settings);
	}
	if (first.type !== settings.type) return await replace(tools, settings, first);
	if (!first.enabled) {
		tools.log(
			`Zoho SalesIQ had disabled the webhook ${first.id} of this node; it is registered anew. ` +
				'Events of the time in between are not sent again.',
		);
		return await replace(tools, settings, first);
	}
	return await takeOver(tools, settings, first);
}

async function createNew(
	tools: RegistrationTools,
	settings: WebhookSettings,
): Promise<Result<undefined>> {
	const created = await withAppsNamed(tools, settings, tools.api.create);
	if (!created.ok) return failed(withAdvice(created.problem, settings));
	// Kept before anything else can fail: an id that is lost is a webhook that nobody removes.
	keep(tools.store, settings, created.data.id, []);
	const keys = await makeKeysReadable(tools.api, created.data);
	if (!keys.ok) return keys;
	keep(tools.store, settings, created.data.id, keys.data);
	return DONE;
}

async function takeOver(
	tools: RegistrationTools,
	settings: WebhookSettings,
	webhook: Webhook,
): Promise<Result<undefined>> {
	const stale = stored(tools.store, settings.type);
	const known = stale?.webhookId === webhook.id ? stale : undefined;
	const keys = await readKeys(tools.api, webhook, known?.keys ?? []);
	if (!keys.ok) return keys;
	// Deliveries are signed with a key that nobody can read any more: a new webhook has new ones. How to
	// widen a webhook from some apps to all is not documented either: a new one begins with all.
	if (keys.data.length === 0 || isToBeWidened(webhook, settings, known)) {
		return await replace(tools, settings, webhook);
	}
	if (known === undefined || !matches(webhook, settings, known)) {
		const updated = await withAppsNamed(
			tools,
			settings,
			async (named) => await tools.api.update(webhook.id, named),
		);
		if (!updated.ok) return failed(withAdvice(updated.problem, settings));
	}
	keep(tools.store, settings, webhook.id, keys.data);
	return DONE;
}

async function replace(
	tools: RegistrationTools,
	settings: WebhookSettings,
	{ id }: Webhook,
): Promise<Result<undefined>> {
	const removed = await remove(tools, id);
	return removed.ok ? await createNew(tools, settings) : removed;
}

async function removeAll(
	tools: RegistrationTools,
	webhooks: readonly Webhook[],
): Promise<Result<undefined>> {
	for (const { id } of webhooks) {
		const removed = await remove(tools, id);
		if (!removed.ok) return removed;
	}
	return DONE;
}

async function remove(tools: RegistrationTools, id: string): Promise<Result<undefined>> {
	const removed = await tools.api.remove(id);
	return removed.ok || removed.problem.kind === 'notFound' ? DONE : removed;
}

/**
 * Says more than the error code does: what SalesIQ answers where it cannot reach the URL is not
 * documented, and a wrong value in the request is not likely.
 */
function withAdvice(problem: Problem, { type, url }: WebhookSettings): Problem {
	if (problem.kind === 'limit' && type === 'administration') {
		return {
			...problem,
			message: `The portal has three administration webhooks already, which is SalesIQ’s limit ${details(problem)}`,
			advice:
				'Department and operator events need one of these places, and listening for a test event needs one of its own. ' +
				'Remove one in SalesIQ under Settings > Developers > Webhooks, then try again.',
		};
	}
	if (problem.kind !== 'invalid') return problem;
	return {
		...problem,
		advice:
			`SalesIQ calls ${url} with HEAD before it accepts the webhook, and wants the answer 200. ` +
			'Check that this address reaches n8n from the internet (environment variable WEBHOOK_URL, proxy), and that SalesIQ knows the names under Additional Events.',
	};
}

/** The vendor's own words at the end of a message. */
function details({ message }: Problem): string {
	return message.slice(message.indexOf('('));
}

/** "All apps" is asked for by naming none; where SalesIQ insists on names, all are named. Neither is documented. */
async function withAppsNamed(
	{ listAppIds }: RegistrationTools,
	settings: WebhookSettings,
	send: (settings: WebhookSettings) => Promise<Result<Webhook>>,
): Promise<Result<Webhook>> {
	const sent = await send(settings);
	const isNameless = settings.type === 'data' && settings.appIds.length === 0;
	if (sent.ok || sent.problem.code !== PARAMETER_ABSENT || !isNameless) return sent;
	const appIds = await listAppIds();
	if (!appIds.ok || appIds.data.length === 0) return sent;
	return await send({ ...settings, appIds: appIds.data });
}

/** Whether a webhook is, or may be, of some apps only while all are wanted. */
function isToBeWidened(
	{ appIds }: Webhook,
	settings: WebhookSettings,
	known: Registration | undefined,
): boolean {
	if (settings.type !== 'data' || settings.appIds.length > 0) return false;
	return known === undefined ? appIds.length > 0 : known.appIds.length > 0;
}

function matches(webhook: Webhook, settings: WebhookSettings, known: Registration): boolean {
	return (
		webhook.type === settings.type &&
		webhook.url === settings.url &&
		webhook.secured &&
		sameMembers(webhook.events, settings.events) &&
		sameMembers(known.appIds, settings.appIds) &&
		(settings.appIds.length === 0 || sameMembers(webhook.appIds, settings.appIds))
	);
}

function sameMembers(a: readonly string[], b: readonly string[]): boolean {
	const members = new Set(a);
	return members.size === new Set(b).size && b.every((member) => members.has(member));
}

function stored({ registrations }: RegistrationStore, type: WebhookType): Registration | undefined {
	return registrations?.find((registration) => registration.type === type);
}

function keep(
	store: RegistrationStore,
	{ type, appIds }: WebhookSettings,
	webhookId: string,
	keys: Registration['keys'],
): void {
	const others = store.registrations?.filter((registration) => registration.type !== type) ?? [];
	store.registrations = [...others, { type, webhookId, keys, appIds }];
}
