import type { INodeParameters } from 'n8n-workflow';

import type { AllQuirks, ZohoSalesIq } from '../../../../sandbox/vendors/zohoSalesIq/index.ts';
import { startVendor } from '../../../support/salesIq';
import { callsOf, type HostOptions, nodeFor, type NodeUnderTest, startReceiver } from './host';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual('n8n-workflow'),
	sleep: jest.fn(async () => undefined),
}));

const CLOCK = 1_800_000_000_000;
const CREATED = '2027-01-15T08:00:00.000Z';
const URL = 'https://crm.example.com/salesiq?key=of-the-crm';
const APP = '40526000000002043';
const OTHER_APP = '40526000000002047';
const OPERATOR = '30000000000006';
const HEADERS = {
	'content-type': 'application/json',
	accept: 'application/json',
	// What follows the scheme is hidden in the record.
	authorization: 'Bearer [hidden]',
};

let vendor: ZohoSalesIq;
let node: NodeUnderTest;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
const start = async (quirks: Partial<AllQuirks> = {}, options: HostOptions = {}) => {
	vendor = await startVendor({ quirks, now: () => CLOCK });
	node = nodeFor(vendor, options);
};
beforeEach(async () => {
	receiver = await startReceiver();
});
afterEach(async () => {
	await vendor.close();
	await receiver.close();
});

const operation = (name: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'webhook',
	operation: name,
	...more,
});
const about = (webhookId: string, name: string, more: INodeParameters = {}) =>
	operation(name, { webhookId: { __rl: true, mode: 'id', value: webhookId }, ...more });
const add = async (more: Partial<Parameters<ZohoSalesIq['addWebhook']>[0]> = {}) =>
	await vendor.addWebhook({ url: URL, ...more });
const keyOf = (id: string) =>
	vendor
		.webhooks()
		.find((webhook) => webhook.id === id)
		?.keys.map(({ publicKey }) => publicKey.trim()) ?? [];

/** Every way in which SalesIQ writes values and errors. */
const WIRES: Array<Partial<AllQuirks>> = [
	{},
	{ looseTypes: 'strings' },
	{ looseTypes: 'numbers' },
	{ errorStatus: 'http' },
];

