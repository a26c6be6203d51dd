import { isTransient, type Problem, type Result } from '../problems';
import type { Webhook, WebhookApi, WebhookKey, WebhookSettings, WebhookType } from '../webhooks';

/** What n8n keeps of a webhook: the least that is needed to find it, to verify it, and to remove it. */
export interface Registration {
	type: WebhookType;
	webhookId: string;
	/** The public keys whose text is known. */
	keys: Array<Required<WebhookKey>>;
	/** The apps that were asked for; what SalesIQ answers for "all apps" is not documented. */
	appIds: string[];
}

/** Where registrations are kept: the node's static data. Each change is a new list, so that n8n notices it. */
export interface RegistrationStore {
	registrations?: Registration[];
}

/** What registering works with. */
export interface RegistrationTools {
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
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** How long trouble that may pass is waited for. Longer, and the user believes that n8n hangs. */
const PATIENCE_MS = 30_000;
const FIRST_PAUSE_MS = 1_000;

/** "Parameters are invalid or absent" [doc: error codes of the REST v2 page]. */
const PARAMETER_ABSENT = 1011;

const DONE: Result<undefined> = { ok: true, data: undefined };
const failed = (problem: Problem): { ok: false; problem: Problem } => ({ ok: false, problem });

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
				const [webhook, ...others] = ours(webhooks.data, settings);
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
			const result = await registerOne(tools, settings, ours(webhooks.data, settings));
			if (!result.ok) return result;
		}
		const wantedUrls = wanted.map(({ url }) => url);
		const unwanted = await removeAll(
			tools,
			webhooks.data.filter(({ url }) => tools.urls.includes(url) && !wantedUrls.includes(url)),
		);
		return unwanted.ok ? await removeLeftovers(tools, webhooks.data) : unwanted;
	});
}

/**
 * Removes webhooks of this node's test URL that n8n left behind when it was killed while somebody
 * listened. One that n8n still answers for belongs to somebody who listens right now.
 */
async function removeLeftovers(
	tools: RegistrationTools,
	webhooks: readonly Webhook[],
): Promise<Result<undefined>> {
	for (const webhook of webhooks) {
		if (!(await tools.isDeserted(webhook.url))) continue;
		tools.log(`A webhook that Zoho SalesIQ still had for this node’s test URL is removed.`);
		const removed = await remove(tools, webhook.id);
		if (!removed.ok) return removed;
	}
	return DONE;
}

/**
 * The registrations with the keys that SalesIQ has now. A key whose text SalesIQ does not show
 * keeps the text that is known.
 *
 * @returns undefined where SalesIQ could not be asked about one of them
 */
export async function refetchKeys(
	api: WebhookApi,
	registrations: readonly Registration[],
): Promise<Registration[] | undefined> {
	const refreshed = await Promise.all(
		registrations.map(async (registration) => {
			const webhook = await api.get(registration.webhookId);
			if (!webhook.ok) return undefined;
			return { ...registration, keys: readable(webhook.data.keys, registration.keys) };
		}),
	);
	return refreshed.every((registration) => registration !== undefined) ? refreshed : undefined;
}

/**
 * Removes every webhook of ours: those that n8n kept an id of, and those under our URLs.
 * One that SalesIQ does not know any more is as good as removed. Where SalesIQ refuses to list them
 * and n8n has kept none, as after a creation that was refused, there is nothing to remove.
 */
export async function unregister(tools: RegistrationTools): Promise<Result<undefined>> {
	return await patiently(tools, async () => {
		const webhooks = await tools.api.list();
		const isNoneKnown = (tools.store.registrations ?? []).length === 0;
		if (!webhooks.ok) {
			return isNoneKnown && !isTransient(webhooks.problem) ? DONE : webhooks;
		}
		const known = new Set(tools.store.registrations?.map(({ webhookId }) => webhookId));
		const removed = await removeAll(
			tools,
			webhooks.data.filter(({ id, url }) => known.has(id) || tools.urls.includes(url)),
		);
		if (removed.ok) tools.store.registrations = [];
		return removed;
	});
}

/** The webhooks that call our URL: nobody else can have made them. */
function ours(webhooks: readonly Webhook[], { url }: WebhookSettings): Webhook[] {
	return webhooks.filter((webhook) => webhook.url === url);
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
	const created = await createWithApps(tools, settings);
	if (!created.ok) return failed(withAdvice(created.problem, settings));
	// Kept before anything else can fail: an id that is lost is a webhook that nobody removes.
	keep(tools.store, settings, created.data.id, []);
	const keys = await makeKeysReadable(tools, created.data);
	if (!keys.ok) return keys;
	keep(tools.store, settings, created.data.id, keys.data);
	return DONE;
}

