import type { INodeParameters } from 'n8n-workflow';

import type { Quirks } from '../../../../../sandbox/vendors/qiscus/index.ts';
import { answer, AYU, byId, type Desk, openDesk, UNKNOWN_AGENT } from '../agentAllocation/desk';
import { sent, signs } from '../calls';

let desk: Desk;
const open = async (quirks: Partial<Quirks> = {}) => {
	desk = await openDesk(quirks);
};
afterEach(async () => await desk.vendor.close());

const asked = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'agent',
	operation,
	...more,
});
const AYU_ITEM = {
	id: String(AYU),
	name: 'Ayu Lestari',
	email: 'ayu.lestari@example.com',
	role: 'agent',
	isOnline: true,
	customerCount: 0,
	divisions: [{ id: '301', name: 'Sales' }],
	channelIds: ['901', '902'],
};
const namesOf = async (parameters: INodeParameters) =>
	(await desk.node.run(parameters)).map(({ json }) => json.name);

describe('Agent: Get', () => {
	it('gives the agent', async () => {
		await open();
		expect(await desk.node.one(asked('get', { agent: byId(AYU) }))).toEqual(AYU_ITEM);
		expect(sent(desk.vendor)).toEqual([{ method: 'GET', path: `/api/v2/admin/agent/${AYU}` }]);
		expect(signs(desk.vendor)).toEqual([{ app: desk.vendor.app.code, key: '[hidden]' }]);
	});

	it.each([answer(404, {}), answer(200, { data: { agent: null } }), answer(200, { data: {} })])(
		'says that there is none (%#)',
		async (fault) => {
			await open();
			desk.vendor.failNext({}, fault);
			const error = await desk.node.fails(asked('get', { agent: byId(UNKNOWN_AGENT) }));
			expect(error.message).toBe('Qiscus has no agent of this ID');
		},
	);

	it.each(['', 'ayu', '..'])('asks nothing for the ID %j', async (id) => {
		await open();
		const error = await desk.node.fails(asked('get', { agent: byId(id) }));
		expect(error.message).toMatch(/^Agent is/);
		expect(sent(desk.vendor)).toEqual([]);
	});
});

describe('Agent: Get Many', () => {
	it.each<Partial<Quirks>>([{}, { agentsMeta: 'inside' }])(
		'reads every page, by the cursor that Qiscus gives, where it is like %j',
		async (quirks) => {
			await open(quirks);
			const [first] = desk.vendor.agents;
			if (first === undefined) throw new Error('nobody');
			for (let id = 1; id <= 230; id += 1) desk.vendor.agents.push({ ...first, id });
			const items = await desk.node.run(asked('getAll', { returnAll: true }));
			const ids = desk.vendor.agents.map(({ id }) => id).sort((a, b) => a - b);
			expect(items.map(({ json }) => json.id)).toEqual(ids.map(String));
			expect(sent(desk.vendor).map(({ query }) => query)).toEqual([
				{ page: '1', limit: '100' },
				{ cursor_after: expect.any(String), limit: '100' },
				{ cursor_after: expect.any(String), limit: '100' },
			]);
		},
	);

	it('reads pages by their numbers where Qiscus gives no cursor', async () => {
		await open();
		const page = (ids: number[]) =>
			answer(200, { data: { agents: ids.map((id) => ({ id })) }, meta: { total_count: 4 } });
		desk.vendor.failNext({}, page([1, 2]));
		desk.vendor.failNext({}, page([2, 3]));
		desk.vendor.failNext({}, page([4]));
		const items = await desk.node.run(asked('getAll', { returnAll: true }));
		expect(items.map(({ json }) => json.id)).toEqual(['1', '2', '3', '4']);
		expect(sent(desk.vendor).map(({ query }) => query?.page)).toEqual(['1', '2', '3']);
	});

	it('gives as many as are wanted', async () => {
		await open();
		const items = await desk.node.run(asked('getAll', { limit: 2 }));
		expect(items[1]).toEqual({ json: AYU_ITEM, pairedItem: { item: 0 } });
		expect(items).toHaveLength(2);
		expect(sent(desk.vendor)).toEqual([
			{ method: 'GET', path: '/api/v2/admin/agents', query: { page: '1', limit: '2' } },
		]);
	});

	it.each<[INodeParameters, Record<string, string>, string[]]>([
		[{ search: 'ayu l' }, { search: 'ayu l' }, ['Ayu Lestari']],
		[
			{ search: 'billing', searchIn: 'division' },
			{ search: 'billing', scope: 'division' },
			['Indah Kusuma'],
		],
		[{ search: 'ayu.l', searchIn: 'email' }, { search: 'ayu.l', scope: 'email' }, ['Ayu Lestari']],
		[{ search: 'billing', searchIn: 'name' }, { search: 'billing', scope: 'name' }, []],
	])('searches with %j', async (filters, query, names) => {
		await open();
		expect(await namesOf(asked('getAll', { filters }))).toEqual(names);
		expect(sent(desk.vendor)[0]?.query).toEqual({ page: '1', limit: '50', ...query });
	});

	it('refuses to search in what cannot be searched', async () => {
		await open();
		const filters = { search: 'x', searchIn: '={{ "phone" }}' };
		const error = await desk.node.fails(asked('getAll', { filters }));
		expect(error.message).toBe('Search In is none of the choices');
		expect(sent(desk.vendor)).toEqual([]);
	});
});

