import { permissionOptions } from '../../nodes/ZohoSalesIq/scopes';
import type { N8nApi, Workflow } from '../../sandbox/n8n/api.ts';
import type { JsonObject } from '../../sandbox/n8n/json.ts';
import type { Qiscus } from '../../sandbox/vendors/qiscus/index.ts';
import type { EmitOptions, ZohoSalesIq } from '../../sandbox/vendors/zohoSalesIq/index.ts';
import {
	endedExecutions,
	eventually,
	type Filling,
	madeUpFields,
	type Messenger,
	publishExample,
	readExample,
	startMessenger,
} from './support/examples';
import { createCredential, leaks, startVendor as startQiscusVendor } from './support/qiscus';
import { connect, portal, startVendor } from './support/salesIq';
import { sharedN8n, signedIn } from './support/sharedN8n';

const MISSED_CHATS = 'salesiq-missed-chats.json';
const ASSIGN = 'qiscus-assign-waiting-rooms.json';
const EVERY_SECONDS = 2;
/** More than the runs that are looked at. */
const REFUSALS = 20;
/** Not that of the operator behind the credential. */
const OTHER_DEPARTMENT = '30000000148001';
const PERMISSIONS = permissionOptions.map(({ value }) => String(value));
const ELSEWHERE = 'https://example.com/qiscus';

let api: N8nApi;
let salesIq: ZohoSalesIq;
let qiscus: Qiscus;
let messenger: Messenger;
let credentials: Required<Filling>['credentials'];
/** The example that is tried, with its file. */
const made: Array<{ file: string; workflow: Workflow }> = [];
/** Others, whose webhooks it needs. */
const others: Workflow[] = [];

beforeAll(async () => {
	api = await signedIn();
	salesIq = await startVendor();
	qiscus = await startQiscusVendor({ quirks: { countLagMs: 0, newRoomLagMs: 0 } });
	credentials = {
		zohoSalesIqOAuth2Api: await connect(api, salesIq, { permissions: PERMISSIONS }),
		qiscusApi: await createCredential(api, qiscus),
	};
});
beforeEach(async () => {
	messenger = await startMessenger();
});
afterEach(async () => {
	const workflows = [...others.splice(0), ...made.map(({ workflow }) => workflow)];
	for (const { id } of workflows) await api.deactivate(id);
	await Promise.all([salesIq.settled(), qiscus.settled()]);
	await messenger.close();
	for (const { file, workflow } of made.splice(0)) {
		const ended = await endedExecutions(api, [workflow]);
		expect(ended.length).toBeGreaterThan(0);
		expect(ended.filter(({ status }) => status !== 'success')).toEqual([]);
		expect(madeUpFields(file, ended)).toEqual([]);
	}
	expect(await leaks(api, qiscus, workflows)).toEqual([]);
	for (const { id } of workflows) await api.deleteWorkflow(id);
});
afterAll(async () => {
	await salesIq.close();
	await qiscus.close();
});

const accounts = () => ({ credentials, portal: portal('zylker') });

async function publish(file: string, filling: Filling = {}): Promise<Workflow> {
	const workflow = await publishExample(api, file, {
		...accounts(),
		everySeconds: EVERY_SECONDS,
		...filling,
	});
	made.push({ file, workflow });
	return workflow;
}

async function publishOther(file: string): Promise<void> {
	others.push(await publishExample(api, file, accounts()));
}

/** An id that nothing else has. */
let lastId = Date.now();
const newId = () => String(++lastId);

/** Lets something happen to an entity of that id, with other values in its payload. */
async function happens(
	event: string,
	id: string,
	{ at = Date.now(), ...values }: { at?: number } & JsonObject = {},
	options: EmitOptions = {},
): Promise<void> {
	const { deliveries } = await salesIq.emit(event, {
		...options,
		change: (text) => {
			const payload = JSON.parse(text);
			Object.assign(payload, { entity_id: id, event_time: String(at) });
			payload.entity = { ...payload.entity, id, ...values };
			return JSON.stringify(payload);
		},
	});
	expect(deliveries.map(({ status }) => status)).toEqual([200]);
}

