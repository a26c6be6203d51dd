import type { INodeParameters } from 'n8n-workflow';

import type { AllQuirks, ZohoSalesIq } from '../../../../sandbox/vendors/zohoSalesIq/index.ts';
import { startVendor } from '../../../support/salesIq';
import { callsOf, nodeFor, type NodeUnderTest } from './host';

let vendor: ZohoSalesIq;
let node: NodeUnderTest;
const start = async (quirks: Partial<AllQuirks> = {}) => {
	vendor = await startVendor({ quirks });
	node = nodeFor(vendor);
};
afterEach(async () => await vendor.close());

const getAll = (resource: string, more: INodeParameters = {}): INodeParameters => ({
	resource,
	operation: 'getAll',
	returnAll: true,
	...more,
});

const ITEMS: Record<string, object> = {
	app: {
		id: '40526000000002043',
		name: 'Zylker Furniture',
		uniqueName: 'zylkerfurniture',
		enabled: true,
		language: 'default',
		description: {},
		creator: { id: '46000000000005', name: 'patricia' },
		createdTime: '2019-10-10T05:42:55.719Z',
		modifiedTime: '2019-10-10T05:42:57.009Z',
	},
	department: {
		id: '301050000004',
		name: 'Sales',
		displayName: 'Sales',
		description: '',
		isPublic: true,
		isEnabled: true,
		isSystemGenerated: true,
		createdBy: '32308000000002001',
		createdTime: '2018-04-19T12:29:23.982Z',
		modifiedTime: '2018-04-19T12:29:23.982Z',
	},
	operator: {
		id: '30000000000006',
		email: 'patricia@zylker.com',
		nickName: 'Patricia',
		firstName: 'Patricia',
		lastName: '',
		role: 'Administrator',
		departments: ['30000000000018'],
		isEnabled: true,
		isChatEnabled: true,
		statusCode: '1',
		statusMessage: 'Available',
		maximumConcurrentChat: 1,
		createdTime: '2018-05-11T11:59:30.065Z',
		modifiedTime: '2018-08-24T04:02:03.660Z',
	},
	portal: {
		ownerZuid: '54718312',
		operatorId: '30102333033335',
		name: 'Zylker',
		logo: '/api/v2/zylker/downloads/1c237d27?purpose=company_logo',
		createdTime: '2018-03-03T07:02:15.062Z',
		screenname: 'zylker',
	},
};
const COUNTS: Record<string, number> = { app: 2, department: 3, operator: 12, portal: 2 };
const RESOURCES = Object.keys(ITEMS);

describe.each(RESOURCES)('Get Many of %s', (resource) => {
	const path = resource === 'portal' ? '/api/v2/portals' : `/${resource}s`;

	it.each<Partial<AllQuirks>>([
		{},
		{ looseTypes: 'strings' },
		{ looseTypes: 'numbers' },
		{ pagedLists: true },
	])('gives each once, with true types, where SalesIQ is like %j', async (quirks) => {
		await start(quirks);
		const items = await node.run(getAll(resource));
		expect(items[0]?.json).toEqual(ITEMS[resource]);
		expect(items).toHaveLength(COUNTS[resource] ?? 0);
		const ids = items.map(({ json }) => json.id ?? json.screenname);
		expect(new Set(ids).size).toBe(items.length);
		expect(callsOf(vendor)[0]).toEqual(['GET', path]);
	});

	it('gives no more than Limit, for each item', async () => {
		await start();
		const items = await node.run(getAll(resource, { returnAll: false, limit: 1 }), {}, [{}, {}]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});
});

describe('Get of an app', () => {
	const get = (value: string) => ({
		resource: 'app',
		operation: 'get',
		appId: { __rl: true, mode: 'id', value },
	});

	it.each<Partial<AllQuirks>>([{}, { looseTypes: 'numbers' }])('gives it (%j)', async (quirks) => {
		await start(quirks);
		expect(await node.one(get('40526000000002043'))).toEqual(ITEMS.app);
		expect(callsOf(vendor)).toEqual([['GET', '/apps/40526000000002043']]);
	});

	it('says that there is none', async () => {
		await start();
		expect((await node.fails(get('1'))).message).toMatch(/does not have what n8n asked for/);
		vendor.failNext({ path: /apps/ }, { status: 200, body: '{"data":[]}' });
		expect((await node.fails(get('1'))).message).toBe('Zoho SalesIQ answered without an app');
		expect((await node.fails(get('..'))).message).toBe('App is not an ID of SalesIQ');
		expect((await node.fails(get(''))).message).toBe('App is empty');
	});
});
