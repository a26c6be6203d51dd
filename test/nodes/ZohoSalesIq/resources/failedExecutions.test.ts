import type { INodeParameters } from 'n8n-workflow';

import { readFailures } from '../../../../nodes/ZohoSalesIq/resources/webhook/failures';
import type { WebhookApi } from '../../../../nodes/ZohoSalesIq/webhooks';
import type { AllQuirks, ZohoSalesIq } from '../../../../sandbox/vendors/zohoSalesIq/index.ts';
import { startVendor } from '../../../support/salesIq';
import { callsOf, nodeFor, type NodeUnderTest } from './host';

const CLOCK = 1_800_000_000_000;
const MINUTE_MS = 60_000;
const iso = (ms: number) => new Date(ms).toISOString();

let vendor: ZohoSalesIq;
let node: NodeUnderTest;
let webhookId: string;
const start = async (quirks: Partial<AllQuirks> = {}) => {
	vendor = await startVendor({ quirks, now: () => CLOCK });
	node = nodeFor(vendor);
	({ id: webhookId } = await vendor.addWebhook({
		url: 'http://127.0.0.1:9/hook',
		events: ['conversation.created', 'conversation.missed'],
	}));
};
afterEach(async () => await vendor.close());

const operation = (name: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'webhook',
	operation: name,
	webhookId: { __rl: true, mode: 'list', value: webhookId },
	...more,
});
const getMany = (more: INodeParameters = {}) => operation('getFailedExecutions', more);
const retry = (more: INodeParameters) => operation('retryFailedExecutions', more);
/** Failed executions, the newest first. */
const addFailures = (count: number, stepMs = 1): string[] =>
	Array.from({ length: count }, (_, index) =>
		vendor.addFailure(webhookId, { at: CLOCK - (count - index) * stepMs }),
	).reverse();
const idsOf = async (more: INodeParameters) =>
	(await node.run(getMany(more))).map(({ json }) => json.id);

