import { resources } from '../../nodes/ZohoSalesIq/resources';
import { permissionOptions } from '../../nodes/ZohoSalesIq/scopes';
import type { N8nApi, Workflow, WorkflowNode } from '../../sandbox/n8n/api.ts';
import type { Execution } from '../../sandbox/n8n/executions.ts';
import { type HttpServer, startHttpServer } from '../../sandbox/vendors/shared/httpServer.ts';
import type {
	AddWebhookOptions,
	WebhookRecord,
	ZohoSalesIq,
} from '../../sandbox/vendors/zohoSalesIq/index.ts';
import { byHand, jsonOf, type RunByHand, START } from './support/actionNode';
import { nodeOf, to } from './support/allocation';
import { startChatModel } from './support/chatModel';
import { connect, portal, startVendor } from './support/salesIq';
import { n8nLog, signedIn } from './support/sharedN8n';
import type { Parameters } from './support/workflows';

const NODE = 'SalesIQ';
const RETRY = 'Retry';
const AGENT = 'AI Agent';
const MODEL = 'Chat Model';
const LABS = 'zylkerlabs';
const APP = '40526000000002043';
const OTHER_APP = '40526000000002047';
const TRIALS = '115000000000018';
const HELEN = '115000000000006';
const FEEDBACK = '211760000000542007';
const NEW_ID = expect.stringMatching(/^\d{17}$/);
const PEM = expect.stringMatching(/^-----BEGIN PUBLIC KEY-----/);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Of the form of Zoho's tokens. */
const TOKEN = /1000\.[0-9a-f]{32}\.[0-9a-f]{32}/;

/** What there is for one operation alone, before anything runs. */
interface Own {
	webhook: WebhookRecord;
	/** The failed executions of the webhook. */
	recent: string;
	old: string;
}

/** What an operation is asked, and what is true afterwards. */
interface Case {
	parameters: Parameters;
	/** What comes out. */
	items: object[];
	/** What is registered for the URL of its own webhook, and below; else the webhook as it was. */
	webhooks?: object[];
	/** What the URL answers to what SalesIQ sends again; else nothing is sent. */
	answers?: number[];
}

const id = portal;

/** How an operation's own webhook differs from that of the others. */
const BEFORE: Record<string, Partial<AddWebhookOptions>> = {
	'webhook deleteKey': { secured: true },
	'webhook enable': { status: 'disabled' },
	'webhook generateKey': { secured: true },
	'webhook get': { secured: true },
	'webhook getAll': { screenname: LABS, app_ids: ['68564000000002049'] },
	'webhook removeApps': { app_ids: [APP, OTHER_APP] },
};

