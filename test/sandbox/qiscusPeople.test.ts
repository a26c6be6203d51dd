import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Qiscus, Quirks, SlotName } from '../../sandbox/vendors/qiscus/index.ts';
import { QiscusClient, Receiver, SLOTS, START_MS, at } from './qiscusClient.ts';
import type { Json } from './qiscusClient.ts';

let qiscus: QiscusClient;
let receiver: Receiver;
let vendor: Qiscus;

async function restart(seed = 1, quirks: Partial<Quirks> = {}): Promise<void> {
	await vendor.close();
	qiscus = await QiscusClient.start({ seed, quirks });
	vendor = qiscus.vendor;
	receiver.listenTo(vendor);
}

beforeEach(async () => {
	receiver = new Receiver();
	await receiver.open();
	qiscus = await QiscusClient.start();
	vendor = qiscus.vendor;
	receiver.listenTo(vendor);
});

afterEach(async () => {
	await vendor.close();
	await receiver.close();
});

const [ADMIN, AYU, BAYU, SUPERVISOR] = [150_000, 150_001, 150_002, 150_015] as const;
const FIRST = ['agentAllocation', 'botMessage', 'newSession'];

function set(quirks: Partial<Quirks>): void {
	Object.assign(vendor.quirks, quirks);
}

function bodyOf(slot: SlotName): Json {
	const call = receiver.calls.filter((candidate) => candidate.slot === slot).at(-1);
	if (call === undefined) throw new Error(`${slot} was not told`);
	return call.body;
}

const fixtureOf = (name: string): unknown =>
	JSON.parse(
		readFileSync(join(__dirname, '..', 'fixtures', 'qiscus', 'events', `${name}.json`), 'utf8'),
	);

