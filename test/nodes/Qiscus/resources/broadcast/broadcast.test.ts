import type { INodeParameters } from 'n8n-workflow';

import { answer, byId, type Desk, openDesk } from '../agentAllocation/desk';
import { sent, signs } from '../calls';

let desk: Desk;
beforeEach(async () => {
	desk = await openDesk();
});
afterEach(async () => await desk.vendor.close());

const [CARE, PROMOTIONS] = [901, 908];
const [ORDER, THANKS, UNAPPROVED, OFFER] = [28_001, 28_002, 28_003, 28_004];
const asked = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'broadcast',
	operation: 'sendTemplate',
	channel: byId(CARE),
	template: byId(ORDER),
	language: 'en',
	phoneNumber: '+62 812-3456 (789)',
	variables: { variable: [{ value: 'Siti' }, { value: 17 }] },
	...more,
});
const BROADCAST = '/api/v3/admin/broadcast/client';

describe('Broadcast: Send WhatsApp Template', () => {
	it('sends the template', async () => {
		expect(await desk.node.one(asked())).toEqual({
			id: expect.stringMatching(/^\d+$/),
			status: 'sent',
			notes: null,
			messageId: null,
			sentAt: expect.stringMatching(/^\d{4}-.*Z$/),
			template: { id: String(ORDER), name: 'order_update', language: 'en' },
			channel: { id: String(CARE) },
			phoneNumber: '628123456789',
		});
		expect(sent(desk.vendor)).toEqual([
			{
				method: 'GET',
				path: '/api/v2/admin/hsm',
				query: { approved: 'true', page: '1', limit: '100' },
			},
			{
				method: 'POST',
				path: BROADCAST,
				body: {
					channel_id: CARE,
					template_name: 'order_update',
					namespace: 'sandbox_namespace',
					language: 'en',
					variables: ['Siti', '17'],
					phone_number: '628123456789',
				},
			},
		]);
		expect(signs(desk.vendor)[1]).toEqual({
			app: desk.vendor.app.code,
			key: '[hidden]',
			type: 'application/json',
		});
		expect(desk.vendor.broadcasts).toHaveLength(1);
	});

	it('takes the only language, and sends what else is given', async () => {
		const additionalFields = { name: 'Thanks', headerValue: 'https://files.example.com/a.png' };
		const json = await desk.node.one(
			asked({ template: byId(THANKS), language: '', variables: {}, additionalFields }),
		);
		expect(json.template).toEqual({ id: String(THANKS), name: 'thank_you', language: 'id' });
		expect(sent(desk.vendor)[1]?.body).toMatchObject({
			language: 'id',
			variables: [],
			name: 'Thanks',
			header_value: 'https://files.example.com/a.png',
		});
	});

	it.each<[INodeParameters, string]>([
		[{ channel: byId('care') }, 'Channel is not an ID'],
		[{ template: byId('order_update') }, 'Template is not an ID'],
		[{ phoneNumber: '' }, 'Phone Number is empty'],
		[{ phoneNumber: '0812345678' }, 'Phone Number is not one with a country code'],
		[{ phoneNumber: 'Siti' }, 'Phone Number is not one with a country code'],
	])('refuses %j before anything is asked', async (more, message) => {
		expect((await desk.node.fails(asked(more))).message).toBe(message);
		expect(sent(desk.vendor)).toEqual([]);
	});

	it.each<[INodeParameters, string]>([
		[{ template: byId(1) }, 'Qiscus has no approved template of this ID'],
		[{ template: byId(UNAPPROVED) }, 'Qiscus has no approved template of this ID'],
		[
			{ language: 'fr' },
			'The template order_update is not in the language that is chosen under Language',
		],
		[
			{ language: '' },
			'The template order_update is not in the language that is chosen under Language',
		],
		[{ variables: {} }, 'The template has 2 variables, but Variables has 0'],
		[
			{ template: byId(THANKS), language: 'id' },
			'The template has 0 variables, but Variables has 2',
		],
	])('refuses %j before anything is sent', async (more, message) => {
		expect((await desk.node.fails(asked(more))).message).toBe(message);
		expect(sent(desk.vendor).map(({ method }) => method)).toEqual(['GET']);
	});

	it('tells why Qiscus refuses', async () => {
		const error = await desk.node.fails(asked({ channel: byId(PROMOTIONS) }));
		expect(error.message).toBe(
			'Qiscus did not accept the request (“Template not found”, HTTP 400)',
		);
		expect(desk.vendor.broadcasts).toEqual([]);
	});

	it('gives null for what Qiscus does not say', async () => {
		desk.vendor.failNext({ path: /broadcast/ }, answer(200, { data: {} }));
		expect(await desk.node.one(asked())).toMatchObject({ id: null, status: null, sentAt: null });
	});

	it('finds a template on a later page', async () => {
		const offer = desk.vendor.templates.find(({ id }) => id === OFFER);
		if (offer === undefined) throw new Error('no template');
		for (let id = 1; id <= 120; id += 1) desk.vendor.templates.push({ ...offer, id });
		await desk.node.one(asked());
		expect(sent(desk.vendor)).toHaveLength(3);
	});
});
