import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import type * as NodeModule from '../../../../../nodes/Qiscus/Qiscus.node';
import { AYU, BAYU, deciding, type Deciding, DIMAS, linesOf, load } from './deciding';

jest.setTimeout(60_000);

const asked = (more: INodeParameters = {}): INodeParameters => ({
	operation: 'assignWaitingRooms',
	pool: 'agents',
	agentIds: [AYU, BAYU],
	...more,
});
const itemOf = (roomId: string): IDataObject => ({
	event: 'agentAllocation',
	room: { id: roomId },
});
const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

async function untilAssigned(one: Deciding): Promise<void> {
	while (one.calls(/assign_agent/).length === 0) await pause(5);
}

/** The node as another of n8n's processes has it, which shares n8n's database and nothing else. */
function nodeOfAnotherProcess(): INodeType {
	let node: INodeType | undefined;
	jest.isolateModules(() => {
		const { Qiscus } = jest.requireActual<typeof NodeModule>(
			'../../../../../nodes/Qiscus/Qiscus.node',
		);
		node = new Qiscus();
	});
	if (node === undefined) throw new Error('There is no node');
	return node;
}

it.concurrent('the rooms of the list and of the items, each once, oldest first', async () => {
	await deciding(async (one) => {
		const ids: string[] = [];
		for (let at = 0; at < 3; at++) {
			ids.push(await one.writes());
			await pause(5);
		}
		const [a = '', b = '', c = ''] = ids;
		const { assigned, waiting, outputs } = await one.run(asked({ cap: 1 }), [
			{ some: 'other' },
			itemOf(c),
			itemOf(c),
			{ event: 'botMessage', room: { id: c } },
		]);
		expect(linesOf(assigned)).toEqual([`${a} ${AYU}`, `${b} ${BAYU}`]);
		expect(linesOf(waiting)).toEqual([`${c} everybodyAtCap`]);
		expect(outputs.map((items) => items.map(({ pairedItem }) => pairedItem))).toEqual([
			[{ item: 1 }, { item: 1 }],
			[{ item: 1 }],
		]);
		expect(assigned[0]?.room).toEqual({ id: a, channelId: '902' });
		expect(one.calls(/assign_agent/)).toHaveLength(2);
	});
});

it.concurrent('a room that the list lacks still is served', async () => {
	await deciding(
		async (one) => {
			const id = await one.writes();
			const none = await one.run(asked());
			expect([none.assigned, none.waiting]).toEqual([[], []]);
			const { assigned } = await one.run(asked(), [itemOf(id)]);
			expect(linesOf(assigned)).toEqual([`${id} ${AYU}`]);
		},
		{ newRoomLagMs: 60_000 },
	);
});

it.concurrent(
	'that a listed room needs nobody is no news, of one that an item names it is',
	async () => {
		await deciding(
			async (one) => {
				const [served = '', named = ''] = await load(one, DIMAS, 2);
				const { assigned, waiting } = await one.run(asked(), [itemOf(named)]);
				expect([linesOf(assigned), waiting]).toEqual([[`${named} alreadyServed`], []]);
				expect(one.room(served).agents).toEqual([DIMAS]);
			},
			{ newRoomLagMs: 300 },
		);
	},
);

it.concurrent('an empty list is no items', async () => {
	await deciding(async (one) => {
		const { outputs } = await one.run(asked());
		expect(outputs).toEqual([[], []]);
		expect(one.calls()).toEqual(['POST /api/v2/customer_rooms']);
	});
});

it.concurrent('as a tool, everything is on the one output', async () => {
	await deciding(async (one) => {
		const [a, b] = [await one.writes(), await one.writes()];
		const parameters = asked({ cap: 1, agentIds: [AYU] });
		const { outputs } = await one.run(parameters, [{}], { isTool: true });
		expect(outputs.map((items) => linesOf(items.map(({ json }) => json)))).toEqual([
			[`${a} ${AYU}`, `${b} everybodyAtCap`],
		]);
	});
});

