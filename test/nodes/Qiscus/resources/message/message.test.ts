import type { INodeParameters } from 'n8n-workflow';

import type { Qiscus, Quirks } from '../../../../../sandbox/vendors/qiscus/index.ts';
import { CALM } from '../../../../sandbox/qiscusClient';
import { startVendor } from '../../../../support/qiscus';
import { answer, asked as allocation, AYU, type Desk, openDesk } from '../agentAllocation/desk';
import { sent, signs } from '../calls';
import { nodeFor } from '../host';

let desk: Desk;
let vendor: Qiscus;
const open = async (quirks: Partial<Quirks> = {}) => {
	desk = await openDesk(quirks);
	vendor = desk.vendor;
};
afterEach(async () => await vendor.close());

const asked = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation,
	roomId: '={{ $json.room.id }}',
	...more,
});
const input = () => [{ room: { id: desk.roomId } }];
const one = async (parameters: INodeParameters) => {
	const [item] = await desk.node.run(parameters, {}, input());
	return item?.json;
};
const fails = async (parameters: INodeParameters) => await desk.node.fails(parameters, {}, input());
const iso = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/);
const id = expect.stringMatching(/^\d+$/);
const nowhere = { url: '', method: 'get', payload: null };
const toShop = { url: 'https://shop.example.com/?a=1', method: 'get', payload: null };

/** What is filled in, and what Qiscus is to get of it. */
const CONTENTS: Array<[string, INodeParameters, object]> = [
	['a text', { text: ' Hello\nthere ' }, { type: 'text', message: 'Hello\nthere' }],
	[
		'an attachment',
		{ messageType: 'attachment', fileUrl: 'https://files.example.com/a.pdf', caption: 'Bill' },
		{
			type: 'file_attachment',
			message: 'Bill',
			payload: { url: 'https://files.example.com/a.pdf', caption: 'Bill' },
		},
	],
	[
		'an attachment without a caption',
		{ messageType: 'attachment', fileUrl: 'https://files.example.com/a.pdf' },
		{
			type: 'file_attachment',
			message: '',
			payload: { url: 'https://files.example.com/a.pdf', caption: '' },
		},
	],
	[
		'buttons',
		{
			messageType: 'buttons',
			text: 'Which?',
			buttons: {
				button: [
					{ label: 'Yes', click: 'postback', replyText: 'I want it' },
					{ label: 'No' },
					{ label: 'Shop', click: 'link', url: toShop.url },
				],
			},
		},
		{
			type: 'buttons',
			message: 'Which?',
			payload: {
				text: 'Which?',
				buttons: [
					{ label: 'Yes', type: 'postback', postback_text: 'I want it', payload: nowhere },
					{ label: 'No', type: 'postback', postback_text: 'No', payload: nowhere },
					{ label: 'Shop', type: 'link', payload: toShop },
				],
			},
		},
	],
	[
		'a carousel',
		{
			messageType: 'carousel',
			cards: {
				card: [
					{
						title: 'Shirt',
						description: 'Blue',
						image: 'https://files.example.com/s.png',
						click: 'link',
						url: toShop.url,
						buttons: { button: [{ label: 'Buy' }] },
					},
					{ title: 'Hat' },
				],
			},
		},
		{
			type: 'carousel',
			message: 'Shirt, Hat',
			payload: {
				cards: [
					{
						image: 'https://files.example.com/s.png',
						title: 'Shirt',
						description: 'Blue',
						default_action: { type: 'link', payload: toShop },
						buttons: [{ label: 'Buy', type: 'postback', postback_text: 'Buy', payload: nowhere }],
					},
					{
						image: '',
						title: 'Hat',
						description: '',
						default_action: { type: 'postback', postback_text: 'Hat', payload: nowhere },
						buttons: [],
					},
				],
			},
		},
	],
];

