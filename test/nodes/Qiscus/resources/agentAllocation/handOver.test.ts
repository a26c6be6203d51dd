import { type INodeParameters, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Quirks } from '../../../../../sandbox/vendors/qiscus/index.ts';
import { answer, asked, AYU, BAYU, type Desk, KARTIKA, openDesk, UNKNOWN_AGENT } from './desk';

let desk: Desk;
const open = async (quirks: Partial<Quirks> = {}) => {
	desk = await openDesk(quirks);
};
afterEach(async () => await desk.vendor.close());

const toBot = (more: INodeParameters = {}) =>
	asked('handOverToBot', { roomId: desk.roomId, ...more });
const toAgent = (more: INodeParameters = {}) =>
	asked('handOverToAgent', { roomId: desk.roomId, agent: AYU, ...more });
const replacing = { replaceLatestAgent: true };

/** The bodies of the calls to a path, read. */
const sent = (path: RegExp): unknown[] =>
	desk.vendor.requests
		.filter((request) => path.test(request.path))
		.map(({ body }) => JSON.parse(body) as unknown);

describe('Hand Over to Bot', () => {
	it('switches the bot of the room on', async () => {
		await open();
		await desk.node.run(toAgent());
		expect(desk.room().isHandledByBot).toBe(false);
		expect(await desk.node.one(toBot())).toEqual({
			room: { id: desk.roomId },
			isHandledByBot: true,
		});
		expect(desk.room().isHandledByBot).toBe(true);
		expect(desk.calls().slice(2)).toEqual([`POST /bot/${desk.roomId}/activate`]);
	});

	it('leaves the agents in the room', async () => {
		await open();
		await desk.node.run(toAgent());
		await desk.node.run(toBot());
		expect(desk.room().agents).toEqual([AYU]);
	});

	it.each(['text', 'nested'] as const)(
		'says that there is no such room (%s)',
		async (errorShape) => {
			await open({ errorShape });
			const error = await desk.node.fails(toBot({ roomId: '1' }));
			expect(error.message).toBe(
				'Qiscus does not have what n8n asked for (“Room not found”, HTTP 404)',
			);
			expect(error.description).toMatch(/^Check Room ID, and that the credential/);
			expect(error).toBeInstanceOf(NodeApiError);
		},
	);
});

