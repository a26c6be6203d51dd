import type { N8nApi, Workflow } from '../../sandbox/n8n/api.ts';
import { itemsOf } from '../../sandbox/n8n/executions.ts';
import { EVENTS, type ZohoSalesIq } from '../../sandbox/vendors/zohoSalesIq/index.ts';
import { expectedItem, fixtureNames, readPayload } from './support/expected';
import { connect, portal, startVendor, TRIGGER, triggerWorkflow } from './support/salesIq';
import { signedIn } from './support/sharedN8n';

const events = [...EVENTS.data, ...EVENTS.administration];

let api: N8nApi;
let vendor: ZohoSalesIq;
let simplified: Workflow;
let raw: Workflow;

beforeAll(async () => {
	api = await signedIn();
	vendor = await startVendor();
	const credential = await connect(api, vendor);
	const publish = async (simplify: boolean, chosen: string[]) => {
		const workflow = await api.createWorkflow(
			triggerWorkflow(credential, { portal: portal('zylker'), events: chosen, simplify }),
		);
		await api.activateAndWait(workflow.id);
		return workflow;
	};
	simplified = await publish(true, events);
	raw = await publish(false, events);
});
afterAll(async () => {
	for (const workflow of [simplified, raw]) await api.deleteWorkflow(workflow.id);
	await vendor.close();
});

it('covers every event of the vendor’s page', () => {
	const covered = new Set(
		fixtureNames.map((name) =>
			events.find((event) => name === event || name.startsWith(`${event}.`)),
		),
	);
	expect([...covered].sort()).toEqual([...events].sort());
});

const received = new Map<string, number>();

/** The item of the next execution of a workflow. */
async function nextItem(workflow: Workflow): Promise<unknown> {
	const count = (received.get(workflow.id) ?? 0) + 1;
	received.set(workflow.id, count);
	const executions = await api.waitForExecutions(workflow.id, count);
	expect(executions).toHaveLength(count);
	const last = executions.at(-1);
	if (last === undefined) throw new Error('No execution');
	const items = itemsOf(last, TRIGGER);
	expect(items).toHaveLength(1);
	return items[0]?.json;
}

it.each(fixtureNames)('%s comes out as documented, simplified and raw', async (name) => {
	const event = events
		.filter((candidate) => name === candidate || name.startsWith(`${candidate}.`))
		.sort((a, b) => b.length - a.length)[0];
	if (event === undefined) throw new Error(`${name} is the payload of no event`);
	const { deliveries, eventText } = await vendor.emit(event, { fixture: name });
	expect(deliveries.map(({ status }) => status)).toEqual([200, 200]);

	const webhookIds = deliveries.map(({ webhookId }) => webhookId);
	const item = (await nextItem(simplified)) as { eventId: string; webhookId: string };
	expect(item).toEqual({
		...(expectedItem(name, eventText) as object),
		eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
		webhookId: expect.any(String),
	});
	expect(webhookIds).toContain(item.webhookId);

	const body = (await nextItem(raw)) as { webhook: { id: string } };
	expect(body).toEqual({
		...(readPayload(eventText) as object),
		webhook: { id: expect.any(String) },
	});
	expect(webhookIds).toContain(body.webhook.id);
});
