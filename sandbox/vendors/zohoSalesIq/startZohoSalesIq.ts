import { randomUUID } from 'node:crypto';
import { createBackground } from '../shared/background.ts';
import { createFaults } from '../shared/faults.ts';
import { createHttpCaller } from '../shared/httpCaller.ts';
import { startHttpServer } from '../shared/httpServer.ts';
import type { HttpAnswer, HttpEnding, HttpRequest } from '../shared/httpServer.ts';
import { addRecord } from '../shared/recordList.ts';
import { createApi } from './api.ts';
import { createDeliverer } from './deliver.ts';
import { createDesk } from './conversations/desk.ts';
import { createPublish } from './conversations/publish.ts';
import { conversationRoutes } from './conversations/routes.ts';
import { seedConversations } from './conversations/seed.ts';
import { createEmit, createTell } from './emit.ts';
import { EVENTS } from './events.ts';
import { executionRoutes } from './executionsApi.ts';
import { LIST_ROUTES } from './listsApi.ts';
import { createAccounts } from './oauth.ts';
import { PEOPLE_ROUTES } from './people/routes.ts';
import { createSend, createSign } from './send.ts';
import { createState, dropWebhook, switchWebhook } from './state.ts';
import type { State, Webhook } from './state.ts';
import type {
	AddFailureOptions,
	AddWebhookOptions,
	RequestRecord,
	WebhookRecord,
	ZohoSalesIq,
	ZohoSalesIqOptions,
} from './types.ts';
import { registerWebhook, webhookRoutes } from './webhookApi.ts';

/** More than any JSON that is sent; what files hold is not kept. */
const MAX_RECORDED_BYTES = 1024 * 1024;

/** The same on every start, so that a stored credential stays right. */
const CLIENT = { id: '1000.SANDBOX0CLIENT0ID0000000000000', secret: 'sandbox-client-secret' };

/**
 * Starts Zoho SalesIQ and Zoho Accounts on loopback, as the vendor's documents say they behave.
 * One thing is not played: the real vendor cannot call a URL with a port, this one must.
 */
export async function startZohoSalesIq(options: ZohoSalesIqOptions): Promise<ZohoSalesIq> {
	let url = '';
	const state = createState(options, () => url);
	const background = createBackground();
	const caller = createHttpCaller();
	const faults = createFaults();
	const deliverer = createDeliverer(state, caller, background);
	const requests: RequestRecord[] = [];
	const accounts = createAccounts({ client: CLIENT, url: () => url, now: state.now });
	const tell = createTell(state, deliverer);
	const publish = createPublish(state, tell);
	const routes = [
		...LIST_ROUTES,
		...PEOPLE_ROUTES,
		...webhookRoutes(deliverer),
		...executionRoutes(deliverer),
		...conversationRoutes(publish, background),
	];
	const api = createApi(state, routes, accounts.grantOf);
	seedConversations(state);

	const work = async (request: HttpRequest): Promise<HttpAnswer> =>
		accounts.handle(request) ?? (await api(request));

	const handle = async (request: HttpRequest): Promise<HttpEnding> => {
		const record = addRecord(requests, recordOf(request));
		const fault = faults.take(request);
		const ending = fault === undefined || fault === 'cutAfter' ? await work(request) : fault;
		if (fault === 'cutAfter') return 'cut';
		if (typeof ending !== 'string') record.status = ending.status;
		return ending;
	};

	const server = await startHttpServer({
		handle,
		...(options.port === undefined ? {} : { port: options.port }),
	});
	url = server.url;

	return {
		url,
		client: CLIENT,
		quirks: state.quirks,
		portals: state.portals,
		apps: state.apps,
		departments: state.departments,
		operators: state.operators,
		feedbacks: state.feedbacks,
		visitors: state.visitors,
		tags: state.tags,
		conversations: createDesk(state, publish),
		webhooks: () => [...state.webhooks.values()].map(webhookRecord),
		deliveries: state.deliveries,
		requests,
		emit: createEmit(state, tell, options.fixturesFolder),
		send: createSend(state, deliverer),
		sign: createSign(state),
		expireTokens: accounts.expireTokens,
		revokeRefreshTokens: accounts.revokeRefreshTokens,
		failNext: faults.failNext,
		addWebhook: async (what) => webhookRecord(await addWebhook(state, what)),
		addFailure: (webhookId, what) => addFailure(state, existing(state, webhookId), what),
		setWebhookStatus: (id, status) => switchWebhook(existing(state, id), status),
		removeWebhook: (id) => dropWebhook(state, existing(state, id).id),
		settled: background.settled,
		close: async () => {
			caller.close();
			try {
				await background.close();
			} finally {
				await server.close();
			}
		},
	};
}

async function addWebhook(state: State, options: AddWebhookOptions): Promise<Webhook> {
	const type = options.type ?? 'data';
	const screenname = options.screenname ?? state.portals[0]?.screenname ?? '';
	const creator = state.operators.find((operator) => operator.screenname === screenname);
	const webhook = await registerWebhook(
		state,
		{ screenname },
		{
			type,
			url: options.url,
			events: options.events ?? EVENTS[type].slice(0, 1),
			...(options.app_ids === undefined ? {} : { appIds: options.app_ids }),
			secured: options.secured ?? false,
		},
		creator?.id ?? '',
	);
	webhook.status = options.status ?? 'enabled';
	return webhook;
}

function addFailure(state: State, webhook: Webhook, options: AddFailureOptions): string {
	const { at, event = webhook.events[0] ?? '', manualRetries = 0 } = options;
	const id = randomUUID();
	const entityId = state.nextId();
	// A bare number beyond 2^53, as some samples of the documents have. [doc]
	const entity = `{"id":"${entityId}","message":{"msgid":${state.nextId()},"text":"Hello"}}`;
	state.executions.set(id, {
		id,
		webhookId: webhook.id,
		what: {
			event,
			text: `{"event":"${event}","event_time":"${at}","entity":${entity}}`,
			entityType: event.split('.')[0] ?? '',
			entityId,
			appId: state.apps.find(({ screenname }) => screenname === webhook.screenname)?.id,
		},
		remoteStatus: 500,
		retries: 3 + manualRetries,
		manualRetries,
		lastExecutionTime: at,
	});
	return id;
}

function existing(state: State, id: string): Webhook {
	const webhook = state.webhooks.get(id);
	if (webhook === undefined) throw new Error(`There is no webhook ${id}`);
	return webhook;
}

function webhookRecord(webhook: Webhook): WebhookRecord {
	const { appIds } = webhook;
	return {
		id: webhook.id,
		screenname: webhook.screenname,
		type: webhook.type,
		url: webhook.url,
		events: [...webhook.events],
		app_ids: appIds === 'all' ? [] : [...appIds],
		allApps: appIds === 'all',
		status: webhook.status,
		secured: webhook.secured,
		keys: webhook.keys.map(({ id, publicKey }) => ({
			id,
			publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
		})),
		failuresCount: webhook.failuresCount,
		failingSince: webhook.failingSince,
	};
}

function recordOf(request: HttpRequest): RequestRecord {
	const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
		name,
		// A token has no place in a record that is printed when a test fails.
		name === 'authorization' ? `${String(value).split(' ')[0]} [hidden]` : String(value),
	]);
	return {
		method: request.method,
		path: request.path,
		query: Object.fromEntries(request.query),
		headers: Object.fromEntries(headers),
		status: null,
		body: request.body.toString('utf8', 0, MAX_RECORDED_BYTES),
	};
}
