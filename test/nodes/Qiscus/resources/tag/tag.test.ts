import type { INodeParameters } from 'n8n-workflow';

import { answer, type Desk, openDesk } from '../agentAllocation/desk';
import { sent, signs } from '../calls';

let desk: Desk;
beforeEach(async () => {
	desk = await openDesk();
});
afterEach(async () => await desk.vendor.close());

const asked = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'tag',
	operation,
	roomId: desk.roomId,
	...more,
});
const add = async (tag: string) => await desk.node.one(asked('add', { tag }));

describe('Tag: Add', () => {
	it('puts a tag on a room', async () => {
		expect(await add(' vip ')).toEqual({ id: '501', name: 'vip', room: { id: desk.roomId } });
		expect(sent(desk.vendor)).toEqual([
			{
				method: 'POST',
				path: '/api/v1/room_tag/create',
				body: { room_id: desk.roomId, tag: 'vip' },
			},
		]);
		expect(signs(desk.vendor)).toEqual([
			{ app: desk.vendor.app.code, key: '[hidden]', type: 'application/json' },
		]);
		expect(desk.room().tags).toEqual(['vip']);
	});

	it('gives the name where Qiscus shows no tag', async () => {
		desk.vendor.failNext({}, answer(200, { status: 200 }));
		expect(await add('vip')).toEqual({ id: null, name: 'vip', room: { id: desk.roomId } });
	});

	it('wants a name', async () => {
		const error = await desk.node.fails(asked('add', { tag: '={{ $json.nothing }}' }));
		expect(error.message).toBe('Tag is empty');
		expect(sent(desk.vendor)).toEqual([]);
	});

	it('says what to check where there is no such room', async () => {
		const error = await desk.node.fails(asked('add', { roomId: '1', tag: 'vip' }));
		expect(error.message).toMatch(/“Room not found”, HTTP 404/);
		expect(error.description).toMatch(/^Check Room ID and Tag/);
	});
});

describe('Tag: Get Many', () => {
	it('gives the tags of the room', async () => {
		for (const name of ['vip', 'late', 'angry']) await add(name);
		desk.vendor.requests.splice(0);
		const items = await desk.node.run(asked('getAll', { limit: 2 }));
		const room = { id: desk.roomId };
		expect(items).toEqual([
			{ json: { id: '501', name: 'vip', room }, pairedItem: { item: 0 } },
			{ json: { id: '502', name: 'late', room }, pairedItem: { item: 0 } },
		]);
		expect(sent(desk.vendor)).toEqual([{ method: 'GET', path: `/api/v1/room_tag/${desk.roomId}` }]);
		expect(await desk.node.run(asked('getAll', { returnAll: true }))).toHaveLength(3);
	});

	it('gives no item where there is none, and leaves out what is no tag', async () => {
		expect(await desk.node.run(asked('getAll'))).toEqual([]);
		desk.vendor.failNext({}, answer(200, { data: [null, {}, { id: 7 }] }));
		expect(await desk.node.one(asked('getAll'))).toMatchObject({ id: '7', name: '7' });
	});
});
