import type { N8nApi, NewWorkflow, Workflow } from '../../sandbox/n8n/api.ts';
import { itemsOf } from '../../sandbox/n8n/executions.ts';
import type { ZohoSalesIq } from '../../sandbox/vendors/zohoSalesIq/index.ts';
import { connect, portal, startVendor, TRIGGER, triggerWorkflow } from './support/salesIq';
import { n8nLog, sharedN8n, signedIn } from './support/sharedN8n';
import { executionsAfterAWhile } from './support/workflows';

let api: N8nApi;
let vendor: ZohoSalesIq;
let credential: { id: string; name: string };
let screenName: string;

beforeAll(async () => {
	api = await signedIn();
	vendor = await startVendor();
	credential = await connect(api, vendor);
	screenName = vendor.portals[0]?.screenname ?? '';
});
afterAll(() => vendor.close());

const parameters = (more: NewWorkflow['nodes'][number]['parameters'] = {}) => ({
	portal: portal(screenName),
	events: ['conversation.created'],
	...more,
});

/** Publishes a workflow for the time of one test. */
async function published(
	work: (workflow: Workflow) => Promise<void>,
	more: NewWorkflow['nodes'][number]['parameters'] = {},
): Promise<void> {
	const workflow = await api.createWorkflow(triggerWorkflow(credential, parameters(more)));
	await api.activateAndWait(workflow.id);
	try {
		await work(workflow);
	} finally {
		await api.deleteWorkflow(workflow.id);
	}
}

const webhookUrl = () => vendor.webhooks().at(-1)?.url ?? '';
const calls = (method: string, path: RegExp) =>
	vendor.requests.filter((request) => request.method === method && path.test(request.path));

describe('publishing a workflow', () => {
	it('registers one secured webhook whose HEAD was answered 200, and removes it on deactivation', async () => {
		const created = calls('POST', /\/webhooks$/).length;
		await published(async () => {
			expect(vendor.webhooks()).toMatchObject([
				{
					screenname: screenName,
					type: 'data',
					events: ['conversation.created'],
					allApps: true,
					secured: true,
					status: 'enabled',
				},
			]);
			expect(webhookUrl()).toContain(sharedN8n().url);
			expect(calls('POST', /\/webhooks$/).length - created).toBe(1);
			expect(vendor.deliveries.filter(({ method }) => method === 'HEAD').at(-1)).toMatchObject({
				url: webhookUrl(),
				status: 200,
			});
		});
		expect(vendor.webhooks()).toEqual([]);
	});

	it('registers the chosen apps only', async () => {
		const app = vendor.apps.find(({ screenname }) => screenname === screenName)?.id ?? '';
		await published(
			async () => {
				expect(vendor.webhooks()).toMatchObject([{ app_ids: [app], allApps: false }]);
			},
			{ apps: [app] },
		);
	});

	it('offers the portals and their apps from SalesIQ', async () => {
		const request = {
			nodeType: 'n8n-nodes-qiscus-salesiq.zohoSalesIqTrigger',
			typeVersion: 2,
			credentials: { zohoSalesIqOAuth2Api: credential },
			parameters: parameters(),
		};
		const portals = await api.listSearch({
			...request,
			methodName: 'searchPortals',
			path: 'parameters.portal',
			filter: vendor.portals[0]?.name,
		});
		expect(portals.results).toContainEqual({ name: vendor.portals[0]?.name, value: screenName });
		const apps = await api.loadOptions({
			...request,
			methodName: 'getApps',
			path: 'parameters.apps',
		});
		const expected = vendor.apps.filter(({ screenname }) => screenname === screenName);
		expect(apps.map(({ value }) => value).sort()).toEqual(expected.map(({ id }) => id).sort());
	});

	it.each([
		['getDepartments', () => vendor.departments],
		['getOperators', () => vendor.operators],
	])('offers what %s reads from SalesIQ, all pages of it', async (methodName, expected) => {
		const reader = await connect(api, vendor, {
			permissions: ['SalesIQ.departments.READ', 'SalesIQ.operators.READ'],
		});
		vendor.quirks.pagedLists = true;
		const request = {
			nodeType: 'n8n-nodes-qiscus-salesiq.zohoSalesIqTrigger',
			typeVersion: 2,
			parameters: parameters(),
			methodName,
			path: 'parameters.filters',
		};
		const options = await api.loadOptions({
			...request,
			credentials: { zohoSalesIqOAuth2Api: reader },
		});
		vendor.quirks.pagedLists = false;
		const own = expected().filter(({ screenname }) => screenname === screenName);
		expect(own.length).toBeGreaterThan(1);
		expect(options.map(({ value }) => value).sort()).toEqual(own.map(({ id }) => id).sort());
		expect(options.map(({ name }) => name).sort()).toEqual(own.map(({ name }) => name).sort());

		// The credential of the other tests has the least that the trigger needs.
		await expect(
			api.loadOptions({ ...request, credentials: { zohoSalesIqOAuth2Api: credential } }),
		).rejects.toThrow(/lacks a permission/);
	});

	it('refreshes an expired access token on the way', async () => {
		vendor.expireTokens();
		const before = calls('POST', /\/oauth\/v2\/token$/).length;
		await published(async () => expect(vendor.webhooks()).toHaveLength(1));
		expect(calls('POST', /\/oauth\/v2\/token$/).length - before).toBe(1);
	});

	describe('that SalesIQ refuses', () => {
		const publish = async (more: NewWorkflow['nodes'][number]['parameters'] = {}) => {
			const workflow = await api.createWorkflow(triggerWorkflow(credential, parameters(more)));
			const startMs = Date.now();
			try {
				await api.activateAndWait(workflow.id);
			} finally {
				expect(Date.now() - startMs).toBeLessThan(10_000);
				await api.deleteWorkflow(workflow.id);
			}
		};

		it('says that the plan has no webhooks', async () => {
			const [first] = vendor.portals;
			if (first === undefined) throw new Error('The vendor has no portal');
			first.enterprise = false;
			try {
				await expect(publish()).rejects.toThrow(/plan .* Enterprise plan/);
			} finally {
				first.enterprise = true;
			}
		});

		it('says that the portal is not known', async () => {
			await expect(publish({ portal: portal('no-such-portal') })).rejects.toThrow(
				/does not know this portal .* Choose the Portal from the list/,
			);
		});

		it('says that the URL cannot be called', async () => {
			// SalesIQ's HEAD reaches nothing: the vendor is told another port by n8n's own answer.
			vendor.failNext(
				{ method: 'POST', path: /\/webhooks$/ },
				{
					status: 200,
					body: JSON.stringify({
						error: { code: 1006, message: 'HEAD request to the URL failed' },
					}),
				},
			);
			await expect(publish()).rejects.toThrow(/HEAD request to the URL failed.*WEBHOOK_URL/);
		});

		it('says that no event is chosen', async () => {
			await expect(publish({ events: '={{ [] }}' })).rejects.toThrow(/Trigger On/);
		});

		it('leaves no webhook behind', () => {
			expect(vendor.webhooks()).toEqual([]);
		});
	});
});

