import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type {
	AllQuirks,
	Conversation,
	Conversations,
	Happened,
	ZohoSalesIq,
} from '../../sandbox/vendors/zohoSalesIq/index.ts';
import { connectedCredential, startVendor } from '../support/salesIq';

const CLOCK = 1_800_000_000_000;
const SCOPES = ['READ', 'CREATE', 'UPDATE'].map((right) => `SalesIQ.conversations.${right}`);
const SUPPORT = '30000000000018';
const SALES = '301050000004';
const PATRICIA = '30000000000006';
const AMELIA = '30102333033336';
const APP = '40526000000002043';

let vendor: ZohoSalesIq;
let desk: Conversations;
let token: string;

async function start(quirks: Partial<AllQuirks> = {}, scopes = SCOPES, authoriseAs?: string) {
	vendor = await startVendor({ quirks, now: () => CLOCK });
	desk = vendor.conversations;
	const { oauthTokenData } = await connectedCredential(vendor, scopes, authoriseAs);
	token = String(oauthTokenData.access_token);
}
afterEach(async () => await vendor.close());

interface Answer {
	object?: string;
	url?: string;
	data?: Record<string, unknown> & Array<Record<string, unknown>>;
	more_data_available?: boolean;
	error?: { code: number; json_key?: string; param?: string };
}

async function call(method: string, path: string, body?: object | FormData): Promise<Response> {
	const isForm = body instanceof FormData;
	return await fetch(`${vendor.url}${path}`, {
		method,
		headers: {
			authorization: `Zoho-oauthtoken ${token}`,
			...(isForm ? {} : { 'content-type': 'application/json' }),
		},
		...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
	});
}
const api = async (method: string, path: string, body?: object | FormData): Promise<Answer> =>
	(await (await call(method, `/api/v2/zylker/conversations${path}`, body)).json()) as Answer;
const idsOf = ({ data }: Answer) => data?.map(({ id }) => id);

/** A conversation that somebody has just picked up. */
const connected = async (): Promise<Conversation> => {
	const { conversation } = await desk.start();
	return (await desk.pickUp(conversation.id)).conversation;
};

