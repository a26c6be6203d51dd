import type { N8nApi, Workflow } from '../../sandbox/n8n/api.ts';
import type { Qiscus } from '../../sandbox/vendors/qiscus/index.ts';
import { actionNodes, qiscusMaker, type RunNodes } from './support/actionNode';
import { createCredential, leaks, startVendor, triggerWorkflow } from './support/qiscus';
import { signedIn } from './support/sharedN8n';

const FOREIGN = { url: 'https://crm.example.com/qiscus', enabled: true };

let api: N8nApi;
let vendor: Qiscus;
let credential: { id: string; name: string };
let run: RunNodes;
const made: Workflow[] = [];

beforeAll(async () => {
	api = await signedIn();
	vendor = await startVendor();
	credential = await createCredential(api, vendor);
	run = actionNodes(api, qiscusMaker(credential), made);
});
afterAll(async () => {
	expect(await leaks(api, vendor, made)).toEqual([]);
	for (const { id } of made) await api.deleteWorkflow(id);
	await vendor.close();
});

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
