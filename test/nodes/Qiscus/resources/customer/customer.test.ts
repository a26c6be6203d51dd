import type { INodeParameters } from 'n8n-workflow';

import { merged } from '../../../../../nodes/Qiscus/resources/customer/merge';
import type { JsonObject } from '../../../../../nodes/shared/json/types';
import { answer, type Desk, openDesk } from '../agentAllocation/desk';
import { sent, signs } from '../calls';

/** Nobody waits in tests. */
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async () => undefined,
}));

let desk: Desk;
beforeEach(async () => {
	desk = await openDesk();
});
afterEach(async () => await desk.vendor.close());

const asked = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'customer',
	operation,
	...(operation === 'setProperty' ? {} : { roomId: desk.roomId }),
	...more,
});
const INFO = () => `/api/v1/qiscus/room/${desk.roomId}/user_info`;
const values = (...pairs: Array<[string, INodeParameters[string]]>) => ({
	values: pairs.map(([key, value]) => ({ key, value })),
});

describe('Customer: Get Information', () => {
	it('gives what is known, without the channel’s secrets', async () => {
		await desk.vendor.writes({ roomId: desk.roomId, properties: { City: 'Bandung' } });
		const { customer, channelId } = desk.room();
		expect(await desk.node.one(asked('getInformation'))).toEqual({
			room: { id: desk.roomId, channel: { id: String(channelId), name: 'Website' } },
			customer: { id: customer.id, email: customer.id },
			additionalInfo: [{ key: 'City', value: 'Bandung' }],
			notes: null,
			isBlocked: false,
			firstInitiatedAt: expect.stringMatching(/^\d{4}-.*Z$/),
		});
		expect(sent(desk.vendor)).toEqual([{ method: 'GET', path: INFO() }]);
		expect(signs(desk.vendor)).toEqual([{ app: desk.vendor.app.code, key: '[hidden]' }]);
	});

	it('gives null for what is not told', async () => {
		desk.vendor.failNext({}, answer(200, { data: { extras: null } }));
		expect(await desk.node.one(asked('getInformation'))).toEqual({
			room: { id: desk.roomId, channel: { id: null, name: null } },
			customer: { id: null },
			additionalInfo: [],
			notes: null,
			isBlocked: null,
			firstInitiatedAt: null,
		});
	});

	it('says what to check where there is no such room', async () => {
		const error = await desk.node.fails(asked('getInformation', { roomId: '1' }));
		expect(error.message).toMatch(/“Room not found”, HTTP 404/);
		expect(error.description).toMatch(/^Check Room ID/);
	});
});

describe('Customer: Update Information', () => {
	it('keeps what else is known', async () => {
		await desk.vendor.writes({
			roomId: desk.roomId,
			properties: { City: 'Bandung', Age: '30' },
		});
		const information = values(['Age', 31], ['Plan', 'Gold'], ['Wishes', ''], ['Vip', true]);
		const additionalInfo = [
			{ key: 'City', value: 'Bandung' },
			{ key: 'Age', value: '31' },
			{ key: 'Plan', value: 'Gold' },
			{ key: 'Wishes', value: '' },
			{ key: 'Vip', value: 'true' },
		];
		expect(await desk.node.one(asked('updateInformation', { information }))).toEqual({
			room: { id: desk.roomId },
			additionalInfo,
		});
		expect(sent(desk.vendor)).toEqual([
			{ method: 'GET', path: INFO() },
			{ method: 'POST', path: INFO(), body: { user_properties: additionalInfo } },
		]);
		expect(desk.room().userProperties).toEqual({
			City: 'Bandung',
			Age: '31',
			Plan: 'Gold',
			Wishes: '',
			Vip: 'true',
		});
	});

	it('gives what was written where Qiscus does not show it', async () => {
		desk.vendor.failNext({ method: 'POST' }, answer(200, { status: 200 }));
		const information = values(['City', 'Solo']);
		expect(await desk.node.one(asked('updateInformation', { information }))).toMatchObject({
			additionalInfo: [{ key: 'City', value: 'Solo' }],
		});
	});

	it.each([
		[answer(500, ''), /not available/],
		[answer(200, { status: 200 }), /^Qiscus answered without the information about the customer$/],
		[answer(404, {}), /does not have/],
	])('writes nothing where it cannot read what is there (%#)', async (fault, message) => {
		desk.vendor.failNext({ method: 'GET' }, fault, 10);
		const information = values(['City', 'Solo']);
		const error = await desk.node.fails(asked('updateInformation', { information }));
		expect(error.message).toMatch(message);
		expect(sent(desk.vendor).some(({ method }) => method === 'POST')).toBe(false);
	});

	it.each<[INodeParameters, string]>([
		[{}, 'There is no information to set'],
		[{ information: values(['', 'x']) }, 'Name is empty'],
	])('refuses %j before anything is asked', async (more, message) => {
		expect((await desk.node.fails(asked('updateInformation', more))).message).toBe(message);
		expect(sent(desk.vendor)).toEqual([]);
	});
});