describe('Get Failed Executions', () => {
	it.each<Partial<AllQuirks>>([{}, { looseTypes: 'strings' }, { looseTypes: 'numbers' }])(
		'gives the whole failure where SalesIQ is like %j',
		async (quirks) => {
			await start(quirks);
			const id = vendor.addFailure(webhookId, { at: CLOCK - MINUTE_MS });
			const json = await node.one(getMany());
			expect(json).toEqual({
				id,
				webhookId,
				event: 'conversation.created',
				appId: '40526000000002043',
				entityType: 'conversation',
				entityId: expect.stringMatching(/^\d{17}$/),
				responseStatus: 500,
				retries: 3,
				lastExecutionTime: iso(CLOCK - MINUTE_MS),
				payload: {
					id: json.entityId,
					// A bare number of 17 digits in the answer.
					message: { msgid: expect.stringMatching(/^\d{17}$/), text: 'Hello' },
					event_time: String(CLOCK - MINUTE_MS),
					version: 1,
				},
			});
			expect(String((json.payload as { message: { msgid: string } }).message.msgid)).toBe(
				String(BigInt(String(json.entityId)) + 1n),
			);
			expect(callsOf(vendor)).toEqual([['GET', `/webhooks/${webhookId}/executions?limit=50`]]);
		},
	);

	it.each([
		[{ limit: 3 }, 3, 'limit=5'],
		[{ limit: 5 }, 5, 'limit=5'],
		[{ limit: 20 }, 20, 'limit=20'],
		[{}, 50, 'limit=50'],
	])('with %j asks for no more than is wanted', async (more, count, query) => {
		await start();
		const ids = addFailures(60);
		expect(await idsOf(more)).toEqual(ids.slice(0, count));
		expect(callsOf(vendor)).toEqual([['GET', `/webhooks/${webhookId}/executions?${query}`]]);
	});

	it.each<[AllQuirks['failuresOrder'], number, number]>([
		['newestFirst', 230, 1],
		['newestFirst', 230, 0],
		['newestFirst', 100, 1],
		['newestFirst', 51, 1],
		['oldestFirst', 230, 1],
		['oldestFirst', 230, 0],
		['oldestFirst', 50, 1],
	])('gives all once (%s, %i, %i ms apart)', async (failuresOrder, count, stepMs) => {
		await start({ failuresOrder });
		const ids = addFailures(count, stepMs);
		const given = await idsOf({ returnAll: true });
		expect([...given].sort()).toEqual([...ids].sort());
		if (stepMs > 0) expect(given).toEqual(failuresOrder === 'newestFirst' ? ids : ids.reverse());
		expect(vendor.requests.length).toBeLessThan(2 * Math.ceil(count / 50) + 2);
	});

	it.each([
		[51, 20],
		[75, 200],
		[120, 3],
	])('gives all once where %i of each %i have one time', async (count, group) => {
		await start();
		const ids = Array.from({ length: count }, (_, index) =>
			vendor.addFailure(webhookId, { at: CLOCK - Math.floor(index / group) }),
		);
		expect((await idsOf({ returnAll: true })).sort()).toEqual([...ids].sort());
	});

	it('loses and doubles none where others fail and are gone meanwhile', async () => {
		await start();
		const ids = addFailures(120);
		const list = new RegExp(`${webhookId}/executions`);
		const items = node.run(getMany({ returnAll: true }));
		while (!vendor.requests.some(({ path, status }) => list.test(path) && status === 200)) {
			await new Promise((resolve) => setImmediate(resolve));
		}
		vendor.addFailure(webhookId, { at: CLOCK });
		const given = (await items).map(({ json }) => json.id);
		expect(given).toEqual(ids);
		expect(callsOf(vendor)[1]).toEqual([
			'GET',
			`/webhooks/${webhookId}/executions?to_time=${CLOCK - 50}&limit=50`,
		]);
	});

	it('filters by time and events', async () => {
		await start();
		const [, second, third] = [4, 3, 2, 1].map((minutes) =>
			vendor.addFailure(webhookId, {
				at: CLOCK - minutes * MINUTE_MS,
				event: minutes === 3 ? 'conversation.missed' : 'conversation.created',
			}),
		);
		const range = { from: iso(CLOCK - 3 * MINUTE_MS), to: iso(CLOCK - 2 * MINUTE_MS) };
		expect(await idsOf({ returnAll: true, filters: range })).toEqual([third, second]);
		expect(callsOf(vendor)[0]?.[1]).toBe(
			`/webhooks/${webhookId}/executions?from_time=${CLOCK - 3 * MINUTE_MS}&to_time=${CLOCK - 2 * MINUTE_MS}&limit=50`,
		);
		const events = { events: ['conversation.missed'], additionalEvents: 'conversation.ended' };
		expect(await idsOf({ filters: { ...range, ...events } })).toEqual([second]);
		expect(callsOf(vendor)[0]?.[1]).toMatch(
			/&events=conversation\.missed,conversation\.ended&limit=50$/,
		);
	});

	it.each<[unknown, number]>([
		// As the editor’s picker gives it: in the time zone of the workflow, here the default of n8n.
		['2027-01-15T03:00:00', CLOCK],
		['2027-01-15T08:00:00Z', CLOCK],
		['2027-01-15T09:00:00.000+01:00', CLOCK],
		['20270115', CLOCK - 3 * 3_600_000],
		[String(CLOCK), CLOCK],
		[CLOCK, CLOCK],
		['={{ DateTime.fromMillis(1800000000000) }}', CLOCK],
		['={{ new Date(1800000000000) }}', CLOCK],
	])('takes the date %j', async (from, ms) => {
		await start();
		await node.run(getMany({ filters: { from: from as string } }));
		expect(callsOf(vendor)[0]?.[1]).toContain(`from_time=${ms}&`);
	});

	it.each<[INodeParameters, string]>([
		[{ from: 'yesterday' }, 'From is not a date'],
		[{ to: '={{ [1] }}' }, 'To is not a date'],
		[{ to: '={{ ({ a: 1 }) }}' }, 'To is not a date'],
		[{ to: '={{ 1700000000 }}' }, 'To is not a date'],
		[{ to: '2027' }, 'To is not a date'],
		[{ to: ' ' }, 'To is not a date'],
		[{ from: '2027-01-02', to: '2027-01-01' }, 'From is later than To'],
		[
			{ additionalEvents: 'a,b/c' },
			'Events or Additional Events has something that is not an event’s name',
		],
	])('refuses %j without a call', async (filters, message) => {
		await start();
		const error = await node.fails(getMany({ filters }));
		expect(error.message).toBe(message);
		expect(error.description).toBeTruthy();
		expect(callsOf(vendor)).toEqual([]);
	});

	describe('where To is not about the time that is shown', () => {
		const list = (count: number) =>
			Array.from({ length: count }, (_, index) => ({
				id: `x${index}`,
				last_execution_time: String(CLOCK - index),
			}));

		it.each([0, 3, 20, 25, 26, 49, 50, 51, 130, Infinity])(
			'gives all once (as if each were older by %i)',
			async (older) => {
				const all = list(260);
				let calls = 0;
				const listFailures: WebhookApi['listFailures'] = async (_, query) => {
					calls++;
					const { limit, pageno = 1, to_time: to = Infinity } = query;
					const matching = all.filter(
						({ last_execution_time: time }) => Number(time) - older <= to,
					);
					return { ok: true, data: matching.slice((pageno - 1) * limit, pageno * limit) };
				};
				const given = await readFailures({ listFailures } as WebhookApi, '1', {}, Infinity);
				if (!given.ok) throw new Error(given.problem.message);
				expect(given.data.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
				expect(calls).toBeLessThanOrEqual(11);
			},
		);
	});

	it('ends where SalesIQ gives the same page for ever', async () => {
		await start();
		const data = Array.from({ length: 50 }, (_, index) => ({ id: `x${index}` }));
		vendor.failNext({ path: /executions/ }, { status: 200, body: JSON.stringify({ data }) }, 1000);
		expect(await idsOf({ returnAll: true })).toHaveLength(50);
		expect(vendor.requests.length).toBeLessThan(5);
	});
});

describe('Retry Failed Executions', () => {
	it('retries one through its own path: that of the item that comes in', async () => {
		await start();
		const [id = ''] = addFailures(1);
		const items = await node.run(retry({}), {}, [{ id }]);
		expect(items).toEqual([
			{ json: { webhookId, retriedIds: [id], skippedIds: [] }, pairedItem: { item: 0 } },
		]);
		expect(callsOf(vendor)).toEqual([['POST', `/webhooks/${webhookId}/executions/${id}`]]);
		await vendor.settled();
		expect(vendor.deliveries).toMatchObject([{ kind: 'event', webhookId }]);
	});

	it('retries several in one call, and names the skipped', async () => {
		await start();
		const [first = '', second = ''] = addFailures(2);
		const spent = vendor.addFailure(webhookId, { at: CLOCK, manualRetries: 99 });
		const json = await node.one(retry({ executionIds: `${first}, ${spent},${second},${first}` }));
		expect(json).toEqual({ webhookId, retriedIds: [first, second], skippedIds: [spent] });
		expect(callsOf(vendor)).toEqual([
			['POST', `/webhooks/${webhookId}/executions`, { ids: [first, spent, second] }],
		]);
	});

	it('names the one that is skipped', async () => {
		await start();
		const spent = vendor.addFailure(webhookId, { at: CLOCK, manualRetries: 99 });
		expect(await node.one(retry({ executionIds: `={{ ["${spent}"] }}` }))).toEqual({
			webhookId,
			retriedIds: [],
			skippedIds: [spent],
		});
	});

	it('retries all of a time range, and only these', async () => {
		await start();
		const ids = addFailures(130);
		const range = { from: iso(CLOCK - 120), to: iso(CLOCK - 1) };
		const json = await node.one(retry({ retry: 'all', filters: range }));
		expect(json).toEqual({ webhookId, retriedIds: ids.slice(0, 120), skippedIds: [] });
		const posts = callsOf(vendor).filter(([method]) => method === 'POST');
		expect(posts.map(([, , body]) => (body as { ids: string[] }).ids.length)).toEqual([50, 50, 20]);
	});

	it('says nothing was retried where nothing matches', async () => {
		await start();
		const json = await node.one(retry({ retry: 'all' }));
		expect(json).toEqual({ webhookId, retriedIds: [], skippedIds: [] });
		expect(callsOf(vendor).map(([method]) => method)).toEqual(['GET']);
	});

	it('says how many were retried before it failed, and repeats none', async () => {
		await start();
		addFailures(60);
		vendor.failNext({ method: 'POST', skip: 1, path: /executions/ }, { status: 500, body: '' });
		const error = await node.fails(retry({ retry: 'all' }));
		expect(error.message).toBe(
			'50 of 60 failed executions were sent again, then: Zoho SalesIQ is not available (HTTP 500)',
		);
		expect(callsOf(vendor).filter(([method]) => method === 'POST')).toHaveLength(2);
	});

	it.each([
		['a lost answer', 'cutAfter' as const],
		['a busy SalesIQ', { status: 200, body: '{"error":{"code":1023}}' }],
	])('is never done twice after %s', async (_, answer) => {
		await start();
		const [id = ''] = addFailures(1);
		vendor.failNext({ method: 'POST', path: /executions/ }, answer);
		await node.fails(retry({ executionIds: id }));
		expect(callsOf(vendor)).toHaveLength(1);
	});

	it('says that SalesIQ does not know one', async () => {
		await start();
		expect((await node.fails(retry({ executionIds: '1' }))).message).toMatch(/does not have what/);
	});

	it.each([
		['', 'Execution IDs is empty'],
		['={{ undefined }}', 'Execution IDs is empty'],
		['..', 'Execution IDs is not an ID of SalesIQ'],
		['a,b/c', 'Execution IDs is not an ID of SalesIQ'],
	])('refuses %j without a call', async (executionIds, message) => {
		await start();
		const error = await node.fails(retry({ executionIds }));
		expect(error.message).toBe(message);
		expect(error.description).toBeTruthy();
		expect(callsOf(vendor)).toEqual([]);
	});
});
