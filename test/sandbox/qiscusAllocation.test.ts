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

const SERVICE = '/api/v1/admin/service';
const AVAILABLE = '/api/v2/admin/service/available_agents';
const OTHERS = '/api/v2/admin/service/other_agents';
const [AYU, BAYU, CITRA] = [150_001, 150_002, 150_003] as const;
const FULL = 'Cant join room, exceed max agents';

function set(quirks: Partial<Quirks>): void {
	Object.assign(qiscus.vendor.quirks, quirks);
}

async function restart(seed: number, quirks: Partial<Quirks> = {}): Promise<void> {
	await qiscus.vendor.close();
	qiscus = await QiscusClient.start({ seed, quirks });
}

function record(roomId: string): RoomRecord {
	const found = qiscus.vendor.rooms().find(({ id }) => id === roomId);
	if (found === undefined) throw new Error(`There is no room ${roomId}`);
	return found;
}

async function resolve(roomId: string): Promise<ApiAnswer> {
	return await qiscus.post(`${SERVICE}/mark_as_resolved`, { room_id: roomId });
}

const refusal = (errors: unknown): unknown => ({ status: 400, body: { errors } });
const outcomeOf = ({ status, body }: ApiAnswer): unknown => ({ status, body });

describe('the agents for a room', () => {
	const idsOf = async (path: string): Promise<unknown[]> =>
		column((await qiscus.get(path)).body, 'data.agents', 'id');

	it.each([AVAILABLE, OTHERS])('%s wants a room that is there', async (path) => {
		const missing = await qiscus.get(path);
		expect(outcomeOf(missing)).toEqual(refusal({ room_id: ["can't be blank"] }));
		expect(outcomeOf(await qiscus.get(`${path}?room_id=4711`))).toEqual(refusal('Room not found'));
		const room = await qiscus.room();
		expect((await qiscus.get(`${path}?room_id=${room}`, {})).status).toBe(401);
		expect((await qiscus.get(`${path}?room_id=${room}`, qiscus.token())).status).toBe(200);
	});

	it.each([
		['custom', 903, [150_000, 150_006, 150_007, 150_015]],
		['line', 906, [150_000, 150_006, 150_010, 150_015]],
		['wa', 908, []],
	])('are those of its channel: %s', async (_, channelId, expected) => {
		const room = await qiscus.room({ channelId });
		expect(await idsOf(`${AVAILABLE}?room_id=${room}`)).toEqual(expected);
		expect(await idsOf(`${OTHERS}?room_id=${room}`)).toEqual(expected);
	});

	it('are all, where the channel is one that only an event named', async () => {
		const { roomId } = await qiscus.vendor.emit('newSession');
		expect(await idsOf(`${AVAILABLE}?room_id=${roomId}&limit=100`)).toHaveLength(16);
	});

	it('are there with those who are not available, and come in pages', async () => {
		const room = await qiscus.room();
		const first = await qiscus.get(`${AVAILABLE}?room_id=${room}&limit=8`);
		expect(first.body['meta']).toEqual({
			after: expect.any(String),
			before: null,
			per_page: 8,
			total_count: 14,
		});
		const after = String(at(first.body, 'meta.after'));
		const rest = await qiscus.get(`${AVAILABLE}?room_id=${room}&cursor_after=${after}`);
		const all = [first, rest].flatMap(({ body }) => at(body, 'data.agents') as Json[]);
		expect(all).toHaveLength(14);
		expect(all.filter((agent) => agent['is_available'] === false)).toHaveLength(3);
		expect(all.every((agent) => typeof agent['current_customer_count'] === 'number')).toBe(true);
		const back = String(at(rest.body, 'meta.before'));
		expect(await idsOf(`${AVAILABLE}?room_id=${room}&limit=8&cursor_before=${back}`)).toEqual(
			column(first.body, 'data.agents', 'id'),
		);
	});

	it('are told apart by whether they are in the room', async () => {
		const room = await qiscus.room();
		await qiscus.assign(room, BAYU);
		expect(await idsOf(`${AVAILABLE}?room_id=${room}&is_available_in_room=true`)).toEqual([BAYU]);
		expect(await idsOf(`${AVAILABLE}?room_id=${room}&is_available_in_room=false`)).toContain(AYU);
		expect(await idsOf(`${AVAILABLE}?room_id=${room}`)).toContain(BAYU);
		const others = await idsOf(`${OTHERS}?room_id=${room}&limit=100`);
		expect(others).toHaveLength(13);
		expect(others).not.toContain(BAYU);
		expect(await idsOf(`${OTHERS}?room_id=${room}&search=citra`)).toEqual([CITRA]);
	});

	it.each([AVAILABLE, OTHERS])('may be the data itself: %s', async (path) => {
		set({ agentsShape: 'data' });
		const room = await qiscus.room();
		const { body } = await qiscus.get(`${path}?room_id=${room}&limit=2`);
		expect(column(body, 'data', 'id')).toEqual([150_000, AYU]);
		expect(at(body, 'meta.total_count')).toBe(14);
	});
});

