import type { INodeParameters } from 'n8n-workflow';

import type {
	AllQuirks,
	Operator,
	ZohoSalesIq,
} from '../../../../sandbox/vendors/zohoSalesIq/index.ts';
import { startVendor } from '../../../support/salesIq';
import { callsOf, nodeFor, type NodeUnderTest } from './host';

const CLOCK = 1_800_000_000_000;
const MINUTE_MS = 60_000;

let vendor: ZohoSalesIq;
let node: NodeUnderTest;
const start = async (quirks: Partial<AllQuirks> = {}) => {
	vendor = await startVendor({ quirks, now: () => CLOCK });
	node = nodeFor(vendor);
};
afterEach(async () => await vendor.close());

const getAll = (resource: string, more: INodeParameters = {}): INodeParameters => ({
	resource,
	operation: 'getAll',
	returnAll: true,
	...more,
});
const idsOf = (items: Array<{ json: { id?: unknown } }>) => items.map(({ json }) => json.id);
const pathsOf = () => callsOf(vendor).map(([, path]) => path);
const inZylker = <T extends { id: string; screenname: string }>(list: readonly T[]) =>
	list.filter(({ screenname }) => screenname === 'zylker').map(({ id }) => id);

/** So many operators in the first portal. */
function haveOperators(count: number): void {
	const list = vendor.operators as Operator[];
	for (let at = inZylker(list).length; at < count; at++) {
		const id = String(900_000_000_000 + at);
		const email = `${id}@zylker.com`;
		list.push({ id, name: `Number ${at}`, email, role: 'Associate', screenname: 'zylker' });
	}
}

describe('a list by index', () => {
	it.each<[AllQuirks['indexCounts'], number, string[]]>([
		['items', 19, ['/operators']],
		['items', 20, ['/operators', '/operators?index=21', '/operators?index=2']],
		['items', 45, ['/operators', '/operators?index=21', '/operators?index=41']],
		['pages', 20, ['/operators', '/operators?index=21', '/operators?index=2']],
		[
			'pages',
			45,
			['/operators', '/operators?index=21', '/operators?index=2', '/operators?index=3'],
		],
	])('that counts %s gives each of %i operators once', async (indexCounts, count, paths) => {
		await start({ indexCounts });
		haveOperators(count);
		const items = await node.run(getAll('operator'));
		expect(idsOf(items)).toEqual(inZylker(vendor.operators));
		expect(items).toHaveLength(count);
		expect(pathsOf()).toEqual(paths);
	});

	it.each(['items', 'pages'] as const)('that counts %s gives all feedback', async (indexCounts) => {
		await start({ indexCounts });
		const items = await node.run(getAll('feedback'));
		expect(idsOf(items)).toEqual(inZylker(vendor.feedbacks));
		expect(items).toHaveLength(45);
	});

	it('is read no further than Limit', async () => {
		await start();
		const items = await node.run(getAll('feedback', { returnAll: false, limit: 30 }));
		expect(idsOf(items)).toEqual(inZylker(vendor.feedbacks).slice(0, 30));
		expect(pathsOf()).toEqual(['/feedbacks?limit=20', '/feedbacks?limit=20&index=21']);
	});

	it('gives nothing twice where something has come in meanwhile', async () => {
		await start();
		const page = (from: number, to: number) => {
			const data = Array.from({ length: to - from }, (_, at) => ({ id: String(from + at) }));
			return { status: 200, body: JSON.stringify({ data }) };
		};
		vendor.failNext({ path: /operators/ }, page(0, 20));
		vendor.failNext({ path: /operators/ }, page(18, 25));
		const items = await node.run(getAll('operator'));
		expect(idsOf(items)).toEqual(Array.from({ length: 25 }, (_, at) => String(at)));
	});

	it('ends where SalesIQ gives the same page for ever', async () => {
		await start();
		const data = Array.from({ length: 20 }, (_, at) => ({ id: String(at) }));
		vendor.failNext({ path: /operators/ }, { status: 200, body: JSON.stringify({ data }) }, 1_000);
		expect(await node.run(getAll('operator'))).toHaveLength(20);
		expect(pathsOf()).toHaveLength(3);
	});
});

describe('the filters', () => {
	it.each<[string, INodeParameters, string]>([
		['department', { filters: { modifiedAfter: CLOCK } }, `/departments?last_sync_time=${CLOCK}`],
		['operator', { filters: { statusCode: '3' } }, '/operators?status_code=3'],
		['operator', { filters: { statusCode: 1 } }, '/operators?status_code=1'],
		[
			'operator',
			{ filters: { statusCode: '1', modifiedAfter: '2027-01-15T08:00:00Z' } },
			`/operators?last_sync_time=${CLOCK}&status_code=1`,
		],
		['feedback', { filters: { departments: 'a,b' } }, '/feedbacks?limit=20&department_ids=a,b'],
		['feedback', { filters: { departments: [], from: '' } }, '/feedbacks?limit=20'],
	])('of %s %j ask for %s', async (resource, more, path) => {
		await start();
		await node.run(getAll(resource, more));
		expect(pathsOf()[0]).toBe(path);
	});

	it('leave out what does not match', async () => {
		await start();
		await node.one({
			resource: 'department',
			operation: 'update',
			departmentId: { __rl: true, mode: 'id', value: '301050000004' },
			updateFields: { description: 'New' },
		});
		const recent = { filters: { modifiedAfter: CLOCK - 1 } };
		expect(idsOf(await node.run(getAll('department', recent)))).toEqual(['301050000004']);
		expect(await node.run(getAll('operator', { filters: { statusCode: '3' } }))).toEqual([]);
		const late = { filters: { from: CLOCK - 25 * MINUTE_MS } };
		expect(await node.run(getAll('feedback', late))).toHaveLength(3);
	});
});