describe('what people do', () => {
	const operator = (id: string, name: string, email: string) => ({ id, name, email_id: email });

	it('begins with chats of every standing', async () => {
		await start();
		expect(
			desk
				.list()
				.map(({ standing }) => standing)
				.sort(),
		).toEqual(['connected', 'ended', 'missed', 'waiting', 'waiting']);
		expect(desk.list('zylkerlabs')).toEqual([]);
		expect(desk.get(desk.list()[0]?.id ?? '')).toBe(desk.list()[0]);
		expect(vendor.deliveries).toEqual([]);
	});

	const id = async () => (await connected()).id;
	const waiting = async () => (await desk.start()).conversation.id;
	const file = { name: 'a b.png', type: 'image/png', content: Buffer.from([0, 255]) };
	const DEEDS: Record<string, () => Promise<Happened>> = {
		'conversation.created': async () => await desk.start(),
		'conversation.attender.updated': async () => await desk.pickUp(await waiting()),
		'conversation.missed': async () => await desk.miss(await waiting()),
		'conversation.completed': async () => await desk.close(await id()),
		'conversation.rated': async () => await desk.rate(await id(), { rating: 4, feedback: 'Good' }),
		'conversation.rated.feedback': async () => await desk.rate(await id(), { feedback: 'Good' }),
		'conversation.visitor.replied': async () => await desk.visitorReply(await id(), 'Hello'),
		'conversation.visitor.replied.file': async () =>
			await desk.visitorReply(await id(), { text: 'See', file }),
		'conversation.operator.replied': async () => await desk.reply(await id(), 'Hello'),
		'conversation.operator.replied.file': async () => await desk.reply(await id(), { file }),
		'conversation.transfer.initiated': async () =>
			await desk.transfer(await id(), { departmentId: SALES, note: 'VIP' }),
		'conversation.transfer.accepted': async () => await desk.acceptTransfer(await asked()),
		'conversation.transfer.rejected': async () => await desk.rejectTransfer(await asked()),
		'conversation.message.edited': async () => {
			const { conversation } = await desk.reply(await id(), 'Helo');
			return await desk.editMessage(conversation.id, 'Hello');
		},
		'conversation.message.deleted': async () => {
			const { conversation } = await desk.reply(await id(), 'Hello');
			return await desk.deleteMessage(conversation.id);
		},
	};
	const asked = async () => {
		const { conversation } = await desk.transfer(await id(), { departmentId: SALES });
		return conversation.id;
	};

	/** The names of all members, in their order; of lists, those of the first member. */
	const shapeOf = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
		if (typeof value !== 'object' || value === null) return null;
		return Object.fromEntries(
			Object.entries(value).map(([name, member]) => [name, shapeOf(member)]),
		);
	};
	/** What the vendor's samples have and a chat may not: what has not happened, and pictures. */
	const OPTIONAL = /"(?:attended_time|end_time|missed_time|dimensions|blur_image|height|width)"/;
	const membersOf = (json: string): string[] =>
		[...JSON.stringify(shapeOf(JSON.parse(json))).matchAll(/"\w+"/g)]
			.map(([name]) => name)
			.filter((name) => !OPTIONAL.test(name))
			.sort();

	it.each(Object.keys(DEEDS))('%s is told in the shape of the documents', async (name) => {
		await start();
		const { eventText, conversation } = (await DEEDS[name]?.()) as Happened;
		const fixture = readFileSync(
			join(__dirname, '..', 'fixtures', 'zohoSalesIq', 'events', `${name}.json`),
			'utf8',
		);
		expect(membersOf(eventText)).toEqual(membersOf(fixture));
		expect(JSON.parse(eventText)).toMatchObject({
			event: name.replace(/\.(?:file|feedback)$/, ''),
			entity_id: conversation.id,
			app_id: conversation.appId,
			org_id: '55778119',
			event_time: String(CLOCK),
		});
	});

	it('has a deed for every conversation event but those of participants', () => {
		const events = readdirSync(join(__dirname, '..', 'fixtures', 'zohoSalesIq', 'events'))
			.filter((name) => /^conversation.*\.json$/.test(name))
			.map((name) => name.replace('.json', ''))
			.filter((name) => !/participants|supervisor|\.bot|envelope/.test(name));
		expect(events.sort()).toEqual(Object.keys(DEEDS).sort());
	});

	it('tells webhooks, with the values of the chat', async () => {
		await start();
		await vendor.addWebhook({
			url: 'http://127.0.0.1:9/',
			events: ['conversation.transfer.initiated', 'conversation.operator.replied'],
		});
		const { id: chat } = await connected();
		await desk.reply(chat, 'One moment', AMELIA);
		const { deliveries } = await desk.transfer(chat, { departmentId: SALES, operatorId: AMELIA });
		expect(deliveries).toHaveLength(1);
		const [reply, transfer] = vendor.deliveries.map(({ body }) => JSON.parse(body).entity);
		expect(reply).toMatchObject({
			id: chat,
			message: { sender: { id: AMELIA, name: 'Amelia Burrows' }, text: 'One moment' },
			owner: operator(PATRICIA, 'Patricia', 'patricia@zylker.com'),
		});
		expect(transfer).toMatchObject({
			transfer: {
				type: 'user',
				department_id: SALES,
				transferred_by: { type: 'operator', id: PATRICIA },
				transferred_to: [operator(AMELIA, 'Amelia Burrows', 'amelia.burrows@zylker.com')],
			},
		});
	});

	it('writes the id of an attachment as a bare number, to its last digit', async () => {
		await start();
		const { eventText, message } = await desk.reply(await id(), { file });
		expect(message?.file?.attachmentId).toMatch(/^\d{17}$/);
		expect(eventText).toContain(`"attachment_id":${message?.file?.attachmentId},`);
	});

	it('changes the chat', async () => {
		await start();
		const chat = await connected();
		expect(chat).toMatchObject({ standing: 'connected', attenderId: PATRICIA });
		await desk.transfer(chat.id, { departmentId: SALES, operatorId: AMELIA });
		await desk.rejectTransfer(chat.id);
		expect(chat).toMatchObject({ departmentId: SUPPORT, attenderId: PATRICIA, transfer: null });
		await desk.transfer(chat.id, { departmentId: SALES, operatorId: AMELIA });
		await desk.acceptTransfer(chat.id);
		expect(chat).toMatchObject({ departmentId: SALES, attenderId: AMELIA, ownerId: AMELIA });
		const { message } = await desk.reply(chat.id, 'Helo');
		await desk.editMessage(chat.id, 'Hello', message?.id);
		expect(chat.messages.at(-1)).toMatchObject({ text: 'Hello', sender: { id: AMELIA } });
		await desk.deleteMessage(chat.id);
		expect(chat.messages.map(({ text }) => text)).toEqual([chat.question]);
		await desk.close(chat.id);
		await desk.rate(chat.id, { rating: 3 });
		expect(chat).toMatchObject({ standing: 'ended', rating: 3, feedback: null });
		await expect(desk.pickUp(chat.id)).rejects.toThrow('Parameter is invalid');
		await expect(desk.close('1')).rejects.toThrow('Invalid resource');
	});
});

