import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePorts } from '../../sandbox/n8n/ports.ts';
import { type ReverseProxy, startReverseProxy } from '../../sandbox/n8n/reverseProxy.ts';
import { type N8n, startN8n } from '../../sandbox/n8n/startN8n.ts';
import type { ZohoSalesIq } from '../../sandbox/vendors/zohoSalesIq/index.ts';
import { connect, portal, startVendor, TRIGGER, triggerWorkflow } from './support/salesIq';
import { OWNER, sharedN8n } from './support/sharedN8n';

/** What the reverse proxy puts in front of n8n's paths, as companies do. */
const PREFIX = '/automation/n8n';

let folder: string;
let proxy: ReverseProxy;
/** The address of n8n that everybody else knows. */
let address: string;
/** What HEAD is answered with in n8n's place. */
let headStatus: number | undefined;
let n8n: N8n;
let vendor: ZohoSalesIq;
let credential: { id: string; name: string };

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-hosting-'));
	const [port = 0] = await freePorts(1);
	proxy = await startReverseProxy((method, path) =>
		method === 'HEAD' && headStatus !== undefined
			? { status: headStatus }
			: { port, path: path.replace(PREFIX, '') },
	);
	address = `${proxy.url}${PREFIX}/`;
	const { host, tarball } = sharedN8n();
	n8n = await startN8n({
		host,
		tarball,
		port,
		dataFolder: folder,
		env: {
			WEBHOOK_URL: address,
			N8N_EDITOR_BASE_URL: address,
			N8N_ENDPOINT_WEBHOOK: 'hooks',
			N8N_ENDPOINT_WEBHOOK_TEST: 'hooks-trial',
		},
	});
	await n8n.api.signIn(OWNER);
	vendor = await startVendor();
	credential = await connect(n8n.api, vendor);
});
afterAll(async () => {
	await n8n.stop();
	await vendor.close();
	await proxy.close();
	rmSync(folder, { recursive: true, force: true });
});

const workflow = () =>
	triggerWorkflow(credential, { portal: portal('zylker'), events: ['conversation.created'] });

describe('behind a reverse proxy, with a path prefix and endpoints of other names', () => {
	it('a published workflow is registered under the public address and called through it', async () => {
		const { id } = await n8n.api.createWorkflow(workflow());
		await n8n.api.activateAndWait(id);
		expect(vendor.webhooks()).toMatchObject([{ url: expect.stringContaining(`${address}hooks/`) }]);
		expect(await vendor.emit('conversation.created')).toMatchObject({
			deliveries: [{ status: 200 }],
		});
		await n8n.api.waitForExecutions(id, 1);
		await n8n.api.deleteWorkflow(id);
		expect(vendor.webhooks()).toEqual([]);
	});

	it('listening for a test event uses the test address', async () => {
		const { id } = await n8n.api.createWorkflow(workflow());
		await n8n.api.runTestListen(id, TRIGGER);
		expect(vendor.webhooks()).toMatchObject([
			{ url: expect.stringContaining(`${address}hooks-trial/`) },
		]);
		expect(await vendor.emit('conversation.created')).toMatchObject({
			deliveries: [{ status: 200 }],
		});
		await n8n.api.waitForExecutions(id, 1);
		await n8n.api.deleteWorkflow(id);
	});

	it.each([404, 301, 500])(
		'a HEAD that is answered %i stops the activation with a message',
		async (status) => {
			headStatus = status;
			const { id } = await n8n.api.createWorkflow(workflow());
			await expect(n8n.api.activateAndWait(id)).rejects.toThrow(
				/SalesIQ calls http.* with HEAD .* wants the answer 200.*WEBHOOK_URL/,
			);
			headStatus = undefined;
			await n8n.api.deleteWorkflow(id);
			expect(vendor.webhooks()).toEqual([]);
		},
	);
});

describe('n8n that is killed', () => {
	it('answers again after its start, without registering anew', async () => {
		const { id } = await n8n.api.createWorkflow(workflow());
		await n8n.api.activateAndWait(id);
		const before = vendor.webhooks();
		await n8n.kill();
		n8n = await n8n.restart();
		await n8n.api.signIn(OWNER);
		expect(vendor.webhooks()).toEqual(before);
		expect(await vendor.emit('conversation.created')).toMatchObject({
			deliveries: [{ status: 200 }],
		});
		await n8n.api.waitForExecutions(id, 1);
		await n8n.api.deleteWorkflow(id);
		expect(vendor.webhooks()).toEqual([]);
	});

	it('while somebody listens leaves a webhook that the next activation removes', async () => {
		const { id } = await n8n.api.createWorkflow(workflow());
		await n8n.api.runTestListen(id, TRIGGER);
		expect(vendor.webhooks()).toHaveLength(1);
		await n8n.kill();
		n8n = await n8n.restart();
		await n8n.api.signIn(OWNER);
		await n8n.api.activateAndWait(id);
		expect(vendor.webhooks()).toMatchObject([{ url: expect.stringContaining('/hooks/') }]);
		await n8n.api.deleteWorkflow(id);
		expect(vendor.webhooks()).toEqual([]);
	});
});
