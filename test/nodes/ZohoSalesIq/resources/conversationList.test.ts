import * as fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { readTimePages } from '../../../../nodes/ZohoSalesIq/timePages';
import type { AllQuirks, ZohoSalesIq } from '../../../../sandbox/vendors/zohoSalesIq/index.ts';
import { startVendor } from '../../../support/salesIq';
import { callsOf, nodeFor, type NodeUnderTest } from './host';

const CLOCK = 1_800_000_000_000;
const SALES = '301050000004';
const AMELIA = '30102333033336';

let vendor: ZohoSalesIq;
let node: NodeUnderTest;

async function start(quirks: Partial<AllQuirks> = {}) {
	vendor = await startVendor({ quirks, now: () => CLOCK });
	node = nodeFor(vendor);
}
afterEach(async () => await vendor?.close());

const id = (value: string) => ({ __rl: true, mode: 'id', value });
const LIST = { resource: 'conversation', operation: 'getAll' };
const conversationOf = (json: IDataObject) => json.conversation as IDataObject;
const list = async (parameters: INodeParameters = {}) =>
	(await node.run({ ...LIST, ...parameters })).map(({ json }) => conversationOf(json));
const idsOf = async (parameters: INodeParameters = {}) =>
	(await list(parameters)).map((conversation) => String(conversation.id));
/** Some chats of the Sales department, a second after each other; the last of them first. */
const addChats = async (count: number, firstTime = CLOCK - 1_000_000, stepMs = 1_000) => {
	const ids: string[] = [];
	for (let index = 0; index < count; index++) {
		const startTime = firstTime + index * stepMs;
		ids.unshift(
			(await vendor.conversations.start({ departmentId: SALES, startTime })).conversation.id,
		);
	}
	return ids;
};
const ofSales = { departmentId: id(SALES) };
const queries = () => callsOf(vendor).map(([, path]) => String(path).split('?')[1] ?? '');