describe('assigning an agent', () => {
	const path = `${SERVICE}/assign_agent`;

	it('answers the agent with a token, and the service', async () => {
		const room = await qiscus.room();
		const { status, body } = await qiscus.assign(room, AYU);
		expect(status).toBe(200);
		expect(at(body, 'data.added_agent')).toMatchObject({
			id: AYU,
			name: 'Ayu Lestari',
			type_as_string: 'agent',
			assigned_rules: ['wa_messaging', 'qiscus_messaging'],
			authentication_token: expect.stringContaining(qiscus.vendor.marker),
		});
		expect(at(body, 'data.service')).toMatchObject({
			room_id: room,
			user_id: AYU,
			is_resolved: false,
			retrieved_at: '2027-01-15 08:00:00',
		});
		expect(record(room)).toMatchObject({ agents: [AYU], isWaiting: false, assignedTimes: 1 });
		expect(qiscus.vendor.assignments).toEqual([
			{ roomId: room, agentId: AYU, at: START_MS, outcome: 'assigned' },
		]);
	});

	it.each(['urlencoded', 'multipart', 'json', 'json texts', 'a token'] as const)(
		'takes %s',
		async (kind) => {
			const room = await qiscus.room();
			const texts = {
				room_id: room,
				agent_id: String(AYU),
				replace_latest_agent: 'false',
				max_agent: '1',
			};
			const bare = {
				room_id: Number(room),
				agent_id: AYU,
				replace_latest_agent: false,
				max_agent: 1,
			};
			const isForm = kind === 'urlencoded' || kind === 'multipart';
			const headers: Headings = kind === 'a token' ? qiscus.token() : qiscus.secretKey();
			const answer = isForm
				? await qiscus.postForm(path, texts, kind)
				: await qiscus.post(path, kind === 'json texts' ? texts : bare, headers);
			expect(answer.status).toBe(200);
			expect(record(room).agents).toEqual([AYU]);
		},
	);

	it.each<[string, Json, unknown]>([
		['no room', { room_id: '' }, { room_id: ["can't be blank"] }],
		['no agent', { agent_id: undefined }, { agent_id: ["can't be blank"] }],
		['a room that is an object', { room_id: {} }, { room_id: ['is invalid'] }],
		['max_agent 0', { max_agent: 0 }, { max_agent: ['is invalid'] }],
		['an odd flag', { replace_latest_agent: 'yes' }, { replace_latest_agent: ['is invalid'] }],
	])('refuses %s, without a record', async (_, change, errors) => {
		const right = { room_id: await qiscus.room(), agent_id: AYU };
		expect(outcomeOf(await qiscus.post(path, { ...right, ...change }))).toEqual(refusal(errors));
		expect(qiscus.vendor.assignments).toEqual([]);
	});

	it('refuses unknown rooms and agents, resolved rooms and nobody’s key', async () => {
		const room = await qiscus.room();
		expect(outcomeOf(await qiscus.assign('4711', AYU))).toEqual(refusal('Room not found'));
		expect(outcomeOf(await qiscus.assign(room, 1))).toEqual(refusal('Agent not found'));
		const odd = await qiscus.post(path, { room_id: room, agent_id: 'Ayu' });
		expect(outcomeOf(odd)).toEqual(refusal('Agent not found'));
		await resolve(room);
		expect(outcomeOf(await qiscus.assign(room, AYU))).toEqual(refusal('Room already resolved'));
		expect((await qiscus.post(path, { room_id: room, agent_id: AYU }, {})).status).toBe(401);
		expect(qiscus.vendor.assignments.map(({ outcome, agentId }) => [outcome, agentId])).toEqual([
			['unknownRoom', AYU],
			['unknownAgent', 1],
			['unknownAgent', null],
			['roomResolved', AYU],
		]);
		expect(record(room).assignedTimes).toBe(0);
	});

	it.each<[string, number, Json, number[] | typeof FULL]>([
		['a second one', 1, {}, FULL],
		['a second one where the default allows it', 5, {}, [AYU, BAYU]],
		['a second one up to max_agent', 1, { max_agent: 2 }, [AYU, BAYU]],
		['a second one above max_agent', 5, { max_agent: 1 }, FULL],
		['another in place of the latest', 1, { replace_latest_agent: true }, [BAYU]],
		['another in place, with max_agent', 1, { replace_latest_agent: true, max_agent: 1 }, [BAYU]],
	])('caps agents in the room, not rooms: %s', async (_, defaultMaxAgents, more, expected) => {
		set({ defaultMaxAgents });
		const room = await qiscus.room();
		await qiscus.assign(room, AYU);
		const answer = await qiscus.assign(room, BAYU, more);
		if (expected === FULL) {
			expect(outcomeOf(answer)).toEqual(refusal(FULL));
			expect(record(room)).toMatchObject({ agents: [AYU], assignedTimes: 1 });
			expect(qiscus.vendor.assignments.at(-1)?.outcome).toBe('exceedsMaxAgents');
		} else {
			expect(record(room)).toMatchObject({ agents: expected, assignedTimes: 2 });
			expect(at(answer.body, 'data.service.user_id')).toBe(BAYU);
		}
		const others = await Promise.all([qiscus.room(), qiscus.room()]);
		for (const other of others) {
			expect((await qiscus.assign(other, AYU, { max_agent: 1 })).status).toBe(200);
		}
		const stayed = expected === FULL || expected.includes(AYU);
		expect(qiscus.vendor.loadOf(AYU)).toBe(stayed ? 3 : 2);
		expect(qiscus.vendor.maxLoadSeen(AYU)).toBe(stayed ? 3 : 2);
	});

	it('of who is in the room already changes nothing', async () => {
		const room = await qiscus.room();
		await qiscus.assign(room, AYU);
		expect((await qiscus.assign(room, AYU, { max_agent: 2 })).status).toBe(200);
		expect(record(room)).toMatchObject({ agents: [AYU], assignedTimes: 2 });
		expect(qiscus.vendor.loadOf(AYU)).toBe(1);
	});

	it('lets one of two at the same time win', async () => {
		const room = await qiscus.room();
		const answers = await Promise.all([AYU, BAYU].map((id) => qiscus.assign(room, id)));
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
		expect(record(room).assignedTimes).toBe(1);
	});

	it('names the error in the other shape too', async () => {
		set({ errorShape: 'nested' });
		const { body } = await qiscus.assign('4711', AYU);
		expect(body).toEqual({ errors: { message: 'Room not found' } });
	});
});