describe('Get', () => {
	it.each(WIRES)('gives the whole webhook where SalesIQ is like %j', async (quirks) => {
		await start(quirks);
		const { id } = await add({ secured: true, app_ids: [APP] });
		const json = await node.one(about(id, 'get'));
		expect(json).toEqual({
			id,
			type: 'data',
			url: URL,
			status: 'enabled',
			events: ['conversation.created'],
			appIds: [APP],
			secured: true,
			version: '1',
			failuresCount: 0,
			lastTriggeredTime: null,
			keepFailuresDays: 60,
			publicKeys: [
				{
					id: String(CLOCK + 1),
					key: keyOf(id)[0],
					createdTime: '2027-01-15T08:00:00.001Z',
					creatorId: OPERATOR,
				},
			],
			createdTime: CREATED,
			creatorId: OPERATOR,
			modifiedTime: CREATED,
			modifierId: OPERATOR,
		});
		expect(callsOf(vendor)).toEqual([['GET', `/webhooks/${id}`]]);
		expect(vendor.requests[0]?.headers).toMatchObject({
			...HEADERS,
			authorization: expect.stringMatching(/^(?:Bearer|Zoho-oauthtoken) \[hidden\]$/),
		});
	});

	it.each<[Partial<AllQuirks>, unknown]>([
		[{ detailsShowKey: false }, [{ key: null }]],
		[{ detailsShowKey: true, keyFormat: 'base64' }, [{ key: expect.stringMatching(/^MII/) }]],
		[{ keyOnCreate: false }, []],
	])('shows the keys that SalesIQ shows (%j)', async (quirks, publicKeys) => {
		await start(quirks);
		const { id } = await add({ secured: true });
		expect(await node.one(about(id, 'get'))).toMatchObject({ publicKeys });
	});

	it.each([true, false])('shows when it was triggered last (shown: %s)', async (isShown) => {
		await start({ showLastTriggered: isShown });
		await vendor.addWebhook({ url: receiver.url });
		await vendor.emit('conversation.created');
		const [webhook] = vendor.webhooks();
		expect(await node.one(about(webhook?.id ?? '', 'get'))).toMatchObject({
			lastTriggeredTime: isShown ? CREATED : null,
		});
	});

	it.each<Partial<AllQuirks>>([{}, { looseTypes: 'strings' }, { looseTypes: 'numbers' }])(
		'says what is disabled and not signed (%j)',
		async (quirks) => {
			await start(quirks);
			const { id } = await add({ status: 'disabled', type: 'administration' });
			expect(await node.one(about(id, 'get'))).toMatchObject({
				type: 'administration',
				status: 'disabled',
				secured: false,
				events: ['department.created'],
				appIds: [],
			});
		},
	);

	it('asks in the portal that is chosen, by its screen name', async () => {
		await start();
		const { id } = await add({ screenname: 'zylkerlabs' });
		const labs = { portal: { __rl: true, mode: 'id', value: 'zylkerlabs' } };
		expect(await node.one(about(id, 'get', labs))).toMatchObject({ id });
		expect((await node.fails(about(id, 'get'))).message).toMatch(/does not have what n8n asked/);
	});

	it.each<[unknown, string]>([
		['', 'Webhook is empty'],
		[null, 'Webhook is empty'],
		['.', 'Webhook is not an ID of SalesIQ'],
		['..', 'Webhook is not an ID of SalesIQ'],
		['1/keys', 'Webhook is not an ID of SalesIQ'],
		['1?ids=2', 'Webhook is not an ID of SalesIQ'],
		['%2e%2e', 'Webhook is not an ID of SalesIQ'],
		['1,2', 'Webhook is not an ID of SalesIQ'],
		[68564000016030000, 'Webhook is not an ID of SalesIQ'],
		[['1'], 'Webhook is not an ID of SalesIQ'],
		[{ a: 1 }, 'Webhook is not an ID of SalesIQ'],
	])('refuses %j for an ID', async (value, message) => {
		await start();
		const parameters = about('', 'get', {
			webhookId: { __rl: true, mode: 'id', value: '={{ $json.value }}' },
		});
		const error = await node.fails(parameters, {}, [{ value } as never]);
		expect(error.message).toBe(message);
		expect(error.description).toBeTruthy();
		expect(callsOf(vendor)).toEqual([]);
	});

	it('takes a number that has lost no digit', async () => {
		await start();
		const parameters = about('', 'get', {
			webhookId: { __rl: true, mode: 'id', value: '={{ 19367 }}' },
		});
		await node.fails(parameters);
		expect(callsOf(vendor)).toEqual([['GET', '/webhooks/19367']]);
	});

	it.each(['', '.', '..', 'a/b', 'a b', 'a?b', 'a#b'])('refuses the portal %j', async (value) => {
		await start();
		const error = await node.fails(
			about('1', 'get', { portal: { __rl: true, mode: 'id', value } }),
		);
		expect(error.message).toBe('Portal is empty, or not a screen name');
		expect(callsOf(vendor)).toEqual([]);
	});

	it('encodes the portal', async () => {
		await start();
		await node.fails(about('1', 'get', { portal: { __rl: true, mode: 'id', value: 'ä%2f' } }));
		expect(vendor.requests[0]?.path).toBe('/api/v2/%C3%A4%252f/webhooks/1');
	});
});