/** Every operation, by the values of resource and operation. */
const CASES: Record<string, (own: Own) => Case> = {
	'app get': () => ({
		parameters: { appId: id(OTHER_APP) },
		items: [{ id: OTHER_APP, name: 'Zylker Help Center' }],
	}),
	'app getAll': () => ({
		parameters: { returnAll: true },
		items: [
			{ id: APP, name: 'Zylker Furniture' },
			{ id: OTHER_APP, name: 'Zylker Help Center' },
		],
	}),
	'app create': () => ({
		parameters: {
			portal: portal(LABS),
			name: 'Zylker Trials',
			departments: [TRIALS],
			additionalFields: { description: 'For trials', businessHours: true },
		},
		items: [{ id: NEW_ID, name: 'Zylker Trials', description: 'For trials' }],
	}),
	'department create': () => ({
		parameters: {
			portal: portal(LABS),
			name: 'Repairs',
			operators: [HELEN],
			additionalFields: { isPublic: false },
			mailSettings: { feedbackRecipients: 'feedback@zylker.com' },
		},
		items: [
			{
				id: NEW_ID,
				name: 'Repairs',
				operators: [HELEN],
				isPublic: false,
				emailConfigurations: { isFeedbackMailEnabled: true },
			},
		],
	}),
	'department get': () => ({
		parameters: { departmentId: id('30000000148001') },
		items: [{ id: '30000000148001', name: 'Returns', operators: ['30000000099007'] }],
	}),
	'department getAll': () => ({
		parameters: { returnAll: true },
		items: [
			{ id: '301050000004', displayName: 'Sales', isPublic: true },
			{ id: '30000000000018', displayName: 'Support' },
			{ id: '30000000148001', createdTime: '2018-04-19T12:29:23.982Z' },
		],
	}),
	'department update': () => ({
		parameters: {
			portal: portal(LABS),
			departmentId: id(TRIALS),
			updateFields: { description: 'Trials in the field' },
		},
		items: [{ id: TRIALS, name: 'Field Trials', description: 'Trials in the field' }],
	}),
	'feedback get': () => ({
		parameters: { feedbackId: FEEDBACK },
		items: [{ id: FEEDBACK, rating: { value: 'happy' }, appId: APP }],
	}),
	'feedback getAll': () => ({
		parameters: { limit: 2, filters: { departments: ['301050000004'] } },
		items: [{ id: FEEDBACK, feedback: 'It was good experience, thank you' }, { appId: APP }],
	}),
	'operator associateDepartments': () => ({
		parameters: { portal: portal(LABS), operatorId: id(HELEN), departments: [TRIALS] },
		items: [{ id: HELEN, departments: expect.arrayContaining([TRIALS]) }],
	}),
	'operator create': () => ({
		parameters: {
			portal: portal(LABS),
			email: 'nathan@zylker.com',
			role: 'Supervisor',
			departments: [TRIALS],
			additionalFields: { firstName: 'Nathan' },
		},
		items: [{ id: NEW_ID, email: 'nathan@zylker.com', role: 'Supervisor', firstName: 'Nathan' }],
	}),
	'operator get': () => ({
		parameters: { operatorId: id('30102333033335') },
		items: [{ id: '30102333033335', nickName: 'Patricia Boyle', statusMessage: 'Available' }],
	}),
	'operator getAll': () => ({
		parameters: { limit: 2 },
		items: [
			{ id: '30000000000006', email: 'patricia@zylker.com', role: 'Administrator' },
			{ id: '30102333033335', nickName: 'Patricia Boyle', departments: ['301050000004'] },
		],
	}),
	'operator update': () => ({
		parameters: {
			portal: portal(LABS),
			operatorId: id('115000000000094'),
			updateFields: { maximumConcurrentChat: 'unlimited', role: 'Associate' },
		},
		items: [{ id: '115000000000094', maximumConcurrentChat: 'unlimited', role: 'Associate' }],
	}),
	'portal create': () => ({
		parameters: { name: 'Zylker Shops', additionalFields: { phone: '123' } },
		items: [{ screenname: 'zylkershops', companyName: 'Zylker Shops', phone: '123' }],
	}),
	'portal get': () => ({
		parameters: {},
		items: [{ screenname: 'zylker', timeZone: 'America/Los Angeles' }],
	}),
	'portal getAll': () => ({
		parameters: { limit: 2 },
		items: [
			{ screenname: 'zylker', name: 'Zylker', createdTime: '2018-03-03T07:02:15.062Z' },
			{ screenname: LABS, name: 'Zylker Labs' },
		],
	}),
	'portal update': () => ({
		parameters: { portal: portal(LABS), updateFields: { website: 'labs.zylker.com' } },
		items: [{ screenname: LABS, companyName: 'Zylker Labs', website: 'labs.zylker.com' }],
	}),
	'visitor getAll': () => ({
		parameters: { limit: 2 },
		items: [{ name: 'Tricia', country: 'United States' }, { name: 'Sari' }],
	}),
	'webhook addApps': ({ webhook }) => ({
		parameters: { apps: [OTHER_APP] },
		items: [{ id: webhook.id, appIds: [APP, OTHER_APP] }],
		webhooks: [{ ...webhook, app_ids: [APP, OTHER_APP] }],
	}),
	'webhook addEvents': ({ webhook }) => {
		const events = [...webhook.events, 'visitor.updated', 'conversation.reopened'];
		return {
			parameters: { events: ['visitor.updated'], additionalEvents: 'conversation.reopened' },
			items: [{ id: webhook.id, events }],
			webhooks: [{ ...webhook, events }],
		};
	},
	'webhook create': ({ webhook }) => {
		const created = {
			type: 'administration',
			url: `${webhook.url}/new`,
			events: ['department.created', 'tag.created'],
			secured: true,
			status: 'enabled',
		};
		return {
			parameters: {
				type: created.type,
				url: created.url,
				events: ['department.created'],
				additionalFields: { additionalEvents: 'tag.created', keepFailuresDays: 7 },
			},
			items: [{ ...created, keepFailuresDays: 7, publicKeys: [{ key: PEM }] }],
			webhooks: [webhook, expect.objectContaining({ ...created, screenname: 'zylker' })],
		};
	},
	'webhook delete': ({ webhook }) => ({
		parameters: {},
		items: [{ id: webhook.id, deleted: true }],
		webhooks: [],
	}),
	'webhook deleteKey': ({ webhook }) => {
		const keyId = webhook.keys[0]?.id ?? '';
		return {
			parameters: { keyId: id(keyId) },
			items: [{ webhookId: webhook.id, id: keyId, deleted: true }],
			webhooks: [{ ...webhook, keys: [] }],
		};
	},
	'webhook disable': ({ webhook }) => ({
		parameters: {},
		items: [{ id: webhook.id, status: 'disabled' }],
		webhooks: [{ ...webhook, status: 'disabled' }],
	}),
	'webhook enable': ({ webhook }) => ({
		parameters: {},
		items: [{ id: webhook.id, status: 'enabled' }],
		webhooks: [{ ...webhook, status: 'enabled' }],
	}),
	'webhook generateKey': ({ webhook }) => {
		const newKey = { id: expect.any(String), publicKey: PEM };
		return {
			parameters: {},
			items: [{ webhookId: webhook.id, key: PEM, keys: 2 }],
			webhooks: [{ ...webhook, keys: [...webhook.keys, newKey] }],
		};
	},
	'webhook get': ({ webhook }) => ({
		parameters: {},
		items: [
			{
				id: webhook.id,
				type: 'data',
				url: webhook.url,
				status: 'enabled',
				events: webhook.events,
				appIds: [APP],
				secured: true,
				publicKeys: [{ id: webhook.keys[0]?.id, key: PEM }],
			},
		],
	}),
	'webhook getAll': ({ webhook }) => ({
		parameters: { portal: portal(LABS) },
		items: [{ id: webhook.id, url: webhook.url, appIds: webhook.app_ids }],
	}),
	'webhook getFailedExecutions': ({ webhook, recent }) => ({
		parameters: { filters: { from: new Date(Date.now() - HOUR_MS).toISOString() } },
		items: [
			{
				id: recent,
				webhookId: webhook.id,
				event: webhook.events[0],
				responseStatus: 500,
				retries: 3,
				payload: { message: { text: 'Hello' } },
			},
		],
	}),
	'webhook removeApps': ({ webhook }) => ({
		parameters: { apps: [APP] },
		items: [{ id: webhook.id, appIds: [OTHER_APP] }],
		webhooks: [{ ...webhook, app_ids: [OTHER_APP] }],
	}),
	'webhook removeEvents': ({ webhook }) => ({
		parameters: { events: ['conversation.missed'] },
		items: [{ id: webhook.id, events: ['conversation.created'] }],
		webhooks: [{ ...webhook, events: ['conversation.created'] }],
	}),
	'webhook retryFailedExecutions': ({ webhook, recent }) => ({
		parameters: { executionIds: recent },
		items: [{ webhookId: webhook.id, retriedIds: [recent], skippedIds: [] }],
		answers: [200],
	}),
	'webhook update': ({ webhook }) => {
		const changes = { url: `${webhook.url}/new`, events: ['visitor.updated'], secured: true };
		return {
			parameters: { updateFields: { ...changes, keepFailuresDays: 30 } },
			items: [{ id: webhook.id, ...changes, appIds: [APP], keepFailuresDays: 30 }],
			webhooks: [{ ...webhook, ...changes, keys: [expect.anything()] }],
		};
	},
};
const NAMES = Object.keys(CASES);

