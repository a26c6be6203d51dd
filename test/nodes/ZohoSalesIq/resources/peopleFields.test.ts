import type { INodeParameters } from 'n8n-workflow';

import type { AllQuirks, ZohoSalesIq } from '../../../../sandbox/vendors/zohoSalesIq/index.ts';
import { startVendor } from '../../../support/salesIq';
import { callsOf, nodeFor, type NodeUnderTest } from './host';
import { OPERATIONS } from './operations';

let vendor: ZohoSalesIq;
let node: NodeUnderTest;
const start = async (quirks: Partial<AllQuirks> = {}) => {
	vendor = await startVendor({ quirks });
	node = nodeFor(vendor);
};
afterEach(async () => await vendor.close());

const PEOPLE = Object.entries(OPERATIONS).filter(
	([name]) => !/^(?:Conversation|Webhook): /.test(name),
);
/** An operation with another value in a field. */
const having = (name: string, more: INodeParameters): INodeParameters => ({
	...OPERATIONS[name],
	...more,
});
const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const REFUSED: Array<[string, INodeParameters, string]> = [
	['App: Create', { name: ' ' }, 'Name is empty'],
	['App: Create', { name: '={{ undefined }}' }, 'Name is empty'],
	['App: Create', { departments: [] }, 'No department is chosen'],
	['App: Create', { departments: ['../x'] }, 'Department Names or IDs is not an ID of SalesIQ'],
	[
		'App: Create',
		{ departments: '={{ [68564000016029999] }}' },
		'Department Names or IDs is not an ID of SalesIQ',
	],
	['App: Create', { additionalFields: { privacy: 'maybe' } }, 'Privacy is neither true nor false'],
	[
		'App: Create',
		{ additionalFields: { description: '={{ ({}) }}' } },
		'Description is not a text',
	],
	['App: Get', { appId: byId('a/b') }, 'App is not an ID of SalesIQ'],
	['Department: Create', { name: '' }, 'Name is empty'],
	['Department: Create', { operators: '' }, 'No operator is chosen'],
	['Department: Create', { operators: '={{ [null, ""] }}' }, 'No operator is chosen'],
	[
		'Department: Create',
		{ mailSettings: { ccRecipients: '={{ [1] }}' } },
		'CC Recipients is not a text',
	],
	[
		'Department: Create',
		{ mailSettings: { fromEmail: '={{ ({}) }}' } },
		'From Email is not a text',
	],
	['Department: Get', { departmentId: byId('') }, 'Department is empty'],
	['Department: Get Many', { filters: { modifiedAfter: 'soon' } }, 'Modified After is not a date'],
	['Department: Get Many', { limit: 0 }, 'Limit is not a whole number from 1 on'],
	['Department: Update', { departmentId: byId('..') }, 'Department is not an ID of SalesIQ'],
	[
		'Department: Update',
		{ updateFields: {} },
		'Update Fields is empty, so there is nothing to change',
	],
	['Department: Update', { updateFields: { name: ' ' } }, 'Name is empty'],
	['Department: Update', { updateFields: { operators: [] } }, 'No operator is chosen'],
	['Department: Update', { updateFields: { isPublic: 'x' } }, 'Public is neither true nor false'],
	['Feedback: Get', { feedbackId: '={{ $json.id }}' }, 'Feedback ID is empty'],
	['Feedback: Get', { feedbackId: '../conversations/1' }, 'Feedback ID is not an ID of SalesIQ'],
	['Feedback: Get Many', { filters: { from: 'x' } }, 'From is not a date'],
	[
		'Feedback: Get Many',
		{ filters: { from: '2027-01-02', to: '2027-01-01' } },
		'From is later than To',
	],
	[
		'Feedback: Get Many',
		{ filters: { departments: ['?'] } },
		'Department Names or IDs is not an ID of SalesIQ',
	],
	['Operator: Associate Departments', { operatorId: byId('') }, 'Operator is empty'],
	['Operator: Associate Departments', { departments: [] }, 'No department is chosen'],
	['Operator: Create', { email: '' }, 'Email is empty'],
	['Operator: Create', { role: 'Owner' }, 'Role is none of the choices'],
	['Operator: Create', { departments: [] }, 'No department is chosen'],
	['Operator: Create', { isMonitored: '={{ "perhaps" }}' }, 'Monitored is neither true nor false'],
	['Operator: Create', { additionalFields: { phone: '={{ [] }}' } }, 'Phone is not a text'],
	['Operator: Get', { operatorId: byId('a b') }, 'Operator is not an ID of SalesIQ'],
	['Operator: Get Many', { filters: { statusCode: '2' } }, 'Status is none of the choices'],
	[
		'Operator: Get Many',
		{ filters: { modifiedAfter: '={{ [] }}' } },
		'Modified After is not a date',
	],
	[
		'Operator: Update',
		{ updateFields: {} },
		'Update Fields is empty, so there is nothing to change',
	],
	[
		'Operator: Update',
		{ updateFields: { maximumConcurrentChat: '6' } },
		'Maximum Concurrent Chats is none of the choices',
	],
	['Operator: Update', { updateFields: { role: null } }, 'Role is none of the choices'],
	['Portal: Create', { name: '' }, 'Name is empty'],
	['Portal: Create', { additionalFields: { fax: '={{ ({}) }}' } }, 'Fax is not a text'],
	['Portal: Get', { portal: byId('..') }, 'Portal is empty, or not a screen name'],
	['Portal: Update', { portal: byId('a/b') }, 'Portal is empty, or not a screen name'],
	['Portal: Update', { updateFields: {} }, 'Update Fields is empty, so there is nothing to change'],
	['Visitor: Get Many', { direction: 'around' }, 'Visits is none of the choices'],
	['Visitor: Get Many', { time: '' }, 'Time is empty'],
	['Visitor: Get Many', { time: '2026112' }, 'Time is not a date'],
];

