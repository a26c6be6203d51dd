import { NodeOperationError } from 'n8n-workflow';

import { answer, asked, AYU, type Desk, openDesk } from './desk';

let desk: Desk;
beforeEach(async () => {
	desk = await openDesk();
});
afterEach(async () => await desk.vendor.close());

const parameters = asked('getWaitingCount');

describe('Get Waiting Count', () => {
	it('gives how many rooms wait', async () => {
		await desk.vendor.writes();
		await desk.vendor.writes({ source: 'wa' });
		expect(await desk.node.one(parameters)).toEqual({ waiting: 3 });
		await desk.node.run(asked('handOverToAgent', { roomId: desk.roomId, agent: AYU }));
		expect(await desk.node.one(parameters)).toEqual({ waiting: 2 });
	});

	it('gives none as 0', async () => {
		await desk.vendor.resolves(desk.roomId);
		expect(await desk.node.one(parameters)).toEqual({ waiting: 0 });
	});

	it('gives an item for each input item', async () => {
		const items = await desk.node.run(parameters, {}, [{}, {}]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it.each([
		[{ data: { total_unserved: '7' } }, 7],
		[{ data: { total_unserved: 0 } }, 0],
	])('reads %j', async (body, waiting) => {
		desk.vendor.failNext({}, answer(200, body));
		expect(await desk.node.one(parameters)).toEqual({ waiting });
	});

	it.each([
		{},
		{ data: null },
		{ data: [] },
		{ data: {} },
		{ data: 5 },
		{ data: { total_unserved: null } },
		{ data: { total_unserved: '' } },
		{ data: { total_unserved: 'many' } },
		{ data: { total_unserved: -1 } },
		{ data: { total_unserved: 1.5 } },
	])('says so where Qiscus gives no number: %j', async (body) => {
		desk.vendor.failNext({}, answer(200, body));
		const error = await desk.node.fails(parameters);
		expect(error.message).toBe('Qiscus did not say how many rooms wait');
		expect(error.description).toMatch(/^Try again/);
		expect(error).toBeInstanceOf(NodeOperationError);
	});
});
