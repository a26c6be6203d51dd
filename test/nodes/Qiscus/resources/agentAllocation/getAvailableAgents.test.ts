import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { shownAgent } from '../../../../../nodes/Qiscus/resources/agentAllocation/shownAgent';
import type { Quirks } from '../../../../../sandbox/vendors/qiscus/index.ts';
import { answer, asked, AYU, BAYU, type Desk, KARTIKA, openDesk } from './desk';

let desk: Desk;
const open = async (quirks: Partial<Quirks> = {}) => {
	desk = await openDesk(quirks);
};
afterEach(async () => await desk.vendor.close());

const given = async (more: INodeParameters = {}): Promise<IDataObject[]> => {
	const items = await desk.node.run(asked('getAvailableAgents', more));
	return items.map(({ json }) => json);
};
const idsOf = (items: IDataObject[]) => items.map(({ id }) => id);
const all = { returnAll: true };

const SHAPES: Array<Partial<Quirks>> = [
	{},
	{ agentsShape: 'data' },
	{ agentsMeta: 'inside' },
	{ agentsShape: 'data', agentsMeta: 'inside' },
];

describe('Get Available Agents', () => {
	it.each(SHAPES)('gives who can serve a room, where Qiscus is like %j', async (quirks) => {
		await open(quirks);
		const items = await given({ roomId: desk.roomId, ...all });
		const website = desk.room().channelId;
		const expected = desk.vendor.agents.filter(
			({ channelIds, isAvailable, forceOffline }) =>
				channelIds.includes(website) && isAvailable && !forceOffline,
		);
		expect(idsOf(items)).toEqual(expected.map(({ id }) => String(id)));
		expect(items.find(({ id }) => id === String(AYU))).toEqual({
			id: String(AYU),
			name: 'Ayu Lestari',
			email: 'ayu.lestari@example.com',
			role: 'agent',
			isOnline: true,
			customerCount: 0,
			divisions: [{ id: '301', name: 'Sales' }],
			channelIds: desk.vendor.agents.find(({ id }) => id === AYU)?.channelIds.map(String),
		});
		expect(desk.vendor.requests.map(({ query }) => query)).toEqual([
			{ room_id: desk.roomId, limit: '100' },
		]);
	});

	it.each(SHAPES)('gives those of the whole app, where Qiscus is like %j', async (quirks) => {
		await open(quirks);
		const items = await given(all);
		const expected = desk.vendor.agents.filter(
			({ isAvailable, forceOffline }) => isAvailable && !forceOffline,
		);
		expect(idsOf(items)).toEqual(expected.map(({ id }) => String(id)));
		expect(new Set(desk.calls())).toEqual(new Set(['GET /api/v2/admin/agents']));
	});

	it.each([
		['', true],
		['  ', true],
		['={{ $json.nothing }}', true],
		['={{ null }}', true],
		['={{ $json.room.id }}', false],
	])('with %j as Room ID, gives all: %s', async (roomId, isAll) => {
		await open();
		const items = await desk.node.run(asked('getAvailableAgents', { roomId, ...all }), {}, [
			{ room: { id: desk.roomId } },
		]);
		const isJoko = ({ json }: { json: IDataObject }) => json.name === 'Joko Santoso';
		expect(items.some(isJoko)).toBe(isAll);
	});

	it('does not take the room of the item by itself', async () => {
		await open();
		await desk.node.run(asked('getAvailableAgents'), {}, [{ room: { id: desk.roomId } }]);
		expect(desk.calls()).toEqual(['GET /api/v2/admin/agents']);
	});

	it.each([
		[true, false],
		[false, true],
		['={{ "false" }}', true],
		['={{ "true" }}', false],
		['={{ "maybe" }}', false],
		['={{ null }}', false],
	])('with %j as Online Only, gives who is not there: %s', async (onlineOnly, isGiven) => {
		await open();
		const items = await given({ onlineOnly, ...all });
		const offline = items.filter(({ isOnline }) => isOnline !== true);
		expect(offline.map(({ name }) => name)).toEqual(
			isGiven ? ['Kartika Sari', 'Lukman Hakim', 'Maya Anggraini', 'Nanda Putri'] : [],
		);
		expect(idsOf(items).includes(String(KARTIKA))).toBe(isGiven);
	});

	it('begins with the least busy, of equals with the smaller ID as a number', async () => {
		await open();
		const row = (id: number | string, count: number | null) => ({
			id,
			is_available: true,
			...(count === null ? {} : { current_customer_count: count }),
		});
		const agents = [
			row(7, null),
			row(6, null),
			row('1000000000000000000000', 1),
			row(10, 1),
			row(9, 1),
			row(3, 12),
			row(4, 2),
			row(5, 0),
		];
		desk.vendor.failNext({}, answer(200, { data: { agents }, meta: { total_count: 8 } }));
		expect(idsOf(await given(all))).toEqual([
			'5',
			'9',
			'10',
			'1000000000000000000000',
			'4',
			'3',
			'6',
			'7',
		]);
	});

	it('counts the customers of whom Qiscus knows', async () => {
		await open();
		await desk.node.run(asked('handOverToAgent', { roomId: desk.roomId, agent: AYU }));
		const items = await given({ roomId: desk.roomId, ...all });
		expect(items.at(-1)).toMatchObject({ id: String(AYU), customerCount: 1 });
		expect(items[0]).toMatchObject({ customerCount: 0 });
	});

	it.each([
		[{}, 50],
		[{ limit: 3 }, 3],
		[{ limit: '={{ "2" }}' }, 2],
		[{ returnAll: true, limit: 3 }, 60],
		[{ returnAll: '={{ "true" }}' }, 60],
	])('with %j, gives so many: %i', async (more, count) => {
		await open();
		const [first] = desk.vendor.agents;
		if (first === undefined) throw new Error('nobody');
		desk.vendor.agents.splice(0);
		for (let id = 1; id <= 60; id += 1) desk.vendor.agents.push({ ...first, id });
		expect(idsOf(await given(more))).toEqual(Array.from({ length: count }, (_, at) => `${at + 1}`));
	});

	it('asks for every page', async () => {
		await open();
		const [first] = desk.vendor.agents;
		if (first === undefined) throw new Error('nobody');
		for (let id = 1; id <= 230; id += 1) desk.vendor.agents.push({ ...first, id });
		const expected = desk.vendor.agents.length;
		expect(await given({ onlineOnly: false, ...all })).toHaveLength(expected);
		const ofRoom = await given({ roomId: desk.roomId, onlineOnly: false, ...all });
		expect(ofRoom.length).toBeGreaterThan(230);
	});

	it.each([0, -1, 1.5, '={{ "many" }}', '={{ null }}', '={{ ({}) }}', '={{ Infinity }}'])(
		'refuses %j as Limit before anything is asked',
		async (limit) => {
			await open();
			const error = await desk.node.fails(asked('getAvailableAgents', { limit }));
			expect(error.message).toBe('Limit is not a whole number from 1 on');
			expect(error.description).toMatch(/switch on Return All/);
			expect(desk.calls()).toEqual([]);
		},
	);

	it('gives no item where there is nobody', async () => {
		await open();
		for (const { id } of desk.vendor.agents) desk.vendor.setAgent(id, { isAvailable: false });
		expect(await given()).toEqual([]);
	});

	it('pairs its items with what they were asked for', async () => {
		await open();
		const items = await desk.node.run(
			asked('getAvailableAgents', { roomId: '={{ $json.room?.id ?? "" }}', limit: 2 }),
			{},
			[{ room: { id: desk.roomId } }, {}],
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 1].map((item) => ({ item })),
		);
	});

	it('of a room that Qiscus does not have, says what to check', async () => {
		await open();
		const error = await desk.node.fails(asked('getAvailableAgents', { roomId: '1' }));
		expect(error.message).toBe('Qiscus did not accept the request (“Room not found”, HTTP 400)');
		expect(error.description).toMatch(/^Check Room ID, and that the credential/);
	});
});

describe('an agent in an item', () => {
	beforeEach(async () => await open());

	it('is null where Qiscus does not say', () => {
		expect(
			shownAgent({
				id: String(BAYU),
				name: 'Bayu',
				email: undefined,
				isOnline: false,
				role: undefined,
				count: undefined,
				divisions: [],
				channelIds: undefined,
			}),
		).toStrictEqual({
			id: String(BAYU),
			name: 'Bayu',
			email: null,
			role: null,
			isOnline: false,
			customerCount: null,
			divisions: [],
			channelIds: null,
		});
	});

	it('has nothing of what else Qiscus says of divisions and agents', () => {
		const division = { id: '1', name: 'Sales', secret_key: 'x' };
		const shown = shownAgent({
			id: '1',
			name: 'A',
			email: 'a@example.com',
			isOnline: true,
			role: 'agent',
			count: 0,
			divisions: [division],
			channelIds: ['2'],
			...{ sdk_key: 'x' },
		});
		expect(shown).toStrictEqual({
			id: '1',
			name: 'A',
			email: 'a@example.com',
			role: 'agent',
			isOnline: true,
			customerCount: 0,
			divisions: [{ id: '1', name: 'Sales' }],
			channelIds: ['2'],
		});
	});
});
