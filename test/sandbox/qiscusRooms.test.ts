import { request } from 'node:http';

import type { Quirks, RoomRecord } from '../../sandbox/vendors/qiscus/index.ts';
import { QiscusClient, START_MS, at, column } from './qiscusClient.ts';
import type { ApiAnswer, Headings, Json } from './qiscusClient.ts';

let qiscus: QiscusClient;

beforeEach(async () => {
	qiscus = await QiscusClient.start();
});

afterEach(async () => {
	await qiscus.vendor.close();
});

const ROOMS = '/api/v2/customer_rooms';
const RESOLVE = '/api/v1/admin/service/mark_as_resolved';
const REST = '/api/v2.1/rest';
const HOUR_MS = 3_600_000;
const [AYU, BAYU] = [150_001, 150_002] as const;

function set(quirks: Partial<Quirks>): void {
	Object.assign(qiscus.vendor.quirks, quirks);
}

async function restart(seed: number, quirks: Partial<Quirks>): Promise<void> {
	await qiscus.vendor.close();
	qiscus = await QiscusClient.start({ seed, quirks });
}

function record(roomId: string): RoomRecord {
	const found = qiscus.vendor.rooms().find(({ id }) => id === roomId);
	if (found === undefined) throw new Error(`There is no room ${roomId}`);
	return found;
}

async function listed(filter: Json = {}): Promise<unknown[]> {
	const { body } = await qiscus.post(ROOMS, filter);
	return column(body, 'data.customer_rooms', 'room_id');
}

const outcomeOf = ({ status, body }: ApiAnswer): unknown => ({ status, body });
const refusal = (errors: unknown, status = 400): unknown => ({ status, body: { errors } });

