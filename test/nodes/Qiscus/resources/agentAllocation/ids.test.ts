import { type INodeParameters, NodeOperationError } from 'n8n-workflow';

import { asked, AYU, byId, type Desk, openDesk } from './desk';

let desk: Desk;
beforeEach(async () => {
	desk = await openDesk();
});
afterEach(async () => await desk.vendor.close());

const WITH_ROOM = ['handOverToAgent', 'handOverToBot', 'removeAgent'];
const WITH_AGENT = ['handOverToAgent', 'removeAgent'];
const ofRoom = (operation: string, roomId: INodeParameters[string]) =>
	asked(operation, { agent: AYU, roomId });

describe.each(WITH_ROOM)('the Room ID of %s', (operation) => {
	it.each(['', '   ', '={{ $json.nothing }}', '={{ null }}', '={{ undefined }}', '={{ "" }}'])(
		'must not be empty: %j',
		async (roomId) => {
			const error = await desk.node.fails(ofRoom(operation, roomId));
			expect(error.message).toBe('Room ID is empty');
			expect(error.description).toMatch(/such as 280000001.*under room\.id/);
			expect(error).toBeInstanceOf(NodeOperationError);
			expect(desk.calls()).toEqual([]);
		},
	);

	it('is that of the item where nothing is entered, and empty where the item has none', async () => {
		const error = await desk.node.fails(asked(operation, { agent: AYU }), {}, [{ id: 1 }]);
		expect(error.message).toBe('Room ID is empty');
	});
});

const ODD = [
	'={{ ({}) }}',
	'={{ ({ id: "280000001" }) }}',
	'={{ ["280000001"] }}',
	'={{ true }}',
	'={{ 280000001.5 }}',
	'={{ 1e300 }}',
	'={{ 9007199254740993 }}',
	'={{ NaN }}',
	'28000 0001',
	'280000001\n280000002',
	'.',
	'..',
	'a\u0000b',
	'\ud800',
	'ü',
	'1'.repeat(101),
];

describe.each([...WITH_ROOM, 'getAvailableAgents'])('the Room ID of %s', (operation) => {
	it.each(ODD)('is not %j', async (roomId) => {
		const error = await desk.node.fails(ofRoom(operation, roomId));
		expect(error.message).toBe('Room ID is not the ID of a room');
		expect(error.description).toMatch(/of at most 100 characters/);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(desk.calls()).toEqual([]);
	});

	it.each(['../x', 'a/b?c=d#e', '%2e%2e', '1'.repeat(100)])(
		'may be %j, of which Qiscus has no room',
		async (roomId) => {
			const error = await desk.node.fails(ofRoom(operation, roomId));
			expect(error.message).toMatch(/“Room not found”, HTTP 40[04]/);
		},
	);

	it.each<[string, (id: string) => INodeParameters[string]]>([
		['a text', (id) => id],
		['a text with spaces around', (id) => ` ${id}\n`],
		['a number', (id) => `={{ ${id} }}`],
	])('may be %s', async (_, as) => {
		await desk.node.run(asked('handOverToAgent', { agent: AYU, roomId: desk.roomId }));
		const parameters = ofRoom(operation, as(desk.roomId));
		const items = await desk.node.run({ ...parameters, replaceLatestAgent: true });
		if (operation !== 'getAvailableAgents') {
			expect(items.map(({ json }) => json.room)).toEqual([{ id: desk.roomId }]);
		}
	});
});

it('an id in a path stays one part of it', async () => {
	await desk.node.fails(asked('handOverToBot', { roomId: '../x' }));
	expect(desk.calls()).toEqual(['POST /bot/..%2Fx/activate']);
});

it.each([
	['simplified', (id: string) => ({ event: 'agentAllocation', room: { id } })],
	['raw', (id: string) => ({ app_id: 'x', room_id: id })],
	['raw with a number', (id: string) => ({ room_id: Number(id) })],
])('the room of a trigger’s item is taken (%s)', async (_, itemOf) => {
	const items = await desk.node.run(asked('handOverToBot'), {}, [itemOf(desk.roomId)]);
	expect(items.map(({ json }) => json.room)).toEqual([{ id: desk.roomId }]);
	expect(desk.room().isHandledByBot).toBe(true);
});

describe.each(WITH_AGENT)('the Agent of %s', (operation) => {
	const of = (agent: INodeParameters[string]): INodeParameters => ({
		...asked(operation, { roomId: desk.roomId }),
		agent,
	});

	it.each<[INodeParameters[string]]>([
		[{ __rl: true, mode: 'list', value: '' }],
		[byId('')],
		[byId('  ')],
		[byId('={{ $json.nothing }}')],
		[byId('={{ null }}')],
	])('must not be empty: %j', async (agent) => {
		const error = await desk.node.fails(of(agent));
		expect(error.message).toBe('Agent is empty');
		expect(error.description).toMatch(/^Choose an agent from the list/);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(desk.calls()).toEqual([]);
	});

	it('must not be left out', async () => {
		const error = await desk.node.fails(asked(operation, { roomId: desk.roomId }));
		expect(error.message).toBe('Agent is empty');
	});

	it.each([
		'ayu.lestari@example.com',
		'Ayu Lestari',
		'150001x',
		'150 001',
		'../150001',
		'-1',
		'1.5',
		'1'.repeat(21),
		'={{ 1.5 }}',
		'={{ -1 }}',
		'={{ 1e300 }}',
		'={{ ({ id: 150001 }) }}',
		'={{ [150001] }}',
	])('is not %j', async (id) => {
		const error = await desk.node.fails(of(byId(id)));
		expect(error.message).toBe('Agent is not the ID of an agent');
		expect(error.description).toMatch(/digits only/);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(desk.calls()).toEqual([]);
	});

	it.each<[string, INodeParameters[string]]>([
		['of the list', { __rl: true, mode: 'list', value: `${AYU}`, cachedResultName: 'Ayu' }],
		['by ID', byId(`${AYU}`)],
		['with spaces around', byId(` ${AYU} `)],
		['a number', byId(`={{ ${AYU} }}`)],
		['an expression in place of the whole', `={{ ${AYU} }}`],
	])('may be %s', async (_, agent) => {
		await desk.node.run(asked('handOverToAgent', { roomId: desk.roomId, agent: AYU }));
		const parameters = { ...of(agent), replaceLatestAgent: true };
		expect(await desk.node.one(parameters)).toMatchObject({ agent: { id: String(AYU) } });
	});
});
