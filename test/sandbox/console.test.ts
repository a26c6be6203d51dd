import { request } from 'node:http';

import type { Qiscus } from '../../sandbox/vendors/qiscus/index.ts';
import { type HttpServer, startHttpServer } from '../../sandbox/vendors/shared/httpServer.ts';
import type { ZohoSalesIq } from '../../sandbox/vendors/zohoSalesIq/index.ts';
import { type PlayedConsole, startPlayed } from '../support/console';

let page: PlayedConsole;
let qiscus: Qiscus;
let salesIq: ZohoSalesIq;
/** In the place of n8n. */
let called: HttpServer;

beforeEach(async () => {
	page = await startPlayed();
	({ qiscus, salesIq } = page);
	called = await startHttpServer({ handle: () => ({ status: 200, body: '<taken>' }) });
});
afterEach(async () => {
	await page.close();
	await called.close();
});

const post: PlayedConsole['post'] = async (...call) => await page.post(...call);
const live: PlayedConsole['live'] = async (part) => await page.live(part);
const shown = async () => await (await fetch(page.url)).text();

it('chooses the vendor by the name of the event', async () => {
	qiscus.setSlot('newSession', { url: called.url, enabled: true });
	await salesIq.addWebhook({ url: called.url, events: ['conversation.created'] });
	const emit = async (event: string) => (await post('/emit', { event })).text;
	expect(await emit('newSession')).toBe('newSession was sent to 1 webhook(s).\n');
	expect(await emit('botMessage')).toBe('botMessage was sent to 0 webhook(s).\n');
	expect(await emit('conversation.created')).toMatch(/created was sent to 1 webhook/);
	expect(qiscus.deliveries).toHaveLength(1);
	expect(salesIq.deliveries).toHaveLength(1);
	expect(await post('/emit', { event: 'toString' })).toMatchObject({ status: 400 });
});

it('lets customers write, and rooms be resolved', async () => {
	for (const event of ['newSession', 'customButton', 'markAsResolved'] as const) {
		qiscus.setSlot(event, { url: called.url, enabled: true });
	}
	const { text } = await post('/qiscus/writes', { channel: '904', text: '<b>Halo</b>' });
	expect(text).toMatch(/^A customer wrote in room \d+\. Told: newSession \(200\)\.\n$/);
	const room = qiscus.rooms()[0]?.id ?? '';
	expect(qiscus.rooms()).toMatchObject([{ channelId: 904, comments: [{ text: '<b>Halo</b>' }] }]);

	expect((await post('/qiscus/writes', { room })).text).toMatch(/No webhook was told/);
	expect((await post('/qiscus/clicksButton', { room })).text).toMatch(/customButton \(200\)/);
	expect((await post('/qiscus/resolves', { room })).text).toMatch(/markAsResolved \(200\)/);
	expect(await live('qiscus-chats')).toMatch(
		/Resolved \(1\)(?!.*Nobody).*Instagram: Sandbox Shop/s,
	);
	expect((await post('/qiscus/writes', { room })).text).toMatch(/newSession \(200\)/);
	expect(qiscus.rooms()).toHaveLength(1);
});

it('lets several customers write at once, and no more than it shows', async () => {
	const several = { channel: '902', customers: '5' };
	expect((await post('/qiscus/writes', several)).text).toMatch(/^5 customers wrote/);
	expect(qiscus.rooms().map(({ customer }) => customer.name)).toEqual([
		...['Siti', 'Budi', 'Dewi', 'Agus', 'Putri'],
	]);
	for (const customers of ['0', '51', '2.5', 'many', '']) {
		expect([customers, (await post('/qiscus/writes', { customers })).status]).toEqual([
			customers,
			400,
		]);
	}
});

it('shows who has how many customers, and who waits', async () => {
	const { text } = await post('/qiscus/writes', { channel: '901' });
	const room = /room (\d+)/.exec(text)?.[1] ?? '';
	expect(await live('qiscus-chats')).toMatch(/Waiting \(1\).*No workflow is told.*Siti/s);
	await page.assign(room, 150_001);
	expect(await live('qiscus-chats')).toMatch(/Siti<\/strong> with <strong>Ayu Lestari/);
	expect(await live('qiscus-team')).toMatch(/pip taken.*pip free.*1 of 2 customers: Siti/);
});

it('lets people log out and in', async () => {
	qiscus.setSlot('userLogout', { url: called.url, enabled: true });
	const ayu = { agent: '150001' };
	expect((await post('/qiscus/logsOut', ayu)).text).toMatch(/Ayu Lestari logged out.*\(200\)/);
	expect(await live('qiscus-team')).toMatch(/logsIn.*Ayu Lestari.*offline.*Bayu/s);
	qiscus.setAgent(150_001, { forceOffline: true });
	expect((await post('/qiscus/logsIn', ayu)).text).toMatch(/Ayu Lestari logged in/);
	expect(await live('qiscus-team')).toMatch(/logsOut.*Ayu Lestari.*online.*Bayu/s);
});