describe('a list of rooms', () => {
	/** Rooms one minute apart: waiting, served by Ayu, resolved by her. */
	const threeRooms = async (): Promise<[waiting: string, served: string, resolved: string]> => {
		const rooms: string[] = [];
		for (const options of [{ source: 'wa', name: 'Rina' }, { name: 'Budi' }, { name: 'Sari' }]) {
			qiscus.clock.now += 60_000;
			rooms.push(await qiscus.room(options));
		}
		const [waiting = '', served = '', resolved = ''] = rooms;
		await qiscus.assign(served, AYU);
		await qiscus.assign(resolved, AYU);
		await qiscus.post(RESOLVE, { room_id: resolved });
		return [waiting, served, resolved];
	};

	it('shows each as it is shown alone', async () => {
		const [room] = await threeRooms();
		const { body } = await qiscus.post(ROOMS, { name: 'rina' });
		const alone = await qiscus.get(`${ROOMS}/${room}`);
		expect(at(body, 'data.customer_rooms')).toEqual([at(alone.body, 'data.customer_room')]);
		expect(at(body, 'data.customer_rooms.0')).toMatchObject({ is_waiting: true, source: 'wa' });
		expect(body['meta']).toMatchObject({ cursor_after: null, cursor_before: null });
	});

	it.each<[Json, number[]]>([
		[{}, [2, 1, 0]],
		[{ order: 'asc' }, [0, 1, 2]],
		[{ order: 'desc', limit: 2 }, [2, 1]],
		[{ serve_status: 'unserved' }, [0]],
		[{ serve_status: 'served' }, [1]],
		[{ status: 'resolved' }, [2]],
		[{ status: 'unresolved' }, [1, 0]],
		[{ status: 'all' }, [2, 1, 0]],
		[{ user_ids: [AYU] }, [2, 1]],
		[{ user_ids: [String(AYU)], status: 'resolved' }, [2]],
		[{ user_ids: [BAYU] }, []],
		[{ user_ids: [], tag_ids: [], channels: [], name: null, cursor_after: '' }, [2, 1, 0]],
		[{ channels: [{ channel_id: 901, source: 'wa' }] }, [0]],
		[{ channels: [{ channel_id: 901, source: 'qiscus' }] }, []],
		[{ channels: [{ source: 'qiscus' }, { channel_id: 901 }] }, [2, 1, 0]],
		[{ name: 'BUD' }, [1]],
		[{ is_handled_by_bot: false }, [2, 1, 0]],
		[{ is_handled_by_bot: true }, []],
	])('is filtered by %j', async (filter, expected) => {
		const rooms = await threeRooms();
		expect(await listed(filter)).toEqual(expected.map((index) => rooms[index]));
	});

	it('is filtered by tags', async () => {
		const [waiting, served] = await threeRooms();
		const tag = { room_id: served, tag: 'vip' };
		const { body } = await qiscus.post('/api/v1/room_tag/create', tag);
		expect(await listed({ tag_ids: [at(body, 'data.id')] })).toEqual([served]);
		expect(await listed({ tag_ids: [1] })).not.toContain(waiting);
	});

	it.each<[Json, string]>([
		[{ status: 'open' }, 'status'],
		[{ serve_status: 'mine' }, 'serve_status'],
		[{ order: 'up' }, 'order'],
		[{ channels: [901] }, 'channels'],
		[{ channels: 'wa' }, 'channels'],
		[{ user_ids: ['x'] }, 'user_ids'],
		[{ is_handled_by_bot: 'maybe' }, 'is_handled_by_bot'],
		[{ cursor_after: 'x' }, 'cursor_after'],
		[{ limit: 0 }, 'limit'],
	])('is refused for %j', async (filter, name) => {
		expect(outcomeOf(await qiscus.post(ROOMS, filter))).toEqual(
			refusal({ [name]: ['is invalid'] }),
		);
	});

	it('is read on by cursors, while rooms leave it', async () => {
		const rooms: string[] = [];
		for (let index = 0; index < 7; index += 1) {
			rooms.push(await qiscus.room());
			qiscus.clock.now += 1_000;
		}
		const filter = { serve_status: 'unserved', order: 'asc', limit: 3 };
		const seen: unknown[] = [];
		for (let cursor: unknown = ''; cursor !== null;) {
			const { body } = await qiscus.post(ROOMS, { ...filter, cursor_after: cursor });
			const page = column(body, 'data.customer_rooms', 'room_id');
			seen.push(...page);
			for (const room of page) await qiscus.assign(String(room), AYU);
			cursor = at(body, 'meta.cursor_after');
		}
		expect(seen).toEqual(rooms);
	});

	it('is read back by cursors', async () => {
		await threeRooms();
		const first = await qiscus.post(ROOMS, { limit: 2 });
		const next = await qiscus.post(ROOMS, {
			limit: 2,
			cursor_after: at(first.body, 'meta.cursor_after'),
		});
		expect(column(next.body, 'data.customer_rooms', 'name')).toEqual(['Rina']);
		const back = await qiscus.post(ROOMS, {
			limit: 2,
			cursor_before: at(next.body, 'meta.cursor_before'),
		});
		expect(column(back.body, 'data.customer_rooms', 'name')).toEqual(['Sari', 'Budi']);
	});

	it('is a GET too, with a query or with the same body', async () => {
		const [waiting, served] = await threeRooms();
		const query = await qiscus.get(`${ROOMS}?serve_status=served&user_ids[]=${AYU}`);
		expect(column(query.body, 'data.customer_rooms', 'room_id')).toEqual([served]);
		const sent = JSON.stringify({ serve_status: 'unserved' });
		const text = await new Promise<string>((resolve, reject) => {
			const headers = {
				...qiscus.secretKey(),
				'content-type': 'application/json',
				// By itself Node.js does not say that a GET has a body.
				'content-length': String(sent.length),
			};
			const call = request(`${qiscus.vendor.url}${ROOMS}`, { method: 'GET', headers }, (answer) => {
				const chunks: Buffer[] = [];
				answer.on('data', (chunk: Buffer) => chunks.push(chunk));
				answer.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
			});
			call.on('error', reject);
			call.end(sent);
		});
		expect(column(JSON.parse(text), 'data.customer_rooms', 'room_id')).toEqual([waiting]);
		const form = await qiscus.postForm(ROOMS, { serve_status: 'unserved', limit: '15' });
		expect(column(form.body, 'data.customer_rooms', 'room_id')).toEqual([waiting]);
	});

	it('is counted', async () => {
		await threeRooms();
		const { body } = await qiscus.get('/api/v2/admin/service/total_unserved');
		expect(body).toEqual({ data: { total_unresolved: 2, total_unserved: 1 }, status: 200 });
	});

	it('lacks a new room for a while, and an old one in a new session among the unserved', async () => {
		set({ newRoomLagMs: 3_000 });
		const room = await qiscus.room();
		const totals = async (): Promise<unknown> =>
			(await qiscus.get('/api/v2/admin/service/total_unserved')).body['data'];
		expect(await listed()).toEqual([]);
		expect((await qiscus.get(`${ROOMS}/${room}`)).status).toBe(200);
		qiscus.clock.now += 2_999;
		expect(await listed()).toEqual([]);
		expect(await totals()).toEqual({ total_unresolved: 0, total_unserved: 0 });
		qiscus.clock.now += 1;
		expect(await listed({ serve_status: 'unserved' })).toEqual([room]);
		expect(await totals()).toEqual({ total_unresolved: 1, total_unserved: 1 });
		await qiscus.vendor.resolves(room);
		qiscus.clock.now += 60_000;
		await qiscus.vendor.writes({ roomId: room });
		expect(await listed({ serve_status: 'unserved' })).toEqual([]);
		expect(await listed()).toEqual([room]);
		qiscus.clock.now += 3_000;
		expect(await listed({ serve_status: 'unserved' })).toEqual([room]);
	});

	it('may have a served or resolved room among the unserved for a while', async () => {
		await restart(4, { newRoomLagMs: 3_000 });
		const rooms: string[] = [];
		for (let index = 0; index < 20; index += 1) rooms.push(await qiscus.room());
		qiscus.clock.now += 10_000;
		for (const [index, room] of rooms.entries()) {
			if (index % 2 === 0) await qiscus.assign(room, AYU);
			else await qiscus.vendor.resolves(room);
		}
		const unserved = async (): Promise<Json[]> => {
			const { body } = await qiscus.post(ROOMS, { serve_status: 'unserved', limit: 100 });
			return at(body, 'data.customer_rooms') as Json[];
		};
		const stale = await unserved();
		expect(stale.length).toBeGreaterThan(4);
		expect(stale.length).toBeLessThan(16);
		expect(stale.every((row) => row['is_waiting'] === false)).toBe(true);
		expect(new Set(stale.map((row) => row['is_resolved']))).toEqual(new Set([true, false]));
		const served = await listed({ serve_status: 'served', limit: 100 });
		expect(served.some((id) => stale.some((row) => row['room_id'] === id))).toBe(false);
		qiscus.clock.now += 3_000;
		expect(await unserved()).toEqual([]);
		expect(await listed({ serve_status: 'served', limit: 100 })).toHaveLength(10);
	});
});