describe('Get Many', () => {
	it('asks for the latest 50, and gives each as Get does', async () => {
		await start();
		const items = await node.run(LIST);
		expect(queries()).toEqual(['sort_by=in_time&limit=50']);
		expect(items).toHaveLength(4);
		for (const { json, pairedItem } of items) {
			const conversationId = id(String(conversationOf(json).id));
			const get = { resource: 'conversation', operation: 'get', conversationId };
			expect(json).toEqual(await node.one(get));
			expect(pairedItem).toEqual({ item: 0 });
		}
		const times = items.map(({ json }) => String(conversationOf(json).openedTime));
		expect(times).toEqual([...times].sort().reverse());
	});

	it('gives what SalesIQ sent without Simplify', async () => {
		await start();
		const [item] = await node.run({ ...LIST, simplify: false, limit: 1 });
		expect(item?.json).toMatchObject({ start_time: expect.any(String), unread_chats: false });
		expect(queries()).toEqual(['sort_by=in_time&limit=1']);
	});

	it('sends every filter under SalesIQ’s name', async () => {
		await start();
		const filters = {
			appId: id('40526000000002043'),
			departmentId: id(SALES),
			operatorId: id(AMELIA),
			from: '2027-01-15T07:00:00Z',
			to: '2027-01-15T08:00:00.000Z',
			updatedFrom: CLOCK - 1000,
			updatedTo: String(CLOCK),
			status: 'missed',
			visitorEmail: ' a@example.com ',
			visitorType: 'lead',
		};
		expect(await list({ filters })).toEqual([]);
		const [query] = queries();
		expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
			app_id: '40526000000002043',
			department_id: SALES,
			attender_id: AMELIA,
			// SalesIQ leaves out what has the bound itself.
			from_time: String(CLOCK - 3_600_000 - 1),
			to_time: String(CLOCK + 1),
			updated_from_time: String(CLOCK - 1001),
			updated_till_time: String(CLOCK + 1),
			status: 'missed',
			email: 'a@example.com',
			visitor_type: 'lead',
			sort_by: 'in_time',
			limit: '50',
		});
	});

	it.each(['exclusive', 'inclusive'] as const)(
		'has From and To with their own times, whatever bounds SalesIQ has (%s)',
		async (timeBounds) => {
			await start({ timeBounds });
			const ids = await addChats(5, CLOCK - 10, 1);
			const range = { from: CLOCK - 9, to: CLOCK - 7 };
			expect(await idsOf({ filters: { ...ofSales, ...range } })).toEqual(ids.slice(1, 4));
			const updated = { updatedFrom: CLOCK - 9, updatedTo: CLOCK - 7 };
			expect(await idsOf({ filters: { ...ofSales, ...updated } })).toEqual(ids.slice(1, 4));
		},
	);

	it.each([
		[{ status: 'all' }, 'Status is none of the choices'],
		[{ visitorType: 'x' }, 'Visitor Type is none of the choices'],
		[{ from: 'soon' }, 'From is not a date'],
		[{ updatedTo: '2026112' }, 'Updated To is not a date'],
		[{ from: CLOCK, to: CLOCK - 1 }, 'From is later than To'],
		[{ updatedFrom: CLOCK, updatedTo: CLOCK - 1 }, 'Updated From is later than Updated To'],
		[{ appId: id('a b') }, 'App is not an ID of SalesIQ'],
		[{ departmentId: id('../x') }, 'Department is not an ID of SalesIQ'],
		[{ operatorId: 12345678901234567000 }, 'Operator is not an ID of SalesIQ'],
	])('refuses %j', async (filters, message) => {
		await start();
		const thrown = await node.fails({ ...LIST, filters: filters as INodeParameters });
		expect(thrown).toMatchObject({ message });
		expect(callsOf(vendor)).toEqual([]);
	});

	it('leaves out what is not filled in', async () => {
		await start();
		const filters = { appId: id(''), status: '', from: '', visitorEmail: '  ' };
		await list({ filters });
		expect(queries()).toEqual(['sort_by=in_time&limit=50']);
	});

	it('sorts as is wanted, where not all are', async () => {
		await start();
		const times = (await list({ sortBy: 'updated_time' })).map(({ updatedTime }) => updatedTime);
		expect(queries()).toEqual(['sort_by=updated_time&limit=50']);
		expect(times).toEqual([...times].sort().reverse());
		await list({ sortBy: 'end_time', returnAll: true });
		expect(queries()).toEqual(['sort_by=in_time&limit=99']);
		expect(await node.fails({ ...LIST, sortBy: 'name' })).toMatchObject({
			message: 'Sort By is none of the choices',
		});
	});

	it.each([
		['newestFirst', 'exclusive'],
		['newestFirst', 'inclusive'],
		['oldestFirst', 'exclusive'],
		['oldestFirst', 'inclusive'],
	] as const)(
		'gives all past the page of 99, each once, by their times (%s, %s)',
		async (conversationsOrder, timeBounds) => {
			await start({ conversationsOrder, timeBounds });
			// One is there from the start, and is the latest.
			const seeded = String(
				vendor.conversations.list().find(({ departmentId }) => departmentId === SALES)?.id,
			);
			const ids = await addChats(230);
			const expected = [...ids].reverse();
			expect(await idsOf({ returnAll: true, filters: ofSales })).toEqual(
				conversationsOrder === 'newestFirst' ? [seeded, ...ids] : [...expected, seeded],
			);
			expect(callsOf(vendor)).toHaveLength(3);
			expect(queries().join('&')).not.toContain('page=');
		},
	);

	it('goes by pages where more than a page has one time', async () => {
		await start();
		const ids = await addChats(150, CLOCK - 5_000, 0);
		const found = await idsOf({ returnAll: true, filters: { ...ofSales, from: CLOCK - 6_000 } });
		expect(found.sort()).toEqual(ids.sort());
		expect(queries().some((query) => query.includes('page=2'))).toBe(true);
	});

	it('reads a limit beyond a page, and stops there', async () => {
		await start();
		await addChats(230);
		const found = await idsOf({ limit: 120, filters: ofSales });
		expect(new Set(found).size).toBe(120);
		expect(callsOf(vendor)).toHaveLength(2);
		const sorted = await idsOf({ limit: 120, sortBy: 'updated_time', filters: ofSales });
		expect(new Set(sorted).size).toBe(120);
		expect(queries().at(-1)).toContain('page=2');
	});

	it('loses and doubles none while others begin and end', async () => {
		await start();
		const ids = await addChats(230);
		const { miss, start: begin } = vendor.conversations;
		const ended: string[] = [];
		// With each page somebody begins a chat, and the latest that wait are missed: all pages move.
		const record = jest.spyOn(vendor.requests, 'push');
		record.mockImplementation((...records) => {
			const missed = ids.filter((one) => !ended.includes(one)).slice(0, 20);
			for (const one of missed) void miss(one);
			ended.push(...missed);
			void begin({ departmentId: SALES, startTime: CLOCK - 1 });
			return Array.prototype.push.apply(vendor.requests, records);
		});
		const filters = { ...ofSales, status: 'waiting' };
		const found = await idsOf({ returnAll: true, filters });
		expect(found).toEqual(expect.arrayContaining(ids.filter((one) => !ended.includes(one))));
		expect(new Set(found).size).toBe(found.length);
	});

	it.each([
		[{ data: 'x' }, 0],
		[{ data: [null, 7, 'x', {}, { id: '' }, { id: 5 }, { id: '5' }] }, 1],
		[{ data: { id: '5' } }, 0],
		[{}, 0],
	])('stands %j', async (body, expected) => {
		await start();
		vendor.failNext({ path: /conversations/ }, { status: 200, body: JSON.stringify(body) });
		expect(await list()).toHaveLength(expected);
	});
});