describe('Get Many', () => {
	it.each([true, false])('gives each once, up to Limit (in pages: %s)', async (pagedLists) => {
		await start({ pagedLists });
		const ids: string[] = [];
		for (let index = 0; index < 23; index++) ids.push((await add({ url: `${URL}${index}` })).id);
		await add({ screenname: 'zylkerlabs' });
		const idsWith = async (parameters: INodeParameters) =>
			(await node.run(operation('getAll', parameters))).map(({ json }) => json.id);
		expect(await idsWith({ returnAll: true })).toEqual(ids);
		expect(callsOf(vendor)[0]).toEqual(['GET', '/webhooks']);
		expect(await idsWith({ limit: 3 })).toEqual(ids.slice(0, 3));
	});

	it('is the dashboard: status, failures and apps of each', async () => {
		await start({ showLastTriggered: true });
		await receiver.close();
		receiver = await startReceiver(500);
		const first = await vendor.addWebhook({ url: receiver.url });
		const second = await add({ status: 'disabled', app_ids: [OTHER_APP] });
		await vendor.emit('conversation.created');
		await vendor.settled();
		const items = await node.run(operation('getAll'), {}, [{}, {}]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 1].map((item) => ({ item })),
		);
		expect(items.slice(2).map(({ json }) => json)).toMatchObject([
			{
				id: first.id,
				status: 'enabled',
				failuresCount: 4,
				lastTriggeredTime: CREATED,
				appIds: [],
			},
			{
				id: second.id,
				status: 'disabled',
				failuresCount: 0,
				lastTriggeredTime: null,
				appIds: [OTHER_APP],
			},
		]);
	});

	it('gives no item where there is none', async () => {
		await start();
		expect(await node.run(operation('getAll'))).toEqual([]);
	});

	it('refuses a Limit that is none', async () => {
		await start();
		expect((await node.fails(operation('getAll', { limit: 0 }))).message).toMatch(/^Limit is not/);
	});
});