describe('what is noted about a room', () => {
	it('are tags', async () => {
		const rooms = [await qiscus.room(), await qiscus.room()];
		const tag = async (room: string | undefined, name: string): Promise<unknown> =>
			(await qiscus.post('/api/v1/room_tag/create', { room_id: room, tag: name })).body;
		expect(await tag(rooms[0], 'vip')).toEqual({ data: { id: 501, name: 'vip' } });
		expect(await tag(rooms[0], 'late')).toEqual({ data: { id: 502, name: 'late' } });
		expect(await tag(rooms[0], 'vip')).toEqual({ data: { id: 501, name: 'vip' } });
		expect(await tag(rooms[1], 'late')).toEqual({ data: { id: 502, name: 'late' } });
		expect((await qiscus.get(`/api/v1/room_tag/${rooms[0]}`)).body).toEqual({
			data: [
				{ id: 501, name: 'vip' },
				{ id: 502, name: 'late' },
			],
		});
		expect(record(rooms[1]!).tags).toEqual(['late']);
		expect(outcomeOf(await qiscus.get('/api/v1/room_tag/4711'))).toEqual(
			refusal('Room not found', 404),
		);
		expect(await tag(rooms[0], '')).toEqual({ errors: { tag: ["can't be blank"] } });
		expect(await tag('4711', 'x')).toEqual({ errors: 'Room not found' });
	});

	it('is the customer’s information, which is replaced as a whole', async () => {
		const room = await qiscus.room({ source: 'wa', properties: { City: 'Bandung', Plan: 'A' } });
		const path = `/api/v1/qiscus/room/${room}/user_info`;
		const { body } = await qiscus.get(path);
		expect(body).toMatchObject({
			data: {
				extras: {
					user_properties: [
						{ key: 'City', value: 'Bandung' },
						{ key: 'Plan', value: 'A' },
					],
					notes: null,
				},
				user_id: record(room).customer.id,
				channel_id: 901,
				channel_name: 'Customer Care',
				is_blocked: false,
				first_initiated: '2027-01-15T08:00:00Z',
			},
		});
		expect(at(body, 'data.channel')).toMatchObject({
			pin: expect.stringContaining(qiscus.vendor.marker),
			encoded_token: expect.stringContaining(qiscus.vendor.marker),
		});
		const set = { user_properties: [{ key: 'City', value: 'Solo' }] };
		const answer = await qiscus.post(path, set);
		expect(at(answer.body, 'data.extras')).toMatchObject(set);
		expect(answer.text).not.toContain(qiscus.vendor.marker);
		expect(record(room).userProperties).toEqual({ City: 'Solo' });
	});

	it.each<[Json, string]>([
		[{}, "can't be blank"],
		[{ user_properties: 'x' }, 'is invalid'],
		[{ user_properties: ['x'] }, 'is invalid'],
		[{ user_properties: [{ key: '', value: 'x' }] }, 'is invalid'],
		[{ user_properties: [{ key: 'x', value: 1 }] }, 'is invalid'],
	])('is not replaced by %j', async (body, what) => {
		const room = await qiscus.room({ properties: { City: 'Bandung' } });
		const path = `/api/v1/qiscus/room/${room}/user_info`;
		expect(outcomeOf(await qiscus.post(path, body))).toEqual(refusal({ user_properties: [what] }));
		expect(record(room).userProperties).toEqual({ City: 'Bandung' });
	});

	it.each(['GET', 'POST'])('is 404 of an unknown room: %s', async (method) => {
		const path = '/api/v1/qiscus/room/4711/user_info';
		expect(outcomeOf(await qiscus.call(method, path))).toEqual(refusal('Room not found', 404));
	});

	it('are the contact’s properties', async () => {
		const room = await qiscus.room();
		const path = `/api/v2/contacts/properties/${record(room).contactId}`;
		const known = await qiscus.postForm(path, { label: 'COMPANY', value: 'Toko' }, 'multipart');
		expect(known.body).toEqual({ data: { id: 3, label: 'COMPANY', value: 'Toko' }, status: 200 });
		const other = await qiscus.postForm(path, { label: 'Level', value: '' }, 'multipart');
		expect(at(other.body, 'data')).toEqual({ id: 4, label: 'Level', value: '' });
		expect(record(room).contactProperties).toEqual({
			WEBSITE: '',
			ADDRESS: '',
			COMPANY: 'Toko',
			Level: '',
		});
		const missing = await qiscus.postForm(path, { label: 'Level' });
		expect(outcomeOf(missing)).toEqual(refusal({ value: ["can't be blank"] }));
		const unknown = await qiscus.post('/api/v2/contacts/properties/1', { label: 'a', value: 'b' });
		expect(outcomeOf(unknown)).toEqual(refusal('Contact not found', 404));
	});
});