async function rowsOf(table: string, column: string, value: string): Promise<JsonObject[]> {
	const rows = await api.tableRows(table);
	return rows.filter((row) => row[column] === value);
}

const textsPosted = () => messenger.posts.map((post) => (post as { text: string }).text);

it.each([
	['crm-sync.json', 'Zoho SalesIQ Trigger'],
	['crm-sync.json', 'When Executed by Another Workflow'],
	['qiscus-idle-rooms.json', 'Every 10 Minutes'],
	['salesiq-back-fill.json', 'After an Outage, Click Here'],
	['salesiq-failed-deliveries.json', 'Every Hour'],
	[MISSED_CHATS, 'Zoho SalesIQ Trigger'],
])('runs %s by hand with its samples from “%s”, without an account', async (file, trigger) => {
	const workflow = await api.createWorkflow(readExample(file));
	await api.runWorkflow(workflow.id, trigger);
	const [execution] = await api.waitForExecutions(workflow.id, 1);
	expect(execution?.error).toBeUndefined();
	expect(execution?.status).toBe('success');
	await api.deleteWorkflow(workflow.id);
});

describe('a contact per visitor', () => {
	const contact = async (id: string) => await rowsOf('contacts', 'contactId', id);

	it('has what the newest event says, in whatever order events arrive', async () => {
		const workflow = await publish('crm-sync.json');
		const [scott, other] = [newId(), newId()];
		const now = Date.now();
		await happens('visitor.updated', scott, { at: now - 1, first_name: 'Newer' });
		await eventually(async () => (await contact(`salesiq-${scott}`)).length > 0);
		await happens('visitor.updated', scott, { at: now - 2_000, first_name: 'Older' });
		await happens('visitor.updated', other, { phone: '12344354' }, { variant: 'contact' });
		await eventually(async () => (await contact(`salesiq-${other}`)).length > 0);
		await endedExecutions(api, [workflow]);
		expect(await contact(`salesiq-${scott}`)).toEqual([
			expect.objectContaining({ name: 'Newer Smith', kind: 'lead', source: 'salesiq' }),
		]);
		await happens('visitor.updated', scott, { at: now, first_name: 'Newest' });
		await eventually(async () =>
			(await contact(`salesiq-${scott}`)).some(({ name }) => name === 'Newest Smith'),
		);
		expect(await contact(`salesiq-${scott}`)).toHaveLength(1);
	});

	it('has one row with the newest, where many executions run at once', async () => {
		const { id: workflowId } = await publish('crm-sync.json');
		const id = newId();
		const now = Date.now();
		const ages = [3, 7, 0, 9, 1, 8, 2, 6, 4, 5];
		await Promise.all(
			ages.map(
				async (age) =>
					await happens('visitor.updated', id, { at: now - age, first_name: `Age ${age}` }),
			),
		);
		await api.waitForExecutions(workflowId, ages.length, 30_000);
		expect(await contact(`salesiq-${id}`)).toEqual([
			expect.objectContaining({ name: 'Age 0 Smith', eventTime: new Date(now).toISOString() }),
		]);
	});

	it('is updated when a room of Qiscus is resolved', async () => {
		await publish('crm-sync.json');
		const { roomId } = await qiscus.writes({ customerId: 'rina@example.com', name: 'Rina' });
		await qiscus.resolves(roomId, { notes: 'Wants a sofa' });
		await eventually(async () => (await contact('qiscus-rina@example.com')).length > 0);
		expect(await contact('qiscus-rina@example.com')).toEqual([
			expect.objectContaining({ name: 'Rina', email: 'rina@example.com', notes: 'Wants a sofa' }),
		]);
	});
});

