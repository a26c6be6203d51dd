import type { N8nApi, NewWorkflow, Workflow } from '../../sandbox/n8n/api.ts';
import { itemsOf } from '../../sandbox/n8n/executions.ts';
import type { ZohoSalesIq } from '../../sandbox/vendors/zohoSalesIq/index.ts';
import { newKeyPair } from '../support/keys';
import { rotateKey } from '../support/salesIq';
import { connect, portal, startVendor, TRIGGER, triggerWorkflow } from './support/salesIq';
import { n8nLog, sharedN8n, signedIn } from './support/sharedN8n';
import { executionsAfterAWhile, until } from './support/workflows';

type Parameters = NewWorkflow['nodes'][number]['parameters'];

let api: N8nApi;
let vendor: ZohoSalesIq;
let credential: { id: string; name: string };
const made: Workflow[] = [];

beforeAll(async () => {
	api = await signedIn();
});
beforeEach(async () => {
	vendor = await startVendor();
	credential = await connect(api, vendor);
});
afterEach(async () => {
	for (const { id } of made.splice(0)) await api.deleteWorkflow(id);
	expect(vendor.webhooks().filter(({ url }) => url.startsWith(sharedN8n().url))).toEqual([]);
	await vendor.close();
});

async function create(parameters: Parameters = {}, own: object = credential): Promise<Workflow> {
	const workflow = await api.createWorkflow(
		triggerWorkflow(own as typeof credential, {
			portal: portal('zylker'),
			events: ['conversation.created'],
			...parameters,
		}),
	);
	made.push(workflow);
	return workflow;
}

async function publish(parameters: Parameters = {}): Promise<Workflow> {
	const workflow = await create(parameters);
	await api.activateAndWait(workflow.id);
	return workflow;
}

describe('listening for a test event', () => {
	const stopListening = async ({ id }: Workflow) => {
		await api.stopTestListen(id);
		await until(() => vendor.webhooks().length === 0);
	};

	/** As if n8n was killed while somebody listened: SalesIQ still has the test URL. @returns that URL */
	const leaveTestWebhook = async (workflow: Workflow) => {
		await api.runTestListen(workflow.id, TRIGGER);
		const url = vendor.webhooks()[0]?.url ?? '';
		await stopListening(workflow);
		await vendor.addWebhook({ url });
		return url;
	};

	it('has a webhook of its own and leaves the production one alone', async () => {
		const workflow = await publish();
		const [production] = vendor.webhooks();
		await api.runTestListen(workflow.id, TRIGGER);
		expect(vendor.webhooks()).toHaveLength(2);
		const test = vendor.webhooks()[1];
		expect(test?.url).toContain('/webhook-test/');

		// SalesIQ's checks of the URL do not use up the listening.
		for (const method of ['HEAD', 'GET']) {
			expect(await vendor.send(test?.url ?? '', '', { method })).toMatchObject({ status: 200 });
		}
		expect(await vendor.send(test?.url ?? '', '{}')).toMatchObject({ status: 200 });
		expect(await vendor.send(test?.url ?? '', '{"event":"x","entity":{}}')).toMatchObject({
			status: 401,
		});

		const { deliveries } = await vendor.emit('conversation.created');
		expect(deliveries.map(({ status }) => status)).toEqual([200, 200]);
		const executions = await api.waitForExecutions(workflow.id, 2);
		expect(executions.map(({ mode }) => mode).sort()).toEqual(['manual', 'webhook']);
		await until(() => vendor.webhooks().length === 1);
		expect(vendor.webhooks()).toEqual([production]);
	});

	it('removes its webhook when it is stopped', async () => {
		const workflow = await create();
		await api.runTestListen(workflow.id, TRIGGER);
		expect(vendor.webhooks()).toHaveLength(1);
		await stopListening(workflow);
	});

	it('takes over what an earlier listening left behind', async () => {
		const workflow = await create();
		await leaveTestWebhook(workflow);
		await api.runTestListen(workflow.id, TRIGGER);
		expect(vendor.webhooks()).toHaveLength(1);
		await stopListening(workflow);
	});

	it('leaves nothing that publishing does not remove', async () => {
		const workflow = await create();
		const url = await leaveTestWebhook(workflow);
		await api.activateAndWait(workflow.id);
		expect(vendor.webhooks()).toMatchObject([{ url: url.replace('/webhook-test/', '/webhook/') }]);
	});
});

