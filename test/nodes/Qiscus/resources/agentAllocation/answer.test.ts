import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	AYU,
	BAYU,
	CITRA,
	deciding,
	DIMAS,
	EKA,
	HADI,
	KARTIKA,
	linesOf,
	load,
	NOBODYS,
	POOL,
	SALES,
	SUPERVISOR,
	SUPPORT,
} from './deciding';

jest.setTimeout(60_000);

const FOLDER = join(__dirname, '../../../../fixtures/qiscus');
const fixture = (name: string) =>
	JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as IDataObject;

const asked = (more: INodeParameters = {}): INodeParameters => ({ operation: 'answer', ...more });
const itemOf = (roomId: string, more: IDataObject = {}): IDataObject => ({
	event: 'agentAllocation',
	room: { id: roomId },
	...more,
});
const idsOf = (...ids: number[]) => ids.map(String);

describe('the room', () => {
	it.concurrent.each<[string, (roomId: string) => IDataObject]>([
		[
			'simplified',
			(id) => ({
				...fixture('expected/agentAllocation.newer.json'),
				room: { id, source: 'qiscus' },
			}),
		],
		['raw', (room_id) => ({ ...fixture('events/agentAllocation.newer.json'), room_id })],
		['raw with a number', (id) => ({ room_id: Number(id) })],
	])('is that of the item (%s)', async (_, make) => {
		await deciding(async (one) => {
			const roomId = await one.writes();
			const { assigned, waiting } = await one.run(asked(), [make(roomId)]);
			expect([linesOf(assigned), waiting]).toEqual([[`${roomId} ${AYU}`], []]);
			expect(one.room(roomId).agents).toEqual([AYU]);
		});
	});

	it.concurrent('may be any, and the item tells all of the decision', async () => {
		await deciding(async (one) => {
			const roomId = await one.writes();
			await load(one, AYU, 1);
			const { assigned, outputs } = await one.run(
				asked({ roomId, pool: 'agents', agentIds: idsOf(AYU, BAYU, KARTIKA) }),
			);
			expect(assigned).toEqual([
				{
					room: { id: roomId, channelId: null },
					outcome: 'assigned',
					agent: {
						id: String(BAYU),
						name: 'Bayu Nugroho',
						email: 'bayu.nugroho@example.com',
						role: 'agent',
						isOnline: true,
						customerCount: 0,
						divisions: [{ id: String(SALES), name: 'Sales' }],
						channelIds: expect.arrayContaining([expect.any(String)]) as string[],
						cap: 2,
					},
					reason: 'Least busy of 2: Bayu Nugroho has 0 of 2 customers',
					waitingReason: null,
					waitingSince: expect.stringMatching(/^\d{4}-.*Z$/) as string,
					waitingMs: expect.any(Number) as number,
					candidates: [
						{ id: String(AYU), name: 'Ayu Lestari', customerCount: 1, cap: 2, obstacle: null },
						{ id: String(BAYU), name: 'Bayu Nugroho', customerCount: 0, cap: 2, obstacle: null },
						{
							id: String(KARTIKA),
							name: 'Kartika Sari',
							customerCount: 0,
							cap: 2,
							obstacle: 'offline',
						},
					],
				},
			]);
			expect(outputs[0]?.[0]?.pairedItem).toEqual({ item: 0 });
			expect(one.calls(/assign_agent/)).toHaveLength(1);
			expect(one.vendor.requests.find(({ path }) => /assign_agent/.test(path))?.body).toBe(
				JSON.stringify({
					room_id: roomId,
					agent_id: String(BAYU),
					replace_latest_agent: false,
					max_agent: 1,
				}),
			);
		});
	});
});

