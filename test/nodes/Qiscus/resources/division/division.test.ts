import { answer, type Desk, openDesk } from '../agentAllocation/desk';
import { sent } from '../calls';

let desk: Desk;
beforeEach(async () => {
	desk = await openDesk();
});
afterEach(async () => await desk.vendor.close());

const asked = (more = {}) => ({ resource: 'division', operation: 'getAll', ...more });

describe('Division: Get Many', () => {
	it('gives the divisions', async () => {
		const items = await desk.node.run(asked({ limit: 3 }));
		expect(items).toHaveLength(3);
		expect(items[2]).toEqual({
			json: {
				id: '303',
				name: 'Pool',
				isDefault: true,
				createdAt: '2020-03-16T06:53:19Z',
				updatedAt: '2020-03-16T06:53:19Z',
			},
			pairedItem: { item: 0 },
		});
		expect(sent(desk.vendor)).toEqual([
			{ method: 'GET', path: '/api/v2/divisions', query: { page: '1', limit: '3' } },
		]);
	});

	it('reads every page', async () => {
		const [first] = desk.vendor.divisions;
		if (first === undefined) throw new Error('no division');
		for (let id = 1001; id <= 1230; id += 1) desk.vendor.divisions.push({ ...first, id });
		const items = await desk.node.run(asked({ returnAll: true }));
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(desk.vendor.divisions.length);
		expect(sent(desk.vendor)).toHaveLength(3);
	});

	it('leaves out what is no division, and gives null for what is not told', async () => {
		desk.vendor.failNext({}, answer(200, { data: [null, { name: 'x' }, { id: 1 }] }));
		desk.vendor.failNext({}, answer(200, { data: [] }));
		expect(await desk.node.one(asked())).toEqual({
			id: '1',
			name: '1',
			isDefault: null,
			createdAt: null,
			updatedAt: null,
		});
	});
});
