import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type {
	AllQuirks,
	Conversation,
	Conversations,
	ZohoSalesIq,
} from '../../../../sandbox/vendors/zohoSalesIq/index.ts';
import { connectedCredential, startVendor } from '../../../support/salesIq';
import { callsOf, nodeFor, type NodeUnderTest } from './host';

const CLOCK = 1_800_000_000_000;
const APP = '40526000000002043';
const SUPPORT = '30000000000018';
const SALES = '301050000004';
const PATRICIA = { id: '30000000000006', name: 'Patricia', email: 'patricia@zylker.com' };
const AMELIA = '30102333033336';

let vendor: ZohoSalesIq;
let desk: Conversations;
let node: NodeUnderTest;
let chat: Conversation;

/** A vendor with a chat that waits. */
async function start(quirks: Partial<AllQuirks> = {}) {
	vendor = await startVendor({ quirks, now: () => CLOCK });
	desk = vendor.conversations;
	node = nodeFor(vendor);
	chat = (await desk.start({ startTime: CLOCK - 60_000 })).conversation;
}
afterEach(async () => await vendor.close());

const id = (value: string) => ({ __rl: true, mode: 'id', value });
const parameters = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'conversation',
	operation,
	conversationId: id(chat.id),
	...more,
});
const json = (body: unknown, status = 200) => ({
	status,
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(body),
});
const answers = (body: unknown, status = 200) =>
	vendor.failNext({ path: /\/conversations/ }, json(body, status));

/** The chat as items have it while it waits. */
const waiting = () => ({
	conversation: {
		id: chat.id,
		referenceId: '6',
		status: 'Waiting',
		chatStatus: 'Waiting',
		question: 'Hi, I need some assistance in buying a dining set.',
		openedTime: '2027-01-15T07:59:00.000Z',
		attendedTime: null,
		missedTime: null,
		endTime: null,
		updatedTime: '2027-01-15T07:59:00.000Z',
		participants: [PATRICIA.id],
		supervisors: [],
		tagIds: [],
	},
	visitor: {
		id: chat.visitor.id,
		name: 'Tricia',
		email: 'tricia@zylker.com',
		phone: '12344354',
		type: 'lead',
	},
	operator: PATRICIA,
	attender: { id: null, name: null, email: null } as IDataObject,
	department: { id: SUPPORT, name: 'Support' },
	appId: APP,
	lastMessage: {
		text: 'Hi, I need some assistance in buying a dining set.',
		type: 'text',
		time: '2027-01-15T07:59:00.000Z',
		sender: { id: chat.visitor.chatId, name: 'Tricia' },
	},
});
/** The same after somebody has picked it up. */
const connected = () => {
	const { conversation, ...rest } = waiting();
	return {
		...rest,
		conversation: {
			...conversation,
			status: 'Connected',
			chatStatus: 'Connected',
			attendedTime: '2027-01-15T08:00:00.000Z',
			updatedTime: '2027-01-15T08:00:00.000Z',
		},
		attender: PATRICIA as IDataObject,
	};
};

describe('Get', () => {
	it('gives the whole conversation, under the trigger’s names', async () => {
		await start();
		expect(await node.one(parameters('get'))).toEqual(waiting());
		expect(callsOf(vendor)).toEqual([['GET', `/conversations/${chat.id}`]]);
		expect(vendor.requests.at(-1)?.headers).toMatchObject({
			accept: 'application/json',
			authorization: 'Bearer [hidden]',
		});
	});

	it('gives the same whatever types SalesIQ sends', async () => {
		await start({ looseTypes: 'numbers' });
		const item = await node.one(parameters('get'));
		expect(item).toMatchObject({ conversation: { id: chat.id }, operator: PATRICIA });
		vendor.quirks.looseTypes = 'strings';
		expect(await node.one(parameters('get'))).toEqual(item);
	});

	it('gives what SalesIQ sent without Simplify, to the last digit', async () => {
		await start({ looseTypes: 'numbers' });
		const item = await node.one(parameters('get', { simplify: false }));
		expect(item).toMatchObject({
			id: chat.id,
			chat_id: chat.chatId,
			visitor: { country_code: 'ID', ip: '203.0.113.7' },
		});
	});

	it.each([
		[{ data: { id: 1, participants: 7, visitor: 'x', chat_status: [], tags: [{}, 5] } }, '1'],
		[{ data: { id: '1', start_time: 'soon', last_message_info: { message: null } } }, '1'],
		[{ data: JSON.parse('{"__proto__": {"id": 2}, "id": "1", "owner": [1]}') }, '1'],
	])('stands %j', async (body, expected) => {
		await start();
		answers(body);
		const item = await node.one(parameters('get'));
		expect(item.conversation).toMatchObject({ id: expected });
		expect(Object.keys(item)).toEqual(Object.keys(waiting()));
	});

	it.each([[{ data: {} }], [{ data: [] }], [{ data: 'x' }], [{}]])(
		'says that %j is no conversation',
		async (body) => {
			await start();
			answers(body);
			expect(await node.fails(parameters('get'))).toMatchObject({
				message: 'Zoho SalesIQ answered without a conversation',
			});
		},
	);

	it.each(['', '..', 'a/b', '1?x=y', 12345678901234567000, { a: 1 }])(
		'asks for nothing where the ID is %j',
		async (value) => {
			await start();
			const conversationId = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
			const thrown = await node.fails(parameters('get', { conversationId }), {}, [{ id: value }]);
			expect(thrown.message).toMatch(/^Conversation is (?:empty|not an ID of SalesIQ)$/);
			expect(callsOf(vendor)).toEqual([]);
		},
	);
});

