import { permissionOptions } from '../../nodes/ZohoSalesIq/scopes';
import type { N8nApi, Workflow } from '../../sandbox/n8n/api.ts';
import { type HttpServer, startHttpServer } from '../../sandbox/vendors/shared/httpServer.ts';
import type {
	ActionQuirks,
	AddWebhookOptions,
	WebhookRecord,
	ZohoSalesIq,
} from '../../sandbox/vendors/zohoSalesIq/index.ts';
import { actionNodes, type RunNodes, salesIqMaker } from './support/actionNode';
import { askEach, type Questions } from './support/questions';
import { connect, portal as byId, startVendor } from './support/salesIq';
import { signedIn } from './support/sharedN8n';

const APP = '40526000000002043';
const MEI = '30000000000406';
const SALES = '301050000004';
const EVENTS = ['conversation.created', 'conversation.missed'];

let api: N8nApi;
let vendor: ZohoSalesIq;
let receiver: HttpServer;
let run: RunNodes;
const made: Workflow[] = [];

beforeAll(async () => {
	api = await signedIn();
	vendor = await startVendor();
	receiver = await startHttpServer({ handle: () => ({ status: 200 }) });
	const permissions = permissionOptions.map(({ value }) => String(value));
	run = actionNodes(api, salesIqMaker(await connect(api, vendor, { permissions })), made);
});
afterAll(async () => {
	for (const { id } of made) await api.deleteWorkflow(id);
	await vendor.close();
	await receiver.close();
});

const addWebhook = async (options: Partial<AddWebhookOptions> = {}): Promise<WebhookRecord> =>
	await vendor.addWebhook({ url: `${receiver.url}/x`, events: EVENTS, app_ids: [APP], ...options });
const about = ({ id }: WebhookRecord, operation: string, more: object = {}) => ({
	resource: 'webhook',
	operation,
	webhookId: byId(id),
	...more,
});
const isNow = (webhook: WebhookRecord) => vendor.webhooks().find(({ id }) => id === webhook.id);
const idsIn = (items: Array<{ id?: unknown }>) => new Set(items.map(({ id }) => id));

const QUESTIONS: Questions<ActionQuirks> = {
	updateOfStatus: {
		positions: ['takes', 'ignores', 'refuses'],
		check: async (position) => {
			const webhook = await addWebhook();
			const disabling = run(about(webhook, 'disable'));
			if (position === 'takes') {
				expect(await disabling).toMatchObject([{ id: webhook.id, status: 'disabled' }]);
			} else {
				await expect(disabling).rejects.toThrow(
					position === 'ignores' ? /took the change, but/ : /did not let n8n make the webhook/,
				);
			}
			expect(isNow(webhook)?.status).toBe(position === 'takes' ? 'disabled' : 'enabled');
		},
	},
	updateKeepsOmitted: {
		positions: [true, false],
		check: async () => {
			const webhook = await addWebhook();
			await run(about(webhook, 'update', { updateFields: { secured: true } }));
			expect(isNow(webhook)).toMatchObject({ secured: true, events: EVENTS, app_ids: [APP] });
		},
	},
	removalAnswer: {
		positions: ['webhook', 'empty'],
		check: async () => {
			const webhook = await addWebhook();
			const removal = { events: ['conversation.missed'] };
			expect(await run(about(webhook, 'removeEvents', removal))).toMatchObject([
				{ id: webhook.id, events: ['conversation.created'], appIds: [APP] },
			]);
		},
	},
	showLastTriggered: {
		positions: [false, true],
		check: async (isShown) => {
			const webhook = await addWebhook();
			await vendor.emit('conversation.created');
			const [item] = await run(about(webhook, 'get'));
			const time = isShown ? expect.stringMatching(/^\d{4}-.*Z$/) : null;
			expect(item?.lastTriggeredTime).toEqual(time);
		},
	},
	failuresOrder: {
		positions: ['newestFirst', 'oldestFirst'],
		check: async () => {
			const webhook = await addWebhook();
			for (let at = 1; at <= 55; at++)
				vendor.addFailure(webhook.id, { at: Date.now() - at * 1_000 });
			const items = await run(about(webhook, 'getFailedExecutions', { returnAll: true }));
			expect(items).toHaveLength(55);
			expect(idsIn(items).size).toBe(55);
		},
	},
	indexCounts: {
		positions: ['items', 'pages'],
		check: async () => {
			const items = await run({ resource: 'feedback', operation: 'getAll', returnAll: true });
			const ours = vendor.feedbacks.filter(({ screenname }) => screenname === 'zylker');
			expect(items).toHaveLength(ours.length);
			expect(idsIn(items)).toEqual(idsIn([...ours]));
		},
	},
	associateMethod: {
		positions: ['PUT', 'POST'],
		check: async () => {
			const associate = { resource: 'operator', operation: 'associateDepartments' };
			expect(
				await run({ ...associate, operatorId: byId(MEI), departments: [SALES] }),
			).toMatchObject([{ id: MEI, departments: [SALES] }]);
		},
	},
	visitorsListed: {
		positions: [true, false],
		check: async (isListed) => {
			const reading = run({ resource: 'visitor', operation: 'getAll', limit: 1 });
			if (isListed) expect(await reading).toMatchObject([{ name: 'Tricia' }]);
			else await expect(reading).rejects.toThrow(/plan does not offer this/);
		},
	},
	lastVisitorKey: {
		positions: [true, false],
		check: async () => {
			const items = await run({ resource: 'visitor', operation: 'getAll', returnAll: true });
			const ours = vendor.visitors.filter(({ screenname }) => screenname === 'zylker');
			expect(items).toHaveLength(ours.length);
			expect(idsIn(items)).toEqual(idsIn([...ours]));
		},
	},
};

askEach(QUESTIONS, () => vendor.quirks);