describe('a customer who writes', () => {
	it('begins a session, which everybody is told of who has to know', async () => {
		const { roomId, deliveries } = await vendor.writes({ text: 'Halo' });
		expect(deliveries.map(({ slot }) => slot)).toEqual([
			'newSession',
			'botMessage',
			'agentAllocation',
		]);
		expect(deliveries.every(({ status, kind }) => status === 200 && kind === 'event')).toBe(true);
		expect(vendor.deliveries).toEqual(expect.arrayContaining(deliveries));
		expect(at(bodyOf('newSession'), 'room_log.room_id')).toBe(roomId);
		expect(at(bodyOf('botMessage'), 'payload.room.id')).toBe(roomId);
		expect(bodyOf('agentAllocation')).toMatchObject({ room_id: roomId, is_new_session: true });
		expect(vendor.rooms()).toEqual([
			{
				id: roomId,
				channelId: 902,
				contactId: expect.any(Number),
				source: 'qiscus',
				customer: { id: expect.stringContaining('@example.com'), name: `Customer ${roomId}` },
				agents: [],
				isResolved: false,
				isWaiting: true,
				isHandledByBot: true,
				assignedTimes: 0,
				sessions: 1,
				createdAt: START_MS,
				notes: null,
				tags: [],
				userProperties: {},
				contactProperties: { WEBSITE: '', ADDRESS: '', COMPANY: '' },
				comments: [expect.objectContaining({ text: 'Halo', senderType: 'customer' })],
			},
		]);
	});

	it('writes again in the same session', async () => {
		const roomId = await qiscus.room();
		receiver.taken();
		await vendor.writes({ roomId, text: 'Halo?' });
		expect(receiver.taken()).toEqual(['agentAllocation', 'botMessage']);
		expect(vendor.rooms()[0]).toMatchObject({ sessions: 1, comments: [{}, { text: 'Halo?' }] });
		await qiscus.assign(roomId, AYU);
		await vendor.writes({ roomId });
		expect(receiver.taken()).toEqual(['botMessage']);
	});

	it('begins another session after the room was resolved', async () => {
		const roomId = await qiscus.room();
		await qiscus.assign(roomId, AYU);
		await vendor.resolves(roomId, { notes: 'Done' });
		receiver.calls.splice(0);
		await vendor.writes({ roomId });
		expect(bodyOf('agentAllocation')).toMatchObject({
			is_new_session: true,
			latest_service: { user_id: AYU, is_resolved: true, notes: 'Done', room_id: roomId },
		});
		expect(receiver.taken()).toEqual(FIRST);
		expect(vendor.rooms()).toHaveLength(1);
		expect(vendor.rooms()[0]).toMatchObject({ sessions: 2, agents: [], isResolved: false });
	});

	it('has one room in each channel', async () => {
		const customerId = 'budi@example.com';
		const first = await qiscus.room({ customerId, name: 'Budi' });
		expect(await qiscus.room({ customerId })).toBe(first);
		expect(await qiscus.room({ customerId, source: 'ig' })).not.toBe(first);
		expect(await qiscus.room()).not.toBe(first);
		expect(vendor.rooms()).toHaveLength(3);
		expect(vendor.rooms()[0]?.customer).toEqual({ id: customerId, name: 'Budi' });
	});

	it.each([
		[{}, 902, 'qiscus'],
		[{ source: 'wa' }, 901, 'wa'],
		[{ source: 'marketplace' }, 903, 'marketplace'],
		[{ channelId: 908 }, 908, 'wa'],
		[{ channelId: 906, source: 'wa' }, 906, 'line'],
	])('writes in a channel: %j', async (options, channelId, source) => {
		await vendor.writes(options);
		expect(vendor.rooms()[0]).toMatchObject({ channelId, source });
		const id = vendor.rooms()[0]?.customer.id;
		expect(id).toMatch(source === 'wa' ? /^628\d{10}$/ : /@example\.com$/);
	});

	it.each([
		[{ roomId: '4711' }, 'There is no room 4711'],
		[{ channelId: 1 }, 'There is no channel 1'],
	])('needs what a test names to be there: %j', async (options, message) => {
		await expect(vendor.writes(options)).rejects.toThrow(message);
	});

	it('sends a file with a caption', async () => {
		const attachment = { url: 'https://files.example.com/a.jpg', caption: 'Foto' };
		await vendor.writes({ attachment });
		const said = { type: 'file_attachment', text: 'Foto', payload: attachment };
		expect(at(bodyOf('botMessage'), 'payload.message')).toMatchObject(said);
		expect(at(bodyOf('newSession'), 'payload.message')).toMatchObject(said);
		await vendor.writes({ attachment: { url: attachment.url }, text: 'Ini' });
		expect(at(bodyOf('botMessage'), 'payload.message.payload')).toEqual({
			caption: 'Ini',
			url: attachment.url,
		});
	});

	it('fills in a form before', async () => {
		const roomId = await qiscus.room({ properties: { Domicile: 'Bandung' } });
		const listed = [{ key: 'Domicile', value: 'Bandung' }];
		expect(at(bodyOf('agentAllocation'), 'extras.user_properties')).toEqual(listed);
		expect(at(bodyOf('newSession'), 'room_log.extras.user_properties')).toEqual(listed);
		await vendor.writes({ roomId });
		expect(vendor.rooms()[0]?.userProperties).toEqual({ Domicile: 'Bandung' });
		await vendor.writes({ roomId, properties: { Plan: 'A' } });
		expect(vendor.rooms()[0]?.userProperties).toEqual({ Plan: 'A' });
	});

	it('is heard by nobody where nothing is registered', async () => {
		for (const slot of SLOTS) vendor.setSlot(slot, { url: receiver.url, enabled: false });
		expect((await vendor.writes()).deliveries).toEqual([]);
		expect(vendor.rooms()[0]).toMatchObject({ isHandledByBot: false, isWaiting: true });
	});
});

describe('the bot', () => {
	const told = async (options: Parameters<Qiscus['writes']>[0]): Promise<boolean> => {
		receiver.taken();
		await vendor.writes(options);
		return receiver.taken().includes('botMessage');
	};

	it('hears of WhatsApp only with the channel’s third-party integration', async () => {
		expect(await told({ channelId: 901 })).toBe(true);
		expect(await told({ channelId: 908 })).toBe(false);
		for (const channel of vendor.channels) channel.isBotEnabled = !channel.isBotEnabled;
		expect(await told({ channelId: 901 })).toBe(false);
		expect(await told({ channelId: 908 })).toBe(true);
		expect(await told({ channelId: 902 })).toBe(true);
	});

	it('hears nothing in a room where it is off, until the next session', async () => {
		const roomId = await qiscus.room();
		const { body } = await qiscus.post(`/bot/${roomId}/activate`, { is_active: false });
		expect(at(body, 'data')).toMatchObject({ room_id: roomId, is_handled_by_bot: false });
		expect(await told({ roomId })).toBe(false);
		await qiscus.postForm(`/bot/${roomId}/activate`, { is_active: 'true' });
		expect(await told({ roomId })).toBe(true);
		await qiscus.post(`/bot/${roomId}/activate`, { is_active: false });
		await vendor.resolves(roomId);
		expect(await told({ roomId })).toBe(true);
	});
});