it.concurrent('counts that lag keep nobody over the cap, from run to run', async () => {
	await deciding(
		async (one) => {
			for (const agent of one.vendor.agents) one.vendor.setAgent(agent.id, { maxLagMs: 3_000 });
			const assigned: string[] = [];
			for (let at = 0; at < 4; at++) {
				const id = await one.writes();
				assigned.push(...linesOf((await one.run(asked({ cap: 1 }), [itemOf(id)])).assigned));
			}
			expect(assigned).toHaveLength(2);
			expect([AYU, BAYU].map((id) => one.vendor.maxLoadSeen(id))).toEqual([1, 1]);
		},
		{ countLagMs: 3_000 },
	);
});

describe('while another run decides', () => {
	it.concurrent(
		'one of its process gives nothing, asks Qiscus nothing, and its room is served there',
		async () => {
			await deciding(async (one) => {
				const [a, b] = [await one.writes(), await one.writes()];
				const first = one.run(asked({ cap: 1 }), [itemOf(a)]);
				await untilAssigned(one);
				await pause(100);
				const c = await one.writes();
				const before = one.calls().length;
				const startMs = Date.now();
				const second = await one.run(asked({ cap: 1 }), [itemOf(c)]);
				expect(second.outputs).toEqual([[], []]);
				expect(Date.now() - startMs).toBeLessThan(500);
				expect(one.calls()).toHaveLength(before);
				const { assigned, waiting } = await first;
				expect(linesOf(assigned)).toEqual([`${a} ${AYU}`, `${b} ${BAYU}`]);
				expect(linesOf(waiting)).toEqual([`${c} everybodyAtCap`]);
			});
		},
	);

	// jest can load modules anew outside of concurrent tests only.
	it('one of another process leaves a mark, and the list is read again', async () => {
		const nodeType = nodeOfAnotherProcess();
		await deciding(async (one) => {
			const a = await one.writes();
			const first = one.run(asked({ cap: 1 }), [itemOf(a)]);
			await untilAssigned(one);
			const b = await one.writes();
			const before = one.calls().length;
			const second = await one.run(asked({ cap: 1 }), [itemOf(b)], { nodeType });
			expect(second.outputs).toEqual([[], []]);
			expect(one.calls()).toHaveLength(before);
			expect(linesOf((await first).assigned)).toEqual([`${a} ${AYU}`, `${b} ${BAYU}`]);
			const lists = one.calls(/POST .*customer_rooms/);
			expect(lists).toHaveLength(2);
		});
	});

	it('two that begin at the same time in two processes: one decides', async () => {
		const nodeType = nodeOfAnotherProcess();
		await deciding(async (one) => {
			const ids = [await one.writes(), await one.writes()];
			const given = await Promise.all(
				ids.map(
					async (id, at) => await one.run(asked(), [itemOf(id)], at === 0 ? {} : { nodeType }),
				),
			);
			const assigned = given.map((each) => linesOf(each.assigned));
			expect(assigned.map((lines) => lines.length).sort()).toEqual([0, 2]);
			expect(one.vendor.assignments).toHaveLength(2);
			expect(ids.map((id) => one.room(id).agents.length)).toEqual([1, 1]);
		});
	});
});

it.concurrent('where Qiscus fails in the middle, what was assigned comes out', async () => {
	await deciding(async (one) => {
		const ids = [await one.writes(), await one.writes()];
		const answer = {
			status: 429,
			headers: { 'content-type': 'application/json' },
			body: '{"errors":"slow down"}',
		};
		one.vendor.failNext({ path: /assign_agent/, skip: 1 }, answer);
		const { assigned, waiting } = await one.run(asked());
		expect(linesOf(assigned)).toEqual([`${ids[0]} ${AYU}`]);
		expect(linesOf(waiting)).toEqual([`${ids[1]} notDecided`]);
		expect(waiting[0]?.reason).toBe(
			'Qiscus is receiving too many requests (“slow down”, HTTP 429)',
		);
	});
});

it.concurrent(
	'an answer that is lost leaves the room waiting, and the next run sees who has it',
	async () => {
		await deciding(async (one) => {
			const id = await one.writes();
			one.vendor.failNext({ path: /assign_agent/ }, 'cutAfter');
			const { waiting } = await one.run(asked(), [itemOf(id)]);
			expect(linesOf(waiting)).toEqual([`${id} noAnswer`]);
			const { assigned } = await one.run(asked(), [itemOf(id)]);
			expect(linesOf(assigned)).toEqual([`${id} alreadyServed`]);
			expect(one.vendor.loadOf(AYU)).toBe(1);
		});
	},
);