it.each(REFUSED)('%s refuses %j without a call: %s', async (name, more, message) => {
	await start();
	const error = await node.fails(having(name, more));
	expect(error.message).toBe(message);
	expect(error.description).toBeTruthy();
	expect(callsOf(vendor)).toEqual([]);
});

it('Update takes a limit of chats as a number, too', async () => {
	await start();
	await node.run(having('Operator: Update', { updateFields: { maximumConcurrentChat: 10 } }), {
		onError: 'continueRegularOutput',
	});
	expect(callsOf(vendor)[0]?.[2]).toEqual({ maximum_concurrent_chat: '10' });
});

describe('where SalesIQ wants another method to associate departments', () => {
	const associate = having('Operator: Associate Departments', {
		operatorId: byId('30000000000406'),
		departments: ['301050000004'],
	});
	const path = '/operators/30000000000406/departments';
	const body = { ids: ['301050000004'] };

	it('the other one is taken', async () => {
		await start({ associateMethod: 'POST' });
		expect(await node.one(associate)).toMatchObject({ departments: ['301050000004'] });
		expect(callsOf(vendor)).toEqual([
			['PUT', path, body],
			['POST', path, body],
		]);
	});

	it('other trouble stays what it is', async () => {
		await start();
		vendor.failNext({ path: /departments$/ }, { status: 200, body: '{"error":{"code":1025}}' });
		expect((await node.fails(associate)).message).toMatch(/code 1025/);
		expect(callsOf(vendor)).toHaveLength(1);
	});
});

const HOSTILE: unknown[] = [
	{},
	{ data: null },
	{ data: [] },
	{ data: {} },
	{ data: 5 },
	{ data: 'x' },
	{ data: [[]] },
	{ data: [null, 1, 'x', {}, { id: null }, { id: {} }, { id: ' ' }] },
	{ data: { data: { id: '1' } }, next_key: {}, prev_key: [] },
];

describe.each(PEOPLE)('%s', (name, parameters) => {
	it.each(HOSTILE)('can be read where SalesIQ answers %j', async (answer) => {
		await start();
		vendor.failNext({ path: /^\/api\// }, { status: 200, body: JSON.stringify(answer) }, 1_000);
		const items = await node.run(parameters, { onError: 'continueRegularOutput' });
		for (const { json } of items) {
			if (json.error !== undefined) expect(json.error).toMatch(/^Zoho SalesIQ answered without /);
			expect(name.endsWith('Get Many') ? [] : ['one']).toHaveLength(items.length);
		}
		expect(callsOf(vendor).length).toBeLessThan(4);
	});
});

it('names of a hostile answer do no harm', async () => {
	await start();
	const body =
		'{"data":{"id":"1","__proto__":{"x":1},"constructor":{"prototype":{"y":1}},"to_string":"z"}}';
	vendor.failNext({ path: /departments/ }, { status: 200, body });
	const item = await node.one(having('Department: Get', {}));
	expect(item).toMatchObject({ id: '1' });
	expect(({} as Record<string, unknown>).x).toBeUndefined();
	expect(({} as Record<string, unknown>).y).toBeUndefined();
});
