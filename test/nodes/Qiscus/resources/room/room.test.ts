import type { INodeParameters } from 'n8n-workflow';

import type { Qiscus, Quirks } from '../../../../../sandbox/vendors/qiscus/index.ts';
import { answer, AYU, type Desk, openDesk } from '../agentAllocation/desk';
import { sent, signs } from '../calls';

let desk: Desk;
let vendor: Qiscus;
const open = async (quirks: Partial<Quirks> = {}) => {
	desk = await openDesk(quirks);
	vendor = desk.vendor;
	vendor.requests.splice(0);
};
afterEach(async () => await vendor.close());

const asked = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'room',
	operation,
	...more,
});
const iso = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
const ROOMS = '/api/v2/customer_rooms';

describe('Room: Get', () => {
	it('gives the whole room', async () => {
		await open();
		const { roomId } = await vendor.writes({
			source: 'wa',
			customerId: '628123456789',
			name: 'Siti',
			text: 'Hi',
		});
		expect(await desk.node.one(asked('get', { roomId }))).toEqual({
			room: {
				id: roomId,
				name: 'Siti',
				source: 'wa',
				channel: { id: '901' },
				isResolved: false,
				isWaiting: true,
				isHandledByBot: false,
			},
			customer: {
				id: '628123456789',
				phone: '628123456789',
				name: 'Siti',
				avatarUrl: expect.stringMatching(/^https/),
				contactId: String(desk.room(roomId).contactId),
			},
			lastMessage: { text: 'Hi', senderName: 'Siti', senderType: 'customer', sentAt: iso },
			lastCustomerMessage: { text: 'Hi', sentAt: iso },
		});
		expect(sent(vendor)).toEqual([{ method: 'GET', path: `${ROOMS}/${roomId}` }]);
		expect(signs(vendor)).toEqual([{ app: vendor.app.code, key: '[hidden]' }]);
	});

	it('without Simplify gives what Qiscus sends, but no secret', async () => {
		await open();
		const row = { room_id: desk.roomId, name: 'x', extras: `{"sdk_key":"${vendor.marker}"}` };
		vendor.failNext({}, answer(200, { data: { customer_room: row } }));
		const json = await desk.node.one(asked('get', { roomId: desk.roomId, simplify: false }));
		expect(json).toEqual({ room_id: desk.roomId, name: 'x', extras: '{}' });
	});

	it('gives null for what Qiscus does not say', async () => {
		await open();
		const row = { room_id: desk.roomId, last_comment_timestamp: '2026-01-02 03:04:05' };
		vendor.failNext({}, answer(200, { data: { customer_room: row } }));
		expect(await desk.node.one(asked('get', { roomId: desk.roomId }))).toEqual({
			room: {
				id: desk.roomId,
				name: null,
				source: null,
				channel: { id: null },
				isResolved: null,
				isWaiting: null,
				isHandledByBot: null,
			},
			customer: { id: null, name: null, avatarUrl: null, contactId: null },
			lastMessage: {
				text: null,
				senderName: null,
				senderType: null,
				sentAt: '2026-01-02T03:04:05',
			},
			lastCustomerMessage: { text: null, sentAt: null },
		});
	});

	it.each([true, false])('says that there is none (answered 404: %s)', async (bodylessRoom404) => {
		await open({ bodylessRoom404 });
		const error = await desk.node.fails(asked('get', { roomId: '1' }));
		expect(error.message).toBe('Qiscus has no room of this ID');
	});

	it('does not take another room for it', async () => {
		await open();
		vendor.failNext({}, answer(200, { data: { customer_room: { room_id: '2' } } }));
		const error = await desk.node.fails(asked('get', { roomId: desk.roomId }));
		expect(error.message).toBe('Qiscus has no room of this ID');
	});

	it.each(['.', '..', 'a b', ''])('asks nothing for the ID %j', async (roomId) => {
		await open();
		const error = await desk.node.fails(asked('get', { roomId }));
		expect(error.message).toMatch(/^Room ID is/);
		expect(sent(vendor)).toEqual([]);
	});

	it('keeps an ID in its place of the path', async () => {
		await open();
		await desk.node.fails(asked('get', { roomId: '../../app/configs?x=1' }));
		expect(vendor.requests.map(({ path, query }) => [path, query])).toEqual([
			[`${ROOMS}/..%2F..%2Fapp%2Fconfigs%3Fx%3D1`, {}],
		]);
	});
});