describe('resolving a room', () => {
	it('answers the service with whoever did it, and the room', async () => {
		const room = await qiscus.room({ source: 'wa' });
		await qiscus.assign(room, AYU);
		qiscus.clock.now += HOUR_MS;
		const { status, body } = await qiscus.post(RESOLVE, { room_id: Number(room), notes: 'Done' });
		expect(status).toBe(200);
		const time = { timezone_type: 3, timezone: 'UTC' };
		expect(at(body, 'data.service')).toMatchObject({
			room_id: room,
			user_id: AYU,
			is_resolved: true,
			notes: 'Done',
			retrieved_at: { date: '2027-01-15 08:00:00.000000', ...time },
			resolved_at: { date: '2027-01-15 09:00:00.000000', ...time },
			user: {
				type_as_string: 'admin',
				authentication_token: expect.stringContaining(qiscus.vendor.marker),
			},
		});
		expect(at(body, 'data.room_info.room.room_id')).toBe(room);
		expect(at(body, 'data.room_info.room.room_options.is_resolved')).toBe(true);
		expect(typeof at(body, 'data.room_info.room.room_options')).toBe('string');
		expect(record(room)).toMatchObject({ isResolved: true, notes: 'Done', agents: [AYU] });
	});

	it('may write times as texts', async () => {
		set({ serviceTimes: 'text' });
		const { body } = await qiscus.postForm(RESOLVE, { room_id: await qiscus.room() }, 'multipart');
		expect(at(body, 'data.service')).toMatchObject({
			resolved_at: '2027-01-15 08:00:00',
			notes: null,
			user_id: 150_000,
		});
	});

	it('is refused for others', async () => {
		const room = await qiscus.room();
		expect((await qiscus.post(RESOLVE, { room_id: room }, {})).status).toBe(401);
		await qiscus.post(RESOLVE, { room_id: room });
		expect(outcomeOf(await qiscus.post(RESOLVE, { room_id: room }))).toEqual(
			refusal('Room already resolved'),
		);
		expect(outcomeOf(await qiscus.post(RESOLVE, { room_id: 1 }))).toEqual(
			refusal('Room not found'),
		);
		expect(outcomeOf(await qiscus.post(RESOLVE, {}))).toEqual(
			refusal({ room_id: ["can't be blank"] }),
		);
	});
});