describe('who is chosen', () => {
	it.concurrent.each<[string, INodeParameters, number, IDataObject?]>([
		['the least busy', {}, DIMAS],
		['Qiscus’ candidate', { strategy: 'candidateFirst' }, EKA, { candidateAgent: { id: EKA } }],
		['the last agent', { strategy: 'lastAgentFirst' }, BAYU, { latestService: { userId: BAYU } }],
		[
			'the first in the given order',
			{ strategy: 'givenOrder', pool: 'agents', agentIds: [String(BAYU), AYU, DIMAS] },
			BAYU,
		],
		['the next in turn', { strategy: 'roundRobin' }, AYU],
		['of a division', { pool: 'divisions', divisionIds: [SUPPORT] }, DIMAS],
		[
			'of two divisions with commas',
			{ pool: 'divisions', divisionIds: `=${NOBODYS},${SUPPORT}` },
			DIMAS,
		],
		[
			'of the fallback division',
			{ pool: 'agents', agentIds: [KARTIKA], options: { fallbackDivisionIds: [NOBODYS, POOL] } },
			HADI,
		],
		['a supervisor', { options: { roles: ['supervisor'] } }, SUPERVISOR],
		[
			'who is under their own cap',
			{ options: { capsByAgent: { caps: [{ id: String(DIMAS), cap: 0 }] } } },
			EKA,
		],
		[
			'who is under the cap of the division',
			{ options: { capsByDivision: { caps: [{ id: SUPPORT, cap: '0' }] } } },
			HADI,
		],
		[
			'whose own cap goes before the division’s',
			{
				options: {
					capsByDivision: { caps: [{ id: SUPPORT, cap: 0 }] },
					capsByAgent: { caps: [{ id: EKA, cap: 1 }] },
				},
			},
			EKA,
		],
	])('%s', async (_, more, agentId, item = {}) => {
		await deciding(async (one) => {
			for (const id of [AYU, BAYU, CITRA]) await load(one, id, 1);
			const roomId = await one.writes();
			const { assigned } = await one.run(asked(more), [itemOf(roomId, item)]);
			expect(linesOf(assigned)).toEqual([`${roomId} ${agentId}`]);
			expect(one.room(roomId).agents).toEqual([agentId]);
		});
	});

	it.concurrent('anybody, where it is drawn', async () => {
		await deciding(async (one) => {
			const roomId = await one.writes();
			const { assigned } = await one.run(asked({ strategy: 'random' }), [itemOf(roomId)]);
			expect(assigned[0]?.reason).toMatch(/^Drawn from 8: /);
		});
	});

	it.concurrent('one after the other, from run to run', async () => {
		await deciding(async (one) => {
			const turns: string[] = [];
			for (let at = 0; at < 3; at++) {
				const roomId = await one.writes();
				const parameters = asked({
					strategy: 'roundRobin',
					pool: 'divisions',
					divisionIds: [SALES],
				});
				const { assigned } = await one.run(parameters, [itemOf(roomId)]);
				turns.push(String((assigned[0]?.agent as IDataObject | undefined)?.id));
			}
			expect(turns).toEqual(idsOf(AYU, BAYU, CITRA));
			expect(one.staticData).toEqual({ 'node:Qiscus': { agentId: String(CITRA) } });
		});
	});
});

