import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Workflow } from '../../sandbox/n8n/api.ts';
import { type N8n, startN8n } from '../../sandbox/n8n/startN8n.ts';
import type { Qiscus } from '../../sandbox/vendors/qiscus/index.ts';
import { createCredential, startVendor, TRIGGER, triggerWorkflow } from './support/qiscus';
import { OWNER, sharedN8n } from './support/sharedN8n';
import { until } from './support/workflows';

jest.setTimeout(240_000);

const FOREIGN = { url: 'https://crm.example.com/qiscus', enabled: true };

let folder: string;
let n8n: N8n;
let vendor: Qiscus;
let workflow: Workflow;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-crashes-'));
	const { host, tarball } = sharedN8n();
	n8n = await startN8n({
		host,
		tarball,
		dataFolder: folder,
		// n8n takes up a publication that a dead process has begun after two minutes otherwise.
		env: { N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '10' },
	});
	await n8n.api.signIn(OWNER);
	vendor = await startVendor();
	const credential = await createCredential(n8n.api, vendor);
	workflow = await n8n.api.createWorkflow(
		triggerWorkflow(credential, { events: ['botMessage'], occupiedSlot: 'replace' }),
	);
});
afterAll(async () => {
	await n8n.stop();
	await vendor.close();
	rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => vendor.setSlot('botMessage', FOREIGN));

const bot = () => vendor.slots().botMessage;
const isDelivered = async () => {
	const { delivery } = await vendor.emit('botMessage', { variant: 'whatsApp' });
	return delivery?.status === 200 && delivery.url.startsWith(n8n.url);
};

/** Kills n8n while it waits for the vendor's answer to the call with this number, and starts it again. */
async function killAtCall(call: number, begin: () => Promise<unknown>): Promise<void> {
	const seen = vendor.requests.length + call;
	vendor.failNext({ skip: call }, 'hang');
	begin().catch(() => undefined);
	await until(() => vendor.requests.length > seen);
	await killAndRestart();
}

async function killAndRestart(): Promise<void> {
	await n8n.kill();
	// After a crash n8n waits for ten seconds otherwise.
	rmSync(join(folder, '.n8n', 'crash.journal'), { force: true });
	n8n = await n8n.restart();
	await n8n.api.signIn(OWNER);
}

/** What publishing and unpublishing lead to, whatever was before. */
async function publishAndUnpublish(): Promise<void> {
	await n8n.api.deactivate(workflow.id);
	await n8n.api.activateAndWait(workflow.id);
	expect(await isDelivered()).toBe(true);
	await n8n.api.deactivate(workflow.id);
	expect(bot()).toEqual(FOREIGN);
}

// Looks at the slots, looks once more, writes ours, reads it back.
it.each([0, 1, 2, 3])(
	'killed at call %i of publishing, the next publishing goes on',
	async (call) => {
		await killAtCall(call, () => n8n.api.activate(workflow.id));
		await publishAndUnpublish();
	},
);

// Looks at the slots, writes the earlier URL.
it.each([0, 1])('killed at call %i of unpublishing, the next publishing goes on', async (call) => {
	await n8n.api.activateAndWait(workflow.id);
	await killAtCall(call, () => n8n.api.deactivate(workflow.id));
	await publishAndUnpublish();
});

it('killed while somebody listens, leaves a free slot that gives back what it held', async () => {
	await n8n.api.runTestListen(workflow.id, TRIGGER);
	expect(bot().url).toContain('/webhook-test/');
	await killAndRestart();
	expect(bot().url).toContain('/webhook-test/');

	await n8n.api.runTestListen(workflow.id, TRIGGER);
	await n8n.api.stopTestListen(workflow.id);
	await until(() => bot().url === FOREIGN.url);
	await publishAndUnpublish();
});
