import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { N8nApi, Workflow } from '../../sandbox/n8n/api.ts';
import { type N8n, startN8n } from '../../sandbox/n8n/startN8n.ts';
import { installedVersion, isN8n1 } from '../../sandbox/n8n/version.ts';
import { waitFor } from '../../sandbox/n8n/waiting.ts';
import type { ZohoSalesIq } from '../../sandbox/vendors/zohoSalesIq/index.ts';
import { connect, portal, startVendor, triggerWorkflow } from './support/salesIq';
import { OWNER, sharedN8n, signedIn } from './support/sharedN8n';
import { type Parameters, until } from './support/workflows';

/**
 * What the major versions of n8n do differently with a trigger. Where a test does not ask, it holds
 * for both.
 */
interface Major {
	/** Whether who activates is told of a failure in n8n's answer; else n8n answers first, then tries. */
	tellsFailureAtOnce: boolean;
	/** Whether a workflow stays active of which a trigger could not be registered. */
	staysActiveAfterFailure: boolean;
	/** Whether n8n asks the vendor for each webhook when it starts, and registers what is gone. */
	looksAfterWebhooksAtStart: boolean;
}

const N8N_1: Major = {
	tellsFailureAtOnce: true,
	staysActiveAfterFailure: false,
	looksAfterWebhooksAtStart: true,
};
const N8N_2: Major = {
	tellsFailureAtOnce: false,
	staysActiveAfterFailure: true,
	looksAfterWebhooksAtStart: false,
};

let major: Major;
let vendor: ZohoSalesIq;

beforeAll(async () => {
	major = isN8n1(await installedVersion(sharedN8n().host.n8n)) ? N8N_1 : N8N_2;
});
beforeEach(async () => {
	vendor = await startVendor();
});
afterEach(() => vendor.close());

async function create(api: N8nApi, parameters: Parameters = {}): Promise<Workflow> {
	const chosen = { portal: portal('zylker'), events: ['conversation.rated'], ...parameters };
	return await api.createWorkflow(triggerWorkflow(await connect(api, vendor), chosen));
}

const webhookOf = ({ nodes: [node] }: Workflow) =>
	vendor.webhooks().find(({ url }) => url.includes(node?.webhookId ?? 'no id'));

it('each n8n has the four nodes and both credentials', async () => {
	const api = await signedIn();
	const nodes = await api.nodeTypes('n8n-nodes-qiscus-salesiq.');
	expect(nodes.map(({ displayName }) => displayName)).toEqual(
		expect.arrayContaining(['Qiscus', 'Qiscus Trigger', 'Zoho SalesIQ', 'Zoho SalesIQ Trigger']),
	);
	const names = (await api.credentialTypes()).map(({ name }) => name);
	expect(names).toEqual(expect.arrayContaining(['qiscusApi', 'zohoSalesIqOAuth2Api']));
});

describe('who calls the URL of a trigger', () => {
	const call = async (method: string, url: string, body?: string) => {
		const answer = await fetch(url, { method, body });
		return [answer.status, answer.headers.get('content-type'), await answer.text()];
	};
	const JSON_TYPE = 'application/json; charset=utf-8';

	it('gets the same status, type and body from each n8n', async () => {
		const api = await signedIn();
		const workflow = await create(api, { filters: { ratingAtMost: 3 } });
		await api.activateAndWait(workflow.id);
		const { url = '' } = webhookOf(workflow) ?? {};
		expect(await call('HEAD', url)).toEqual([200, expect.any(String), '']);
		expect(await call('POST', url, '{"event":"x","entity":{}}')).toEqual([
			401,
			JSON_TYPE,
			'{"message":"The sender of this request could not be verified"}',
		]);
		for (const [rating, status] of [
			[3, 'accepted'],
			[4, 'ignored'],
		]) {
			const { deliveries } = await vendor.emit('conversation.rated', {
				change: (text) => text.replace(/"rating"\s*:\s*\d+/, `"rating": ${rating}`),
			});
			expect(deliveries).toMatchObject([{ status: 200, answerBody: JSON.stringify({ status }) }]);
		}

		await api.deleteWorkflow(workflow.id);
		expect((await call('HEAD', url))[0]).toBe(404);
		expect((await call('POST', url, '{}'))[0]).toBe(404);
	});
});

describe('an activation that fails', () => {
	it('tries the trigger once, and tells its message', async () => {
		const api = await signedIn();
		const workflow = await create(api, { events: [] });
		const told = await api.activate(workflow.id).then(
			() => 'nothing',
			(error: Error) => error.message,
		);
		const MESSAGE = /Trigger On/;
		expect(MESSAGE.test(told)).toBe(major.tellsFailureAtOnce);
		await expect(api.activateAndWait(workflow.id)).rejects.toThrow(MESSAGE);
		expect((await api.getWorkflow(workflow.id)).active).toBe(major.staysActiveAfterFailure);
		await api.deleteWorkflow(workflow.id);
	});
});

describe('an n8n that was killed while it registered a webhook', () => {
	/** n8n 2 takes up what a dead process has begun after so long; n8n 1 does at its start. */
	const LEASE_SECONDS = 10;
	let folder: string;
	let n8n: N8n;

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-majors-'));
		const { host, tarball } = sharedN8n();
		const env = { N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: String(LEASE_SECONDS) };
		n8n = await startN8n({ host, tarball, dataFolder: folder, env });
		await n8n.api.signIn(OWNER);
	});
	afterAll(async () => {
		await n8n.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	it('registers it after its start, and what SalesIQ has lost where n8n looks', async () => {
		const lost = await create(n8n.api);
		await n8n.api.activateAndWait(lost.id);
		const interrupted = await create(n8n.api);
		const registrations = () =>
			vendor.requests.filter(({ method, path }) => method === 'POST' && /\/webhooks$/.test(path));
		vendor.failNext({ method: 'POST', path: /\/webhooks$/ }, 'hang');
		n8n.api.activate(interrupted.id).catch(() => undefined);
		await until(() => registrations().length === 2);
		await n8n.kill();
		vendor.removeWebhook(webhookOf(lost)?.id ?? '');

		n8n = await n8n.restart();
		await waitFor(
			async () => webhookOf(interrupted),
			60_000,
			() => new Error('n8n registered nothing'),
		);
		expect(webhookOf(lost) !== undefined).toBe(major.looksAfterWebhooksAtStart);
		const { deliveries } = await vendor.emit('conversation.rated');
		expect(deliveries.map(({ status }) => status)).toEqual(vendor.webhooks().map(() => 200));
	});
});