describe('Room: Get Many', () => {
	const idsOf = async (more: INodeParameters): Promise<unknown[]> => {
		const items = await desk.node.run(asked('getAll', more));
		return items.map(({ json }) => (json.room as { id: string }).id);
	};
	const writeMany = async (count: number): Promise<string[]> => {
		const ids = [desk.roomId];
		for (let at = 1; at <= count; at += 1) ids.push((await vendor.writes()).roomId);
		vendor.requests.splice(0);
		return ids;
	};

	it('asks for as many as are wanted, those first in which something was said last', async () => {
		await open();
		const ids = await writeMany(4);
		expect(await idsOf({ limit: 2 })).toEqual([ids[4], ids[3]]);
		expect(sent(vendor)).toEqual([
			{ method: 'POST', path: ROOMS, body: { order: 'desc', limit: 2 } },
		]);
		expect(signs(vendor)[0]).toMatchObject({ key: '[hidden]', type: 'application/json' });
	});

	it('gives each item as Get does', async () => {
		await open();
		const [item] = await desk.node.run(asked('getAll'));
		expect(item).toEqual({
			json: await desk.node.one(asked('get', { roomId: desk.roomId })),
			pairedItem: { item: 0 },
		});
	});

	it('reads every page, from the end that loses none', async () => {
		await open();
		const ids = await writeMany(230);
		expect(await idsOf({ returnAll: true })).toEqual([...ids].reverse());
		expect(sent(vendor)).toHaveLength(3);
		expect(sent(vendor)[0]?.body).toEqual({ order: 'asc', limit: 100 });
		expect(sent(vendor)[1]?.body).toEqual({
			order: 'asc',
			limit: 100,
			cursor_after: expect.any(String),
		});
	});

	it('gives a room once that two pages show, and loses none that moves meanwhile', async () => {
		await open();
		const page = (ids: number[], after: string | null) =>
			answer(200, {
				data: { customer_rooms: ids.map((id) => ({ id, room_id: String(id) })) },
				meta: { cursor_after: after },
			});
		vendor.failNext({}, page([1, 2], 'a'));
		vendor.failNext({}, page([2, 3, 1], null));
		expect(await idsOf({ returnAll: true })).toEqual(['3', '2', '1']);
	});

	it('ends with a cursor that leads nowhere', async () => {
		await open();
		const page = { data: { customer_rooms: [{ room_id: '1' }] }, meta: { cursor_after: 'a' } };
		vendor.failNext({}, answer(200, page), 50);
		expect(await idsOf({ returnAll: true })).toEqual(['1']);
		expect(sent(vendor)).toHaveLength(2);
	});

	it('sends the filters under Qiscus’ names, a channel with its source', async () => {
		await open();
		await desk.node.run(
			asked('getAll', {
				limit: 5,
				filters: {
					agentIds: [String(AYU)],
					channelIds: ['903', '901', '77'],
					isHandledByBot: false,
					name: 'Siti',
					serveStatus: 'served',
					status: 'unresolved',
					tagIds: '501, 502',
				},
			}),
		);
		expect(sent(vendor)).toEqual([
			{ method: 'GET', path: '/api/v2/channels' },
			{
				method: 'POST',
				path: ROOMS,
				body: {
					channels: [
						{ channel_id: 903, source: 'marketplace' },
						{ channel_id: 901, source: 'wa' },
						{ channel_id: 77 },
					],
					user_ids: [AYU],
					tag_ids: [501, 502],
					name: 'Siti',
					is_handled_by_bot: false,
					serve_status: 'served',
					status: 'unresolved',
					order: 'desc',
					limit: 5,
				},
			},
		]);
	});

	it('finds what is filtered', async () => {
		await open();
		const other = await vendor.writes({ source: 'wa', name: 'Siti' });
		await vendor.resolves(desk.roomId);
		expect(await idsOf({ filters: { channelIds: ['901'] } })).toEqual([other.roomId]);
		expect(await idsOf({ filters: { status: 'resolved' } })).toEqual([desk.roomId]);
		expect(await idsOf({ filters: { name: 'sit' } })).toEqual([other.roomId]);
		expect(await idsOf({ filters: {} })).toHaveLength(2);
	});

	it('leaves out what is listed as unserved and is not, and asks on for as many', async () => {
		await open();
		const row = (id: number, more: object) => ({ id, room_id: String(id), ...more });
		const page = (rows: object[], after: string | null) =>
			answer(200, { data: { customer_rooms: rows }, meta: { cursor_after: after } });
		vendor.failNext(
			{},
			page([row(1, { is_waiting: false }), row(2, { is_resolved: true, is_waiting: true })], 'a'),
		);
		vendor.failNext({}, page([row(3, { is_waiting: true }), row(4, {})], 'b'));
		expect(await idsOf({ limit: 1, filters: { serveStatus: 'unserved' } })).toEqual(['3']);
		expect(sent(vendor)).toHaveLength(2);
	});

	it.each<[INodeParameters, string]>([
		[{ status: '={{ "open" }}' }, 'Status is none of the choices'],
		[{ serveStatus: '={{ 1 }}' }, 'Serve Status is none of the choices'],
		[{ isHandledByBot: '={{ "maybe" }}' }, 'Handled by Bot is neither true nor false'],
		[{ tagIds: '501, vip' }, 'Tag IDs has something that is not an ID'],
		[{ agentIds: '={{ ["x"] }}' }, 'Agent Names or IDs has something that is not an ID'],
		[{ channelIds: '={{ [1.5] }}' }, 'Channel Names or IDs has something that is not an ID'],
	])('refuses %j before anything is asked', async (filters, message) => {
		await open();
		expect((await desk.node.fails(asked('getAll', { filters }))).message).toBe(message);
		expect(sent(vendor)).toEqual([]);
	});
});