describe('asking for an agent', () => {
	const asked = async (messages: number): Promise<number[]> => {
		const times: number[] = [];
		let roomId: string | undefined;
		for (let message = 0; message < messages; message += 1) {
			receiver.taken();
			({ roomId } = await vendor.writes(roomId === undefined ? {} : { roomId }));
			times.push(receiver.taken().filter((slot) => slot === 'agentAllocation').length);
		}
		return times;
	};

	it.each<[Quirks['allocationRepeats'], number[]]>([
		['everyMessage', [1, 1, 1]],
		['once', [1, 0, 0]],
		['twice', [2, 0, 0]],
	])('happens %s', async (allocationRepeats, times) => {
		set({ allocationRepeats });
		expect(await asked(3)).toEqual(times);
		const roomId = vendor.rooms()[0]?.id ?? '';
		await vendor.resolves(roomId);
		receiver.taken();
		await vendor.writes({ roomId });
		const again = receiver.taken().filter((slot) => slot === 'agentAllocation');
		expect(again).toHaveLength(times[0] ?? 0);
	});

	it('happens for every message by default, and now and then twice', async () => {
		await vendor.close();
		qiscus = await QiscusClient.start({ seed: 2, quirks: { allocationDoubles: 0.1 } });
		vendor = qiscus.vendor;
		receiver.listenTo(vendor);
		const times = await asked(60);
		expect(new Set(times)).toEqual(new Set([1, 2]));
		expect(times.filter((time) => time === 2).length).toBeLessThan(20);
	});

	it('happens at the same time with the same body where it is doubled', async () => {
		set({ allocationDoubles: 1 });
		const { deliveries } = await vendor.writes();
		const doubled = deliveries.filter(({ slot }) => slot === 'agentAllocation');
		expect(doubled).toHaveLength(2);
		expect(doubled[0]?.body).toBe(doubled[1]?.body);
	});

	it('names the agent with the fewest counted rooms, or nobody', async () => {
		await vendor.writes();
		expect(at(bodyOf('agentAllocation'), 'candidate_agent.id')).toBe(AYU);
		await qiscus.assign(vendor.rooms()[0]?.id ?? '', AYU);
		await vendor.writes();
		expect(at(bodyOf('agentAllocation'), 'candidate_agent.id')).toBe(BAYU);
		await vendor.writes({ channelId: 908 });
		expect(bodyOf('agentAllocation')['candidate_agent']).toBeNull();
	});

	it('says whether the session is new', async () => {
		const roomId = await qiscus.room();
		await vendor.writes({ roomId });
		expect(bodyOf('agentAllocation')['is_new_session']).toBe(false);
	});
});