describe('a webhook set up by hand', () => {
	const key = newKeyPair();
	const manual = (parameters: Parameters = {}) =>
		create({ webhookSetup: 'manual', publicKeys: [key.pem], ...parameters }, {});
	const urlOf = ({ nodes: [node] }: Workflow) =>
		`${sharedN8n().url}/webhook/${node?.webhookId}/webhook`;
	const body = () =>
		JSON.stringify({ event: 'conversation.created', entity_id: crypto.randomUUID(), entity: {} });

	it('needs no credential and is verified with the pasted keys', async () => {
		const workflow = await manual({ publicKeys: [newKeyPair().pem, key.pem] });
		await api.activateAndWait(workflow.id);
		const signed = body();
		const headers = { 'x-siqsignature': key.sign(signed) };
		expect(await vendor.send(urlOf(workflow), signed, { headers })).toMatchObject({ status: 200 });
		expect(await vendor.send(urlOf(workflow), body(), { headers })).toMatchObject({ status: 401 });
		expect(await vendor.send(urlOf(workflow), body())).toMatchObject({ status: 401 });
		expect(await executionsAfterAWhile(api, workflow)).toBe(1);
	});

	it.each([
		[{ publicKeys: [key.pem, 'not a key'] }, /Entry 2 under Public Keys/],
		[{ events: [] }, /Trigger On/],
	])('is not published with %j', async (parameters, message) => {
		const workflow = await manual(parameters);
		await expect(api.activateAndWait(workflow.id)).rejects.toThrow(message);
	});

	it('can be published before SalesIQ has a key, and lets nothing in until it is pasted', async () => {
		const workflow = await manual({ publicKeys: [] });
		await api.activateAndWait(workflow.id);
		expect(await vendor.send(urlOf(workflow), '', { method: 'HEAD' })).toMatchObject({
			status: 200,
		});
		const signed = body();
		const headers = { 'x-siqsignature': key.sign(signed) };
		expect(await vendor.send(urlOf(workflow), signed, { headers })).toMatchObject({ status: 401 });
		expect(n8nLog()).toContain('No public key is set');
	});

	it('lets unsigned deliveries in only where that was chosen', async () => {
		const workflow = await manual({ publicKeys: [], options: { allowUnsigned: true } });
		await api.activateAndWait(workflow.id);
		expect(await vendor.send(urlOf(workflow), body())).toMatchObject({ status: 200 });
		expect(await executionsAfterAWhile(api, workflow)).toBe(1);
	});

	it('takes events that SalesIQ adds later, and ignores old ones on request', async () => {
		const workflow = await manual({
			events: [],
			options: { additionalEvents: 'conversation.reopened, tag.created', maximumAge: 10 },
		});
		await api.activateAndWait(workflow.id);
		const send = async (event: string, ageMinutes: number) => {
			const text = JSON.stringify({
				event,
				event_time: Date.now() - ageMinutes * 60_000,
				entity: { id: crypto.randomUUID(), tag: { name: 'vip' } },
			});
			const headers = { 'x-siqsignature': key.sign(text) };
			return JSON.parse((await vendor.send(urlOf(workflow), text, { headers })).answerBody).status;
		};
		expect(await send('conversation.reopened', 0)).toBe('accepted');
		expect(await send('tag.created', 9)).toBe('accepted');
		expect(await send('tag.created', 11)).toBe('ignored');
		expect(await send('tag.deleted', 0)).toBe('ignored');
		const executions = await api.waitForExecutions(workflow.id, 2);
		const last = executions.at(-1);
		expect(last && itemsOf(last, TRIGGER)[0]?.json).toMatchObject({
			event: 'tag.created',
			entity: { tag: { name: 'vip' } },
		});
	});
});

describe('a change of keys at SalesIQ', () => {
	it('loses no event and asks SalesIQ once', async () => {
		const workflow = await publish();
		const [webhook] = vendor.webhooks();
		if (webhook === undefined) throw new Error('No webhook');
		await rotateKey(vendor, webhook.id);
		const asked = () =>
			vendor.requests.filter(({ method, path }) => method === 'GET' && path.endsWith(webhook.id))
				.length;
		const before = asked();

		expect(await vendor.emit('conversation.created')).toMatchObject({
			deliveries: [{ status: 200 }],
		});
		expect(await vendor.emit('conversation.created')).toMatchObject({
			deliveries: [{ status: 200 }],
		});
		for (let i = 0; i < 20; i++) {
			expect(
				await vendor.send(webhook.url, `{"event":"x","n":${i}}`, { signedBy: 'foreignKey' }),
			).toMatchObject({ status: 401 });
		}
		expect(asked() - before).toBe(1);
		expect(await executionsAfterAWhile(api, workflow)).toBe(2);
	});
});

describe('a delivery that tells who it is from', () => {
	it('is refused where it is not from our webhook or our portal', async () => {
		const workflow = await publish();
		const [webhook] = vendor.webhooks();
		if (webhook === undefined) throw new Error('No webhook');
		await vendor.emit('conversation.created');
		const signedBy = { webhookId: webhook.id };
		const send = async (more: object) =>
			(
				await vendor.send(
					webhook.url,
					JSON.stringify({ event: 'conversation.created', entity_id: '1', ...more }),
					{ signedBy },
				)
			).status;
		expect(await send({ webhook: { id: '1' } })).toBe(401);
		expect(await send({ org_id: '1' })).toBe(401);
		expect(await send({ webhook: { id: webhook.id }, org_id: vendor.portals[0]?.id })).toBe(200);
		expect(await executionsAfterAWhile(api, workflow)).toBe(2);
	});
});

