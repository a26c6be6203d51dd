import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type N8n, startN8n } from '../../sandbox/n8n/startN8n.ts';
import { waitFor } from '../../sandbox/n8n/waiting.ts';
import type { ZohoSalesIq } from '../../sandbox/vendors/zohoSalesIq/index.ts';
import { connect, portal, startVendor, triggerWorkflow } from '../e2e/support/salesIq';
import { OWNER, sharedN8n } from '../e2e/support/sharedN8n';

let folder: string;
let n8n: N8n;
let vendor: ZohoSalesIq;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-start-of-1-'));
	const { host, tarball } = sharedN8n();
	n8n = await startN8n({ host, tarball, dataFolder: folder });
	await n8n.api.signIn(OWNER);
	vendor = await startVendor();
});
afterAll(async () => {
	await n8n.stop();
	await vendor.close();
	rmSync(folder, { recursive: true, force: true });
});

const isRegistered = async (): Promise<boolean> => {
	const { deliveries } = await vendor.emit('conversation.created');
	return deliveries.length === 1 && deliveries[0]?.status === 200;
};

/**
 * n8n 1 asks the vendor at its start. Where that fails, it takes the workflow's URL away and tries
 * again, first after a second; n8n 2 asks nothing.
 */
it('n8n 1 that SalesIQ refused at the start registers the trigger by itself afterwards', async () => {
	const { id } = await n8n.api.createWorkflow(
		triggerWorkflow(await connect(n8n.api, vendor), {
			portal: portal('zylker'),
			events: ['conversation.created'],
		}),
	);
	await n8n.api.activateAndWait(id);
	expect(await isRegistered()).toBe(true);
	await n8n.kill();
	vendor.failNext({}, { status: 403, body: '{}' });
	n8n = await n8n.restart();
	expect(n8n.logText()).toContain('Issue on initial workflow activation try');
	await waitFor(
		async () => ((await isRegistered()) ? true : undefined),
		60_000,
		() => new Error(`n8n did not register the trigger: ${n8n.logText()}`),
	);
	expect(vendor.webhooks()).toHaveLength(1);
	await n8n.api.signIn(OWNER);
	await n8n.api.deleteWorkflow(id);
	expect(vendor.webhooks()).toEqual([]);
});