describe('Get Many of visitors', () => {
	const before = (more: INodeParameters = {}) =>
		getAll('visitor', { direction: 'before', time: CLOCK, ...more });
	const ids = () => inZylker(vendor.visitors);
	const at = (minutes: number) => CLOCK - minutes * MINUTE_MS;
	const page = (key: string, time: number) => `/api/v3/zylker/visitors?limit=200&${key}=${time}`;

	it.each([true, false])('goes back by the key of each page (%j)', async (lastVisitorKey) => {
		await start({ lastVisitorKey });
		expect(idsOf(await node.run(before()))).toEqual(ids());
		const paths = [CLOCK, at(200), at(400)].map((time) => page('prev_key', time));
		expect(pathsOf()).toEqual(lastVisitorKey ? [...paths, page('prev_key', at(450))] : paths);
	});

	it.each([true, false])('goes on from a time, too (%j)', async (lastVisitorKey) => {
		await start({ lastVisitorKey });
		const items = await node.run(before({ direction: 'after', time: at(250) }));
		expect(idsOf(items)).toEqual(ids().slice(0, 249).reverse());
		expect(pathsOf().slice(0, 2)).toEqual([page('next_key', at(250)), page('next_key', at(50))]);
	});

	it('reads no further than Limit', async () => {
		await start();
		const items = await node.run(before({ returnAll: false, limit: 250 }));
		expect(idsOf(items)).toEqual(ids().slice(0, 250));
		expect(pathsOf()).toHaveLength(2);
	});

	it('begins with now', async () => {
		vendor = await startVendor();
		node = nodeFor(vendor);
		const items = await node.run({ resource: 'visitor', operation: 'getAll' });
		expect(items).toHaveLength(50);
		expect(pathsOf()[0]).toMatch(/prev_key=\d{13}$/);
	});

	it('says where the list is switched on', async () => {
		await start({ visitorsListed: false });
		const error = await node.fails(before());
		expect(error.message).toMatch(/^The portal’s plan does not offer this .*code 1021/);
		expect(error.description).toMatch(/Basic visitor information under .* API Permissions/);
	});

	it.each<[string, unknown]>([
		['the same key', CLOCK],
		['an address of another host', 'https://evil.example.com/api/v3/zylker/visitors'],
		['no text', { key: 1 }],
		['null', null],
		['a list', [CLOCK - 1]],
		['too much', '9'.repeat(5_000)],
	])('ends with a page whose key is %s', async (_, key) => {
		await start();
		const body = JSON.stringify({ data: [{ id: 'a' }, { id: 'a' }, {}, null], prev_key: key });
		vendor.failNext({ path: /visitors/ }, { status: 200, body }, 1_000);
		expect(idsOf(await node.run(before()))).toEqual(['a']);
		expect(pathsOf()).toHaveLength(1);
	});

	it('ends where a page brings nobody new', async () => {
		await start();
		for (const prev_key of [1, 2, 3]) {
			const body = JSON.stringify({ data: [{ id: 'a' }], prev_key });
			vendor.failNext({ path: /visitors/ }, { status: 200, body });
		}
		expect(await node.run(before())).toHaveLength(1);
		expect(pathsOf()).toHaveLength(2);
	});
});

describe('without Simplify', () => {
	const RAW: Record<string, object> = {
		app: { unique_name: 'zylkerfurniture', notify_cookies: { url: '', code: '1' } },
		operator: { email_id: 'patricia@zylker.com', notify: { new_visit: 'true' }, zuid: '54715436' },
		visitor: { first_accessed_time: String(CLOCK - 61 * MINUTE_MS), lead_score: 0 },
	};

	it.each(Object.entries(RAW))('%s is as SalesIQ gives it', async (resource, raw) => {
		await start();
		const more = { returnAll: false, limit: 1, simplify: false, time: CLOCK };
		const [item] = await node.run(getAll(resource, more));
		expect(item?.json).toMatchObject(raw);
	});

	it('keeps each digit of an ID', async () => {
		await start();
		const body = '{"data":{"id":211760000000542007,"wms_id":211760000000542009}}';
		vendor.failNext({ path: /operators/ }, { status: 200, body });
		const operatorId = { __rl: true, mode: 'id', value: '1' };
		const get = { resource: 'operator', operation: 'get', operatorId, simplify: false };
		expect(await node.one(get)).toEqual({
			id: '211760000000542007',
			wms_id: '211760000000542009',
		});
	});
});