describe('Message: Send as Bot', () => {
	it.each(CONTENTS)('sends %s', async (_, parameters, body) => {
		await open();
		const json = await one(asked('sendAsBot', parameters));
		const account = `${vendor.app.code}_admin@qismo.com`;
		expect(sent(vendor)).toEqual([
			{
				method: 'POST',
				path: `/${vendor.app.code}/bot`,
				body: { sender_email: account, room_id: desk.roomId, ...body },
			},
		]);
		expect(signs(vendor)).toEqual([
			{ app: vendor.app.code, key: '[hidden]', type: 'application/json' },
		]);
		const { type, message, payload = {} } = body as Record<string, string>;
		expect(json).toEqual({
			room: { id: desk.roomId },
			sent: true,
			message: { id, type, sender: 'admin', text: message, payload, sentAt: iso },
		});
		expect(desk.room().comments.at(-1)).toMatchObject({ type, text: message });
	});

	it('takes an answer that says nothing', async () => {
		await open({ botAnswer: 'empty' });
		expect(await one(asked('sendAsBot', { text: 'Hi' }))).toEqual({
			room: { id: desk.roomId },
			sent: true,
			message: null,
		});
	});

	it('writes from the account that is named', async () => {
		await open();
		const additionalFields = { senderAccount: 'robot@example.com' };
		const error = await fails(asked('sendAsBot', { text: 'Hi', additionalFields }));
		expect(error.message).toMatch(/is invalid/);
		expect(sent(vendor)[0]?.body).toMatchObject({ sender_email: 'robot@example.com' });
	});

	it.each<[INodeParameters, string]>([
		[{}, 'Text is empty'],
		[{ text: '={{ ({}) }}' }, 'Text is empty'],
		[{ messageType: '={{ "song" }}' }, 'Message Type is none of the choices'],
		[{ messageType: '={{ "constructor" }}' }, 'Message Type is none of the choices'],
		[{ messageType: 'attachment' }, 'File URL is empty'],
		[
			{ messageType: 'attachment', fileUrl: 'a.pdf' },
			'File URL is not an address that starts with https:// or http://',
		],
		[{ messageType: 'buttons', text: 'x' }, 'Buttons has none'],
		[{ messageType: 'buttons', buttons: { button: [{ label: 'x' }] } }, 'Text is empty'],
		[{ messageType: 'buttons', text: 'x', buttons: { button: [{}] } }, 'Label is empty'],
		[
			{ messageType: 'buttons', text: 'x', buttons: { button: [{ label: 'x', click: 'link' }] } },
			'Link is empty',
		],
		[{ messageType: 'carousel' }, 'Cards has none'],
		[{ messageType: 'carousel', cards: { card: [{ title: '' }] } }, 'Title is empty'],
		[
			{ messageType: 'carousel', cards: { card: [{ title: 'x', image: 'y' }] } },
			'Picture URL is not an address that starts with https:// or http://',
		],
		[
			{ messageType: 'carousel', cards: { card: [{ title: 'x', click: '={{ "jump" }}' }] } },
			'On Click is none of the choices',
		],
		[
			{ messageType: 'carousel', cards: { card: [{ title: 'x', buttons: { button: [{}] } }] } },
			'Label is empty',
		],
	])('refuses %j before anything is sent', async (parameters, message) => {
		await open();
		expect((await fails(asked('sendAsBot', parameters))).message).toBe(message);
		expect(sent(vendor)).toEqual([]);
	});

	it('names Broadcast where WhatsApp’s 24 hours are over', async () => {
		const clock = { now: 1_800_000_000_000 };
		vendor = await startVendor({ seed: 1, quirks: CALM, now: () => clock.now });
		const { roomId } = await vendor.writes({ source: 'wa' });
		clock.now += 25 * 3_600_000;
		const error = await nodeFor(vendor).fails(asked('sendAsBot', { roomId, text: 'Hi' }));
		expect(error.message).toBe(
			'WhatsApp takes only templates when the customer has not written for 24 hours: use Broadcast (“Message cannot be sent outside of the 24-hour window”)',
		);
		expect(error.description).toMatch(/Broadcast > Send WhatsApp Template/);
		expect(error).toMatchObject({ httpCode: '400' });
	});

	it.each([
		['Bot is not active in this room', { botOffRefuses: true }],
		[undefined, { botOffRefuses: false }],
	])('where the bot is off, tells what Qiscus says: %s', async (words, quirks) => {
		await open(quirks);
		await desk.node.run(allocation('handOverToAgent', { roomId: desk.roomId, agent: AYU }));
		const parameters = asked('sendAsBot', { text: 'Hi' });
		if (words === undefined) expect(await one(parameters)).toMatchObject({ sent: true });
		else expect((await fails(parameters)).message).toContain(`“${words}”`);
	});

	it('goes on with the next item where the user wants it', async () => {
		await open();
		const items = await desk.node.run(
			asked('sendAsBot', { text: 'Hi' }),
			{ onError: 'continueRegularOutput' },
			[{ room: { id: '1' } }, ...input()],
		);
		expect(items).toEqual([
			{
				json: { error: 'Qiscus did not accept the request (“Room not found”, HTTP 400)' },
				pairedItem: { item: 0 },
			},
			{ json: expect.objectContaining({ sent: true }), pairedItem: { item: 1 } },
		]);
	});
});