describe.each([
	['Pick Up', 'pickUp', 'pickup'],
	['Close', 'close', 'close'],
] as const)('%s', (_name, operation, path) => {
	const after = () =>
		operation === 'pickUp'
			? connected()
			: {
					...waiting(),
					conversation: {
						...waiting().conversation,
						status: 'Ended',
						chatStatus: 'Ended',
						endTime: '2027-01-15T08:00:00.000Z',
						updatedTime: '2027-01-15T08:00:00.000Z',
					},
				};

	it('does it with PUT, and gives the conversation as it is now', async () => {
		await start();
		expect(await node.one(parameters(operation))).toEqual(after());
		expect(callsOf(vendor)).toEqual([['PUT', `/conversations/${chat.id}/${path}`]]);
	});

	it('does it with POST where SalesIQ does not take PUT', async () => {
		await start({ actionMethod: 'POST' });
		expect(await node.one(parameters(operation))).toEqual(after());
		expect(callsOf(vendor).map(([method]) => method)).toEqual(['PUT', 'POST']);
	});

	it.each([
		[{ error: { code: 1010, message: 'invalid method' } }, 200],
		[{}, 405],
	])('takes %j (HTTP %d) as a refused method', async (body, status) => {
		await start({ actionMethod: 'POST' });
		answers(body, status);
		expect(await node.one(parameters(operation))).toEqual(after());
	});

	it('tells the first refusal where neither method is taken', async () => {
		await start();
		answers({ error: { code: 1004, message: 'first' } });
		answers({ error: { code: 1004, message: 'second' } });
		expect((await node.fails(parameters(operation))).message).toContain('“first”, code 1004');
		expect(callsOf(vendor)).toHaveLength(2);
	});

	it('does not try another method after another problem, nor POST twice', async () => {
		await start();
		await desk.close(chat.id);
		expect((await node.fails(parameters(operation))).message).toContain('code 1011');
		expect(callsOf(vendor)).toHaveLength(1);
		answers({ error: { code: 1004 } });
		answers({ error: { code: 1023 } });
		expect((await node.fails(parameters(operation))).message).toContain('code 1023');
		expect(callsOf(vendor).map(([method]) => method)).toEqual(['PUT', 'POST']);
	});

	it('gives the ID where SalesIQ shows nothing', async () => {
		await start();
		answers({ data: null });
		expect(await node.one(parameters(operation))).toMatchObject({
			conversation: { id: chat.id, status: null },
		});
	});

	it('wants the scope of an update, with either method', async () => {
		await start({ actionMethod: 'POST' });
		const scopes = ['SalesIQ.conversations.READ', 'SalesIQ.conversations.CREATE'];
		expect(await node.fails(parameters(operation), { scopes })).toMatchObject({
			message: 'The credential lacks the OAuth scope SalesIQ.conversations.UPDATE',
			description: expect.stringContaining('“Conversations: Write”') as unknown,
		});
	});
});