describe('one conversation', () => {
	it('has the members of the documents’ sample', async () => {
		await start();
		const { id } = await connected();
		const answer = await api('GET', `/${id}`);
		expect(answer).toMatchObject({
			url: `/api/v2/zylker/conversations/${id}`,
			object: 'conversations',
			data: {
				owner: { email: 'patricia@zylker.com', name: 'Patricia', is_bot: false, id: PATRICIA },
				attender: { id: PATRICIA },
				type: 'chat',
				participants: [{ id: PATRICIA }],
				unread_chats: false,
				chat_status: { status_code: 0, state: 2, label: 'Connected' },
				question: 'Hi, I need some assistance in buying a dining set.',
				notes: false,
				last_message_info: { sequence_id: '1', type: 'text', sender: { name: 'Tricia' } },
				id,
				status: 'Connected',
				app_id: APP,
				department: { name: 'Support', id: SUPPORT },
				visitor: { phone: '12344354', email: 'tricia@zylker.com', name: 'Tricia', type: 'lead' },
			},
		});
		for (const time of ['attended_time', 'start_time', 'last_modified_time']) {
			expect(answer.data?.[time]).toMatch(/^\d{13}$/);
		}
		expect((await api('GET', '/1')).error).toMatchObject({ code: 1019 });
		const { visitorConversationId } = desk.get(id);
		expect((await api('GET', `/${visitorConversationId}`)).error).toMatchObject({ code: 1019 });
	});
});

describe('the list', () => {
	it('is of the operator’s department, unless another is asked for', async () => {
		await start();
		expect(idsOf(await api('GET', ''))).toHaveLength(4);
		expect(idsOf(await api('GET', `?department_id=${SALES}`))).toHaveLength(1);
		vendor.quirks.listOfOwnDepartment = false;
		expect(idsOf(await api('GET', ''))).toHaveLength(5);
	});

	it.each([
		['status=open', 2],
		['status=closed', 2],
		['status=waiting', 1],
		['status=connected', 1],
		['status=missed', 1],
		['status=end', 1],
		['attender_id=30000000000106', 1],
		['email=ayu.lestari@example.com', 1],
		['visitor_type=contact', 4],
		['visitor_type=lead', 0],
		[`app_id=${APP}`, 4],
		['app_id=40526000000002047', 0],
		[`from_time=${CLOCK - 60 * 60_000}`, 2],
		[`to_time=${CLOCK - 60 * 60_000}`, 2],
		[`updated_from_time=${CLOCK - 6 * 60_000}`, 1],
		[`updated_till_time=${CLOCK - 60 * 60_000}`, 2],
		['limit=3', 3],
		['limit=3&page=2', 1],
	])('%s: %d', async (query, expected) => {
		await start();
		expect(idsOf(await api('GET', `?${query}`))).toHaveLength(expected);
	});

	it.each(['status=all', 'sort_by=name', 'visitor_type=x', 'limit=100', 'from_time=now'])(
		'refuses %s',
		async (query) => {
			await start();
			const [param] = query.split('=');
			expect((await api('GET', `?${query}`)).error).toMatchObject({ param });
		},
	);

	it.each(['newestFirst', 'oldestFirst'] as const)('is sorted, %s', async (conversationsOrder) => {
		await start({ conversationsOrder });
		const sorted = async (query: string, member: string) => {
			const times = (await api('GET', `?${query}`)).data?.map((one) => Number(one[member] ?? 0));
			const sign = conversationsOrder === 'newestFirst' ? -1 : 1;
			expect(times).toEqual([...(times ?? [])].sort((a, b) => sign * (a - b)));
		};
		await sorted('', 'start_time');
		await sorted('sort_by=updated_time', 'last_modified_time');
		await sorted('sort_by=end_time', 'end_time');
	});

	it.each([
		['exclusive', 0],
		['inclusive', 1],
	] as const)('has %s bounds', async (timeBounds, expected) => {
		await start({ timeBounds });
		const { conversation } = await desk.start({ startTime: CLOCK - 5 });
		const bounds = (name: string) => `?email=tricia@zylker.com&${name}=${conversation.startTime}`;
		expect(idsOf(await api('GET', bounds('from_time')))).toHaveLength(expected);
		expect(idsOf(await api('GET', bounds('to_time')))).toHaveLength(expected);
	});
});