describe('Create', () => {
	const create = (more: INodeParameters = {}) =>
		operation('create', { url: receiver.url, events: ['conversation.created'], ...more });

	it('sends what is documented, and gives the webhook', async () => {
		await start();
		const json = await node.one(create());
		const [webhook] = vendor.webhooks();
		expect(callsOf(vendor)).toEqual([
			[
				'POST',
				'/webhooks',
				{
					type: 'data',
					url: receiver.url,
					events: ['conversation.created'],
					secured: true,
					version: '1',
				},
			],
		]);
		expect(json).toMatchObject({ id: webhook?.id, secured: true, status: 'enabled' });
		expect(Object.keys(json)).toHaveLength(16);
		expect(receiver.methods).toEqual(['HEAD']);
	});

	it('sends all fields', async () => {
		await start();
		const json = await node.one(
			create({
				apps: [OTHER_APP, APP, OTHER_APP],
				additionalFields: {
					additionalEvents: 'conversation.reopened, conversation.created',
					keepFailuresDays: 7,
					secured: false,
					version: '1',
				},
			}),
		);
		expect(callsOf(vendor)[0]?.[2]).toEqual({
			type: 'data',
			url: receiver.url,
			events: ['conversation.created', 'conversation.reopened'],
			app_ids: [OTHER_APP, APP],
			secured: false,
			version: '1',
			expiry_time_for_executions_data: '604800000',
		});
		expect(json).toMatchObject({
			secured: false,
			keepFailuresDays: 7,
			appIds: [OTHER_APP, APP],
			publicKeys: [],
		});
	});

	it('an administration webhook has no apps', async () => {
		await start();
		await node.one(create({ type: 'administration', events: ['tag.created'], apps: [APP] }));
		expect(callsOf(vendor)[0]?.[2]).toEqual({
			type: 'administration',
			url: receiver.url,
			events: ['tag.created'],
			secured: true,
			version: '1',
		});
	});

	it.each([true, false])('means all apps by none (SalesIQ wants names: %s)', async (wanted) => {
		await start({ appIdsRequired: wanted });
		const json = await node.one(create());
		expect(json.appIds).toEqual(wanted ? [APP, OTHER_APP] : []);
		expect(callsOf(vendor).map(([method]) => method)).toEqual(
			wanted ? ['POST', 'GET', 'POST'] : ['POST'],
		);
		expect(vendor.webhooks()).toHaveLength(1);
	});

	it('says why SalesIQ refuses, where it wants names and may not give them', async () => {
		await start({ appIdsRequired: true });
		const error = await node.fails(create(), { scopes: ['SalesIQ.webhooks.ALL'] });
		expect(error.message).toMatch(/did not accept the request .*code 1011/);
		expect(error.description).toMatch(/the events and apps/);
	});

	it('takes lists and texts from expressions', async () => {
		await start();
		await node.one(
			create({
				events: '={{ "conversation.created,conversation.missed" }}',
				apps: `={{ [${JSON.stringify({ id: APP, name: 'Zylker' })}, "${OTHER_APP}"] }}`,
				additionalFields: { secured: '={{ "false" }}', keepFailuresDays: '={{ "30" }}' },
			}),
		);
		expect(callsOf(vendor)[0]?.[2]).toMatchObject({
			events: ['conversation.created', 'conversation.missed'],
			app_ids: [APP, OTHER_APP],
			secured: false,
			expiry_time_for_executions_data: '2592000000',
		});
	});

	it.each<[INodeParameters, string]>([
		[{ url: 'crm.example.com' }, 'URL is not an address that starts with https:// or http://'],
		[{ url: 'https://' }, 'URL is not an address that starts with https:// or http://'],
		[{ events: [] }, 'No event is chosen'],
		[{ events: ['a/b'] }, expect.stringMatching(/something that is not an event’s name$/)],
		[{ events: '={{ [1] }}' }, expect.stringMatching(/something that is not an event’s name$/)],
		[{ type: 'other' }, 'Type is neither data nor administration'],
		[{ apps: ['..'] }, 'App Names or IDs is not an ID of SalesIQ'],
		[{ apps: '={{ [40526000000002047] }}' }, expect.any(String)],
		[{ additionalFields: { secured: 'perhaps' } }, 'Secured is neither true nor false'],
		[{ additionalFields: { version: '' } }, 'Version is empty'],
		[
			{ additionalFields: { keepFailuresDays: 6 } },
			'Keep Failures (Days) is not a number from 7 to 60',
		],
		[
			{ additionalFields: { keepFailuresDays: 61 } },
			'Keep Failures (Days) is not a number from 7 to 60',
		],
	])('refuses %j without a call', async (parameters, message) => {
		await start();
		const error = await node.fails(create(parameters));
		expect(error.message).toEqual(message);
		expect(error.description).toBeTruthy();
		expect(callsOf(vendor)).toEqual([]);
	});

	it.each<[string, Partial<AllQuirks>]>([
		['with HTTP 200', {}],
		['with a status', { errorStatus: 'http' }],
	])('says that SalesIQ cannot reach the URL, without its query (%s)', async (_, quirks) => {
		await start(quirks);
		await receiver.close();
		receiver = await startReceiver(404);
		const error = await node.fails(create());
		expect(error.message).toMatch(/\(“Invalid URL”, code 1006, HTTP (?:200|404)\)$/);
		expect(error.description).toMatch(/calls http:\/\/127\.0\.0\.1:\d+\/hook with HEAD/);
		expect(error.description).not.toContain('of-the-crm');
		expect(vendor.webhooks()).toEqual([]);
	});

	it('says that the portal is full', async () => {
		await start();
		for (let index = 0; index < 3; index++) await add({ type: 'administration' });
		const error = await node.fails(create({ type: 'administration', events: ['tag.created'] }));
		expect(error.message).toMatch(/^A limit of the portal’s plan is reached/);
	});

	it.each([true, false])('may use a URL twice, or says so (%s)', async (sharedUrl) => {
		await start({ sharedUrl });
		await vendor.addWebhook({ url: receiver.url });
		if (sharedUrl) await node.one(create());
		else expect((await node.fails(create())).message).toMatch(/has such an entry already/);
		expect(vendor.webhooks()).toHaveLength(sharedUrl ? 2 : 1);
	});

	it('is never done twice, whether the answer is lost or SalesIQ is busy', async () => {
		await start();
		vendor.failNext({ method: 'POST', path: /webhooks$/ }, 'cutAfter');
		await node.fails(create());
		expect(vendor.webhooks()).toHaveLength(1);
		expect(callsOf(vendor)).toHaveLength(1);
		vendor.failNext({ method: 'POST', path: /webhooks$/ }, { status: 429, body: '' });
		expect((await node.fails(create())).message).toMatch(/too many requests/);
		expect(callsOf(vendor)).toHaveLength(1);
	});

	it('says that an answer has no webhook', async () => {
		await start();
		vendor.failNext({ method: 'POST', path: /webhooks$/ }, { status: 200, body: '{"data":{}}' });
		expect((await node.fails(create())).message).toBe('Zoho SalesIQ answered without a webhook id');
	});
});

