import type { N8nApi, Workflow } from '../../sandbox/n8n/api.ts';
import { itemsOf } from '../../sandbox/n8n/executions.ts';
import type { Qiscus } from '../../sandbox/vendors/qiscus/index.ts';
import { createCredential, leaks, startVendor, triggerWorkflow } from './support/qiscus';
import { signedIn } from './support/sharedN8n';
import type { Parameters } from './support/workflows';

const START = 'Start';
const NODE = 'Qiscus';
const FOREIGN = { url: 'https://crm.example.com/qiscus', enabled: true };

let api: N8nApi;
let vendor: Qiscus;
let credential: { id: string; name: string };
const made: Workflow[] = [];

beforeAll(async () => {
	api = await signedIn();
	vendor = await startVendor();
	credential = await createCredential(api, vendor);
});
afterAll(async () => {
	expect(await leaks(api, vendor, made)).toEqual([]);
	for (const { id } of made) await api.deleteWorkflow(id);
	await vendor.close();
});

/** What the node gives for one empty item. */
async function run(parameters: Parameters): Promise<unknown[]> {
	const node = (name: string, type: string, more: object) => ({
		id: crypto.randomUUID(),
		name,
		type,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
		...more,
	});
	const workflow = await api.createWorkflow({
		name: `Qiscus ${crypto.randomUUID()}`,
		nodes: [
			node(START, 'n8n-nodes-base.manualTrigger', {}),
			node(NODE, 'n8n-nodes-qiscus-salesiq.qiscus', {
				parameters,
				credentials: { qiscusApi: credential },
			}),
		],
		connections: { [START]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
	});
	made.push(workflow);
	await api.runWorkflow(workflow.id, START);
	const [execution] = await api.waitForExecutions(workflow.id, 1);
	if (execution === undefined) throw new Error('No execution');
	if (execution.error !== undefined) throw new Error(execution.error.message);
	return itemsOf(execution, NODE).map(({ json }) => json);
}

it('shows all webhooks, and which are this n8n’s', async () => {
	const trigger = await api.createWorkflow(triggerWorkflow(credential, { events: ['newSession'] }));
	made.push(trigger);
	await api.activateAndWait(trigger.id);
	vendor.setSlot('botMessage', FOREIGN);
	const items = await run({ resource: 'webhook', operation: 'getAll' });
	expect(items).toHaveLength(5);
	expect(items).toContainEqual(
		expect.objectContaining({ event: 'botMessage', ...FOREIGN, belongsToThisN8n: false }),
	);
	expect(items).toContainEqual(
		expect.objectContaining({
			event: 'newSession',
			enabled: true,
			belongsToThisN8n: true,
			url: expect.stringMatching(/token=\*\*\*/),
		}),
	);
});

it('sets a webhook, but not over another’s, and puts back what was there', async () => {
	vendor.setSlot('botMessage', FOREIGN);
	const set = {
		resource: 'webhook',
		operation: 'set',
		event: 'botMessage',
		url: 'https://bot.example.com/',
	};
	await expect(run(set)).rejects.toThrow(/crm\.example\.com\/qiscus/);
	const [item] = (await run({ ...set, overwrite: true })) as Array<{ previous: object }>;
	expect(item).toMatchObject({ url: 'https://bot.example.com/', enabled: true, previous: FOREIGN });
	const restore = { resource: 'webhook', operation: 'restore', event: 'botMessage' };
	await run({ ...restore, previous: JSON.stringify(item?.previous) });
	expect(vendor.slots().botMessage).toEqual(FOREIGN);
});

it('reads the app’s configuration with truths as truths', async () => {
	const [item] = await run({ resource: 'app', operation: 'getConfiguration' });
	expect(item).toMatchObject({ is_sessional: true, timezone: '+07:00', create_tags: null });
});