describe('those who serve', () => {
	it('resolve a room, in person or by API', async () => {
		const roomId = await qiscus.room({ source: 'wa' });
		await qiscus.assign(roomId, AYU);
		await vendor.resolves(roomId, { notes: 'Done' });
		expect(bodyOf('markAsResolved')).toMatchObject({
			resolved_by: { id: AYU, type: 'agent', email: 'ayu.lestari@example.com' },
			service: { room_id: roomId, notes: 'Done', is_resolved: true, source: 'wa' },
			channel: { id: 901, name: 'Customer Care', source: 'wa' },
		});
		const comments = vendor.rooms()[0]?.comments ?? [];
		expect(at(bodyOf('markAsResolved'), 'service.first_comment_id')).toBe(comments[0]?.id);
		expect(vendor.rooms()[0]).toMatchObject({ isResolved: true, notes: 'Done' });
		await expect(vendor.resolves(roomId)).rejects.toThrow('is resolved already');

		const other = await qiscus.room();
		const path = '/api/v1/admin/service/mark_as_resolved';
		await qiscus.postForm(path, { room_id: other, notes: 'By API' });
		await vendor.settled();
		expect(bodyOf('markAsResolved')).toMatchObject({
			resolved_by: { id: ADMIN, type: 'admin' },
			service: { room_id: other, notes: 'By API' },
		});
	});

	it.each([
		[undefined, 'admin'],
		[SUPERVISOR, 'supervisor'],
	])('may be others than who is in the room: %s', async (by, type) => {
		await vendor.resolves(await qiscus.room(), by === undefined ? {} : { by });
		expect(at(bodyOf('markAsResolved'), 'resolved_by.type')).toBe(type);
		expect(at(bodyOf('markAsResolved'), 'service.notes')).toBeNull();
	});

	it('log out and in', async () => {
		const record = await vendor.logsOut(AYU);
		expect(record).toMatchObject({ slot: 'userLogout', status: 200 });
		expect(bodyOf('userLogout')).toMatchObject({
			type: 'auth',
			payload: {
				action: 'logout',
				timestamp: START_MS / 1000,
				user: { id: AYU, type_as_string: 'agent', is_available: true },
			},
		});
		const shown = async (): Promise<unknown> =>
			at((await qiscus.get(`/api/v2/admin/agent/${AYU}`)).body, 'data.agent');
		expect(await shown()).toMatchObject({ is_available: false });
		receiver.taken();
		qiscus.clock.now += 60_000;
		vendor.logsIn(AYU);
		expect(await shown()).toMatchObject({
			is_available: true,
			last_login: '2027-01-15T08:01:00Z',
		});
		expect(receiver.taken()).toEqual([]);
		await expect(vendor.logsOut(1)).rejects.toThrow('There is no agent 1');
	});

	it('click a button', async () => {
		const roomId = await qiscus.room({
			source: 'wa',
			name: 'Rina',
			properties: { City: 'Bandung' },
		});
		await qiscus.assign(roomId, AYU);
		await qiscus.post('/api/v1/room_tag/create', { room_id: roomId, tag: 'vip' });
		expect(await vendor.clicksButton(roomId)).toMatchObject({ slot: 'customButton', status: 200 });
		expect(bodyOf('customButton')).toMatchObject({
			additional_info: [{ key: 'City', value: 'Bandung' }],
			agent: { name: 'Ayu Lestari', type: 'agent' },
			channel_id: 901,
			channel_name: 'Customer Care',
			channel_type: 'WhatsApp',
			customer: { name: 'Rina' },
			customer_properties: [{ id: 1, label: 'WEBSITE', value: '' }, {}, {}],
			notes: null,
			room_id: Number(roomId),
			tag: [{ id: 501, name: 'vip' }],
		});
		await vendor.clicksButton(roomId, { by: SUPERVISOR });
		expect(at(bodyOf('customButton'), 'agent.type')).toBe('supervisor');
		await expect(vendor.clicksButton('4711')).rejects.toThrow('There is no room 4711');
	});
});