describe('a message of the bot', () => {
	const send = async (change: Json = {}, headers?: Headings): Promise<ApiAnswer> => {
		const { app, admin } = qiscus.vendor;
		const right = { sender_email: admin.sdkEmail, message: 'Halo', type: 'text' };
		return await qiscus.post(`/${app.code}/bot`, { ...right, ...change }, headers);
	};
	const refused = 'Message cannot be sent outside of the 24-hour window';

	it('is in the room then', async () => {
		const room = await qiscus.room({ text: 'Hai' });
		qiscus.clock.now += 1_000;
		const { status, body } = await send({ room_id: room });
		expect(status).toBe(200);
		expect(at(body, 'data.comment')).toMatchObject({ message: 'Halo', type: 'text' });
		expect(record(room).comments.at(-1)).toMatchObject({
			text: 'Halo',
			senderType: 'bot',
			senderId: qiscus.vendor.admin.sdkEmail,
			at: START_MS + 1_000,
		});
		const shown = await qiscus.get(`${ROOMS}/${room}`);
		expect(at(shown.body, 'data.customer_room')).toMatchObject({
			last_comment_text: 'Halo',
			last_comment_sender_type: 'bot',
			last_comment_timestamp: '2027-01-15T08:00:01Z',
			last_customer_comment_text: 'Hai',
			last_customer_timestamp: '2027-01-15T08:00:00Z',
		});
	});

	it('may be answered with nothing', async () => {
		set({ botAnswer: 'empty' });
		const { status, text } = await send({ room_id: await qiscus.room() });
		expect({ status, text }).toEqual({ status: 200, text: '' });
	});

	it.each<[string, () => Headings, number]>([
		['the secret key', () => qiscus.secretKey(), 200],
		['a token', () => qiscus.token(), 200],
		['the SDK’s secret alone', () => ({ QISCUS_SDK_SECRET: qiscus.vendor.app.secretKey }), 200],
		['the same with dashes', () => ({ 'QISCUS-SDK-SECRET': qiscus.vendor.app.secretKey }), 200],
		['another SDK secret', () => ({ QISCUS_SDK_SECRET: 'other' }), 401],
		['nothing', () => ({}), 401],
	])('is sent with %s', async (_, headers, status) => {
		expect((await send({ room_id: await qiscus.room() }, headers())).status).toBe(status);
	});

	const payloads: ReadonlyArray<[string, Json]> = [
		['file_attachment', { url: 'https://files.example.com/a.jpg', caption: 'A' }],
		['buttons', { text: 'A', buttons: [{ label: 'B', type: 'postback' }] }],
		['carousel', { cards: [{ title: 'A' }] }],
		['card', { anything: 1 }],
	];

	it.each(payloads)('may be a %s', async (type, payload) => {
		const room = await qiscus.room();
		const { status, body } = await send({ room_id: room, type, payload, message: undefined });
		expect(status).toBe(200);
		expect(at(body, 'data.comment')).toMatchObject({ type, payload });
	});

	it.each<[string, Json, unknown]>([
		['no text', { message: '' }, { message: ["can't be blank"] }],
		['no room', {}, { room_id: ["can't be blank"] }],
		['an unknown room', { room_id: '4711' }, 'Room not found'],
		['no sender', { sender_email: undefined }, { sender_email: ["can't be blank"] }],
		['a foreign sender', { sender_email: 'a@b.c' }, { sender_email: ['is invalid'] }],
		['a file without a payload', { type: 'file_attachment' }, { payload: ["can't be blank"] }],
		[
			'a file whose address stands outside',
			{ type: 'file_attachment', payload: {} },
			{ 'payload.url': ["can't be blank"] },
		],
		['no buttons', { type: 'buttons', payload: {} }, { 'payload.buttons': ["can't be blank"] }],
	])('is refused with %s', async (_, change, errors) => {
		expect(outcomeOf(await send(change))).toEqual(refusal(errors));
	});

	it('is refused in WhatsApp a day after the customer wrote', async () => {
		const room = await qiscus.room({ source: 'wa' });
		qiscus.clock.now += 24 * HOUR_MS;
		expect((await send({ room_id: room })).status).toBe(200);
		qiscus.clock.now += 1;
		expect(outcomeOf(await send({ room_id: room }))).toEqual(refusal(refused));
		await qiscus.vendor.writes({ roomId: room });
		expect((await send({ room_id: room })).status).toBe(200);
		const widget = await qiscus.room();
		qiscus.clock.now += 48 * HOUR_MS;
		expect((await send({ room_id: widget })).status).toBe(200);
	});

	it('is refused where the bot is off, unless that is allowed', async () => {
		const room = await qiscus.room();
		await qiscus.post(`/bot/${room}/activate`, { is_active: false });
		expect(outcomeOf(await send({ room_id: room }))).toEqual(
			refusal('Bot is not active in this room'),
		);
		await qiscus.postForm('/api/v2/app/bot/force_send', { is_force_send_bot: 'true' });
		expect((await send({ room_id: room })).status).toBe(200);
		await qiscus.postForm('/api/v2/app/bot/force_send', { is_force_send_bot: 'false' });
		set({ botOffRefuses: false });
		expect((await send({ room_id: room })).status).toBe(200);
	});

	it('is refused in another app', async () => {
		expect((await qiscus.post('/other-app/bot', {})).status).toBe(404);
	});
});