describe('reading by time', () => {
	interface Entry {
		id: string;
		time: number;
	}
	const entries = fc.uniqueArray(
		fc.record({ id: fc.uuid(), time: fc.integer({ min: 1, max: 60 }) }),
		{ selector: ({ id }) => id, maxLength: 60 },
	);

	it('gives each wanted item once, whatever the order and the page size', async () => {
		await fc.assert(
			fc.asyncProperty(
				entries,
				fc.integer({ min: 2, max: 9 }),
				fc.constantFrom(-1, 1),
				fc.boolean(),
				async (all, pageSize, sign, isBounded) => {
					const sorted = [...all].sort(
						(a, b) => sign * (a.time - b.time || a.id.localeCompare(b.id)),
					);
					const found = await readTimePages(
						{
							ask: async ({ from = 0, to = 100 }, page) => {
								const within = ({ time }: Entry) => !isBounded || (time >= from && time <= to);
								const data = sorted.filter(within).slice((page - 1) * pageSize, page * pageSize);
								return { ok: true, data: data.map((entry) => ({ ...entry })) };
							},
							timeMember: 'time',
							pageSize,
							isWanted: () => true,
						},
						{},
						Infinity,
					);
					const ids = found.ok ? found.data.map((item) => item.id) : [];
					expect(ids.sort()).toEqual(all.map((entry) => entry.id).sort());
				},
			),
		);
	});

	it('ends where a list never does', async () => {
		let calls = 0;
		const found = await readTimePages(
			{
				ask: async () => {
					calls++;
					return { ok: true, data: [{ id: `${calls}` }, { id: `${calls}b` }] };
				},
				timeMember: 'time',
				pageSize: 2,
				isWanted: () => true,
			},
			{},
			Infinity,
		);
		expect(found.ok).toBe(true);
		expect(calls).toBe(1_000);
	});
});