describe('messages', () => {
	const page = async (id: string, query: string) => await api('GET', `/${id}/messages?${query}`);
	const textsOf = ({ data }: Answer) =>
		data?.map(({ message }) => (message as { text?: string }).text);

	it.each([
		['onwards', ['0', '1'], ['2', '3']],
		['backwards', ['3', '2'], ['1', '0']],
	] as const)('go on %s from a time', async (messagesFromTime, first, second) => {
		await start({ messagesFromTime });
		const { conversation } = await desk.start({ question: '0', startTime: CLOCK - 1 });
		for (const text of ['1', '2', '3']) await desk.visitorReply(conversation.id, text);
		const answer = await page(conversation.id, 'limit=2');
		expect(textsOf(answer)).toEqual(first);
		expect(answer.more_data_available).toBe(true);
		const from = String(answer.data?.at(-1)?.['time']);
		const rest = await page(conversation.id, `limit=2&from_time=${from}`);
		expect(textsOf(rest)).toEqual(second);
		expect(rest.more_data_available).toBe(false);
		vendor.quirks.moreDataAvailable = false;
		expect(await page(conversation.id, '')).not.toHaveProperty('more_data_available');
	});

	it('are sent, as JSON and as form data', async () => {
		await start();
		const { id } = await connected();
		const sent = await api('POST', `/${id}/messages`, { text: 'hello' });
		expect(sent.data).toMatchObject({ type: 'text', message: { text: 'hello' } });
		expect(sent.data?.['sender']).toMatchObject({ type: 'operator', id: PATRICIA });

		const form = new FormData();
		form.append('file', new Blob([Buffer.from([1, 2, 255])], { type: 'image/png' }), 'ü.png');
		form.append('comment', 'See');
		const file = await api('POST', `/${id}/messages`, form);
		expect(file.data).toMatchObject({
			type: 'file',
			message: { file: { name: 'ü.png', comment: 'See', type: 'image/png', size: 3 } },
		});
		const { content } = desk.get(id).messages.at(-1)?.file ?? {};
		expect(content).toEqual(Buffer.from([1, 2, 255]));

		const empty = new FormData();
		empty.append('file', new Blob([]), 'empty.txt');
		expect((await api('POST', `/${id}/messages`, empty)).error).toMatchObject({ code: 1018 });
		expect((await api('POST', `/${id}/messages`, {})).error).toMatchObject({ json_key: 'text' });
	});

	it('attachments are given to those with a token', async () => {
		await start();
		const chat = desk.list().find(({ messages }) => messages.some(({ file }) => file));
		const messages = await page(String(chat?.id), '');
		const { message } = messages.data?.at(-1) as { message: { file: { url: string } } };
		expect(message.file.url).toMatch(/^\/attachments\/\d+\/A_\d+$/);
		const answer = await call('GET', message.file.url);
		expect(answer.headers.get('content-type')).toBe('image/png');
		expect(
			Buffer.from(await answer.arrayBuffer())
				.subarray(1, 4)
				.toString(),
		).toBe('PNG');
		expect(await (await fetch(`${vendor.url}${message.file.url}`)).json()).toMatchObject({
			error: { code: 1002 },
		});
		vendor.quirks.attachmentUrl = 'absolute';
		expect(JSON.stringify(await page(String(chat?.id), ''))).toContain(
			`${vendor.url}${message.file.url}`,
		);
	});
});