describe('Room: Resolve', () => {
	it.each<Partial<Quirks>>([{ serviceTimes: 'object' }, { serviceTimes: 'text' }])(
		'resolves with notes, and gives nobody’s token, where Qiscus has %j',
		async (quirks) => {
			await open(quirks);
			const json = await desk.node.one(
				asked('resolve', {
					roomId: desk.roomId,
					notes: 'Done',
					additionalFields: { lastMessageId: '42' },
				}),
			);
			const zone = quirks.serviceTimes === 'object' ? 'Z' : '';
			const time = expect.stringMatching(new RegExp(`^\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}${zone}$`));
			expect(json).toEqual({
				room: { id: desk.roomId, isResolved: true },
				service: {
					id: expect.stringMatching(/^\d+$/),
					notes: 'Done',
					startedAt: time,
					resolvedAt: time,
					firstMessageId: expect.stringMatching(/^\d+$/),
					lastMessageId: expect.stringMatching(/^\d+$/),
				},
			});
			expect(sent(vendor)).toEqual([
				{
					method: 'POST',
					path: '/api/v1/admin/service/mark_as_resolved',
					body: { room_id: desk.roomId, notes: 'Done', last_comment_id: '42' },
				},
			]);
			expect(desk.room()).toMatchObject({ isResolved: true, notes: 'Done' });
		},
	);

	it('sends no field that is empty', async () => {
		await open();
		await desk.node.one(asked('resolve', { roomId: desk.roomId }));
		expect(sent(vendor)[0]?.body).toEqual({ room_id: desk.roomId });
	});

	it('says that it is resolved already', async () => {
		await open();
		await vendor.resolves(desk.roomId);
		const error = await desk.node.fails(asked('resolve', { roomId: desk.roomId }));
		expect(error.message).toBe('The room is resolved already');
		expect(error).toMatchObject({ httpCode: '400' });
	});

	it('says what to check where Qiscus refuses', async () => {
		await open();
		const error = await desk.node.fails(asked('resolve', { roomId: '1' }));
		expect(error.message).toMatch(/“Room not found”, HTTP 400/);
		expect(error.description).toMatch(/^Check Room ID/);
	});
});

describe('Room: Set Bot Active', () => {
	it.each([true, false])('switches the bot: %s', async (active) => {
		await open();
		expect(await desk.node.one(asked('setBotActive', { roomId: desk.roomId, active }))).toEqual({
			room: { id: desk.roomId },
			isHandledByBot: active,
		});
		expect(sent(vendor)).toEqual([
			{ method: 'POST', path: `/bot/${desk.roomId}/activate`, body: { is_active: active } },
		]);
		expect(desk.room().isHandledByBot).toBe(active);
	});

	it('wants to know whether', async () => {
		await open();
		const error = await desk.node.fails(
			asked('setBotActive', { roomId: desk.roomId, active: '={{ "perhaps" }}' }),
		);
		expect(error.message).toBe('Active is neither true nor false');
		expect(sent(vendor)).toEqual([]);
	});
});