describe('a low rating', () => {
	const FILE = 'salesiq-low-ratings.json';
	const followUp = async (id: string) => await rowsOf('salesiq_follow_ups', 'conversationId', id);
	const feedback: EmitOptions = { variant: 'feedback' };
	const shortWait = { 'Wait for the Rating': { amount: 3, unit: 'seconds' } };

	it('alerts and opens a follow-up, and a better one does not', async () => {
		await publish(FILE, { settings: { alertUrl: messenger.url } });
		const [low, high] = [newId(), newId()];
		await happens('conversation.rated', high, { rating: 3, feedback: 'Fine' });
		await happens('conversation.rated', low, { rating: 2, feedback: 'Nobody knew' });
		await eventually(() => messenger.posts.length > 0);
		expect(textsPosted()).toEqual([
			`Tricia rated the conversation ${low} with Patricia: 2. Nobody knew`,
		]);
		expect(await followUp(low)).toEqual([
			expect.objectContaining({ rating: 2, status: 'open', email: 'tricia@zylker.com' }),
		]);
		expect(await followUp(high)).toEqual([]);
	});

	it('gets its feedback, before or after the rating', async () => {
		await publish(FILE, { settings: { alertUrl: messenger.url }, parameters: shortWait });
		const [before, after] = [newId(), newId()];
		await happens('conversation.rated', before, { feedback: 'First words' }, feedback);
		await happens('conversation.rated', after, { rating: 1, feedback: null });
		await happens('conversation.rated', before, { rating: 1, feedback: null });
		await eventually(() => messenger.posts.length >= 2);
		await happens('conversation.rated', after, { feedback: 'Then words' }, feedback);
		await eventually(() => messenger.posts.length >= 4);
		expect(textsPosted()).toContain(
			`Tricia, who rated the conversation ${before} with 1, wrote: First words`,
		);
		expect(await followUp(before)).toEqual([
			expect.objectContaining({ rating: 1, feedback: 'First words' }),
		]);
		expect(await followUp(after)).toEqual([
			expect.objectContaining({ rating: 1, feedback: 'Then words' }),
		]);
	});

	it('opens a follow-up where nobody is to be alerted', async () => {
		await publish(FILE);
		const id = newId();
		await happens('conversation.rated', id, { rating: 1 });
		await eventually(async () => (await followUp(id)).length > 0);
		expect(messenger.posts).toEqual([]);
	});
});

const tasksOf = async (id: string) => await rowsOf('salesiq_tasks', 'conversationId', id);

it('makes a task of a missed chat', async () => {
	await publish(MISSED_CHATS, { settings: { alertUrl: messenger.url, answerWithinHours: 4 } });
	const id = newId();
	await happens('conversation.missed', id, { missed_time: '1790000000000', question: 'A sofa?' });
	await eventually(() => messenger.posts.length > 0);
	expect(textsPosted()).toEqual(['Answer Tricia, whose chat was missed: A sofa?']);
	expect(await tasksOf(id)).toEqual([
		expect.objectContaining({
			task: 'Answer Tricia, whose chat was missed',
			status: 'open',
			missedAt: new Date(1_790_000_000_000).toISOString(),
			dueAt: new Date(1_790_000_000_000 + 4 * 60 * 60 * 1000).toISOString(),
		}),
	]);
});

it('replays what SalesIQ could not deliver', async () => {
	await publishOther(MISSED_CHATS);
	const [{ id = '', url = '' } = {}] = salesIq.webhooks();
	const other = await salesIq.addWebhook({ url: ELSEWHERE, events: ['conversation.missed'] });
	salesIq.addFailure(id, { at: Date.now() - 60_000 });
	salesIq.addFailure(id, { at: Date.now() - 60_000, manualRetries: 50 });
	salesIq.addFailure(other.id, { at: Date.now() - 60_000 });
	const before = salesIq.deliveries.length;
	const workflow = await publish('salesiq-failed-deliveries.json', {
		settings: { portal: 'zylker', n8nAddress: sharedN8n().url },
	});
	await api.waitForExecutions(workflow.id, 2);
	await salesIq.settled();
	const sent = salesIq.deliveries.slice(before).map(({ url: to, status }) => ({ to, status }));
	expect(sent).toEqual([{ to: url, status: 200 }]);
	salesIq.removeWebhook(other.id);
});

