import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePorts } from '../../sandbox/n8n/ports.ts';
import { type N8n, startN8n } from '../../sandbox/n8n/startN8n.ts';
import type { ZohoSalesIq } from '../../sandbox/vendors/zohoSalesIq/index.ts';
import { connect, portal, startVendor, TRIGGER, triggerWorkflow } from './support/salesIq';
import { OWNER, sharedN8n } from './support/sharedN8n';

/** A reverse proxy that gives n8n a path prefix, as companies do. */
interface Proxy {
	server: Server;
	url: string;
	/** What HEAD is answered with in n8n's place. */
	headStatus?: number;
}

async function startProxy(targetPort: number): Promise<Proxy> {
	const server = createServer((incoming, outgoing) => {
		if (incoming.method === 'HEAD' && proxy.headStatus !== undefined) {
			outgoing.writeHead(proxy.headStatus).end();
			return;
		}
		const path = (incoming.url ?? '').replace(/^\/automation\/n8n/, '');
		const { method, headers } = incoming;
		const onward = request(
			{ host: '127.0.0.1', port: targetPort, path, method, headers },
			(answer) => {
				outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(outgoing);
			},
		);
		onward.on('error', () => outgoing.writeHead(502).end());
		incoming.pipe(onward);
	});
	const proxy: Proxy = { server, url: '' };
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/automation/n8n/`;
	return proxy;
}

let folder: string;
let proxy: Proxy;
let n8n: N8n;
let vendor: ZohoSalesIq;
let credential: { id: string; name: string };

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-hosting-'));
	const [port = 0] = await freePorts(1);
	proxy = await startProxy(port);
	const { host, tarball } = sharedN8n();
	n8n = await startN8n({
		host,
		tarball,
		port,
		dataFolder: folder,
		env: {
			WEBHOOK_URL: proxy.url,
			N8N_EDITOR_BASE_URL: proxy.url,
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
	proxy.server.closeAllConnections();
	proxy.server.close();
	rmSync(folder, { recursive: true, force: true });
});

const workflow = () =>
	triggerWorkflow(credential, { portal: portal('zylker'), events: ['conversation.created'] });

describe('behind a reverse proxy, with a path prefix and endpoints of other names', () => {
	it('a published workflow is registered under the public address and called through it', async () => {
		const { id } = await n8n.api.createWorkflow(workflow());
		await n8n.api.activateAndWait(id);
		expect(vendor.webhooks()).toMatchObject([
			{ url: expect.stringContaining(`${proxy.url}hooks/`) },
		]);
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
			{ url: expect.stringContaining(`${proxy.url}hooks-trial/`) },
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
			proxy.headStatus = status;
			const { id } = await n8n.api.createWorkflow(workflow());
			await expect(n8n.api.activateAndWait(id)).rejects.toThrow(
				/SalesIQ calls http.* with HEAD .* wants the answer 200.*WEBHOOK_URL/,
			);
			proxy.headStatus = undefined;
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