describe('allocating an agent', () => {
	const path = `${SERVICE}/allocate_agent`;
	const pick = async (fields: Headings): Promise<unknown> =>
		at((await qiscus.postForm(path, fields)).body, 'data.agent.id');

	it('picks the one with the fewest rooms, and changes nothing', async () => {
		expect(await pick({ source: 'qiscus' })).toBe(AYU);
		await qiscus.assign(await qiscus.room(), AYU);
		const { body } = await qiscus.postForm(path, { source: 'qiscus' });
		expect(at(body, 'data.agent')).toEqual({
			id: BAYU,
			name: 'Bayu Nugroho',
			sdk_email: expect.stringContaining('bayu'),
			email: 'bayu.nugroho@example.com',
			sdk_key: expect.stringContaining(qiscus.vendor.marker),
			type: 2,
			is_available: true,
			avatar_url: null,
			is_verified: true,
			force_offline: false,
			count: 0,
		});
		expect(qiscus.vendor.assignments).toHaveLength(1);
	});

	it.each<[Headings, number | undefined]>([
		[{ source: 'ig' }, 150_006],
		[{ source: 'marketplace' }, 150_006],
		[{ channel_id: '906' }, 150_006],
		[{ source: 'wa', channel_id: '908' }, undefined],
		[{ source: 'wa', channel_id: '902' }, undefined],
		[{ source: 'other' }, undefined],
	])('keeps to the channel: %j', async (fields, expected) => {
		expect(await pick(fields)).toBe(expected);
		if (expected === undefined) {
			const answer = await qiscus.postForm(path, fields);
			expect(outcomeOf(answer)).toEqual(refusal('There is no available agent'));
		}
	});

	it('wants a source or a channel', async () => {
		expect(outcomeOf(await qiscus.post(path, {}))).toEqual(refusal({ source: ["can't be blank"] }));
	});

	it.each([{ isAvailable: false }, { forceOffline: true }])('passes over %j', async (change) => {
		qiscus.vendor.setAgent(AYU, change);
		expect(await pick({ source: 'qiscus' })).toBe(BAYU);
		expect(await pick({ source: 'qiscus', ignore_availability: 'true' })).toBe(AYU);
	});
});