describe('what comes of a room', () => {
	it.concurrent('that has an agent, or is resolved, is no failure', async () => {
		await deciding(async (one) => {
			const [served = ''] = await load(one, AYU, 1);
			const resolved = await one.writes();
			await one.vendor.resolves(resolved);
			const { assigned, waiting } = await one.run(asked(), [itemOf(served), itemOf(resolved)]);
			expect(linesOf(assigned)).toEqual([`${served} alreadyServed`, `${resolved} resolved`]);
			expect(waiting).toEqual([]);
			expect(assigned.map(({ agent }) => agent)).toEqual([null, null]);
			expect(one.room(served).agents).toEqual([AYU]);
		});
	});

	it.concurrent.each<[string, INodeParameters]>([
		['nobodyOnline', { pool: 'agents', agentIds: [KARTIKA] }],
		['outsidePool', { pool: 'divisions', divisionIds: [NOBODYS] }],
		['outsidePool', { options: { roles: [] } }],
		['everybodyAtCap', { pool: 'agents', agentIds: [AYU], cap: 1 }],
		[
			'everybodyAtCap',
			{
				options: { capsByAgent: { caps: [{ id: AYU, cap: 0 }] } },
				pool: 'agents',
				agentIds: [AYU],
			},
		],
	])('that nobody can take, waits: %s', async (reason, more) => {
		await deciding(async (one) => {
			await load(one, AYU, 1);
			const roomId = await one.writes();
			const { assigned, waiting } = await one.run(asked(more), [itemOf(roomId)]);
			expect(assigned).toEqual([]);
			expect(waiting).toEqual([
				{
					room: { id: roomId, channelId: null },
					outcome: 'waiting',
					agent: null,
					reason: expect.stringMatching(/^(Nobody|Everybody) /) as string,
					waitingReason: reason,
					waitingSince: expect.any(String) as string,
					waitingMs: expect.any(Number) as number,
					candidates: expect.any(Array) as unknown[],
				},
			]);
			expect(one.room(roomId).agents).toEqual([]);
			expect(one.calls(/assign_agent/)).toEqual([]);
		});
	});

	it.concurrent('a spurious refusal is overcome', async () => {
		await deciding(
			async (one) => {
				const roomId = await one.writes();
				const { assigned } = await one.run(asked(), [itemOf(roomId)]);
				expect(linesOf(assigned)).toEqual([`${roomId} ${AYU}`]);
			},
			{ spuriousMaxAgents: 1 },
		);
	});

	it.concurrent('that Qiscus does not know, or whose id is odd, waits with why', async () => {
		await deciding(async (one) => {
			const good = await one.writes();
			const ids = ['../x', 'a/b?c=d#e'.padEnd(100, '1'), good];
			const { assigned, waiting } = await one.run(
				asked(),
				ids.map((id) => itemOf(id)),
			);
			expect(linesOf(assigned)).toEqual([`${good} ${AYU}`]);
			expect(linesOf(waiting)).toEqual(ids.slice(0, 2).map((id) => `${id} notDecided`));
			expect(waiting[0]?.reason).toBe('Room not found');
			expect(one.calls(/\.\./)).toEqual([]);
		});
	});
});