describe('a conversation of SalesIQ', () => {
	/** Each in its turn, as somebody does it on the page. */
	const COURSES: Array<[string, string[]]> = [
		[
			'that an operator takes',
			['picksUp', 'visitorReplies', 'replies', 'edits', 'closes', 'ratesHigh'],
		],
		[
			'that is transferred',
			['picksUp', 'transfers', 'rejectsTransfer', 'transfers', 'acceptsTransfer'],
		],
		['that nobody takes', ['visitorReplies', 'misses', 'ratesLow']],
	];
	const EVENTS: Record<string, string> = {
		picksUp: 'conversation.attender.updated',
		visitorReplies: 'conversation.visitor.replied',
		replies: 'conversation.operator.replied',
		edits: 'conversation.message.edited',
		transfers: 'conversation.transfer.initiated',
		acceptsTransfer: 'conversation.transfer.accepted',
		rejectsTransfer: 'conversation.transfer.rejected',
		closes: 'conversation.completed',
		misses: 'conversation.missed',
		ratesHigh: 'conversation.rated',
		ratesLow: 'conversation.rated',
	};
	const begin = async () => {
		await salesIq.addWebhook({ url: called.url, events: Object.values(EVENTS) });
		const { text } = await post('/salesiq/starts', { text: '<b>Hello</b>' });
		expect(text).toBe('Tricia started a chat. No webhook was told.\n');
		return salesIq.conversations.list()[0]?.id ?? '';
	};

	it.each(COURSES)('%s', async (_, deeds) => {
		const conversation = await begin();
		for (const deed of deeds) {
			expect(await live('salesiq-conversations')).toContain(`${deed}-${conversation}`);
			const { text } = await post(`/salesiq/${deed}`, { conversation });
			expect(text).toContain(`Tricia. Told: ${EVENTS[deed]} (200).`);
		}
		expect(await live('salesiq-conversations')).toContain('&#60;b&#62;Hello');
	});

	it('does not take what is not possible, or is nowhere', async () => {
		const conversation = await begin();
		const { status, text } = await post('/salesiq/ratesLow', { conversation });
		expect([status, text]).toEqual([
			400,
			'“Visitor rates 1” is not possible: the conversation is waiting.\n',
		]);
		expect(await post('/salesiq/picksUp', { conversation: '1' })).toMatchObject({ status: 400 });
		expect(salesIq.deliveries).toEqual([]);
	});
});

it('takes a URL as the dashboard does', async () => {
	await post('/qiscus/pastes', { event: 'customButton', url: called.url });
	expect(qiscus.slots().customButton).toEqual({ url: called.url, enabled: true });
	await post('/qiscus/pastes', { event: 'customButton', url: '' });
	expect(qiscus.slots().customButton).toEqual({ url: null, enabled: false });
	expect(await post('/qiscus/pastes', { event: 'other', url: '' })).toMatchObject({ status: 400 });
});

it('leads a browser back to the section and says what happened', async () => {
	const asBrowser = { accept: 'text/html', origin: page.url };
	qiscus.setSlot('newSession', { url: called.url, enabled: true });
	const { status, headers } = await post('/qiscus/writes', { channel: '901' }, asBrowser);
	expect([status, headers.get('location')]).toEqual([303, '/#qiscus']);
	expect(await shown()).toContain('role="status">A customer wrote');
	expect(await shown()).toContain('&#60;taken&#62;');

	await post('/qiscus/resolves', { room: '1' }, asBrowser);
	expect(await shown()).toContain('role="status">There is no room 1');
	expect(await post('/qiscus/resolves', { room: '1' })).toMatchObject({ status: 400 });
});

it('is not played from another page', async () => {
	const foreign = { origin: 'http://pages.example.com' };
	expect(await post('/emit', { event: 'newSession' }, foreign)).toMatchObject({ status: 403 });
	const status = await new Promise((resolve, reject) => {
		const headers = { host: 'rebound.example.com' };
		request(page.url, { headers }, (answer) => resolve(answer.resume().statusCode))
			.on('error', reject)
			.end();
	});
	expect(status).toBe(403);
	const { headers } = await fetch(page.url);
	expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
});

it('has its style and its script, and nothing else of its folder', async () => {
	const types = ['/page.css', '/page.js', '/../page.ts', '/toString'].map(async (path) => {
		const answer = await fetch(`${page.url}${path}`);
		return `${answer.status} ${answer.headers.get('content-type')}`;
	});
	expect(await Promise.all(types)).toEqual([
		'200 text/css; charset=utf-8',
		'200 text/javascript; charset=utf-8',
		'404 text/plain; charset=utf-8',
		'404 text/plain; charset=utf-8',
	]);
});

it('has nothing elsewhere', async () => {
	for (const path of ['/other', '/qiscus', '/qiscus/constructor', '/salesiq/writes']) {
		expect([path, (await post(path, {})).status]).toEqual([path, 404]);
	}
});