describe('Message: Send System Event', () => {
	it('puts a line into the room, over the chat SDK’s server', async () => {
		await open();
		const data = { values: [{ name: 'order', value: '17' }, { name: '' }] };
		expect(await one(asked('sendSystemEvent', { text: 'Paid', data }))).toEqual({
			room: { id: desk.roomId },
			sent: true,
			message: {
				id,
				type: 'system_event',
				sender: 'system',
				text: 'Paid',
				payload: expect.objectContaining({ type: 'custom', payload: { order: '17' } }),
				sentAt: iso,
			},
		});
		expect(sent(vendor)).toEqual([
			{
				method: 'POST',
				path: '/api/v2.1/rest/post_system_event_message',
				body: {
					system_event_type: 'custom',
					room_id: desk.roomId,
					message: 'Paid',
					payload: { order: '17' },
				},
			},
		]);
		// Nothing goes to that server but what it wants.
		expect(signs(vendor)).toEqual([
			{ sdkApp: vendor.app.code, sdkKey: '[hidden]', type: 'application/json' },
		]);
	});

	it('sends no data where there is none, and nothing without a text', async () => {
		await open();
		await one(asked('sendSystemEvent', { text: 'Paid' }));
		expect(sent(vendor)[0]?.body).not.toHaveProperty('payload');
		expect((await fails(asked('sendSystemEvent'))).message).toBe('Text is empty');
		expect(sent(vendor)).toHaveLength(1);
	});

	it('says what to check where there is no such room', async () => {
		await open();
		const error = await fails(asked('sendSystemEvent', { roomId: '1', text: 'x' }));
		expect(error.message).toMatch(/“Room not found”, HTTP 404/);
		expect(error.description).toMatch(/^Check Room ID/);
	});
});