describe('Update', () => {
	const update = (id: string, updateFields: INodeParameters) =>
		about(id, 'update', { updateFields });
	const WHOLE = {
		type: 'data',
		url: URL,
		events: ['conversation.created'],
		app_ids: [APP],
		secured: true,
		version: '1',
		expiry_time_for_executions_data: '5184000000',
	};

	it.each<[string, INodeParameters, object]>([
		['the URL', { url: 'here' }, { url: 'here' }],
		['events', { events: ['visitor.updated'] }, { events: ['visitor.updated'] }],
		[
			'additional events alone',
			{ additionalEvents: 'conversation.metrics' },
			{ events: ['conversation.metrics'] },
		],
		[
			'both',
			{ events: ['visitor.updated'], additionalEvents: 'conversation.metrics' },
			{ events: ['visitor.updated', 'conversation.metrics'] },
		],
		['apps', { apps: [OTHER_APP] }, { app_ids: [OTHER_APP] }],
		['Secured', { secured: false }, { secured: false }],
		['Version', { version: '1' }, {}],
		['what is kept', { keepFailuresDays: 10 }, { expiry_time_for_executions_data: '864000000' }],
	])(
		'changes %s and nothing else, whatever becomes of what is left out',
		async (_, fields, body) => {
			for (const updateKeepsOmitted of [true, false]) {
				await start({ updateKeepsOmitted });
				const { id } = await add({ secured: true, app_ids: [APP] });
				const given = fields.url === 'here' ? { url: receiver.url } : fields;
				const sent = { ...WHOLE, ...body, ...('url' in body ? { url: receiver.url } : {}) };
				const json = await node.one(update(id, given));
				expect(callsOf(vendor)).toEqual([
					['GET', `/webhooks/${id}`],
					['PUT', `/webhooks/${id}`, sent],
				]);
				expect(json).toMatchObject({
					id,
					url: sent.url,
					events: sent.events,
					appIds: sent.app_ids,
					secured: sent.secured,
					keepFailuresDays: Number(sent.expiry_time_for_executions_data) / 86_400_000,
				});
				if (updateKeepsOmitted) await vendor.close();
			}
		},
	);

	it.each([true, false])('keeps a webhook of all apps so (omitted kept: %s)', async (kept) => {
		await start({ updateKeepsOmitted: kept });
		const { id } = await add({});
		await node.one(update(id, { secured: true }));
		expect(vendor.webhooks()).toMatchObject([{ allApps: true, secured: true }]);
	});

	it.each<Partial<AllQuirks>>([{ looseTypes: 'strings' }, { looseTypes: 'numbers' }])(
		'loses no digit where SalesIQ is like %j',
		async (quirks) => {
			await start(quirks);
			const { id } = await add({ secured: true, app_ids: [APP] });
			await node.one(update(id, { secured: 'true' }));
			expect(callsOf(vendor)[1]).toEqual(['PUT', `/webhooks/${id}`, WHOLE]);
		},
	);

	it.each<[INodeParameters, string]>([
		[{}, 'Update Fields is empty, so there is nothing to change'],
		[{ url: 'x' }, 'URL is not an address that starts with https:// or http://'],
		[{ events: [] }, 'No event is chosen'],
		[{ apps: [] }, 'App Names or IDs is empty'],
		[{ apps: ['a b'] }, 'App Names or IDs is not an ID of SalesIQ'],
		[{ secured: '?' }, 'Secured is neither true nor false'],
	])('refuses %j without a call', async (fields, message) => {
		await start();
		const error = await node.fails(update('1', fields));
		expect(error.message).toBe(message);
		expect(error.description).toBeTruthy();
		expect(callsOf(vendor)).toEqual([]);
	});

	it('says that an administration webhook has no apps', async () => {
		await start();
		const { id } = await add({ type: 'administration' });
		const error = await node.fails(update(id, { apps: [APP] }));
		expect(error.message).toBe('An administration webhook has no apps');
		expect(callsOf(vendor)).toHaveLength(1);
	});

	it('says that SalesIQ cannot reach the new URL', async () => {
		await start();
		const { id } = await add();
		const error = await node.fails(update(id, { url: 'http://127.0.0.1:9/x?key=of-the-crm' }));
		expect(error.description).toMatch(/calls http:\/\/127\.0\.0\.1:9\/x with HEAD/);
		expect(vendor.webhooks()).toMatchObject([{ url: URL }]);
	});
});