describe('the bot’s switch in a room', () => {
	it('answers the room, and is seen in it', async () => {
		const room = await qiscus.room({ properties: { City: 'Solo' } });
		const { body } = await qiscus.post(`/bot/${room}/activate`, { is_active: true });
		expect(at(body, 'data')).toMatchObject({
			room_id: room,
			app_id: qiscus.vendor.app.id,
			is_handled_by_bot: true,
			is_waiting: true,
			resolved: false,
			channel_id: 902,
		});
		expect(at(body, 'data.extras.user_properties')).toEqual([{ key: 'City', value: 'Solo' }]);
		expect(record(room).isHandledByBot).toBe(true);
	});

	it('wants a flag and a room', async () => {
		const room = await qiscus.room();
		expect(outcomeOf(await qiscus.post(`/bot/${room}/activate`, {}))).toEqual(
			refusal({ is_active: ["can't be blank"] }),
		);
		expect(outcomeOf(await qiscus.post('/bot/4711/activate', { is_active: true }))).toEqual(
			refusal('Room not found', 404),
		);
	});
});

describe('the SDK’s server API', () => {
	const sdk = async (path: string, body: Json): Promise<ApiAnswer> =>
		await qiscus.post(`${REST}/${path}`, body, qiscus.sdk());
	const failure = (message: string, status: number): unknown => ({
		status,
		body: { error: { message }, status },
	});

	it.each<[string, () => Headings, boolean]>([
		['underscores', () => qiscus.sdk(), true],
		[
			'dashes',
			() => ({
				'QISCUS-SDK-APP-ID': qiscus.vendor.app.code,
				'QISCUS-SDK-SECRET': qiscus.vendor.app.secretKey,
			}),
			true,
		],
		['the secret alone', () => ({ QISCUS_SDK_SECRET: qiscus.vendor.app.secretKey }), false],
		['another app', () => ({ ...qiscus.sdk(), QISCUS_SDK_APP_ID: 'other' }), false],
		['the omnichannel’s names', () => qiscus.secretKey(), false],
		['a token', () => qiscus.token(), false],
		['nothing', () => ({}), false],
	])('takes %s', async (_, headers, isRight) => {
		const path = `${REST}/load_comments?room_id=${await qiscus.room()}`;
		const answer = await qiscus.get(path, headers());
		if (isRight) expect(answer.status).toBe(200);
		else expect(outcomeOf(answer)).toEqual(failure('Unauthorized', 403));
	});

	it('posts events of the system', async () => {
		const room = await qiscus.room();
		const { status, body } = await sdk('post_system_event_message', {
			system_event_type: 'custom',
			room_id: room,
			message: 'Moved',
			payload: { a: 1 },
			extras: { b: 2 },
		});
		expect(status).toBe(200);
		expect(body).toMatchObject({
			results: {
				comment: {
					type: 'system_event',
					message: 'Moved',
					payload: { type: 'custom', payload: { a: 1 } },
					extras: { b: 2 },
				},
			},
			status: 200,
		});
		expect(record(room).comments.at(-1)).toMatchObject({ senderType: 'system', text: 'Moved' });
		const other = await sdk('post_system_event_message', {
			system_event_type: 'join_room',
			room_id: room,
			message: 'x',
		});
		expect(outcomeOf(other)).toEqual(failure('system_event_type is invalid', 400));
	});

	it('posts comments of whoever is in the room', async () => {
		const room = await qiscus.room({ customerId: 'budi@example.com' });
		await qiscus.assign(room, AYU);
		const agent = qiscus.vendor.agents.find(({ id }) => id === AYU);
		for (const [userId, senderType] of [
			['budi@example.com', 'customer'],
			[qiscus.vendor.admin.sdkEmail, 'agent'],
			[agent?.sdkEmail, 'agent'],
		]) {
			const { body } = await sdk('post_comment', {
				user_id: userId,
				room_id: Number(room),
				message: 'Hai',
			});
			expect(at(body, 'results.comment')).toMatchObject({
				id: expect.any(Number),
				message: 'Hai',
				type: 'text',
				user: { user_id: userId },
			});
			expect(record(room).comments.at(-1)?.senderType).toBe(senderType);
		}
		const foreign = { user_id: 'other', room_id: room, message: 'Hai' };
		expect(outcomeOf(await sdk('post_comment', foreign))).toEqual(
			failure('User is not a participant of the room', 403),
		);
	});

	it.each<[Json, string, number]>([
		[{ user_id: 'a', message: 'b' }, 'room_id is required', 400],
		[{ room_id: '4711', user_id: 'a', message: 'b' }, 'Room not found', 404],
		[{ room_id: 'ROOM', message: 'b' }, 'user_id is required', 400],
		[{ room_id: 'ROOM', user_id: 'budi@example.com' }, 'message is required', 400],
	])('refuses %j', async (body, message, status) => {
		const room = await qiscus.room({ customerId: 'budi@example.com' });
		const sent = body['room_id'] === 'ROOM' ? { ...body, room_id: room } : body;
		expect(outcomeOf(await sdk('post_comment', sent))).toEqual(failure(message, status));
	});

	it('loads comments, the newest first', async () => {
		const room = await qiscus.room({ text: '0' });
		for (const text of ['1', '2', '3', '4']) await qiscus.vendor.writes({ roomId: room, text });
		const load = async (query: string): Promise<unknown[]> =>
			column(
				(await qiscus.get(`${REST}/load_comments?room_id=${room}${query}`, qiscus.sdk())).body,
				'results.comments',
				'message',
			);
		expect(await load('')).toEqual(['4', '3', '2', '1', '0']);
		expect(await load('&limit=2&page=2')).toEqual(['2', '1']);
		expect(await load('&limit=2&page=4')).toEqual([]);
		const wrong = await qiscus.get(`${REST}/load_comments?room_id=${room}&page=x`, qiscus.sdk());
		expect(outcomeOf(wrong)).toEqual(failure('page is invalid', 400));
	});

	it('shows rooms', async () => {
		const rooms = [await qiscus.room({ source: 'wa' }), await qiscus.room()];
		const query = [...rooms, '4711'].map((id) => `room_ids[]=${id}`).join('&');
		const { body } = await qiscus.get(`${REST}/get_rooms_info?${query}`, qiscus.sdk());
		expect(column(body, 'results.rooms', 'room_id')).toEqual(rooms);
		expect(at(body, 'results.rooms.0.room_options')).toEqual(
			JSON.stringify({
				channel: 'wa',
				channel_details: { channel_id: 901, name: 'Customer Care', phone: '+6280000000900' },
				is_resolved: false,
				is_waiting: true,
				source: 'wa',
			}),
		);
	});
});