describe('filters', () => {
	it('drop an event before an execution starts', async () => {
		const workflow = await publish({
			events: ['conversation.rated', 'conversation.created'],
			filters: { ratingAtMost: 3 },
		});
		const emit = async (rating: number) =>
			(
				await vendor.emit('conversation.rated', {
					change: (text) => text.replace(/"rating"\s*:\s*\d+/, `"rating": ${rating}`),
				})
			).deliveries[0]?.answerBody;
		expect(await emit(4)).toBe('{"status":"ignored"}');
		expect(await emit(3)).toBe('{"status":"accepted"}');
		expect(await executionsAfterAWhile(api, workflow)).toBe(1);
		expect(n8nLog()).toMatch(/The filter Rating at Most does not see conversation.created/);
	});

	it('that can see no chosen event stop the activation', async () => {
		const workflow = await create({ filters: { ratingAtMost: 3 } });
		await expect(api.activateAndWait(workflow.id)).rejects.toThrow(
			/Rating at Most can never see what is chosen \(conversation.created\)/,
		);
	});
});

describe('what a user does to a workflow', () => {
	it('renaming the node leaves one webhook that works', async () => {
		const workflow = await publish();
		const { nodes } = await api.getWorkflow(workflow.id);
		await api.updateWorkflow(workflow.id, {
			nodes: nodes.map((node) => ({ ...node, name: 'Renamed' })),
		});
		await api.activateAndWait(workflow.id);
		expect(vendor.webhooks()).toHaveLength(1);
		expect(await vendor.emit('conversation.created')).toMatchObject({
			deliveries: [{ status: 200 }],
		});
	});

	it('a copy of the workflow has a webhook of its own', async () => {
		await publish();
		const copy = await publish();
		expect(vendor.webhooks()).toHaveLength(2);
		await api.deactivate(copy.id);
		expect(vendor.webhooks()).toHaveLength(1);
		expect(await vendor.emit('conversation.created')).toMatchObject({
			deliveries: [{ status: 200 }],
		});
	});

	it('choosing other events changes what is registered', async () => {
		const workflow = await publish();
		const { nodes } = await api.getWorkflow(workflow.id);
		await api.updateWorkflow(workflow.id, {
			nodes: nodes.map((node) => ({
				...node,
				parameters: { ...node.parameters, events: ['operator.deleted', 'visitor.updated'] },
			})),
		});
		await api.activateAndWait(workflow.id);
		expect(vendor.webhooks().map(({ events }) => events)).toEqual([
			['visitor.updated'],
			['operator.deleted'],
		]);
	});
});

describe('activation that SalesIQ refuses', () => {
	it('says that the portal has three administration webhooks', async () => {
		for (let i = 0; i < 3; i++) {
			await vendor.addWebhook({
				url: `https://crm.example.com/${i}`,
				type: 'administration',
				secured: false,
			});
		}
		const workflow = await create({ events: ['operator.created'] });
		await expect(api.activateAndWait(workflow.id)).rejects.toThrow(
			/three administration webhooks.*listening for a test event needs one/,
		);
	});

	it('says that a permission is missing', async () => {
		const limited = await connect(api, vendor, { permissions: ['SalesIQ.portals.READ'] });
		const workflow = await create({}, limited);
		await expect(api.activateAndWait(workflow.id)).rejects.toThrow(
			/Webhooks: Manage.*connect the account again/,
		);
	});

	it('says that the operator may not', async () => {
		const [first] = vendor.portals;
		if (first === undefined) throw new Error('The vendor has no portal');
		first.operatorMayConfigure = false;
		const workflow = await create();
		await expect(api.activateAndWait(workflow.id)).rejects.toThrow(/administrator/);
	});

	it('says that the credential has to be connected again', async () => {
		const workflow = await create();
		vendor.expireTokens();
		vendor.revokeRefreshTokens();
		await expect(api.activateAndWait(workflow.id)).rejects.toThrow(/connect the account again/);
		const refreshes = vendor.requests.filter(({ path }) => path === '/oauth/v2/token').length;
		await expect(api.activateAndWait(workflow.id)).rejects.toThrow(/connect the account again/);
		// Zoho limits refreshes: one that did not help is not tried again soon.
		expect(vendor.requests.filter(({ path }) => path === '/oauth/v2/token').length).toBe(refreshes);
		const fresh = await connect(api, vendor);
		expect(fresh.id).not.toBe(credential.id);
	});

	it('says that Zoho cannot call a URL like this n8n’s', async () => {
		const { id, name } = await api.createCredential({
			name: 'Zoho',
			type: 'zohoSalesIqOAuth2Api',
			data: { dataCenter: 'zoho.com', clientId: 'x', clientSecret: 'x' },
		});
		const workflow = await create({}, { id, name });
		await expect(api.activateAndWait(workflow.id)).rejects.toThrow(/WEBHOOK_URL/);
	});
});