let api: N8nApi;
let run: RunByHand;
let vendor: ZohoSalesIq;
let receiver: HttpServer;
/** What n8n had logged for other files. */
let loggedBefore: number;
let credentials: Record<string, { id: string; name: string }>;
const made: Workflow[] = [];

beforeAll(async () => {
	loggedBefore = n8nLog().length;
	api = await signedIn();
	run = byHand(api, made);
	vendor = await startVendor();
	receiver = await startHttpServer({ handle: () => ({ status: 200 }) });
	const permissions = permissionOptions.map(({ value }) => String(value));
	credentials = { zohoSalesIqOAuth2Api: await connect(api, vendor, { permissions }) };
});
afterAll(async () => {
	const leaked = await leaks();
	for (const { id: workflowId } of made) await api.deleteWorkflow(workflowId);
	await vendor.close();
	await receiver.close();
	expect(leaked).toEqual([]);
});

/** The node for an operation, by its name above. */
function salesIqNode(
	name: string,
	operation: string,
	parameters: Parameters,
	kind: '' | 'Tool' = '',
): WorkflowNode {
	const [resource = '', value = ''] = operation.split(' ');
	return nodeOf(name, `n8n-nodes-qiscus-salesiq.zohoSalesIq${kind}`, {
		parameters: { resource, operation: value, portal: portal('zylker'), ...parameters },
		credentials,
	});
}