describe('allocating and assigning an agent', () => {
	const path = `${SERVICE}/allocate_assign_agent`;

	it('does both', async () => {
		const rooms = await Promise.all([qiscus.room(), qiscus.room()]);
		for (const [index, room] of rooms.entries()) {
			const { status, body } = await qiscus.postForm(path, { room_id: room });
			expect(status).toBe(200);
			expect(at(body, 'data.agent')).toMatchObject({ id: AYU + index, count: 1 });
			expect(record(room)).toMatchObject({ agents: [AYU + index], assignedTimes: 1 });
		}
		expect(qiscus.vendor.assignments.map(({ outcome }) => outcome)).toEqual([
			'assigned',
			'assigned',
		]);
	});

	it('is refused where nobody works, or where somebody is', async () => {
		const nobody = await qiscus.room({ channelId: 908 });
		expect(outcomeOf(await qiscus.post(path, { room_id: nobody }))).toEqual(
			refusal('There is no available agent'),
		);
		const room = await qiscus.room();
		await qiscus.post(path, { room_id: room });
		expect(outcomeOf(await qiscus.post(path, { room_id: room }))).toEqual(refusal(FULL));
		await resolve(room);
		expect(outcomeOf(await qiscus.post(path, { room_id: room }))).toEqual(
			refusal('Room already resolved'),
		);
		expect(outcomeOf(await qiscus.post(path, { room_id: 4711 }))).toEqual(
			refusal('Room not found'),
		);
	});

	it('may take those who are not there', async () => {
		for (const { id } of qiscus.vendor.agents) qiscus.vendor.setAgent(id, { isAvailable: false });
		const room = await qiscus.room();
		expect((await qiscus.post(path, { room_id: room })).status).toBe(400);
		const taken = await qiscus.post(path, { room_id: room, ignore_agent_availability: true });
		expect(at(taken.body, 'data.agent.id')).toBe(AYU);
	});
});

describe('removing an agent', () => {
	const remove = async (roomId: string, agentId: number): Promise<ApiAnswer> =>
		await qiscus.post(`${SERVICE}/remove_agent`, { room_id: roomId, agent_id: agentId });

	it('lets the room wait once the last one is gone', async () => {
		const room = await qiscus.room();
		await qiscus.assign(room, AYU);
		await qiscus.assign(room, BAYU, { max_agent: 2 });
		expect((await remove(room, AYU)).status).toBe(200);
		expect(record(room)).toMatchObject({ agents: [BAYU], isWaiting: false });
		await remove(room, BAYU);
		expect(record(room)).toMatchObject({ agents: [], isWaiting: true });
		expect(qiscus.vendor.loadOf(AYU)).toBe(0);
		expect(qiscus.vendor.maxLoadSeen(AYU)).toBe(1);
	});

	it('is refused for others', async () => {
		const room = await qiscus.room();
		await qiscus.assign(room, AYU);
		for (const id of [BAYU, 1]) {
			expect(outcomeOf(await remove(room, id))).toEqual(refusal('Agent not found'));
		}
		expect(outcomeOf(await remove('4711', AYU))).toEqual(refusal('Room not found'));
		await resolve(room);
		expect(outcomeOf(await remove(room, AYU))).toEqual(refusal('Room already resolved'));
	});
});