describe('several items', () => {
	it.concurrent('each room once, each with the settings of its item', async () => {
		await deciding(async (one) => {
			const [a, b, c] = [await one.writes(), await one.writes(), await one.writes()];
			const parameters = asked({
				pool: 'agents',
				agentIds: '={{ $json.team }}',
				cap: '={{ $json.cap }}',
			});
			const { assigned, waiting, outputs } = await one.run(parameters, [
				itemOf(a, { team: [BAYU], cap: 1 }),
				itemOf(b, { team: `${BAYU}`, cap: '1' }),
				itemOf(a, { team: [AYU], cap: 1 }),
				itemOf(c, { team: DIMAS, cap: 9 }),
			]);
			expect(linesOf(assigned)).toEqual([`${a} ${BAYU}`, `${c} ${DIMAS}`]);
			expect(linesOf(waiting)).toEqual([`${b} everybodyAtCap`]);
			expect(outputs.flat().map(({ pairedItem }) => pairedItem)).toEqual([
				{ item: 0 },
				{ item: 3 },
				{ item: 1 },
			]);
			expect(one.calls(/agents/).filter((call) => !/assign/.test(call))).toHaveLength(
				one.calls(/GET .*admin\/agents/).length,
			);
		});
	});

	it.concurrent('what is wrong with one does not keep the others waiting', async () => {
		await deciding(async (one) => {
			const [a, b] = [await one.writes(), await one.writes()];
			const onError = 'continueRegularOutput' as const;
			const { outputs } = await one.run(
				asked({ cap: '={{ $json.cap ?? 2 }}' }),
				[itemOf(a), { room: {} }, itemOf(b, { cap: 'x' }), { room: { id: {} } }],
				{ onError },
			);
			expect(outputs[0]?.map(({ json, pairedItem }) => [linesOf([json])[0], pairedItem])).toEqual([
				[`${a} ${AYU}`, { item: 0 }],
				['Room ID is empty', { item: 1 }],
				['Customers per Agent is not a whole number from 1 on', { item: 2 }],
				['Room ID is not the ID of a room', { item: 3 }],
			]);
			expect(outputs[1]).toEqual([]);
			expect(one.room(b).agents).toEqual([]);
		});
	});

	it.concurrent(
		'where one stops the execution, nobody is assigned of whom no item tells',
		async () => {
			await deciding(async (one) => {
				const roomId = await one.writes();
				const error = await one.fails(asked(), [itemOf(roomId), { room: {} }]);
				expect([error.message, error.context.itemIndex]).toEqual(['Room ID is empty', 1]);
				expect(one.calls()).toEqual([]);
			});
		},
	);

	it.concurrent('trouble of Qiscus’ is the error of each', async () => {
		await deciding(async (one) => {
			const roomId = await one.writes();
			one.vendor.revokeTokens();
			one.vendor.failNext(
				{ path: /available_agents/ },
				{
					status: 401,
					headers: { 'content-type': 'application/json' },
					body: '{"errors":"Unauthorized"}',
				},
				2,
			);
			const error = await one.fails(asked(), [itemOf(roomId)]);
			expect(error.message).toBe(
				'Qiscus did not accept the App ID and the Secret Key (“Unauthorized”, HTTP 401)',
			);
			expect(error.context.itemIndex).toBe(0);
			const { assigned } = await one.run(asked(), [itemOf(roomId), itemOf('1')], {
				onError: 'continueRegularOutput',
			});
			expect(linesOf(assigned)).toEqual([error.message, error.message]);
		});
	});
});

it.concurrent('as a tool, everything is on the one output', async () => {
	await deciding(async (one) => {
		const [a, b] = [await one.writes(), await one.writes()];
		const parameters = asked({ pool: 'agents', agentIds: [AYU], cap: 1 });
		const { outputs } = await one.run(parameters, [itemOf(a), itemOf(b)], { isTool: true });
		expect(outputs.map((items) => linesOf(items.map(({ json }) => json)))).toEqual([
			[`${a} ${AYU}`, `${b} everybodyAtCap`],
		]);
	});
});

it.concurrent('while another run decides, its room is brought there, and it says so', async () => {
	await deciding(async (one) => {
		const [a, b] = [await one.writes(), await one.writes()];
		const first = one.run(asked(), [itemOf(a)]);
		while (one.calls(/assign_agent/).length === 0) await new Promise((go) => setTimeout(go, 10));
		const before = one.calls().length;
		const { assigned, waiting } = await one.run(asked(), [itemOf(b)]);
		expect([assigned, linesOf(waiting)]).toEqual([[], [`${b} notDecided`]]);
		expect(waiting[0]?.reason).toMatch(/^Another run of this node decides just now/);
		expect(one.calls()).toHaveLength(before);
		expect(linesOf((await first).assigned)).toEqual([`${a} ${AYU}`, `${b} ${BAYU}`]);
	});
});

it.concurrent('what was brought comes out where the first item is bad', async () => {
	await deciding(async (one) => {
		const [a, b] = [await one.writes(), await one.writes()];
		const first = one.run(asked(), [{ room: {} }, itemOf(a)], { onError: 'continueRegularOutput' });
		while (one.calls(/assign_agent/).length === 0) await new Promise((go) => setTimeout(go, 10));
		await one.run(asked(), [itemOf(b)]);
		const { assigned } = await first;
		expect(one.room(b).agents).toEqual([BAYU]);
		expect(linesOf(assigned)).toEqual(['Room ID is empty', `${a} ${AYU}`, `${b} ${BAYU}`]);
	});
});