describe.each([
	['enable', 'disabled', 'enabled'],
	['disable', 'enabled', 'disabled'],
] as const)('%s', (name, before, after) => {
	it('sends the status with the whole webhook, and looks at what became of it', async () => {
		await start();
		const { id } = await add({ status: before, secured: true, app_ids: [APP] });
		expect(await node.one(about(id, name))).toMatchObject({ id, status: after, url: URL });
		expect(callsOf(vendor)).toEqual([
			['GET', `/webhooks/${id}`],
			[
				'PUT',
				`/webhooks/${id}`,
				{
					type: 'data',
					url: URL,
					events: ['conversation.created'],
					app_ids: [APP],
					secured: true,
					version: '1',
					expiry_time_for_executions_data: '5184000000',
					status: after,
				},
			],
			['GET', `/webhooks/${id}`],
		]);
		expect(vendor.webhooks()).toMatchObject([{ status: after }]);
	});

	it('leaves alone what is so already', async () => {
		await start({ updateOfStatus: 'refuses' });
		const { id } = await add({ status: after });
		expect(await node.one(about(id, name))).toMatchObject({ id, status: after });
		expect(callsOf(vendor)).toEqual([['GET', `/webhooks/${id}`]]);
	});

	it.each<[AllQuirks['updateOfStatus'], string]>([
		[
			'refuses',
			`Zoho SalesIQ did not let n8n make the webhook ${after} (“Parameter is invalid or absent”, code 1011, HTTP 200)`,
		],
		['ignores', `Zoho SalesIQ took the change, but the webhook is not ${after}`],
	])('says where the toggle is, where SalesIQ %s', async (updateOfStatus, message) => {
		await start({ updateOfStatus });
		const { id } = await add({ status: before });
		const error = await node.fails(about(id, name));
		expect(error.message).toBe(message);
		expect(error.description).toMatch(/toggle .* under Settings > Developers > Webhooks/);
		expect(vendor.webhooks()).toMatchObject([{ status: before }]);
	});

	it('says another reason as it is', async () => {
		await start();
		const { id } = await add({ status: before });
		for (const portal of vendor.portals) portal.operatorMayConfigure = false;
		expect((await node.fails(about(id, name))).message).toMatch(/may not do this/);
	});
});

describe('Delete', () => {
	it('removes the webhook that is named', async () => {
		await start();
		const { id } = await add();
		const other = await add();
		expect(await node.one(about(id, 'delete'))).toEqual({ id, deleted: true });
		expect(callsOf(vendor)).toEqual([['DELETE', `/webhooks/${id}`]]);
		expect(vendor.webhooks().map((webhook) => webhook.id)).toEqual([other.id]);
		expect((await node.fails(about(id, 'delete'))).message).toMatch(/does not have what n8n asked/);
	});

	it('waits where SalesIQ is busy, and tries no more than five times', async () => {
		await start();
		const { id } = await add();
		const busy = { status: 200, body: '{"error":{"code":1023,"message":"Locked"}}' };
		vendor.failNext({ method: 'DELETE' }, busy, 4);
		await node.one(about(id, 'delete'));
		expect(callsOf(vendor)).toHaveLength(5);
		vendor.failNext({ method: 'DELETE' }, busy, 100);
		expect((await node.fails(about(id, 'delete'))).message).toMatch(/too many requests.*1023/);
		expect(callsOf(vendor)).toHaveLength(5);
	});

	it('takes an empty answer', async () => {
		await start();
		vendor.failNext({ method: 'DELETE' }, { status: 204, body: '' });
		expect(await node.one(about('1', 'delete'))).toEqual({ id: '1', deleted: true });
	});
});