describe('the load of an agent', () => {
	it('goes with rooms that are assigned, resolved, and begun again', async () => {
		const { vendor } = qiscus;
		const rooms = [await qiscus.room(), await qiscus.room()];
		for (const room of rooms) await qiscus.assign(room, AYU);
		expect([vendor.loadOf(AYU), vendor.maxLoadSeen(AYU)]).toEqual([2, 2]);
		await resolve(rooms[0]!);
		expect([vendor.loadOf(AYU), vendor.maxLoadSeen(AYU)]).toEqual([1, 2]);
		expect(record(rooms[0]!).agents).toEqual([AYU]);
		await vendor.writes({ roomId: rooms[0]! });
		expect(record(rooms[0]!)).toMatchObject({ agents: [], isWaiting: true, sessions: 2 });
		expect(vendor.loadOf(AYU)).toBe(1);
		await vendor.emit('markAsResolved', { roomId: rooms[1]! });
		expect([vendor.loadOf(AYU), vendor.maxLoadSeen(AYU), vendor.loadOf(BAYU)]).toEqual([0, 2, 0]);
	});

	it('begins another service after an event resolved the room', async () => {
		const room = await qiscus.room();
		const serviceId = async (): Promise<unknown> =>
			at((await qiscus.assign(room, AYU)).body, 'data.service.id');
		const first = await serviceId();
		await qiscus.vendor.emit('markAsResolved', { roomId: room });
		await qiscus.vendor.writes({ roomId: room });
		expect(await serviceId()).not.toBe(first);
	});

	it('is given out as copies', async () => {
		const room = await qiscus.room();
		record(room).agents.push(AYU);
		expect(qiscus.vendor.loadOf(AYU)).toBe(0);
	});
});