describe('Message: Get Many', () => {
	const textsOf = async (more: INodeParameters = {}) => {
		const items = await desk.node.run(asked('getAll', more), {}, input());
		return items.map(({ json }) => (json.message as { text: string }).text);
	};

	it('gives the history, the newest first, with who wrote', async () => {
		await open();
		await vendor.writes({
			roomId: desk.roomId,
			attachment: { url: 'https://files.example.com/a.png', caption: 'Look' },
		});
		await one(asked('sendAsBot', { text: 'Nice' }));
		vendor.requests.splice(0);
		const items = await desk.node.run(asked('getAll'), {}, input());
		const customer = desk.room().customer;
		expect(items[1]).toEqual({
			json: {
				room: { id: desk.roomId },
				message: {
					id,
					type: 'file_attachment',
					sender: 'customer',
					text: 'Look',
					payload: { caption: 'Look', url: 'https://files.example.com/a.png' },
					sentAt: iso,
				},
				user: { id: customer.id, name: customer.name, avatarUrl: expect.any(String) },
			},
			pairedItem: { item: 0 },
		});
		expect(items[0]?.json.message).toMatchObject({ text: 'Nice', sender: 'admin' });
		expect(sent(vendor)[0]).toEqual({
			method: 'GET',
			path: '/api/v2.1/rest/load_comments',
			query: { room_id: desk.roomId, page: '1', limit: '50' },
		});
		expect(signs(vendor)[0]).toEqual({ sdkApp: vendor.app.code, sdkKey: '[hidden]' });
	});

	it('reads every page, and none more than is wanted', async () => {
		await open();
		for (let at = 1; at <= 120; at += 1) {
			await vendor.writes({ roomId: desk.roomId, text: `${at}` });
		}
		const all = [...desk.room().comments].reverse().map(({ text }) => text);
		expect(await textsOf({ returnAll: true })).toEqual(all);
		vendor.requests.splice(0);
		expect(await textsOf({ limit: 3 })).toEqual(all.slice(0, 3));
		expect(sent(vendor).map(({ query }) => query)).toEqual([
			{ room_id: desk.roomId, page: '1', limit: '3' },
		]);
	});

	it('gives a message once that a new one has pushed to the next page', async () => {
		await open();
		const page = (ids: number[]) =>
			answer(200, { results: { comments: ids.map((n) => ({ id: n, message: `${n}` })) } });
		vendor.failNext({}, page([3, 2]));
		vendor.failNext({}, page([2, 1]));
		vendor.failNext({}, page([]));
		expect(await textsOf({ returnAll: true })).toEqual(['3', '2', '1']);
	});

	it('keeps every digit of an ID, and gives null for what is not told', async () => {
		await open();
		const body = '{"results":{"comments":[{"id":12345678901234567890}]}}';
		vendor.failNext({}, answer(200, body));
		expect(await one(asked('getAll', { limit: 1 }))).toEqual({
			room: { id: desk.roomId },
			message: {
				id: '12345678901234567890',
				type: null,
				sender: null,
				text: null,
				payload: null,
				sentAt: null,
			},
			user: { id: null, name: null, avatarUrl: null },
		});
	});

	it.each([true, false])('shows no secret (Simplify: %s)', async (simplify) => {
		await open();
		const comment = {
			id: 1,
			payload: { token: vendor.marker, a: 1 },
			extras: { sdk_key: vendor.marker },
		};
		vendor.failNext({}, answer(200, { results: { comments: [comment] } }));
		const json = await one(asked('getAll', { limit: 1, simplify }));
		if (simplify) expect(json?.message).toMatchObject({ payload: { a: 1 } });
		else expect(json).toEqual({ id: 1, payload: { a: 1 }, extras: {} });
	});

	it.each([
		['http://sdk.example.com', /its SDK Base URL must start with https/],
		['http://127.0.0.1:9', /^127\.0\.0\.1:9 could not be reached/],
	])('with %s as SDK Base URL, says what is wrong', async (sdkBaseUrl, message) => {
		await open();
		const parameters = asked('sendSystemEvent', { text: 'x' });
		const error = await desk.node.fails(parameters, { credential: { sdkBaseUrl } }, input());
		expect(error.message).toMatch(message);
		expect(sent(vendor)).toEqual([]);
	});

	it('names the right field where the server is another’s', async () => {
		await open();
		vendor.failNext({}, answer(200, '<html>'));
		const error = await fails(asked('sendSystemEvent', { text: 'x' }));
		expect(error.message).toBe(
			'The SDK Base URL of the Qiscus credential gave an answer that is not Qiscus’ (HTTP 200)',
		);
		expect(error.description).toMatch(/^Check the SDK Base URL/);
	});
});