describe('Agent: Get by Division', () => {
	const PATH = '/api/v2/admin/agents/by_division';

	it('gives the agents of the division', async () => {
		await open();
		const items = await desk.node.run(asked('getByDivision', { division: byId(301) }));
		expect(items.map(({ json }) => json.name)).toEqual([
			'Ayu Lestari',
			'Bayu Nugroho',
			'Citra Dewi',
			'Lukman Hakim',
		]);
		expect(items[0]?.json).toEqual(AYU_ITEM);
		expect(sent(desk.vendor)).toEqual([
			{
				method: 'GET',
				path: PATH,
				query: { 'division_ids[]': '301', page: '1', limit: '50' },
			},
		]);
	});

	it('asks for those who are available, and for an order', async () => {
		await open();
		const roomId = desk.roomId;
		await desk.node.run({
			resource: 'agentAllocation',
			operation: 'handOverToAgent',
			roomId,
			agent: byId(AYU),
		});
		desk.vendor.requests.splice(0);
		const of = (options: INodeParameters) =>
			namesOf(asked('getByDivision', { division: byId(301), options }));
		expect(await of({ availability: 'available', sort: 'fewestFirst' })).toEqual([
			'Bayu Nugroho',
			'Citra Dewi',
			'Ayu Lestari',
		]);
		expect((await of({ availability: 'any', sort: 'mostFirst' }))[0]).toBe('Ayu Lestari');
		expect(await of({ availability: 'unavailable' })).toEqual(['Lukman Hakim']);
		expect(
			sent(desk.vendor).map(({ query: { is_available, sort } = {} }) => [is_available, sort]),
		).toEqual([
			['true', 'asc'],
			[undefined, 'desc'],
			['false', undefined],
		]);
	});

	it('reads every page', async () => {
		await open();
		const [, ayu] = desk.vendor.agents;
		if (ayu === undefined) throw new Error('nobody');
		for (let id = 1; id <= 150; id += 1) desk.vendor.agents.push({ ...ayu, id });
		const all = { division: byId(301), returnAll: true };
		expect(await desk.node.run(asked('getByDivision', all))).toHaveLength(154);
		expect(sent(desk.vendor).map(({ query }) => query?.page)).toEqual(['1', '2']);
	});

	it.each<[INodeParameters, string]>([
		[{}, 'Division is not an ID'],
		[{ division: byId('Sales') }, 'Division is not an ID'],
		[{ division: byId(301), options: { sort: '={{ 1 }}' } }, 'Sort is none of the choices'],
		[
			{ division: byId(301), options: { availability: '={{ "constructor" }}' } },
			'Availability is none of the choices',
		],
	])('refuses %j before anything is asked', async (more, message) => {
		await open();
		expect((await desk.node.fails(asked('getByDivision', more))).message).toBe(message);
		expect(sent(desk.vendor)).toEqual([]);
	});
});
