import type { N8nApi, Workflow } from '../../sandbox/n8n/api.ts';
import type { ZohoSalesIq } from '../../sandbox/vendors/zohoSalesIq/index.ts';
import { connect, portal, startVendor, triggerWorkflow } from '../e2e/support/salesIq';
import { sharedN8n, signedIn } from '../e2e/support/sharedN8n';
import { executionsAfterAWhile } from '../e2e/support/workflows';

const ACCEPTED = [200, '{"status":"accepted"}'];
const DUPLICATE = [200, '{"status":"duplicate"}'];

let api: N8nApi;
let vendor: ZohoSalesIq;
let workflow: Workflow;
/** The registered URL, at each of the processors. */
let urls: [string, string];

beforeAll(async () => {
	api = await signedIn();
	vendor = await startVendor();
	const credential = await connect(api, vendor);
	workflow = await api.createWorkflow(
		triggerWorkflow(credential, { portal: portal('zylker'), events: ['conversation.created'] }),
	);
	await api.activateAndWait(workflow.id);
	const { url, webhookUrls = [] } = sharedN8n();
	const registered = vendor.webhooks()[0]?.url ?? '';
	urls = webhookUrls.map((own) => registered.replace(url, own)) as [string, string];
});
afterAll(async () => {
	await api.deleteWorkflow(workflow.id);
	await vendor.close();
});

async function call(url: string, request: RequestInit): Promise<[number, string]> {
	const answer = await fetch(url, request);
	return [answer.status, await answer.text()];
}

/** The last delivery of an event, with its signature, as SalesIQ would send it once more. */
function lastDelivery(): RequestInit {
	const { method, headers, body } = vendor.deliveries.at(-1) ?? {};
	return { method, headers, body };
}

it('HEAD, which SalesIQ sends before it takes a URL, is answered by each processor', async () => {
	expect(vendor.deliveries.find(({ method }) => method === 'HEAD')).toMatchObject({ status: 200 });
	for (const url of urls) expect((await call(url, { method: 'HEAD' }))[0]).toBe(200);
});

it('a processor lets in what is signed only, with the key that the main process has stored', async () => {
	await vendor.emit('conversation.created');
	const { headers, ...delivery } = lastDelivery();
	for (const url of urls) expect((await call(url, delivery))[0]).toBe(401);
});

it('an event starts the workflow once in each processor that it reaches', async () => {
	await vendor.emit('conversation.created');
	const before = await executionsAfterAWhile(api, workflow);
	// It came through the proxy, so one of them knows it, and nobody says which.
	const answers = [await call(urls[0], lastDelivery()), await call(urls[1], lastDelivery())];
	expect(answers).toContainEqual(ACCEPTED);
	expect(answers).toContainEqual(DUPLICATE);
	for (const url of urls) expect(await call(url, lastDelivery())).toEqual(DUPLICATE);
	await api.waitForExecutions(workflow.id, before + 1);
	expect(await executionsAfterAWhile(api, workflow)).toBe(before + 1);
});

it('what comes through the proxy reaches one processor, so a repeated event starts nothing', async () => {
	await vendor.emit('conversation.created');
	const before = await executionsAfterAWhile(api, workflow);
	const registered = vendor.webhooks()[0]?.url ?? '';
	for (let times = 0; times < 4; times++) {
		expect(await call(registered, lastDelivery())).toEqual(DUPLICATE);
	}
	expect(await executionsAfterAWhile(api, workflow)).toBe(before);
});

it('a URL that is unpublished is gone in each processor', async () => {
	await api.deactivate(workflow.id);
	for (const url of urls) expect((await call(url, lastDelivery()))[0]).toBe(404);
	await api.activateAndWait(workflow.id);
	for (const url of urls) expect((await call(url, { method: 'HEAD' }))[0]).toBe(200);
});