async function addOwn(options: Partial<AddWebhookOptions> = {}): Promise<Own> {
	const webhook = await vendor.addWebhook({
		url: `${receiver.url}/${crypto.randomUUID()}`,
		events: ['conversation.created', 'conversation.missed'],
		app_ids: [APP],
		...options,
	});
	const failedBefore = (ms: number) => vendor.addFailure(webhook.id, { at: Date.now() - ms });
	return { webhook, old: failedBefore(2 * HOUR_MS), recent: failedBefore(MINUTE_MS) };
}

/** What SalesIQ has got as answers to what it sent to a webhook. */
const answersTo = ({ webhook }: Own) =>
	vendor.deliveries
		.filter(({ kind, webhookId }) => kind === 'event' && webhookId === webhook.id)
		.map(({ status }) => status);

/** Secrets of the credential where nobody should find them. */
async function leaks(): Promise<string[]> {
	const texts = [n8nLog().slice(loggedBefore)];
	for (const workflow of made) {
		texts.push(JSON.stringify(await api.getWorkflow(workflow.id)));
		for (const execution of await api.listExecutions({ workflowId: workflow.id })) {
			texts.push(JSON.stringify(await api.getExecution(execution.id)));
		}
	}
	const secret = new RegExp(`${TOKEN.source}|${vendor.client.secret}`, 'g');
	return texts.flatMap((text) => text.match(secret) ?? []);
}

it('every operation of the node is here', () => {
	// Those of conversations have a file of their own.
	const here = resources.filter(({ value }) => value !== 'conversation');
	const values = here.flatMap(({ value, operations }) =>
		operations.map((operation) => `${value} ${operation.value}`),
	);
	expect([...NAMES].sort()).toEqual(values.sort());
});

describe('an operation', () => {
	let execution: Execution;
	const owns = new Map<string, Own>();
	const cases = new Map<string, Case>();

	// All in one workflow, each on a webhook of its own.
	beforeAll(async () => {
		const nodes: WorkflowNode[] = [];
		for (const name of NAMES) {
			const own = await addOwn(BEFORE[name]);
			const one = CASES[name]?.(own);
			if (one === undefined) throw new Error(name);
			owns.set(name, own);
			cases.set(name, one);
			const parameters = { webhookId: id(own.webhook.id), ...one.parameters };
			const node = salesIqNode(name, name, parameters);
			// So that the others run, and the item tells the error.
			nodes.push({ ...node, onError: 'continueRegularOutput' });
		}
		vendor.expireTokens();
		const targets = NAMES.map((node) => ({ node, type: 'main', index: 0 }));
		execution = await run(nodes, { [START]: { main: [targets] } });
		await vendor.settled();
	});

	it.each(NAMES)('%s does what it says', (name) => {
		const own = owns.get(name);
		const one = cases.get(name);
		if (own === undefined || one === undefined) throw new Error(name);
		expect(jsonOf(execution, name)).toMatchObject(one.items);
		const webhooks = vendor.webhooks().filter(({ url }) => url.startsWith(own.webhook.url));
		expect(webhooks).toEqual(one.webhooks ?? [own.webhook]);
		expect(answersTo(own)).toEqual(one.answers ?? []);
	});

	it('renews the token, which has the form that leaks are looked for by', () => {
		const renewals = vendor.requests.filter(({ body }) => /grant_type=refresh_token/.test(body));
		expect(renewals.map(({ body }) => TOKEN.test(body))).toContain(true);
	});
});