describe('the events and apps of a webhook', () => {
	const TWO = ['conversation.created', 'conversation.missed'];

	it('Add Events', async () => {
		await start();
		const { id } = await add();
		const json = await node.one(
			about(id, 'addEvents', {
				events: ['conversation.missed'],
				additionalEvents: 'conversation.metrics conversation.missed',
			}),
		);
		expect(json).toMatchObject({ id, events: [...TWO, 'conversation.metrics'] });
		expect(callsOf(vendor)).toEqual([
			['POST', `/webhooks/${id}/events`, { ids: ['conversation.missed', 'conversation.metrics'] }],
		]);
	});

	it('Add Events reads the sample that calls them `ids`', async () => {
		await start();
		const body = JSON.stringify({ data: { id: '1', type: 'data', ids: TWO } });
		vendor.failNext({ method: 'POST', path: /events$/ }, { status: 200, body });
		expect(await node.one(about('1', 'addEvents', { events: TWO }))).toMatchObject({ events: TWO });
	});

	it.each<AllQuirks['removalAnswer']>(['webhook', 'empty'])(
		'Remove Events (answer: %s)',
		async (removalAnswer) => {
			await start({ removalAnswer });
			const { id } = await add({ events: [...TWO, 'visitor.updated'] });
			expect(await node.one(about(id, 'removeEvents', { events: TWO }))).toMatchObject({
				id,
				events: ['visitor.updated'],
			});
			expect(callsOf(vendor)).toEqual([
				['DELETE', `/webhooks/${id}/events?ids=${TWO.join(',')}`],
				...(removalAnswer === 'empty' ? [['GET', `/webhooks/${id}`]] : []),
			]);
		},
	);

	it('Add Apps', async () => {
		await start();
		const { id } = await add({ app_ids: [APP] });
		expect(await node.one(about(id, 'addApps', { apps: [OTHER_APP] }))).toMatchObject({
			appIds: [APP, OTHER_APP],
		});
		expect(callsOf(vendor)).toEqual([['POST', `/webhooks/${id}/apps`, { ids: [OTHER_APP] }]]);
	});

	it.each<AllQuirks['removalAnswer']>(['webhook', 'empty'])(
		'Remove Apps (answer: %s)',
		async (removalAnswer) => {
			await start({ removalAnswer });
			const { id } = await add({ app_ids: [APP, OTHER_APP] });
			expect(await node.one(about(id, 'removeApps', { apps: [APP] }))).toMatchObject({
				appIds: [OTHER_APP],
			});
			expect(callsOf(vendor)[0]).toEqual(['DELETE', `/webhooks/${id}/apps/${APP}`]);
		},
	);

	it('Remove Apps removes several in one call', async () => {
		await start();
		const { id } = await add({ app_ids: [APP, OTHER_APP] });
		await node.one(about(id, 'removeApps', { apps: [APP, OTHER_APP] }));
		expect(callsOf(vendor)).toEqual([['DELETE', `/webhooks/${id}/apps/${APP},${OTHER_APP}`]]);
	});

	it('Remove Apps removes all only where that is asked for', async () => {
		await start();
		const { id } = await add({ app_ids: [APP, OTHER_APP] });
		expect((await node.fails(about(id, 'removeApps', { apps: [] }))).message).toBe(
			'No app is chosen',
		);
		expect(callsOf(vendor)).toEqual([]);
		await node.one(about(id, 'removeApps', { removeAll: true }));
		expect(callsOf(vendor)).toEqual([['DELETE', `/webhooks/${id}/apps`]]);
	});

	it.each(['addEvents', 'removeEvents'])('%s wants an event', async (name) => {
		await start();
		expect((await node.fails(about('1', name))).message).toBe('No event is chosen');
		expect((await node.fails(about('1', name, { additionalEvents: '..' }))).message).toMatch(
			/not an event’s name/,
		);
		expect(callsOf(vendor)).toEqual([]);
	});

	it('an event or app that the webhook cannot have is refused by SalesIQ', async () => {
		await start();
		const { id } = await add();
		const wrong = about(id, 'addEvents', { events: ['department.created'] });
		expect((await node.fails(wrong)).message).toMatch(/did not accept the request .*1011/);
		const unknown = about(id, 'addApps', { apps: ['68564000000002049'] });
		expect((await node.fails(unknown)).message).toMatch(/does not have what n8n asked for/);
		expect((await node.fails(about(id, 'addApps'))).message).toBe('No app is chosen');
	});
});