describe('payloads', () => {
	/** Everything that has its own shape, told of a room that was resolved once. */
	const everything = async (): Promise<void> => {
		const roomId = await qiscus.room({ source: 'wa', properties: { Address: '-' } });
		await qiscus.assign(roomId, AYU);
		await qiscus.post('/api/v1/room_tag/create', { room_id: roomId, tag: 'vip' });
		await vendor.clicksButton(roomId);
		await vendor.resolves(roomId, { notes: 'Done' });
		await vendor.writes({
			roomId,
			attachment: { url: 'https://files.example.com/a', caption: 'A' },
		});
		await vendor.logsOut(AYU);
	};

	/** Each member in its order with the type of its value, as far as both know one. */
	const shapeOf = (value: unknown, other: unknown, place = ''): string[] => {
		const [mine, theirs] = [held(value), held(other)];
		if (mine === null || theirs === null) return [`${place}: null`];
		if (Array.isArray(mine)) {
			const isListed = Array.isArray(theirs) && theirs.length > 0 && mine.length > 0;
			return isListed ? shapeOf(mine[0], theirs[0], `${place}.0`) : [`${place}: list`];
		}
		if (typeof mine !== 'object') return [`${place}: ${typeof mine}`];
		return Object.entries(mine as Json).flatMap(([name, member]) =>
			shapeOf(member, (theirs as Json | undefined)?.[name], `${place}.${name}`),
		);
	};

	/** What is in a text that is an object, without what was planted. */
	const held = (value: unknown): unknown => {
		if (typeof value === 'string' && value.startsWith('{')) return held(JSON.parse(value));
		if (typeof value !== 'object' || value === null || !('sdk_key' in value)) return value;
		const { sdk_key: _, agent, ...rest } = value as Json;
		return agent === undefined ? value : rest;
	};

	/** Free-form information has members of any name; what is not in every sample is left out. */
	const comparable = (lines: string[]): string[] =>
		lines
			.filter((line) => !/\.extras\.user_properties|\.message\.payload\./.test(line))
			.map((line) => line.replace(/(additional_info\.0)\.\w+/, '$1.any'));

	it.each<[Quirks['payloads'], SlotName, string]>([
		['newer', 'newSession', 'newSession.attachment'],
		['newer', 'botMessage', 'botMessage.attachment'],
		['newer', 'agentAllocation', 'agentAllocation.newer'],
		['newer', 'markAsResolved', 'markAsResolved.newer'],
		['newer', 'customButton', 'customButton.filled'],
		['newer', 'userLogout', 'userLogout.agent'],
		['older', 'newSession', 'newSession'],
		['older', 'botMessage', 'botMessage'],
		['older', 'agentAllocation', 'agentAllocation'],
		['older', 'markAsResolved', 'markAsResolved'],
		['older', 'customButton', 'customButton'],
		['older', 'userLogout', 'userLogout'],
	])('%s: %s has the shape of %s', async (payloads, slot, name) => {
		set({ payloads });
		await everything();
		const [mine, theirs] = [bodyOf(slot), fixtureOf(name)];
		expect(comparable(shapeOf(mine, theirs))).toEqual(comparable(shapeOf(theirs, mine)));
	});

	it.each<Quirks['payloads']>(['newer', 'older'])(
		'%s have the marker where real ones may have secrets',
		async (payloads) => {
			set({ payloads });
			await everything();
			const isMarked = expect.stringContaining(vendor.marker) as unknown;
			const places: ReadonlyArray<[SlotName, string]> = [
				['newSession', 'payload.room.options.sdk_key'],
				['newSession', 'room_log.extras.sdk_key'],
				['botMessage', 'payload.room.options.agent.authentication_token'],
				['agentAllocation', 'extras.agent.authentication_token'],
				['agentAllocation', 'candidate_agent.sdk_key'],
				['userLogout', 'payload.user.sdk_key'],
			];
			for (const [slot, place] of places) {
				expect([slot, place, at(bodyOf(slot), place)]).toEqual([slot, place, isMarked]);
			}
			const token = at(bodyOf('agentAllocation'), 'candidate_agent.authentication_token');
			expect(token).toEqual(payloads === 'older' ? isMarked : undefined);
		},
	);

	it('leave what a customer writes as it is', async () => {
		const text = '{"sdk_key": "<<secret:x>>"}';
		await vendor.writes({ text });
		expect(at(bodyOf('newSession'), 'payload.message')).toMatchObject({ text });
		expect((bodyOf('botMessage')['payload'] as Json)['message']).toMatchObject({ text });
	});

	it('are signed and lost as events are', async () => {
		set({ signing: { header: 'qiscus-signature-key', secret: 's', encoding: 'hex' } });
		vendor.setSlot('newSession', { url: 'http://127.0.0.1:1/', enabled: true });
		const { deliveries } = await vendor.writes();
		expect(deliveries[0]).toMatchObject({ slot: 'newSession', status: null });
		expect(deliveries[1]?.headers).toHaveProperty('qiscus-signature-key');
		expect(receiver.taken()).toEqual(['agentAllocation', 'botMessage']);
	});

	it('are the same for the same seed', async () => {
		const drawn = async (seed: number): Promise<string[]> => {
			await restart(seed);
			return (await vendor.writes()).deliveries.map(({ body }) => body);
		};
		const first = await drawn(7);
		expect(await drawn(7)).toEqual(first);
		expect(await drawn(8)).not.toEqual(first);
	});
});