it('retries each failed execution that comes in', async () => {
	const own = await addOwn();
	const about = { webhookId: id(own.webhook.id) };
	const execution = await run(
		[
			salesIqNode(NODE, 'webhook getFailedExecutions', about),
			salesIqNode(RETRY, 'webhook retryFailedExecutions', about),
		],
		{ [START]: to(NODE), [NODE]: to(RETRY) },
	);
	await vendor.settled();
	expect(jsonOf(execution, RETRY)).toMatchObject([
		{ retriedIds: [own.recent] },
		{ retriedIds: [own.old] },
	]);
	expect(answersTo(own)).toEqual([200, 200]);
});

it('retries all failed executions of a range, and names the skipped one', async () => {
	const own = await addOwn();
	const at = Date.now() - MINUTE_MS;
	const spent = vendor.addFailure(own.webhook.id, { at, manualRetries: 99 });
	const execution = await run(
		[
			salesIqNode(RETRY, 'webhook retryFailedExecutions', {
				webhookId: id(own.webhook.id),
				retry: 'all',
				filters: { from: new Date(Date.now() - HOUR_MS).toISOString() },
			}),
		],
		{ [START]: to(RETRY) },
	);
	await vendor.settled();
	expect(jsonOf(execution, RETRY)).toEqual([
		{ webhookId: own.webhook.id, retriedIds: [own.recent], skippedIds: [spent] },
	]);
	expect(answersTo(own)).toEqual([200]);
});

it('is a tool of an AI agent', async () => {
	const { webhook } = await addOwn({ screenname: LABS });
	const labs = vendor.webhooks().filter(({ screenname }) => screenname === LABS);
	const model = await startChatModel();
	try {
		const openAi = await api.createCredential({
			name: `OpenAI ${crypto.randomUUID()}`,
			type: 'openAiApi',
			data: { apiKey: 'sk-sandbox', url: model.url },
		});
		model.toolArguments = { portal: LABS };
		const execution = await run(
			[
				nodeOf(AGENT, '@n8n/n8n-nodes-langchain.agent', {
					typeVersion: 2.2,
					parameters: { promptType: 'define', text: 'Please', options: {} },
				}),
				nodeOf(MODEL, '@n8n/n8n-nodes-langchain.lmChatOpenAi', {
					typeVersion: 1.2,
					parameters: { model: id('sandbox'), options: {} },
					credentials: { openAiApi: { id: openAi.id, name: openAi.name } },
				}),
				salesIqNode(
					NODE,
					'webhook getAll',
					{
						descriptionType: 'auto',
						portal: portal("={{ $fromAI('portal', 'The portal', 'string') }}"),
					},
					'Tool',
				),
			],
			{
				[START]: to(AGENT),
				[MODEL]: to(AGENT, 'ai_languageModel'),
				[NODE]: to(AGENT, 'ai_tool'),
			},
		);
		const result = model.toolResults.at(-1) ?? '';
		expect(model.toolNames()).toEqual([NODE]);
		const items = JSON.parse(result) as object[];
		expect(items).toMatchObject(labs.map(({ id: webhookId, url }) => ({ id: webhookId, url })));
		expect(items).toContainEqual(expect.objectContaining({ id: webhook.id, status: 'enabled' }));
		expect(jsonOf(execution, AGENT)).toEqual([{ output: `The tool says: ${result}` }]);
	} finally {
		await model.close();
	}
});