describe('what operators do through the API', () => {
	it.each(['PUT', 'POST'] as const)('picks up and closes with %s only', async (actionMethod) => {
		await start({ actionMethod });
		const other = actionMethod === 'PUT' ? 'POST' : 'PUT';
		const { id } = (await desk.start()).conversation;
		await vendor.addWebhook({ url: 'http://127.0.0.1:9/', events: ['conversation.completed'] });
		expect((await api(other, `/${id}/pickup`)).error).toMatchObject({ code: 1004 });
		expect((await api(actionMethod, `/${id}/pickup`)).data).toMatchObject({ status: 'Connected' });
		expect((await api(actionMethod, `/${id}/pickup`)).error).toMatchObject({ code: 1011 });
		expect((await api(actionMethod, `/${id}/close`)).data).toMatchObject({ status: 'Ended' });
		expect(vendor.deliveries.map(({ event }) => event)).toEqual([]);
		await vendor.settled();
		expect(vendor.deliveries[0]).toMatchObject({ event: 'conversation.completed', attempt: 1 });
	});

	it.each(['note', 'notes'] as const)('transfers, with %s', async (transferNote) => {
		await start({ transferNote });
		const { id } = await connected();
		await vendor.addWebhook({
			url: 'http://127.0.0.1:9/',
			events: ['conversation.transfer.initiated'],
		});
		await api('PUT', `/${id}/transfer`, { department_id: SALES, [transferNote]: 'Please' });
		expect(desk.get(id).transfer).toEqual({ departmentId: SALES, operatorId: '30102333033335' });
		await vendor.settled();
		expect(JSON.parse(vendor.deliveries[0]?.body ?? '').entity.transfer.note).toBe('Please');
		expect((await api('PUT', `/${id}/transfer`, {})).error).toMatchObject({
			json_key: 'department_id',
		});
	});

	it('adds tags, and names those that failed in a success', async () => {
		await start();
		const { id } = await connected();
		const ids = ['30000000210001', '30000000210005', '7'];
		expect(await api('PUT', `/${id}/tags`, { ids })).toMatchObject({
			object: 'tag_ids_list',
			data: {
				failed_tag_ids: ['30000000210005', '7'],
				associated_tags: [{ id: '30000000210001', name: 'VIP', module: 'conversations' }],
			},
		});
		expect((await api('GET', `/${id}`)).data?.['tags']).toEqual([{ id: '30000000210001' }]);
	});

	it('shows the feedback', async () => {
		await start();
		const { id } = await connected();
		expect(await api('GET', `/${id}/feedback`)).toMatchObject({ object: 'feedback', data: {} });
		await desk.rate(id, { rating: 2, feedback: 'Slow' });
		expect((await api('GET', `/${id}/feedback`)).data).toMatchObject({
			conversation_id: id,
			rating: 2,
			feedback: 'Slow',
		});
	});

	it.each([
		['GET', '', 'READ'],
		['POST', '/1/messages', 'CREATE'],
		['PUT', '/1/pickup', 'UPDATE'],
		['PUT', '/1/tags', 'UPDATE'],
	])('%s %s needs %s', async (method, path, right) => {
		await start(
			{},
			SCOPES.filter((scope) => !scope.endsWith(right)),
		);
		expect((await api(method, path, method === 'GET' ? undefined : {})).error?.code).toBe(1009);
	});
});

describe('the visitors’ side', () => {
	const ORGANISATION = '/oauth/v2/org/auth';
	const BODY = {
		visitor: { user_id: 'crm-7', name: 'Dewi', email: 'dewi@example.com' },
		app_id: APP,
		department_id: SALES,
		question: 'Is it in stock?',
	};
	const create = async (body: object) =>
		(await (await call('POST', '/visitor/v2/zylker/conversations', body)).json()) as Answer;

	it('begins a chat, and answers with an id of its own', async () => {
		await start({}, SCOPES, ORGANISATION);
		const { data } = await create(BODY);
		expect(data?.['id']).toMatch(/^[0-9a-f]{32}$/);
		expect(desk.get(String(data?.['id']))).toMatchObject({
			question: 'Is it in stock?',
			departmentId: SALES,
			visitor: { id: 'crm-7', name: 'Dewi', email: 'dewi@example.com' },
		});
	});

	it.each([
		[{ app_id: '' }, 'app_id'],
		[{ department_id: undefined }, 'department_id'],
		[{ question: undefined }, 'question'],
		[{ visitor: {} }, 'visitor.user_id'],
		[{ custom_wait_time: 1000 }, 'custom_wait_time'],
	])('refuses %j', async (change, json_key) => {
		await start({}, SCOPES, ORGANISATION);
		expect((await create({ ...BODY, ...change })).error).toMatchObject({ json_key });
	});

	it('takes tokens of organisations only, by the switch', async () => {
		await start();
		expect((await create(BODY)).error).toMatchObject({ code: 1016 });
		vendor.quirks.visitorSideOfOrganisation = false;
		expect((await create(BODY)).error).toBeUndefined();
	});
});
