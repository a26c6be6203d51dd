import type { INodeParameters } from 'n8n-workflow';

import { AYU, BAYU, CITRA, deciding, type Deciding, DIMAS, linesOf, load } from './deciding';

jest.setTimeout(60_000);

const asked = (more: INodeParameters = {}): INodeParameters => ({
	operation: 'reassignRooms',
	gracePeriod: 0,
	pool: 'agents',
	agentIds: [AYU, BAYU, CITRA],
	...more,
});
const isThere = ({ vendor }: Deciding, agentId: number, isAvailable: boolean) =>
	vendor.setAgent(agentId, { isAvailable });
const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

it.concurrent(
	'the rooms of whoever is offline are given to others, and nobody else’s',
	async () => {
		await deciding(async (one) => {
			const ofAyu = await load(one, AYU, 2);
			const [ofBayu = ''] = await load(one, BAYU, 1);
			const waits = await one.writes();
			isThere(one, AYU, false);
			const { assigned, waiting } = await one.run(asked());
			expect(linesOf(assigned).sort()).toEqual([`${ofAyu[0]} ${CITRA}`, `${ofAyu[1]} ${BAYU}`]);
			expect(waiting).toEqual([]);
			expect(ofAyu.map((id) => one.room(id).agents)).toEqual([[CITRA], [BAYU]]);
			expect(one.room(ofBayu).agents).toEqual([BAYU]);
			expect(one.room(waits).agents).toEqual([]);
			const bodies = one.vendor.requests.filter(({ path }) => /assign_agent/.test(path));
			for (const { body } of bodies) expect(body).toContain('"replace_latest_agent":true');
		});
	},
);

it.concurrent('forced offline is offline too', async () => {
	await deciding(async (one) => {
		const [id] = await load(one, AYU, 1);
		one.vendor.setAgent(AYU, { forceOffline: true });
		expect(linesOf((await one.run(asked())).assigned)).toEqual([`${id} ${BAYU}`]);
	});
});

it.concurrent(
	'not before the grace period is over, which begins anew whenever they come back',
	async () => {
		await deciding(async (one) => {
			const [id] = await load(one, AYU, 1);
			isThere(one, AYU, false);
			const later = asked({ gracePeriod: 1 });
			const none = async () => expect((await one.run(later)).outputs).toEqual([[], []]);
			await none();
			await pause(700);
			isThere(one, AYU, true);
			await none();
			isThere(one, AYU, false);
			await none();
			await pause(700);
			await none();
			await pause(500);
			expect(linesOf((await one.run(later)).assigned)).toEqual([`${id} ${BAYU}`]);
			expect(one.calls(/assign_agent/)).toHaveLength(1);
		});
	},
);

it.concurrent('what nobody can take waits, and stays where it is', async () => {
	await deciding(async (one) => {
		const [a, b] = await load(one, AYU, 2);
		await load(one, BAYU, 1);
		isThere(one, AYU, false);
		const { assigned, waiting } = await one.run(asked({ agentIds: [AYU, BAYU], cap: 2 }));
		expect(linesOf(assigned)).toEqual([`${a} ${BAYU}`]);
		expect(linesOf(waiting)).toEqual([`${b} everybodyAtCap`]);
		expect(one.room(b ?? '').agents).toEqual([AYU]);
		const none = await one.run(asked({ agentIds: [AYU] }));
		expect(linesOf(none.waiting)).toEqual([`${b} nobodyOnline`]);
	});
});

it.concurrent('a list that is late takes no room from whoever has it now', async () => {
	await deciding(async (one) => {
		const [id = ''] = await load(one, AYU, 1);
		isThere(one, AYU, false);
		// The list of Ayu's rooms as it was before Dimas took over.
		const rows = JSON.stringify({
			data: {
				customer_rooms: [
					{ id: 1, room_id: id, channel_id: 902, is_resolved: false, is_waiting: false },
				],
			},
			meta: { cursor_after: null },
			status: 200,
		});
		await one.run({
			operation: 'handOverToAgent',
			roomId: id,
			agent: { __rl: true, mode: 'id', value: String(DIMAS) },
			replaceLatestAgent: true,
		});
		await load(one, AYU, 1);
		// Not long enough for their own rooms.
		isThere(one, DIMAS, false);
		one.vendor.failNext(
			{ method: 'POST', path: /customer_rooms/ },
			{ status: 200, headers: { 'content-type': 'application/json' }, body: rows },
		);
		one.vendor.failNext(
			{ method: 'POST', path: /customer_rooms/ },
			{
				status: 200,
				headers: { 'content-type': 'application/json' },
				body: '{"data":{"customer_rooms":[]},"status":200}',
			},
		);
		const { assigned, waiting } = await one.run(asked());
		expect(linesOf([...assigned, ...waiting])).not.toContain(`${id} ${BAYU}`);
		expect(one.room(id).agents).toEqual([DIMAS]);
		expect(one.calls(/assign_agent/)).toEqual([]);
	});
});

it.concurrent('of an agent who came back while the list was old, nothing is moved', async () => {
	await deciding(async (one) => {
		const [id = ''] = await load(one, AYU, 1);
		const agents = await fetch(`${one.vendor.url}/api/v2/admin/agents?limit=100`, {
			headers: {
				'Qiscus-App-Id': one.vendor.app.code,
				'Qiscus-Secret-Key': one.vendor.app.secretKey,
			},
		});
		const body = JSON.parse(await agents.text()) as {
			data: { agents: Array<{ id: number; is_available: boolean }> };
		};
		for (const agent of body.data.agents) if (agent.id === AYU) agent.is_available = false;
		one.vendor.requests.splice(0);
		one.vendor.failNext(
			{ path: /admin\/agents/ },
			{
				status: 200,
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			},
		);
		const { assigned, waiting } = await one.run(asked());
		expect([assigned, waiting]).toEqual([[], []]);
		expect(one.room(id).agents).toEqual([AYU]);
		expect(one.calls(/assign_agent/)).toEqual([]);
	});
});

it.concurrent('where nobody is offline, nothing is asked but for the agents', async () => {
	await deciding(async (one) => {
		await load(one, AYU, 1);
		expect((await one.run(asked())).outputs).toEqual([[], []]);
		expect(new Set(one.calls())).toEqual(new Set(['GET /api/v2/admin/agents']));
	});
});