describe('Transfer', () => {
	it('sends all that is given, the note under both of its names', async () => {
		await start();
		await desk.pickUp(chat.id);
		const to = { departmentId: id(SALES), operatorId: id(AMELIA), note: ' Wants ten ' };
		expect(await node.one(parameters('transfer', to))).toEqual({
			...connected(),
			conversation: {
				...connected().conversation,
				updatedTime: '2027-01-15T08:00:00.001Z',
			},
		});
		expect(callsOf(vendor)).toEqual([
			[
				'PUT',
				`/conversations/${chat.id}/transfer`,
				{ department_id: SALES, operator_id: AMELIA, note: 'Wants ten', notes: 'Wants ten' },
			],
		]);
		expect(chat.transfer).toEqual({ departmentId: SALES, operatorId: AMELIA });
	});

	it.each(['note', 'notes'] as const)('brings the note where it is %s', async (transferNote) => {
		await start({ transferNote });
		await vendor.addWebhook({
			url: 'http://127.0.0.1:9/',
			events: ['conversation.transfer.initiated'],
		});
		await node.one(parameters('transfer', { departmentId: id(SALES), note: 'VIP' }));
		await vendor.settled();
		expect(JSON.parse(vendor.deliveries[0]?.body ?? '')).toMatchObject({
			entity: { transfer: { type: 'department', note: 'VIP' } },
		});
	});

	it('sends the department alone where nothing else is given', async () => {
		await start();
		await node.one(parameters('transfer', { departmentId: id(SALES) }));
		expect(callsOf(vendor)[0]?.[2]).toEqual({ department_id: SALES });
	});

	it.each([
		[{ departmentId: id('') }, 'Department is empty'],
		[{ departmentId: id('a b') }, 'Department is not an ID of SalesIQ'],
		[{ departmentId: id(SALES), operatorId: id('../1') }, 'Operator is not an ID of SalesIQ'],
	])('refuses %j', async (to, message) => {
		await start();
		expect(await node.fails(parameters('transfer', to))).toMatchObject({ message });
		expect(callsOf(vendor)).toEqual([]);
	});
});

describe('Add Tags', () => {
	const VIP = '30000000210001';
	const ARCHIVED = '30000000210005';

	it('tells of each tag whether it was added', async () => {
		await start();
		const tagIds = ` ${VIP}, ${ARCHIVED},${VIP},7`;
		const items = await node.run(parameters('addTags', { tagIds }));
		expect(items.map((item) => item.json)).toEqual([
			{ id: VIP, conversationId: chat.id, added: true, name: 'VIP', color: '#E44A4A' },
			{ id: ARCHIVED, conversationId: chat.id, added: false, name: null, color: null },
			{ id: '7', conversationId: chat.id, added: false, name: null, color: null },
		]);
		expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
		expect(callsOf(vendor)).toEqual([
			['PUT', `/conversations/${chat.id}/tags`, { ids: [VIP, ARCHIVED, '7'] }],
		]);
		expect(chat.tagIds).toEqual([VIP]);
	});

	it('takes a list of an expression, and numbers in the answer', async () => {
		await start();
		answers({ data: { failed_tag_ids: [7], associated_tags: [{ id: 8, name: 'A' }, null, 'x'] } });
		const given = parameters('addTags', { tagIds: '={{ $json.tags }}' });
		const items = await node.run(given, {}, [{ tags: [{ id: '7' }, 8] }]);
		expect(items.map((item) => item.json)).toMatchObject([
			{ id: '7', added: false },
			{ id: '8', added: true, name: 'A' },
		]);
	});

	it.each([
		['', 'Tag IDs is empty'],
		[' , ', 'Tag IDs is empty'],
		['VIP customers', 'Tag IDs is not an ID of SalesIQ'],
	])('refuses %j', async (tagIds, message) => {
		await start();
		expect(await node.fails(parameters('addTags', { tagIds }))).toMatchObject({ message });
		expect(callsOf(vendor)).toEqual([]);
	});
});

describe('Get Feedback', () => {
	it('gives rating and feedback', async () => {
		await start();
		await desk.rate(chat.id, { rating: 4, feedback: 'Good' });
		expect(await node.one(parameters('getFeedback'))).toEqual({
			conversationId: chat.id,
			rating: 4,
			feedback: 'Good',
			attender: {
				...PATRICIA,
				imageKey: '0_30000000000006',
				isBot: false,
				callEnabled: true,
			},
			visitor: { id: chat.visitor.id, name: 'Tricia', email: 'tricia@zylker.com' },
		});
		expect(callsOf(vendor)).toEqual([['GET', `/conversations/${chat.id}/feedback`]]);
	});

	it.each([{ data: {} }, { data: [] }, { data: null }, {}, { data: 'none' }])(
		'gives an item without a rating for %j',
		async (body) => {
			await start();
			answers(body);
			expect(await node.one(parameters('getFeedback'))).toEqual({
				conversationId: chat.id,
				rating: null,
				feedback: null,
			});
		},
	);

	it('gives an item for each where there are several', async () => {
		await start();
		answers({ data: [{ rating: '5' }, 7, { feedback: 'Slow' }] });
		const items = await node.run(parameters('getFeedback'));
		expect(items.map((item) => item.json)).toEqual([
			{ conversationId: chat.id, rating: 5, feedback: null },
			{ conversationId: chat.id, rating: null, feedback: 'Slow' },
		]);
	});
});

