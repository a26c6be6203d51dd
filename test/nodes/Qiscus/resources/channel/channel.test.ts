import { answer, type Desk, openDesk } from '../agentAllocation/desk';
import { sent, signs } from '../calls';

let desk: Desk;
beforeEach(async () => {
	desk = await openDesk();
});
afterEach(async () => await desk.vendor.close());

const asked = (more = {}) => ({ resource: 'channel', operation: 'getAll', ...more });

describe('Channel: Get Many', () => {
	it('gives the channels of every kind, without their tokens and pins', async () => {
		const items = await desk.node.run(asked({ returnAll: true }));
		const of = (id: string) => items.find(({ json }) => json.id === id)?.json;
		expect(items.map(({ json }) => Number(json.id)).sort((a, b) => a - b)).toEqual(
			desk.vendor.channels.map(({ id }) => id),
		);
		expect(of('901')).toEqual({
			id: '901',
			name: 'Customer Care',
			kind: 'wa',
			source: 'wa',
			isActive: true,
			isBotEnabled: true,
			phone: '+6280000000900',
		});
		expect(of('903')).toEqual({
			id: '903',
			name: 'Marketplace',
			kind: 'custom',
			source: 'marketplace',
			isActive: true,
			isBotEnabled: true,
			phone: null,
		});
		expect(sent(desk.vendor)).toEqual([{ method: 'GET', path: '/api/v2/channels' }]);
		expect(signs(desk.vendor)).toEqual([{ app: desk.vendor.app.code, key: '[hidden]' }]);
	});

	it('gives as many as are wanted', async () => {
		expect(await desk.node.run(asked({ limit: 3 }))).toHaveLength(3);
	});

	it('gives nothing but what it knows to be no secret', async () => {
		const secret = desk.vendor.marker;
		const row = { id: 1, wonder: secret, name: 'x', extras: { new_pin: secret }, is_active: 'no' };
		desk.vendor.failNext({}, answer(200, { data: { odd_channels: [row, 5, {}], other: secret } }));
		expect(await desk.node.one(asked())).toEqual({
			id: '1',
			name: 'x',
			kind: 'odd',
			source: 'odd',
			isActive: null,
			isBotEnabled: null,
			phone: null,
		});
	});
});