it('lists conversations, and fills in what was missed', async () => {
	const row = async (id: string) => await rowsOf('salesiq_conversations', 'conversationId', id);
	const { id: workflowId } = await publish('salesiq-back-fill.json', {
		settings: { portal: 'zylker', missingFrom: new Date(Date.now() - 60_000).toISOString() },
	});
	const fillIn = async () => {
		await api.runWorkflow(workflowId, 'After an Outage, Click Here');
		await endedExecutions(api, [{ id: workflowId }]);
	};
	const { start, pickUp, close, miss } = salesIq.conversations;
	const known = (await start()).conversation.id;
	await eventually(async () => (await row(known)).length > 0);
	await api.deactivate(workflowId);
	const missed = (await start({ question: 'Is anybody there?', departmentId: OTHER_DEPARTMENT }))
		.conversation.id;
	await miss(missed);
	await pickUp(known);
	await close(known);
	await fillIn();
	expect(await row(known)).toEqual([expect.objectContaining({ status: 'Ended' })]);
	const MISSED = { status: 'Missed', question: 'Is anybody there?' };
	expect(await row(missed)).toEqual([expect.objectContaining(MISSED)]);
	const before = await api.tableRows('salesiq_conversations');
	await fillIn();
	expect(await api.tableRows('salesiq_conversations')).toEqual(before);
});

it('watches over the webhooks of both vendors', async () => {
	await publishOther(MISSED_CHATS);
	await publishOther(ASSIGN);
	const [{ id = '', url = '' } = {}] = salesIq.webhooks();
	const gone = `${sharedN8n().url}/webhook/gone/webhook`;
	const workflow = await publish('registration-watch.json', {
		settings: {
			qiscusEvents: 'agentAllocation, markAsResolved',
			salesIqPortal: 'zylker',
			salesIqUrls: `${url}, ${gone}`,
			alertUrl: messenger.url,
		},
	});
	/** What two more runs say, each thing once. */
	async function alerts(): Promise<string[]> {
		const { length } = await api.waitForExecutions(workflow.id, 1);
		await api.waitForExecutions(workflow.id, length + 1);
		messenger.posts.splice(0);
		await api.waitForExecutions(workflow.id, length + 3);
		return [...new Set(textsPosted())].sort();
	}
	const MISSING = `SalesIQ, ${gone}: no webhook is registered. Unpublish and publish the workflow with this Zoho SalesIQ Trigger.`;
	expect(await alerts()).toEqual([MISSING]);

	salesIq.setWebhookStatus(id, 'disabled');
	const { markAsResolved, agentAllocation } = qiscus.slots();
	qiscus.setSlot('markAsResolved', { ...markAsResolved, enabled: false });
	qiscus.setSlot('agentAllocation', { url: ELSEWHERE, enabled: true });
	const WITH_QISCUS = 'Unpublish and publish the workflow with the Qiscus Trigger.';
	expect(await alerts()).toEqual(
		[
			`Qiscus, Agent Allocation: the webhook calls another URL. ${WITH_QISCUS}`,
			`Qiscus, Mark as Resolved: the webhook is switched off. ${WITH_QISCUS}`,
			MISSING,
			`SalesIQ, ${url}: the webhook is disabled. Unpublish and publish the workflow with this Zoho SalesIQ Trigger.`,
		].sort(),
	);

	qiscus.setSlot('markAsResolved', markAsResolved);
	qiscus.setSlot('agentAllocation', agentAllocation);
	salesIq.setWebhookStatus(id, 'enabled');
	salesIq.failNext({ method: 'GET', path: /webhooks/ }, { status: 403 }, REFUSALS);
	qiscus.failNext({ method: 'GET', path: /configs/ }, { status: 403 }, REFUSALS);
	expect(await alerts()).toEqual([
		expect.stringMatching(/^The webhooks of Qiscus could not be looked at: \S/),
		expect.stringMatching(/^The webhooks of SalesIQ could not be looked at: \S/),
	]);
	// What is left of the refusals would meet the next test.
	await drain(`${salesIq.url}/api/v2/zylker/webhooks`);
	await drain(`${qiscus.url}/api/v2/app/configs`);
});

async function drain(url: string): Promise<void> {
	for (let left = REFUSALS; left > 0; left--) {
		if ((await fetch(url)).status !== 403) return;
	}
}
