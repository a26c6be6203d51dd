import { type INodeParameters, NodeApiError } from 'n8n-workflow';

import { asked, AYU, BAYU, type Desk, openDesk, UNKNOWN_AGENT } from './desk';

let desk: Desk;
beforeEach(async () => {
	desk = await openDesk();
	await desk.node.run(asked('handOverToAgent', { roomId: desk.roomId, agent: AYU }));
	desk.vendor.requests.splice(0);
});
afterEach(async () => await desk.vendor.close());

const remove = (more: INodeParameters = {}) =>
	asked('removeAgent', { roomId: desk.roomId, agent: AYU, ...more });

describe('Remove Agent', () => {
	it('takes the agent out of the room', async () => {
		expect(await desk.node.one(remove())).toEqual({
			room: { id: desk.roomId },
			agent: { id: String(AYU) },
			removed: true,
		});
		expect(desk.room()).toMatchObject({ agents: [], isWaiting: true });
		expect(desk.vendor.requests.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
			['/api/v1/admin/service/remove_agent', { room_id: desk.roomId, agent_id: String(AYU) }],
		]);
	});

	it.each([true, false])('leaves the bot as it is (on: %s)', async (isOn) => {
		if (isOn) await desk.node.run(asked('handOverToBot', { roomId: desk.roomId }));
		await desk.node.run(remove());
		expect(desk.room()).toMatchObject({ agents: [], isHandledByBot: isOn });
	});

	it.each([
		[{ agent: BAYU }, 'Agent not found'],
		[{ agent: UNKNOWN_AGENT }, 'Agent not found'],
		[{ roomId: '1' }, 'Room not found'],
	])('where Qiscus refuses %j, says what to check', async (more, words) => {
		const error = await desk.node.fails(remove(more));
		expect(error.message).toBe(`Qiscus did not accept the request (“${words}”, HTTP 400)`);
		expect(error.description).toMatch(/^Check Room ID and Agent, and that the credential/);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(desk.room().agents).toEqual([AYU]);
	});

	it('of a resolved room, tells Qiscus’ reason', async () => {
		await desk.vendor.resolves(desk.roomId);
		const error = await desk.node.fails(remove());
		expect(error.message).toBe(
			'Qiscus did not accept the request (“Room already resolved”, HTTP 400)',
		);
	});
});