describe('Generate Key', () => {
	it.each([true, false])('gives the new one (others shown: %s)', async (detailsShowKey) => {
		await start({ detailsShowKey });
		const { id } = await add({ secured: true });
		const json = await node.one(about(id, 'generateKey'));
		expect(json).toEqual({
			webhookId: id,
			id: String(CLOCK + 2),
			key: keyOf(id)[1],
			createdTime: '2027-01-15T08:00:00.002Z',
			creatorId: OPERATOR,
			keys: 2,
		});
		expect(callsOf(vendor)).toEqual([['POST', `/webhooks/${id}/keys`]]);
	});

	it('says that a webhook can have two', async () => {
		await start();
		const { id } = await add({ secured: true });
		await node.one(about(id, 'generateKey'));
		const error = await node.fails(about(id, 'generateKey'));
		expect(error.message).toMatch(/limit/);
		expect(error.description).toMatch(/two public keys.*Delete Key/);
	});

	it('takes the newest whatever the order, and says that there is none', async () => {
		await start();
		const answer = (keys: unknown[]) => ({
			status: 200,
			body: JSON.stringify({ data: { id: '1', public_keys: keys } }),
		});
		const path = /keys$/;
		vendor.failNext({ path }, answer([{ id: '1566676375916', key: 'b' }, { id: '1566676375915' }]));
		expect(await node.one(about('1', 'generateKey'))).toEqual({
			webhookId: '1',
			id: '1566676375916',
			key: 'b',
			createdTime: null,
			creatorId: null,
			keys: 2,
		});
		vendor.failNext({ path }, answer([]));
		expect((await node.fails(about('1', 'generateKey'))).message).toMatch(/without a public key/);
	});

	it('is never done twice', async () => {
		await start();
		const { id } = await add();
		vendor.failNext({ method: 'POST', path: /keys$/ }, 'cutAfter');
		await node.fails(about(id, 'generateKey'));
		expect(callsOf(vendor)).toHaveLength(1);
		expect(keyOf(id)).toHaveLength(1);
	});
});

describe('Delete Key', () => {
	it.each<AllQuirks['removalAnswer']>(['webhook', 'empty'])(
		'(answer: %s)',
		async (removalAnswer) => {
			await start({ removalAnswer });
			const { id, keys } = await add({ secured: true });
			const keyId = { __rl: true, mode: 'id', value: keys[0]?.id ?? '' };
			expect(await node.one(about(id, 'deleteKey', { keyId }))).toEqual({
				webhookId: id,
				id: keys[0]?.id,
				deleted: true,
			});
			expect(callsOf(vendor)).toEqual([['DELETE', `/webhooks/${id}/keys/${keys[0]?.id}`]]);
			expect(keyOf(id)).toEqual([]);
			expect((await node.fails(about(id, 'deleteKey', { keyId }))).message).toMatch(
				/does not have/,
			);
		},
	);

	it('wants a key', async () => {
		await start();
		expect((await node.fails(about('1', 'deleteKey'))).message).toBe('Public Key is empty');
	});
});