describe('a list with others in it', () => {
	it.each<[JsonObject[], Array<[string, string]>, JsonObject[]]>([
		[[], [['a', '1']], [{ key: 'a', value: '1' }]],
		[
			[{ key: 'a', value: 5, id: 7 }, { odd: true }],
			[],
			[{ key: 'a', value: 5, id: 7 }, { odd: true }],
		],
		[[{ key: 'a', value: 5, id: 7 }], [['a', '6']], [{ key: 'a', value: '6', id: 7 }]],
		[
			[
				{ key: 'a', value: '1' },
				{ key: 'a', value: '2' },
			],
			[['a', '3']],
			[
				{ key: 'a', value: '3' },
				{ key: 'a', value: '3' },
			],
		],
	])('%j with %j', (known, changes, expected) => {
		expect(merged(known, new Map(changes))).toEqual(expected);
	});
});

describe('Customer: Set Property', () => {
	const contactId = () => String(desk.room().contactId);

	it('sets a property of the contact', async () => {
		const json = await desk.node.one(
			asked('setProperty', { contactId: contactId(), label: 'COMPANY', value: 'Acme & Co' }),
		);
		expect(json).toEqual({
			customer: { contactId: contactId() },
			property: { id: '3', label: 'COMPANY', value: 'Acme & Co' },
		});
		const [request] = desk.vendor.requests;
		expect(request).toMatchObject({
			method: 'POST',
			path: `/api/v2/contacts/properties/${contactId()}`,
		});
		expect(signs(desk.vendor)).toEqual([
			{ app: desk.vendor.app.code, key: '[hidden]', type: 'multipart/form-data' },
		]);
		expect(request?.body).toMatch(/name="label"\s+COMPANY\s/);
		expect(request?.body).toMatch(/name="value"\s+Acme & Co\s/);
		expect(desk.room().contactProperties).toMatchObject({ COMPANY: 'Acme & Co' });
	});

	it('takes the contact of an item of Room, and an empty value', async () => {
		const [room] = await desk.node.run({ resource: 'room', operation: 'get', roomId: desk.roomId });
		const parameters = asked('setProperty', { label: 'ADDRESS' });
		const [item] = await desk.node.run(parameters, {}, [room?.json ?? {}]);
		expect(item?.json).toEqual({
			customer: { contactId: contactId() },
			property: { id: '2', label: 'ADDRESS', value: '' },
		});
	});

	it('tries the other kind of form where one is refused', async () => {
		desk.vendor.failNext({}, answer(415, {}));
		await desk.node.one(asked('setProperty', { contactId: contactId(), label: 'X', value: '1' }));
		expect(signs(desk.vendor).map(({ type }) => type)).toEqual([
			'multipart/form-data',
			'application/x-www-form-urlencoded',
		]);
	});

	it.each<[INodeParameters, string]>([
		[{ label: 'X' }, 'Contact ID is empty'],
		[{ contactId: '..', label: 'X' }, 'Contact ID is not the ID of a contact'],
		[{ contactId: '={{ 1e17 }}', label: 'X' }, 'Contact ID is not the ID of a contact'],
		[{ contactId: '7' }, 'Label is empty'],
	])('refuses %j before anything is sent', async (more, message) => {
		expect((await desk.node.fails(asked('setProperty', more))).message).toBe(message);
		expect(sent(desk.vendor)).toEqual([]);
	});

	it('says what to check where there is no such contact', async () => {
		const error = await desk.node.fails(asked('setProperty', { contactId: '1', label: 'X' }));
		expect(error.message).toMatch(/“Contact not found”, HTTP 404/);
		expect(error.description).toMatch(/^Check Contact ID and Label/);
	});
});