describe('Hand Over to Agent', () => {
	it('puts the agent into the room, then switches the bot off', async () => {
		await open();
		await desk.node.run(toBot());
		expect(await desk.node.one(toAgent())).toEqual({
			room: { id: desk.roomId },
			agent: { id: String(AYU) },
			isHandledByBot: false,
		});
		expect(desk.room()).toMatchObject({ agents: [AYU], isHandledByBot: false, isWaiting: false });
		expect(desk.calls().slice(1)).toEqual([
			'POST /api/v1/admin/service/assign_agent',
			`POST /bot/${desk.roomId}/activate`,
		]);
		expect(sent(/assign_agent/)).toEqual([
			{
				room_id: desk.roomId,
				agent_id: String(AYU),
				replace_latest_agent: false,
				max_agent: 1,
			},
		]);
	});

	it('looks at no cap and at nobody’s being there', async () => {
		await open();
		for (let count = 1; count <= 5; count += 1) {
			const { roomId } = await desk.vendor.writes();
			await desk.node.run(toAgent({ roomId, agent: KARTIKA }));
		}
		expect(desk.vendor.loadOf(KARTIKA)).toBe(5);
	});

	it.each([
		[true, [BAYU]],
		['={{ "true" }}', [BAYU]],
	])('replaces the latest agent where it may (%j)', async (replaceLatestAgent, agents) => {
		await open();
		await desk.node.run(toAgent());
		await desk.node.run(toAgent({ agent: BAYU, replaceLatestAgent }));
		expect(desk.room()).toMatchObject({ agents, isHandledByBot: false });
	});

	it.each([false, '={{ "false" }}', '={{ "maybe" }}', '={{ null }}', '={{ ({}) }}'])(
		'refuses where the room has an agent (%j), and leaves the bot on',
		async (replaceLatestAgent) => {
			await open();
			await desk.node.run(toAgent());
			await desk.node.run(toBot());
			const error = await desk.node.fails(toAgent({ agent: BAYU, replaceLatestAgent }));
			expect(error.message).toBe('The room already has an agent');
			expect(error.description).toMatch(/^Switch on Replace Latest Agent\..*with Remove Agent/);
			expect(error).toBeInstanceOf(NodeOperationError);
			expect(desk.room()).toMatchObject({ agents: [AYU], isHandledByBot: true });
		},
	);

	it('of a resolved room, says so, and leaves the bot alone', async () => {
		await open();
		await desk.vendor.resolves(desk.roomId);
		const error = await desk.node.fails(toAgent());
		expect(error.message).toBe('The room is resolved, so Qiscus puts no agent into it');
		expect(error.description).toMatch(/a new session begins/);
		expect(desk.calls()).toHaveLength(1);
	});

	it.each(['text', 'nested'] as const)(
		'of an agent who is gone, says so (%s)',
		async (errorShape) => {
			await open({ errorShape });
			await desk.node.run(toBot());
			const error = await desk.node.fails(toAgent({ agent: UNKNOWN_AGENT }));
			expect(error.message).toBe('Qiscus cannot put this agent into the room');
			expect(error.description).toMatch(/may have been deleted/);
			expect(desk.room()).toMatchObject({ agents: [], isHandledByBot: true });
		},
	);

	it('of a room that Qiscus does not have, says what to check', async () => {
		await open();
		const error = await desk.node.fails(toAgent({ roomId: '1' }));
		expect(error.message).toBe('Qiscus did not accept the request (“Room not found”, HTTP 400)');
		expect(error.description).toMatch(/^Check Room ID and Agent, and that the credential/);
		expect(desk.calls()).toHaveLength(1);
	});

	it.each([
		['cut', false],
		['cutAfter', true],
		[answer(500, {}), false],
		[answer(502, '<h1>Bad Gateway</h1>'), false],
		[answer(200, '<html>'), false],
	] as const)('without an answer (%j), says that nobody knows', async (fault, isDone) => {
		await open();
		await desk.node.run(toBot());
		desk.vendor.failNext({ path: /assign_agent/ }, fault);
		const error = await desk.node.fails(toAgent());
		expect(error.message).toBe('Qiscus did not answer, so the agent may have the room or not');
		expect(error.description).toMatch(/^Look at the room in Qiscus before you try again/);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(desk.room()).toMatchObject({ agents: isDone ? [AYU] : [], isHandledByBot: true });
		expect(desk.calls()).toHaveLength(2);
	});

	it.each([
		[
			answer(400, { errors: 'Bot is asleep' }),
			'is still',
			'Qiscus did not accept the request (“Bot is asleep”, HTTP 400)',
		],
		[
			answer(404, { errors: 'Room not found' }),
			'is still',
			'Qiscus does not have what n8n asked for (“Room not found”, HTTP 404)',
		],
		[answer(500, {}), 'may still be', 'Qiscus is not available (HTTP 500)'],
	])('where the bot cannot be switched off (%j), says who has the room', async (fault, is, why) => {
		await open();
		await desk.node.run(toBot());
		desk.vendor.failNext({ path: /activate/ }, fault);
		const error = await desk.node.fails(toAgent());
		expect(error.message).toBe(`The agent has the room, but the bot ${is} on: ${why}`);
		expect(error.description).toMatch(/^Both may answer the customer\. Switch the bot/);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ httpCode: String(fault.status) });
		expect(desk.room()).toMatchObject({ agents: [AYU], isHandledByBot: true });
	});

	it('says the same where the connection breaks, and the advice helps', async () => {
		await open();
		await desk.node.run(toBot());
		desk.vendor.failNext({ path: /activate/ }, 'cut');
		const error = await desk.node.fails(toAgent());
		expect(error.message).toMatch(
			/^The agent has the room, but the bot may still be on: .* could not be reached \(ECONNRESET\)$/,
		);
		expect(error.description).toMatch(/run Hand Over to Agent again with Replace Latest Agent on/);
		await desk.node.run(toAgent(replacing));
		expect(desk.room()).toMatchObject({ agents: [AYU], isHandledByBot: false });
	});

	it('works on each item by itself', async () => {
		await open();
		const other = (await desk.vendor.writes()).roomId;
		const items = await desk.node.run(
			asked('handOverToAgent', {
				agent: '={{ $json.agent.id }}',
				replaceLatestAgent: '={{ $json.replace }}',
			}),
			{ onError: 'continueRegularOutput' },
			[
				{ room: { id: desk.roomId }, agent: { id: AYU } },
				{ room: { id: desk.roomId }, agent: { id: String(BAYU) } },
				{ room: { id: desk.roomId }, agent: { id: BAYU }, replace: true },
				{ room_id: Number(other), agent: { id: AYU } },
				{ room: {}, agent: { id: AYU } },
			],
		);
		expect(items.map(({ json }) => json.error ?? [json.room, json.agent])).toEqual([
			[{ id: desk.roomId }, { id: String(AYU) }],
			'The room already has an agent',
			[{ id: desk.roomId }, { id: String(BAYU) }],
			[{ id: other }, { id: String(AYU) }],
			'Room ID is empty',
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3, 4].map((item) => ({ item })),
		);
		expect(desk.room().agents).toEqual([BAYU]);
		expect(desk.room(other).agents).toEqual([AYU]);
	});
});