describe('the counter of an agent', () => {
	const counted = async (id: number = AYU): Promise<unknown> =>
		at((await qiscus.get(`/api/v2/admin/agent/${id}`)).body, 'data.agent.current_customer_count');

	/** After how many steps of half a second the counter shows what is true. */
	const lagOf = async (id: number, expected: number): Promise<number> => {
		const begun = qiscus.clock.now;
		while ((await counted(id)) !== expected) {
			qiscus.clock.now += 500;
			if (qiscus.clock.now - begun > 20_000) throw new Error('The counter never gets there');
		}
		return qiscus.clock.now - begun;
	};

	it('is right at once where it does not lag', async () => {
		const room = await qiscus.room();
		await qiscus.assign(room, AYU);
		expect(await counted()).toBe(1);
		await resolve(room);
		expect(await counted()).toBe(0);
	});

	it('lags behind by a time of each agent’s own, both ways', async () => {
		await restart(5, { countLagMs: 8_000 });
		const lags: number[] = [];
		for (const id of [AYU, BAYU, CITRA, CITRA + 1, CITRA + 2]) {
			const room = await qiscus.room();
			await qiscus.assign(room, id);
			expect(qiscus.vendor.loadOf(id)).toBe(1);
			const lag = await lagOf(id, 1);
			qiscus.clock.now += 60_000;
			await resolve(room);
			expect(await lagOf(id, 0)).toBe(lag);
			lags.push(lag);
		}
		expect(Math.max(...lags)).toBeLessThanOrEqual(8_000);
		expect(Math.max(...lags)).toBeGreaterThan(1_000);
		expect(new Set(lags).size).toBeGreaterThan(2);
	});

	it('lags the same for the same seed', async () => {
		const drawn = async (seed: number): Promise<number[]> => {
			await restart(seed, { countLagMs: 8_000 });
			const lags: number[] = [];
			for (const id of [AYU, BAYU]) {
				await qiscus.assign(await qiscus.room(), id);
				lags.push(await lagOf(id, 1));
			}
			return lags;
		};
		const first = await drawn(5);
		expect(await drawn(5)).toEqual(first);
		expect(await drawn(6)).not.toEqual(first);
	});

	it('lags as much as a test wants of one agent', async () => {
		await restart(5, { countLagMs: 8_000 });
		qiscus.vendor.setAgent(AYU, { maxLagMs: 0 });
		await qiscus.assign(await qiscus.room(), AYU);
		await qiscus.assign(await qiscus.room(), CITRA);
		expect(await counted(AYU)).toBe(1);
		expect(await counted(CITRA)).toBe(0);
		qiscus.vendor.setAgent(CITRA, { maxLagMs: 0 });
		expect(await counted(CITRA)).toBe(1);
		qiscus.vendor.setAgent(CITRA, { maxLagMs: null });
		expect(await counted(CITRA)).toBe(0);
	});

	it('shows one change after the other', async () => {
		await restart(5, { countLagMs: 8_000 });
		const seen: unknown[] = [];
		for (let second = 0; second < 20; second += 1) {
			if (second % 4 === 0) await qiscus.assign(await qiscus.room(), CITRA);
			seen.push(await counted(CITRA));
			qiscus.clock.now += 1_000;
		}
		expect(seen).toEqual([...seen].sort());
		expect(new Set(seen).size).toBeGreaterThan(3);
		expect(qiscus.vendor.maxLoadSeen(CITRA)).toBe(5);
	});

	it('misleads the vendor’s own choice, and every list', async () => {
		await restart(5, { countLagMs: 8_000 });
		for (let index = 0; index < 3; index += 1) {
			const room = await qiscus.room();
			const answer = await qiscus.post(`${SERVICE}/allocate_assign_agent`, { room_id: room });
			expect(at(answer.body, 'data.agent')).toMatchObject({ id: AYU, count: 0 });
		}
		expect(qiscus.vendor.loadOf(AYU)).toBe(3);
		const room = await qiscus.room();
		const lists = [
			['/api/v2/admin/agents', 'data.agents'],
			['/api/v2/admin/agents/by_division?division_ids[]=301', 'data'],
			[`/api/v1/admin/agents/get_by_ids?ids[]=${AYU}`, 'data'],
			[`${AVAILABLE}?room_id=${room}`, 'data.agents'],
			[`${OTHERS}?room_id=${room}`, 'data.agents'],
		] as const;
		const shown = async (path: string, place: string): Promise<unknown> => {
			const rows = at((await qiscus.get(path)).body, place) as Json[];
			return rows.find(({ id }) => id === AYU)?.['current_customer_count'];
		};
		for (const [path, place] of lists) expect(await shown(path, place)).toBe(0);
		qiscus.clock.now += 8_000;
		for (const [path, place] of lists) expect(await shown(path, place)).toBe(3);
	});
});

describe('a fresh room', () => {
	it('may be called full, once', async () => {
		set({ spuriousMaxAgents: 1 });
		const room = await qiscus.room();
		expect(outcomeOf(await qiscus.assign(room, AYU))).toEqual(refusal(FULL));
		expect(record(room)).toMatchObject({ agents: [], isWaiting: true, assignedTimes: 0 });
		expect((await qiscus.assign(room, AYU)).status).toBe(200);
		expect(qiscus.vendor.assignments.map(({ outcome }) => outcome)).toEqual([
			'spurious',
			'assigned',
		]);
		await resolve(room);
		await qiscus.vendor.writes({ roomId: room });
		expect((await qiscus.assign(room, AYU)).status).toBe(200);
	});

	it('is called full now and then, by default', async () => {
		await restart(3, { spuriousMaxAgents: 0.05 });
		for (let index = 0; index < 200; index += 1) await qiscus.assign(await qiscus.room(), AYU);
		const outcomes = qiscus.vendor.assignments.map(({ outcome }) => outcome);
		const spurious = outcomes.filter((outcome) => outcome === 'spurious').length;
		expect(spurious).toBeGreaterThan(2);
		expect(spurious).toBeLessThan(25);
	});
});