async function takeOver(
	tools: RegistrationTools,
	settings: WebhookSettings,
	webhook: Webhook,
): Promise<Result<undefined>> {
	const known = stored(tools.store, settings.type);
	const keys = await readKeys(tools, webhook, known?.webhookId === webhook.id ? known.keys : []);
	if (!keys.ok) return keys;
	// Deliveries may be signed with a key that nobody can read any more: a new webhook has new ones.
	if (keys.data === undefined) return await replace(tools, settings, webhook);
	keep(tools.store, settings, webhook.id, keys.data);
	if (known !== undefined && matches(webhook, settings, known)) return DONE;
	const complete = await withAllApps(tools, settings);
	if (!complete.ok) return complete;
	const updated = await tools.api.update(webhook.id, complete.data);
	return updated.ok ? DONE : updated;
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
async function createWithApps(
	tools: RegistrationTools,
	settings: WebhookSettings,
): Promise<Result<Webhook>> {
	const created = await tools.api.create(settings);
	const namesMissing =
		!created.ok && created.problem.code === PARAMETER_ABSENT && settings.appIds.length === 0;
	if (!namesMissing || settings.type !== 'data') return created;
	const complete = await withAllApps(tools, settings);
	if (!complete.ok || complete.data.appIds.length === 0) return created;
	return await tools.api.create(complete.data);
}

async function withAllApps(
	tools: RegistrationTools,
	settings: WebhookSettings,
): Promise<Result<WebhookSettings>> {
	if (settings.type !== 'data' || settings.appIds.length > 0) return { ok: true, data: settings };
	const appIds = await tools.listAppIds();
	return appIds.ok ? { ok: true, data: { ...settings, appIds: appIds.data } } : appIds;
}

/**
 * Gives a webhook that was just created keys that we can read. Whether SalesIQ makes a key for a
 * secured webhook by itself, and whether it shows the text outside Generate Key, is not documented:
 * a key that nobody can read is removed, because SalesIQ signs with the oldest.
 */
async function makeKeysReadable(
	tools: RegistrationTools,
	webhook: Webhook,
): Promise<Result<Registration['keys']>> {
	const shown = await readKeys(tools, webhook, []);
	if (!shown.ok) return shown;
	if (shown.data !== undefined && shown.data.length > 0) return { ok: true, data: shown.data };

	const generated = await tools.api.generateKey(webhook.id);
	if (!generated.ok) return generated;
	const keys = readable(generated.data.keys);
	if (keys.length === 0) return failed(NO_KEY);
	for (const { id, text } of generated.data.keys) {
		if (text !== undefined) continue;
		const removed = await tools.api.removeKey(webhook.id, id);
		if (!removed.ok && removed.problem.kind !== 'notFound') return removed;
	}
	return { ok: true, data: keys };
}

/**
 * The texts of a webhook's keys, from the webhook itself, from its details, and from what we knew.
 *
 * @returns undefined where a key, or every key, stays unreadable
 */
async function readKeys(
	tools: RegistrationTools,
	webhook: Webhook,
	known: Registration['keys'],
): Promise<Result<Registration['keys'] | undefined>> {
	const fromList = complete(webhook.keys, known);
	if (fromList !== undefined) return { ok: true, data: fromList };
	const details = await tools.api.get(webhook.id);
	if (!details.ok) return details;
	return { ok: true, data: complete(details.data.keys, known) };
}

function complete(
	keys: readonly WebhookKey[],
	known: Registration['keys'],
): Registration['keys'] | undefined {
	const found = readable(keys, known);
	return found.length > 0 && found.length === keys.length ? found : undefined;
}

/** The keys whose text is known: shown by SalesIQ, or kept from when it was. */
function readable(
	keys: readonly WebhookKey[],
	known: Registration['keys'] = [],
): Registration['keys'] {
	const texts = new Map(known.map(({ id, text }) => [id, text]));
	return keys.flatMap(({ id, text = texts.get(id) }) => (text === undefined ? [] : [{ id, text }]));
}

const NO_KEY: Problem = {
	kind: 'invalid',
	message:
		'Zoho SalesIQ gave no public key for the webhook, so its deliveries could not be verified',
	advice:
		'Publish the workflow once more. If it stays so, set Webhook Set-Up to Manual and paste the key that SalesIQ shows.',
};

function matches(webhook: Webhook, settings: WebhookSettings, known: Registration): boolean {
	return (
		webhook.type === settings.type &&
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

/** Does the work again while the trouble may pass, for a bounded time. */
async function patiently<T>(
	{ now, sleep }: RegistrationTools,
	work: () => Promise<Result<T>>,
): Promise<Result<T>> {
	const endMs = now() + PATIENCE_MS;
	for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs *= 2) {
		const result = await work();
		if (result.ok || !isTransient(result.problem) || now() + pauseMs >= endMs) return result;
		await sleep(pauseMs);
	}
}