describe('Create', () => {
	const NEEDED = {
		appId: id(APP),
		departmentId: id(SALES),
		visitorId: 'crm-7',
		question: 'In stock?',
	};
	const CREATE = { resource: 'conversation', operation: 'create', ...NEEDED };
	const ORGANISATION = '/oauth/v2/org/auth';
	const asOrganisation = async () => ({
		credential: await connectedCredential(vendor, undefined, ORGANISATION),
	});

	it('begins a chat in the visitor’s name', async () => {
		await start();
		const item = await node.one(CREATE, await asOrganisation());
		const created = desk.get(String(item.id));
		expect(item).toEqual({
			id: created.visitorConversationId,
			referenceId: '7',
			question: 'In stock?',
			startTime: '2027-01-15T08:00:00.000Z',
			status: 'Waiting',
			appId: APP,
			department: { id: SALES },
			visitor: { name: 'Tricia', email: 'tricia@zylker.com' },
		});
		expect(callsOf(vendor)).toEqual([
			[
				'POST',
				'/visitor/v2/zylker/conversations',
				{
					visitor: { user_id: 'crm-7' },
					app_id: APP,
					department_id: SALES,
					question: 'In stock?',
				},
			],
		]);
	});

	it('sends all that is told of the visitor', async () => {
		await start();
		const additionalFields = {
			countryCode: 'ID',
			currentPage: 'https://example.com/chairs',
			cvuid: 'c9db-1',
			customWaitTime: 120,
			customerInfo: {
				info: [
					{ name: 'Plan', value: 'Gold' },
					{ name: '', value: 'x' },
					{ name: '__proto__', value: 'y' },
					{ name: 'Since', value: 2020 },
				],
			},
			email: 'dewi@example.com',
			localTimeZone: 'Asia/Jakarta',
			name: 'Dewi',
			pageTitle: 'Chairs',
			phone: '+62 21 555',
			platform: 'Linux',
			referrer: '',
		};
		await node.one({ ...CREATE, additionalFields }, await asOrganisation());
		const body = JSON.stringify(callsOf(vendor)[0]?.[2]);
		expect(JSON.parse(body)).toEqual({
			visitor: {
				user_id: 'crm-7',
				country_code: 'ID',
				current_page: 'https://example.com/chairs',
				cvuid: 'c9db-1',
				email: 'dewi@example.com',
				local_time_zone: 'Asia/Jakarta',
				name: 'Dewi',
				page_title: 'Chairs',
				phone: '+62 21 555',
				platform: 'Linux',
			},
			app_id: APP,
			department_id: SALES,
			question: 'In stock?',
			customer_info: JSON.parse('{"Plan":"Gold","__proto__":"y","Since":"2020"}') as object,
			custom_wait_time: 120,
		});
	});

	it('says that the credential has to be an organisation’s', async () => {
		await start();
		const thrown = await node.fails(CREATE);
		expect(thrown.message).toMatch(/^The Zoho account of the credential may not do this/);
		expect(thrown.description).toMatch(/^Create acts in a visitor’s name.* Authorise As .*Organis/);
		expect(callsOf(vendor)).toHaveLength(1);
	});

	it('is not repeated, and says where the answer is none', async () => {
		await start();
		answers({ error: { code: 1023 } });
		expect((await node.fails(CREATE, await asOrganisation())).message).toContain('code 1023');
		answers({ data: [] });
		expect(await node.fails(CREATE, await asOrganisation())).toMatchObject({
			message: 'Zoho SalesIQ answered without a conversation',
		});
		expect(callsOf(vendor)).toHaveLength(1);
	});

	const NO_WAIT = 'Custom Wait Time is not a whole number from 1 to 999';
	it.each<[INodeParameters, string]>([
		[{ appId: id('') }, 'App is empty'],
		[{ departmentId: id('a/b') }, 'Department is not an ID of SalesIQ'],
		[{ visitorId: ' ' }, 'Visitor ID is empty'],
		[{ question: '' }, 'Question is empty'],
		[{ additionalFields: { customWaitTime: 0 } }, NO_WAIT],
		[{ additionalFields: { customWaitTime: 1000 } }, NO_WAIT],
		[{ additionalFields: { customWaitTime: 1.5 } }, NO_WAIT],
		[{ additionalFields: { customWaitTime: 'soon' } }, NO_WAIT],
	])('refuses %j', async (change, message) => {
		await start();
		const thrown = await node.fails({ ...CREATE, ...change });
		expect(thrown).toMatchObject({ message });
		expect(callsOf(vendor)).toEqual([]);
	});
});