describe('a delivery', () => {
	it('that is signed starts exactly one execution with the payload intact', async () => {
		const raw = { simplify: false };
		await published(async (workflow) => {
			const { deliveries, eventText } = await vendor.emit('conversation.created');
			expect(deliveries).toMatchObject([{ status: 200, answerBody: '{"status":"accepted"}' }]);
			const executions = await api.waitForExecutions(workflow.id, 1);
			expect(executions).toHaveLength(1);
			const [execution] = executions;
			if (execution === undefined) throw new Error('No execution');
			const webhookId = vendor.webhooks()[0]?.id;
			expect(itemsOf(execution, TRIGGER).map(({ json }) => json)).toEqual([
				{ ...JSON.parse(eventText), webhook: { id: webhookId } },
			]);
			expect(await executionsAfterAWhile(api, workflow)).toBe(1);
		}, raw);
	});

	it('that is forged is answered 401 in JSON and starts nothing', async () => {
		await published(async (workflow) => {
			const [webhook] = vendor.webhooks();
			if (webhook === undefined) throw new Error('No webhook');
			const body = '{"event":"conversation.created","entity_id":"1"}';
			const signedBy = { webhookId: webhook.id };
			const forged = [
				await vendor.send(webhook.url, body),
				await vendor.send(webhook.url, body, { headers: { 'x-siqsignature': '' } }),
				await vendor.send(webhook.url, body, { signedBy: 'foreignKey' }),
				await vendor.send(webhook.url, body.replace('created', 'creatfd'), {
					signedBy,
					signedBody: body,
				}),
			];
			for (const { status, answerBody, headers } of forged) {
				expect(headers).toBeDefined();
				expect(status).toBe(401);
				expect(JSON.parse(answerBody)).toEqual({
					message: 'The sender of this request could not be verified',
				});
			}
			expect(await executionsAfterAWhile(api, workflow)).toBe(0);
			// The same body with its true signature is let in: it was the signature that was refused.
			expect(await vendor.send(webhook.url, body, { signedBy })).toMatchObject({ status: 200 });
			await api.waitForExecutions(workflow.id, 1);
		});
		expect(n8nLog()).toMatch(
			/A delivery was refused by SalesIQ of workflow .*: it had no signature/,
		);
	});

	it.each([
		[
			'a form with files',
			{ 'content-type': 'multipart/form-data; boundary=x' },
			'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n',
		],
		[
			'bytes that say they are gzip and are not',
			{ 'content-type': 'application/octet-stream', 'content-encoding': 'gzip' },
			'no gzip',
		],
		['bytes of no known type', { 'content-type': 'application/octet-stream' }, 'x'.repeat(100_000)],
		[
			'more bytes than n8n takes',
			{ 'content-type': 'application/octet-stream' },
			'x'.repeat(17_000_000),
		],
		['text', { 'content-type': 'text/plain' }, '{"event":"conversation.created"}'],
		[
			'a form',
			{ 'content-type': 'application/x-www-form-urlencoded' },
			'event=conversation.created',
		],
	])(
		'of %s is refused and starts nothing, not even a failed execution',
		async (_what, headers, body) => {
			await published(async (workflow) => {
				const { status } = await vendor.send(webhookUrl(), body, { headers });
				// n8n may end the connection while the rest of what it does not take is still being sent.
				expect([400, 401, ...(body.length > 16_000_000 ? [null] : [])]).toContain(status);
				expect(await executionsAfterAWhile(api, workflow)).toBe(0);
			});
		},
	);

	it('by GET is answered and starts nothing, whatever it says it carries', async () => {
		await published(async (workflow) => {
			const headers = { 'content-encoding': 'gzip', 'content-type': 'x/y' };
			expect(await vendor.send(webhookUrl(), '', { method: 'GET', headers })).toMatchObject({
				status: 200,
			});
			expect(await executionsAfterAWhile(api, workflow)).toBe(0);
		});
	});

	it('of an event that was not chosen is not even sent', async () => {
		await published(async () => {
			expect(await vendor.emit('conversation.missed')).toMatchObject({ deliveries: [] });
		});
	});
});
