import { createPublicKey, createVerify } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { freshen } from '../../sandbox/vendors/zohoSalesIq/freshen.ts';
import { EVENTS, NEWER_EVENTS, startZohoSalesIq } from '../../sandbox/vendors/zohoSalesIq/index.ts';
import type {
	DeliveryRecord,
	Quirks,
	ZohoSalesIq,
	ZohoSalesIqOptions,
} from '../../sandbox/vendors/zohoSalesIq/index.ts';

const fixturesFolder = join(__dirname, '..', 'fixtures', 'zohoSalesIq');
const eventsFolder = join(fixturesFolder, 'events');
const fixtureNames = readdirSync(eventsFolder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.slice(0, -'.json'.length));

const REDIRECT_URI = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';
const HOUR_MS = 3600 * 1000;
const START_MS = 1_800_000_000_000;
const ALL_SCOPES = [
	'SalesIQ.portals.READ',
	'SalesIQ.Apps.READ',
	'SalesIQ.departments.READ',
	'SalesIQ.operators.READ',
	'SalesIQ.webhooks.READ',
	'SalesIQ.webhooks.CREATE',
	'SalesIQ.webhooks.UPDATE',
	'SalesIQ.webhooks.DELETE',
];

interface WireKey {
	key: string;
	id: string;
	created_time: string;
}

interface WireWebhook {
	id: string;
	url: string;
	type: string;
	status: string;
	secured: boolean;
	events: string[];
	app_ids: string[];
	public_keys: WireKey[];
	expiry_time_for_executions_data: string;
	failures_count: string;
}

interface WireExecution {
	id: string;
	event: string;
	number_of_retries: number;
	remote_server_status: number;
	last_execution_time: string;
	payload: Record<string, unknown>;
}

interface ApiBody<T> {
	url: string;
	object: string;
	data: T;
	sync_time?: string;
	error?: { message: string; code: number; json_key?: string; param?: string; header?: string };
}

interface ApiAnswer<T> {
	status: number;
	text: string;
	body: ApiBody<T>;
}

interface TokenAnswer {
	access_token: string;
	refresh_token?: string;
	scope: string;
	api_domain: string;
	token_type: string;
	expires_in: number;
	error?: string;
}

// --- The customer's side: a server that webhooks call ---------------------------------------------

interface Received {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

type Behaviour = (received: Received) => number | 'hang' | { status: number; location: string };

class Receiver {
	readonly calls: Received[] = [];
	behave: Behaviour = () => 200;
	url = '';
	private readonly server: Server;

	constructor() {
		this.server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const received = {
					method: request.method ?? '',
					path: request.url ?? '',
					headers: request.headers,
					body: Buffer.concat(chunks),
				};
				this.calls.push(received);
				const answer = this.behave(received);
				if (answer === 'hang') return;
				if (typeof answer === 'number') response.writeHead(answer);
				else response.writeHead(answer.status, { location: answer.location });
				response.end('seen');
			});
		});
	}

	async open(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise<void>((resolve) => this.server.close(() => resolve()));
	}

	posts(): Received[] {
		return this.calls.filter(({ method }) => method === 'POST');
	}

	methods(): string[] {
		return this.calls.map(({ method }) => method);
	}
}

/** Answers POSTs so and everything else with 200, as a webhook's HEAD wants. */
const posts =
	(...statuses: Array<number | 'hang'>): Behaviour =>
	({ method }) =>
		method === 'POST' ? ((statuses.length > 1 ? statuses.shift() : statuses[0]) ?? 200) : 200;

function signatureHolds(received: Received, publicKey: string): boolean {
	const signature = String(received.headers['x-siqsignature']);
	const pem = publicKey.startsWith('-----')
		? publicKey
		: createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
	return createVerify('SHA256').update(received.body).verify(pem, signature, 'base64');
}

// --- The vendor, and a client for it --------------------------------------------------------------

let vendor: ZohoSalesIq;
let receiver: Receiver;
let accessToken: string;
let clock: number;

async function start(options: Partial<ZohoSalesIqOptions> = {}): Promise<void> {
	clock = START_MS;
	vendor = await startZohoSalesIq({
		fixturesFolder,
		retryIntervalMs: 2,
		deliveryTimeoutMs: 2_000,
		now: () => clock,
		...options,
	});
	accessToken = (await connect()).access_token;
}

async function restart(options: Partial<ZohoSalesIqOptions>): Promise<void> {
	await vendor.close();
	await start(options);
}

function authorisationParams(change: Record<string, string> = {}): URLSearchParams {
	return new URLSearchParams({
		client_id: vendor.client.id,
		response_type: 'code',
		scope: ALL_SCOPES.join(','),
		redirect_uri: REDIRECT_URI,
		access_type: 'offline',
		prompt: 'consent',
		state: 'a state & more',
		...change,
	});
}

async function decide(params: URLSearchParams, path = '/oauth/v2/auth'): Promise<Response> {
	return await fetch(`${vendor.url}${path}`, { method: 'POST', body: params, redirect: 'manual' });
}

async function consent(change: Record<string, string> = {}, path?: string): Promise<URL> {
	const response = await decide(authorisationParams({ decision: 'accept', ...change }), path);
	return new URL(response.headers.get('location') ?? '');
}

async function tokenCall(params: Record<string, string>): Promise<TokenAnswer> {
	const { id, secret } = vendor.client;
	const response = await fetch(`${vendor.url}/oauth/v2/token`, {
		method: 'POST',
		body: new URLSearchParams({ client_id: id, client_secret: secret, ...params }),
	});
	expect(response.status).toBe(200);
	return JSON.parse(await response.text());
}

async function exchange(code: string, change: Record<string, string> = {}): Promise<TokenAnswer> {
	const grant = { grant_type: 'authorization_code', redirect_uri: REDIRECT_URI };
	return await tokenCall({ ...grant, code, ...change });
}

async function connect(change: Record<string, string> = {}): Promise<TokenAnswer> {
	return await exchange((await consent(change)).searchParams.get('code') ?? '');
}

async function api<T = WireWebhook>(
	method: string,
	path: string,
	body?: unknown,
	authorization = `Zoho-oauthtoken ${accessToken}`,
): Promise<ApiAnswer<T>> {
	const response = await fetch(`${vendor.url}/api/v2${path}`, {
		method,
		headers: { authorization, 'content-type': 'application/json' },
		...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
	const text = await response.text();
	return { status: response.status, text, body: JSON.parse(text) };
}

function dataWebhook(change: Record<string, unknown> = {}): Record<string, unknown> {
	return { type: 'data', url: receiver.url, events: ['conversation.created'], ...change };
}

function administrationWebhook(change: Record<string, unknown> = {}): Record<string, unknown> {
	return dataWebhook({ type: 'administration', events: ['department.created'], ...change });
}

async function create(change: Record<string, unknown> = {}): Promise<WireWebhook> {
	const { body } = await api('POST', '/zylker/webhooks', dataWebhook(change));
	expect(body.error).toBeUndefined();
	return body.data;
}

async function details(id: string): Promise<WireWebhook> {
	return (await api('GET', `/zylker/webhooks/${id}`)).body.data;
}

async function failures(id: string, query = ''): Promise<WireExecution[]> {
	const path = `/zylker/webhooks/${id}/executions${query}`;
	return (await api<WireExecution[]>('GET', path)).body.data;
}

function set(quirks: Partial<Quirks>): void {
	Object.assign(vendor.quirks, quirks);
}

function eventCalls(): DeliveryRecord[] {
	return vendor.deliveries.filter(({ kind }) => kind === 'event');
}

/** The names and types of everything in a value, ids and texts aside. */
function shapeOf(value: unknown): unknown {
	if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
	if (typeof value !== 'object' || value === null) return typeof value;
	return Object.fromEntries(
		Object.entries(value)
			.map(([name, member]): [string, unknown] => [name, shapeOf(member)])
			.sort(([a], [b]) => a.localeCompare(b)),
	);
}

beforeEach(async () => {
	receiver = new Receiver();
	await receiver.open();
	await start();
});

afterEach(async () => {
	await vendor.close();
	await receiver.close();
});

// --------------------------------------------------------------------------------------------------

describe('the accounts server', () => {
	it('asks for consent on a page that posts the decision to the same address', async () => {
		const query = authorisationParams({ state: '"><script>' });
		const response = await fetch(`${vendor.url}/oauth/v2/auth?${query.toString()}`);
		const page = await response.text();
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toContain('text/html');
		expect(page).toContain('<form method="post" action="/oauth/v2/auth">');
		expect(page).toContain('value="accept">Accept</button>');
		for (const scope of ALL_SCOPES) expect(page).toContain(`<li>${scope}</li>`);
		expect(page).not.toContain('<script>');
	});

	it.each(['/oauth/v2/auth', '/oauth/v2/org/auth'])(
		'sends the user of %s back with code, state, location and accounts-server',
		async (path) => {
			const target = await consent({ redirect_uri: `${REDIRECT_URI}?kept=1` }, path);
			expect(target.href.startsWith(`${REDIRECT_URI}?`)).toBe(true);
			expect(Object.fromEntries(target.searchParams)).toEqual({
				kept: '1',
				state: 'a state & more',
				code: expect.stringMatching(/^1000\./),
				location: 'us',
				'accounts-server': vendor.url,
			});
		},
	);

	it('sends the user back with access_denied on Reject', async () => {
		const target = await consent({ decision: 'reject' });
		expect(target.searchParams.get('error')).toBe('access_denied');
		expect(target.searchParams.has('code')).toBe(false);
	});

	it.each([
		['a foreign client', { client_id: 'other' }, 'invalid_client'],
		['another response type', { response_type: 'token' }, 'invalid_response_type'],
		['no redirect address', { redirect_uri: '' }, 'invalid_redirect_uri'],
		[
			'a redirect address that is no web address',
			{ redirect_uri: 'javascript:1' },
			'invalid_redirect_uri',
		],
		['no scope', { scope: '' }, 'invalid_scope'],
		['scopes separated by spaces', { scope: ALL_SCOPES.join(' ') }, 'invalid_scope'],
		['an unknown scope', { scope: 'SalesIQ.nothing.READ' }, 'invalid_scope'],
	])('refuses %s, on the page and on the decision', async (_, change, error) => {
		const params = authorisationParams({ decision: 'accept', ...change });
		const shown = await fetch(`${vendor.url}/oauth/v2/auth?${params.toString()}`);
		for (const response of [shown, await decide(params)]) {
			expect(response.status).toBe(400);
			expect(response.headers.has('location')).toBe(false);
			expect(await response.text()).toContain(`ERROR_${error}`);
		}
	});

	it('exchanges a code once for tokens in Zoho’s shape', async () => {
		const code = (await consent()).searchParams.get('code') ?? '';
		expect(await exchange(code)).toEqual({
			access_token: expect.stringMatching(/^1000\./),
			refresh_token: expect.stringMatching(/^1000\./),
			scope: ALL_SCOPES.join(' '),
			api_domain: vendor.url,
			token_type: 'Bearer',
			expires_in: 3600,
		});
		expect(await exchange(code)).toEqual({ error: 'invalid_code' });
	});

	it('gives a refresh token for access_type=offline only', async () => {
		expect(await connect({ access_type: 'online' })).not.toHaveProperty('refresh_token');
	});

	it('takes the parameters of the token call from the query too', async () => {
		const { refresh_token = '' } = await connect();
		const { id, secret } = vendor.client;
		const query = new URLSearchParams({
			client_id: id,
			client_secret: secret,
			grant_type: 'refresh_token',
			refresh_token,
		});
		const url = `${vendor.url}/oauth/v2/token?${query.toString()}`;
		const answer: TokenAnswer = JSON.parse(await (await fetch(url, { method: 'POST' })).text());
		expect(answer.access_token).toMatch(/^1000\./);
		expect(answer).not.toHaveProperty('refresh_token');
		expect((await fetch(url)).status).toBe(405);
	});

	it.each([
		['a foreign client', { client_id: 'other' }, 'invalid_client'],
		['a wrong secret', { client_secret: 'other' }, 'invalid_client_secret'],
		['another redirect address', { redirect_uri: 'http://127.0.0.1/' }, 'invalid_redirect_uri'],
		['an unknown grant type', { grant_type: 'constructor' }, 'unsupported_grant_type'],
		['an unknown code', { code: 'other' }, 'invalid_code'],
		[
			'an unknown refresh token',
			{ grant_type: 'refresh_token', refresh_token: 'x' },
			'invalid_code',
		],
	])('answers %s with status 200 and an error', async (_, change, error) => {
		const code = (await consent()).searchParams.get('code') ?? '';
		expect(await exchange(code, change)).toEqual({ error });
	});

	it('lets a code live for a minute', async () => {
		const code = (await consent()).searchParams.get('code') ?? '';
		clock += 60_000;
		expect(await exchange(code)).toEqual({ error: 'invalid_code' });
	});

	it('lets an access token live for an hour and renews it', async () => {
		const { access_token, refresh_token = '' } = await connect();
		const call = async (token: string): Promise<number> =>
			(await api('GET', '/portals', undefined, `Bearer ${token}`)).status;
		clock += HOUR_MS - 1;
		expect(await call(access_token)).toBe(200);
		clock += 1;
		expect(await call(access_token)).toBe(401);
		const renewed = await tokenCall({ grant_type: 'refresh_token', refresh_token });
		expect(await call(renewed.access_token)).toBe(200);
		vendor.expireTokens();
		expect(await call(renewed.access_token)).toBe(401);
		vendor.revokeRefreshTokens();
		expect(await tokenCall({ grant_type: 'refresh_token', refresh_token })).toEqual({
			error: 'invalid_code',
		});
	});
});

describe('the API: who may call what', () => {
	it.each(['Zoho-oauthtoken', 'Bearer'])('takes a token as %s', async (scheme) => {
		const { body } = await api('GET', '/portals', undefined, `${scheme} ${accessToken}`);
		expect(body.error).toBeUndefined();
	});

	it.each([
		['no token', ''],
		['another scheme', 'Basic abc'],
	])('answers 1002 to %s', async (_, authorization) => {
		const { status, body } = await api('GET', '/portals', undefined, authorization);
		expect(status).toBe(200);
		expect(body).toEqual({
			error: { message: expect.any(String), code: 1002, header: 'Authorization' },
		});
	});

	it.each([
		['401', 401, 1008],
		['400', 400, 1008],
		['1002', 200, 1002],
		['1008', 200, 1008],
	] as const)('shows an expired token as %s', async (expiredToken, status, code) => {
		set({ expiredToken });
		vendor.expireTokens();
		const answer = await api('GET', '/portals');
		expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
		if (code === 1008) expect(answer.text).toContain('Token');
	});

	it.each([
		['GET', '/portals', 'SalesIQ.portals.READ'],
		['GET', '/zylker/apps', 'SalesIQ.Apps.READ'],
		['GET', '/zylker/departments', 'SalesIQ.departments.READ'],
		['GET', '/zylker/operators', 'SalesIQ.operators.READ'],
		['GET', '/zylker/webhooks', 'SalesIQ.webhooks.READ'],
		['GET', '/zylker/webhooks/1', 'SalesIQ.webhooks.READ'],
		['GET', '/zylker/webhooks/1/executions', 'SalesIQ.webhooks.READ'],
		['POST', '/zylker/webhooks', 'SalesIQ.webhooks.CREATE'],
		['POST', '/zylker/webhooks/1/keys', 'SalesIQ.webhooks.CREATE'],
		['POST', '/zylker/webhooks/1/executions', 'SalesIQ.webhooks.CREATE'],
		['POST', '/zylker/webhooks/1/executions/2', 'SalesIQ.webhooks.CREATE'],
		['PUT', '/zylker/webhooks/1', 'SalesIQ.webhooks.UPDATE'],
		['POST', '/zylker/webhooks/1/events', 'SalesIQ.webhooks.UPDATE'],
		['POST', '/zylker/webhooks/1/apps', 'SalesIQ.webhooks.UPDATE'],
		['DELETE', '/zylker/webhooks/1', 'SalesIQ.webhooks.DELETE'],
		['DELETE', '/zylker/webhooks/1/keys/2', 'SalesIQ.webhooks.DELETE'],
		['DELETE', '/zylker/webhooks/1/events?ids=a', 'SalesIQ.webhooks.DELETE'],
		['DELETE', '/zylker/webhooks/1/events/a', 'SalesIQ.webhooks.DELETE'],
		['DELETE', '/zylker/webhooks/1/apps', 'SalesIQ.webhooks.DELETE'],
		['DELETE', '/zylker/webhooks/1/apps/2', 'SalesIQ.webhooks.DELETE'],
	])('%s %s needs %s', async (method, path, scope) => {
		const without = ALL_SCOPES.filter((granted) => granted !== scope).join(',');
		const few = (await connect({ scope: without })).access_token;
		const group = scope.replace(/\.[A-Z]+$/, '.ALL');
		const all = (await connect({ scope: group })).access_token;
		const codeFor = async (token: string): Promise<number | undefined> =>
			(await api(method, path, undefined, `Bearer ${token}`)).body.error?.code;
		expect(await codeFor(few)).toBe(1009);
		expect(await codeFor(all)).not.toBe(1009);
	});

	it.each([
		['an unknown address', 'GET', '/zylker/nothing', 1006],
		['an address that cannot be decoded', 'GET', '/%zz/apps', 1006],
		['an empty screen name', 'GET', '//apps', 1006],
		['a wrong method', 'PATCH', '/zylker/webhooks', 1004],
		['a wrong method of a list', 'DELETE', '/portals', 1004],
		['a portal that does not exist', 'GET', '/nobody/apps', 1005],
		['an unknown webhook', 'GET', '/zylker/webhooks/17', 1019],
		['a webhook named like a method of objects', 'GET', '/zylker/webhooks/constructor', 1019],
	])('answers %s with its code inside a 200', async (_, method, path, code) => {
		const { status, body } = await api(method, path);
		expect(status).toBe(200);
		expect(body).toEqual({ error: { message: expect.any(String), code } });
	});

	it('can answer a wrong screen name like a bad authorisation', async () => {
		set({ wrongScreenName: 1002 });
		expect((await api('GET', '/nobody/apps')).body.error?.code).toBe(1002);
	});

	it.each([
		['GET', '/zylker/nothing', 404],
		['PATCH', '/zylker/webhooks', 400],
		['GET', '/nobody/apps', 404],
		['GET', '/zylker/webhooks/17', 404],
		['POST', '/zylker/webhooks', 400],
	])('can answer errors with a status that fits: %s %s', async (method, path, status) => {
		set({ errorStatus: 'http' });
		const answer = await api(method, path);
		expect(answer.status).toBe(status);
		expect(answer.body.error).toBeDefined();
	});

	it('can answer authorisation and plan errors with a status that fits', async () => {
		set({ errorStatus: 'http' });
		expect((await api('GET', '/portals', undefined, 'Basic x')).status).toBe(401);
		const few = (await connect({ scope: 'SalesIQ.portals.READ' })).access_token;
		expect((await api('GET', '/zylker/apps', undefined, `Bearer ${few}`)).status).toBe(403);
		for (const portal of vendor.portals) portal.enterprise = false;
		expect((await api('GET', '/zylker/webhooks')).status).toBe(403);
	});

	it('refuses bodies above 1 MB', async () => {
		const response = await fetch(`${vendor.url}/api/v2/zylker/webhooks`, {
			method: 'POST',
			body: 'x'.repeat(1024 * 1024 + 1),
		});
		expect(response.status).toBe(413);
	});

	it('has no webhooks without the Enterprise plan, in that portal only', async () => {
		const [first] = vendor.portals;
		if (first) first.enterprise = false;
		expect((await api('GET', '/zylker/webhooks')).body.error?.code).toBe(1021);
		expect((await api('POST', '/zylker/webhooks', dataWebhook())).body.error?.code).toBe(1021);
		expect((await api('GET', '/zylkerlabs/webhooks')).body.error).toBeUndefined();
		expect((await api('GET', '/zylker/apps')).body.error).toBeUndefined();
	});

	it('lets an operator without permission look but not change', async () => {
		const [first] = vendor.portals;
		if (first) first.operatorMayConfigure = false;
		expect((await api('GET', '/zylker/webhooks')).body.error).toBeUndefined();
		expect((await api('POST', '/zylker/webhooks', dataWebhook())).body.error?.code).toBe(1016);
	});

	it('records calls without their tokens', async () => {
		await api('POST', '/zylker/webhooks?a=b', '{"type":1}');
		expect(vendor.requests.at(-1)).toMatchObject({
			method: 'POST',
			path: '/api/v2/zylker/webhooks',
			query: { a: 'b' },
			status: 200,
			body: '{"type":1}',
			headers: { authorization: 'Zoho-oauthtoken [hidden]' },
		});
		expect(JSON.stringify(vendor.requests)).not.toContain(accessToken);
	});
});

describe('the API: portals and what is in them', () => {
	it('lists portals with the members of the documents, an id not among them', async () => {
		const { text } = await api('GET', '/portals');
		const members = ['owner_zuid', 'operator_id', 'name', 'logo', 'created_time', 'screenname'];
		const { data } = JSON.parse(text) as { data: Array<Record<string, string>> };
		expect(data.map((portal) => Object.keys(portal))).toEqual([members, members]);
		expect(data.map(({ name, screenname }) => ({ name, screenname }))).toEqual([
			{ name: 'Zylker', screenname: 'zylker' },
			{ name: 'Zylker Labs', screenname: 'zylkerlabs' },
		]);
	});

	it.each(['apps', 'departments', 'operators'] as const)(
		'lists the %s of one portal',
		async (what) => {
			const { body } = await api<Array<{ id: string; name?: string }>>('GET', `/zylker/${what}`);
			const own = vendor[what].filter(({ screenname }) => screenname === 'zylker');
			expect(own.length).toBeLessThan(vendor[what].length);
			expect(body.data.map(({ id }) => id)).toEqual(own.map(({ id }) => id));
		},
	);

	it('names the departments of an operator, and the other way round', async () => {
		const operators = await api<Array<Record<string, unknown>>>('GET', '/zylker/operators');
		expect(operators.body.data[0]).toMatchObject({
			id: '30000000000006',
			nick_name: 'Patricia',
			email_id: 'patricia@zylker.com',
			departments: ['30000000000018'],
		});
	});

	it('can list in pages of 10', async () => {
		set({ pagedLists: true });
		for (let at = 0; at < 12; at++) await vendor.addWebhook({ url: `https://${at}.example.com/` });
		const idsOf = async (query: string): Promise<string[]> =>
			(await api<Array<{ id: string }>>('GET', `/zylker/webhooks${query}`)).body.data.map(
				({ id }) => id,
			);
		const ids = vendor.webhooks().map(({ id }) => id);
		expect(await idsOf('')).toEqual(ids.slice(0, 10));
		expect(await idsOf('?page=2')).toEqual(ids.slice(10));
		expect(await idsOf('?page=3')).toEqual([]);
		expect(await idsOf('?page=2&limit=3')).toEqual(ids.slice(3, 6));
		const wrong = async (query: string): Promise<unknown> =>
			(await api('GET', `/zylker/webhooks${query}`)).body.error;
		expect(await wrong('?page=x')).toMatchObject({ code: 1007, param: 'page' });
		expect(await wrong('?limit=100')).toMatchObject({ code: 1011, param: 'limit' });
	});

	it('pays no attention to paging where lists come whole', async () => {
		const { body } = await api<unknown[]>('GET', '/zylker/apps?page=2&limit=1');
		expect(body.data).toHaveLength(2);
	});

	it('can write every value as a string', async () => {
		set({ looseTypes: 'strings' });
		const { body } = await api('POST', '/zylker/webhooks', dataWebhook());
		expect(body.data).toMatchObject({ version: '1', secured: 'false', failures_count: '0' });
		expect(body.data.status).toBe('enabled');
		expect((await api('GET', '/zylker/webhooks/1')).body.error?.code).toBe('1019');
	});

	it('can write ids, times, version and status as bare numbers', async () => {
		set({ looseTypes: 'numbers' });
		const { text } = await api(
			'POST',
			'/zylker/webhooks',
			dataWebhook({ app_ids: ['40526000000002043'], secured: true }),
		);
		expect(text).toMatch(/"id":\d{17},/);
		expect(text).toContain('"app_ids":[40526000000002043]');
		expect(text).toMatch(/"created_time":\d{13}[,}]/);
		expect(text).toMatch(/"sync_time":\d{13}\}/);
		expect(text).toMatch(/"public_keys":\[\{"key":"-----BEGIN.*"id":\d{13}\}\]/);
		expect(text).toContain('"status":1');
		expect(text).toContain('"version":1');
		expect(text).toContain('"failures_count":0');
		expect(text).toContain('"secured":true');
		const apps = await api('GET', '/zylker/apps');
		expect(apps.text).toContain('"id":40526000000002043');
		expect(apps.text).toContain('"name":"Zylker Furniture"');
	});
});

/** The vendor's sample: "Generate a Public Key". */
const DOCUMENTED_WEBHOOK = {
	url: '/api/v2/{screenname}/webhooks/19367000000002079/keys',
	object: 'webhook',
	data: {
		modified_time: '1566841793192',
		url: 'https://zylker.com/webhooks.ext',
		expiry_time_for_executions_data: '180000000',
		id: '19367000000120011',
		modifier: { id: '19367000000002079' },
		creator: { id: '19367000000002079' },
		status: 'enabled',
		failures_count: '0',
		secured: true,
		app_ids: ['19367000000002043'],
		version: 1,
		type: 'data',
		public_keys: [
			{
				key: '45678998765',
				creator: { id: '19367000000002079' },
				created_time: '1566676375915',
				id: '1566676375915',
			},
		],
		created_time: '1566676375741',
		events: [
			'conversation.created',
			'conversation.missed',
			'conversation.visitor.replied',
			'conversation.operator.replied',
			'conversation.rated',
		],
	},
	sync_time: '1566888552910',
};

describe('the API: creating a webhook', () => {
	const full = (): Record<string, unknown> =>
		dataWebhook({
			events: DOCUMENTED_WEBHOOK.data.events,
			app_ids: ['40526000000002043'],
			secured: true,
			version: '1',
			expiry_time_for_executions_data: '180000000',
		});

	it('answers in the documented shape, everywhere the webhook is shown', async () => {
		const made = await api('POST', '/zylker/webhooks', full());
		const path = `/zylker/webhooks/${made.body.data.id}`;
		const shown = [
			made,
			await api('GET', path),
			await api('PUT', path, { type: 'data' }),
			await api('POST', `${path}/keys`),
			await api('POST', `${path}/events`, { ids: ['conversation.completed'] }),
			await api('POST', `${path}/apps`, { ids: ['40526000000002047'] }),
		];
		for (const { status, body } of shown) {
			expect(status).toBe(200);
			expect(shapeOf(body)).toEqual(shapeOf(DOCUMENTED_WEBHOOK));
		}
		const listed = await api<WireWebhook[]>('GET', '/zylker/webhooks');
		expect(listed.body.object).toBe('list');
		expect(shapeOf(listed.body.data)).toEqual([shapeOf(DOCUMENTED_WEBHOOK.data)]);
		expect(made.body.url).toBe('/api/v2/zylker/webhooks');
		expect(made.body.data).toMatchObject({
			url: receiver.url,
			type: 'data',
			status: 'enabled',
			secured: true,
			events: DOCUMENTED_WEBHOOK.data.events,
			app_ids: ['40526000000002043'],
			expiry_time_for_executions_data: '180000000',
		});
		expect(made.body.data.public_keys[0]?.id).toBe(made.body.data.public_keys[0]?.created_time);
	});

	it('needs no more than type, url and events', async () => {
		const webhook = await create();
		expect(webhook).toMatchObject({ app_ids: [], secured: false, public_keys: [] });
		expect(webhook.expiry_time_for_executions_data).toBe(String(60 * 24 * HOUR_MS));
		expect(vendor.webhooks()).toMatchObject([{ id: webhook.id, allApps: true, keys: [] }]);
	});

	it('shows no app_ids on an administration webhook', async () => {
		const { body } = await api('POST', '/zylker/webhooks', administrationWebhook());
		expect(body.data).not.toHaveProperty('app_ids');
	});

	it('checks the URL with one HEAD', async () => {
		await create({ url: `${receiver.url}?secret=1` });
		expect(receiver.calls).toMatchObject([{ method: 'HEAD', path: '/hook?secret=1' }]);
		expect(vendor.deliveries).toMatchObject([
			{ kind: 'validation', method: 'HEAD', status: 200, event: null, attempt: 0 },
		]);
	});

	it.each<[string, Behaviour]>([
		['404', () => 404],
		['204', () => 204],
		['a redirect', () => ({ status: 302, location: receiver.url })],
		['500', () => 500],
		['nothing in time', () => 'hang'],
	])('refuses a URL whose HEAD gets %s', async (_, behave) => {
		await restart({ deliveryTimeoutMs: 100 });
		receiver.behave = behave;
		const { body } = await api('POST', '/zylker/webhooks', dataWebhook());
		expect(body.error).toMatchObject({ code: 1006, json_key: 'url' });
		expect(vendor.webhooks()).toEqual([]);
	});

	it('refuses a URL where nobody listens', async () => {
		const { url } = receiver;
		await receiver.close();
		const { body } = await api('POST', '/zylker/webhooks', dataWebhook({ url }));
		expect(body.error).toMatchObject({ code: 1006, json_key: 'url' });
		expect(vendor.deliveries).toMatchObject([{ status: null, error: expect.any(String) }]);
		await receiver.open();
	});

	it.each([
		['GET', ['GET', 'HEAD'], ''],
		['POST-empty', ['POST', 'HEAD'], ''],
		['POST-object', ['POST', 'HEAD'], '{}'],
	] as const)('can ping first with %s', async (firstPing, methods, body) => {
		set({ firstPing });
		await create();
		expect(receiver.methods()).toEqual(methods);
		expect(receiver.calls[0]?.body.toString()).toBe(body);
		receiver.behave = ({ method }) => (method === 'HEAD' ? 200 : 401);
		const refused = await api('POST', '/zylker/webhooks', dataWebhook());
		expect(refused.body.error?.code).toBe(1006);
		receiver.behave = ({ method }) => (method === 'HEAD' ? 200 : 204);
		expect((await api('POST', '/zylker/webhooks', dataWebhook())).body.error).toBeUndefined();
	});

	it.each([
		['no body', undefined, 1015, undefined],
		['malformed JSON', '{"type":"data"', 1015, undefined],
		['a list', '[]', 1007, undefined],
		['null', 'null', 1007, undefined],
		['no type', { type: undefined }, 1011, 'type'],
		['a number as type', { type: 1 }, 1007, 'type'],
		['an unknown type', { type: 'other' }, 1011, 'type'],
		['no url', { url: undefined }, 1011, 'url'],
		['a list as url', { url: [] }, 1007, 'url'],
		['no web address', { url: 'ftp://127.0.0.1/' }, 1011, 'url'],
		['no events', { events: undefined }, 1011, 'events'],
		['an empty list of events', { events: [] }, 1011, 'events'],
		['one text as events', { events: 'conversation.created' }, 1007, 'events'],
		['a number as event', { events: ['conversation.created', 1] }, 1007, 'events[1]'],
		['an unknown event', { events: ['conversation.ended'] }, 1011, 'events[0]'],
		['an administration event', { events: ['operator.created'] }, 1011, 'events[0]'],
		['an event named like a method', { events: ['constructor'] }, 1011, 'events[0]'],
		['one text as apps', { app_ids: '1' }, 1007, 'app_ids'],
		['a number as app', { app_ids: [1] }, 1007, 'app_ids[0]'],
		['an empty list of apps', { app_ids: [] }, 1011, 'app_ids'],
		['an unknown app', { app_ids: ['40526000000002043', '1'] }, 1019, 'app_ids[1]'],
		['the app of another portal', { app_ids: ['68564000000002049'] }, 1019, 'app_ids[0]'],
		['a text as secured', { secured: 'true' }, 1007, 'secured'],
		['another version', { version: 2 }, 1011, 'version'],
		['an object as version', { version: {} }, 1007, 'version'],
		[
			'no number as expiry',
			{ expiry_time_for_executions_data: 'x' },
			1007,
			'expiry_time_for_executions_data',
		],
		[
			'a too long expiry',
			{ expiry_time_for_executions_data: '5184000001' },
			1011,
			'expiry_time_for_executions_data',
		],
	])('refuses %s', async (_, change, code, json_key) => {
		const body = typeof change === 'object' ? dataWebhook(change) : change;
		const { body: answer } = await api('POST', '/zylker/webhooks', body);
		expect(answer.error?.code).toBe(code);
		expect(answer.error?.json_key).toBe(json_key);
		expect(vendor.webhooks()).toEqual([]);
		expect(receiver.calls).toEqual([]);
	});

	it('refuses data events and apps on an administration webhook', async () => {
		const answers = [
			await api('POST', '/zylker/webhooks', administrationWebhook({ events: ['visitor.updated'] })),
			await api(
				'POST',
				'/zylker/webhooks',
				administrationWebhook({ app_ids: ['40526000000002043'] }),
			),
		];
		expect(answers.map(({ body }) => body.error?.json_key)).toEqual(['events[0]', 'app_ids']);
	});

	it('takes the newer event names, or does not', async () => {
		await create({ events: [...NEWER_EVENTS.data] });
		set({ newerEvents: false });
		const { body } = await api(
			'POST',
			'/zylker/webhooks',
			dataWebhook({ events: NEWER_EVENTS.data }),
		);
		expect(body.error).toMatchObject({ code: 1011, json_key: 'events[0]' });
	});

	it('takes numbers where the documents show both', async () => {
		await create({ version: 1, expiry_time_for_executions_data: 604_800_000 });
		expect(vendor.webhooks()).toHaveLength(1);
	});

	it('counts an event named twice once', async () => {
		const { events } = await create({ events: ['conversation.rated', 'conversation.rated'] });
		expect(events).toEqual(['conversation.rated']);
	});

	it('allows three administration webhooks per portal, also when created at once', async () => {
		const answers = await Promise.all(
			Array.from({ length: 6 }, () => api('POST', '/zylker/webhooks', administrationWebhook())),
		);
		const codes = answers.map(({ body }) => body.error?.code);
		expect(codes.filter((code) => code === undefined)).toHaveLength(3);
		expect(codes.filter((code) => code === 1017)).toHaveLength(3);
		expect((await api('POST', '/zylker/webhooks', dataWebhook())).body.error).toBeUndefined();
		const elsewhere = await api('POST', '/zylkerlabs/webhooks', administrationWebhook());
		expect(elsewhere.body.error).toBeUndefined();
	});

	it('can refuse a URL that another webhook has', async () => {
		const first = await create();
		await create();
		set({ sharedUrl: false });
		const { body } = await api('POST', '/zylker/webhooks', dataWebhook());
		expect(body.error).toMatchObject({ code: 1014, json_key: 'url' });
		const other = await create({ url: `${receiver.url}?a=1` });
		const taken = { type: 'data', url: receiver.url };
		expect((await api('PUT', `/zylker/webhooks/${other.id}`, taken)).body.error?.code).toBe(1014);
		expect((await api('PUT', `/zylker/webhooks/${first.id}`, taken)).body.error).toBeUndefined();
	});

	it('can insist on app_ids, for data webhooks', async () => {
		set({ appIdsRequired: true });
		const { body } = await api('POST', '/zylker/webhooks', dataWebhook());
		expect(body.error).toMatchObject({ code: 1011, json_key: 'app_ids' });
		await create({ app_ids: ['40526000000002043'] });
		const other = await api('POST', '/zylker/webhooks', administrationWebhook());
		expect(other.body.error).toBeUndefined();
	});
});

describe('the API: changing and deleting a webhook', () => {
	it('replaces events and apps, and keeps what is left out', async () => {
		const { id } = await create({ app_ids: ['40526000000002043'], secured: true });
		clock += 1000;
		const { body } = await api('PUT', `/zylker/webhooks/${id}`, {
			type: 'data',
			events: ['conversation.rated'],
			app_ids: ['40526000000002047'],
		});
		expect(body.data).toMatchObject({
			events: ['conversation.rated'],
			app_ids: ['40526000000002047'],
			secured: true,
			url: receiver.url,
			modified_time: String(clock),
		});
	});

	it('checks a changed URL, and only a changed one', async () => {
		const { id } = await create();
		await api('PUT', `/zylker/webhooks/${id}`, { type: 'data', url: receiver.url });
		expect(receiver.methods()).toEqual(['HEAD']);
		await api('PUT', `/zylker/webhooks/${id}`, { type: 'data', url: `${receiver.url}2` });
		expect(receiver.calls.map(({ path }) => path)).toEqual(['/hook', '/hook2']);
		receiver.behave = () => 404;
		const { body } = await api('PUT', `/zylker/webhooks/${id}`, {
			type: 'data',
			url: receiver.url,
			events: ['conversation.rated'],
		});
		expect(body.error?.code).toBe(1006);
		expect(await details(id)).toMatchObject({
			url: `${receiver.url}2`,
			events: ['conversation.created'],
		});
	});

	it.each([
		['no type', {}, 1011],
		['the other type', { type: 'administration' }, 1011],
		['unknown apps', { type: 'data', app_ids: ['1'] }, 1019],
		['no events', { type: 'data', events: [] }, 1011],
	])('refuses %s', async (_, body, code) => {
		const { id } = await create();
		expect((await api('PUT', `/zylker/webhooks/${id}`, body)).body.error?.code).toBe(code);
	});

	it('deletes a webhook once', async () => {
		const { id } = await create();
		const gone = await api('DELETE', `/zylker/webhooks/${id}`);
		expect(gone.body).toMatchObject({ object: 'webhook', data: { id } });
		expect((await api('DELETE', `/zylker/webhooks/${id}`)).body.error?.code).toBe(1019);
		expect(vendor.webhooks()).toEqual([]);
	});

	it('hides the webhooks of one portal from the other', async () => {
		const { id } = await create();
		expect((await api('GET', `/zylkerlabs/webhooks/${id}`)).body.error?.code).toBe(1019);
		expect((await api('DELETE', `/zylkerlabs/webhooks/${id}`)).body.error?.code).toBe(1019);
		const { body } = await api<WireWebhook[]>('GET', '/zylkerlabs/webhooks');
		expect(body.data).toEqual([]);
	});

	it('adds and removes events', async () => {
		const { id } = await create();
		const path = `/zylker/webhooks/${id}/events`;
		const ids = ['conversation.created', 'conversation.rated', 'visitor.updated'];
		expect((await api('POST', path, { ids })).body.data.events).toEqual(ids);
		const one = await api('DELETE', `${path}/conversation.rated`);
		expect(one.body.data.events).toEqual(['conversation.created', 'visitor.updated']);
		const more = await api('DELETE', `${path}?ids=conversation.created,visitor.updated`);
		expect(more.body.data.events).toEqual([]);
		expect((await api('DELETE', path)).body.error?.code).toBe(1011);
		expect((await api('DELETE', `${path}/visitor.updated`)).body.error?.code).toBe(1019);
		expect((await api('POST', path, {})).body.error?.code).toBe(1011);
		expect((await api('POST', path, { ids: ['nothing'] })).body.error?.json_key).toBe('ids[0]');
	});

	it('adds and removes apps', async () => {
		const { id } = await create({ app_ids: ['40526000000002043'] });
		const path = `/zylker/webhooks/${id}/apps`;
		const both = ['40526000000002043', '40526000000002047'];
		expect((await api('POST', path, { ids: both })).body.data.app_ids).toEqual(both);
		const one = await api('DELETE', `${path}/40526000000002043`);
		expect(one.body.data.app_ids).toEqual(['40526000000002047']);
		expect((await api('DELETE', `${path}/1`)).body.error?.code).toBe(1019);
		expect((await api('POST', path, { ids: ['1'] })).body.error?.code).toBe(1019);
		expect((await api('DELETE', path)).body.data.app_ids).toEqual([]);
		expect(vendor.webhooks()[0]?.allApps).toBe(false);
	});

	it('can list webhooks in pages', async () => {
		set({ pagedLists: true });
		for (let count = 0; count < 11; count += 1) await vendor.addWebhook({ url: receiver.url });
		const { body } = await api<WireWebhook[]>('GET', '/zylker/webhooks?page=2');
		expect(body.data.map(({ id }) => id)).toEqual([vendor.webhooks()[10]?.id]);
	});
});

describe('the API: public keys', () => {
	it('makes at most two, and deletes them by id', async () => {
		const { id, public_keys: first } = await create({ secured: true });
		const path = `/zylker/webhooks/${id}/keys`;
		const second = (await api('POST', path)).body.data.public_keys;
		expect(first).toHaveLength(1);
		expect(second).toHaveLength(2);
		expect(second[0]).toEqual(first[0]);
		expect(new Set(second.map(({ id: keyId }) => keyId)).size).toBe(2);
		expect((await api('POST', path)).body.error?.code).toBe(1017);
		const left = await api('DELETE', `${path}/${first[0]?.id}`);
		expect(left.body.data.public_keys).toEqual(second.slice(1));
		expect((await api('DELETE', `${path}/${first[0]?.id}`)).body.error?.code).toBe(1019);
	});

	it('makes no third when several are asked for at once', async () => {
		const { id } = await create();
		const path = `/zylker/webhooks/${id}/keys`;
		const answers = await Promise.all([1, 2, 3, 4].map(() => api('POST', path)));
		expect(answers.filter(({ body }) => body.error?.code === 1017)).toHaveLength(2);
		expect(vendor.webhooks()[0]?.keys).toHaveLength(2);
	});

	it('can leave the making to Generate Public Key', async () => {
		set({ keyOnCreate: false });
		const { id, public_keys: none } = await create({ secured: true });
		expect(none).toEqual([]);
		const { body } = await api('POST', `/zylker/webhooks/${id}/keys`);
		expect(body.data.public_keys).toHaveLength(1);
	});

	it('makes a first key when a webhook becomes secured', async () => {
		const { id } = await create();
		const secure = { type: 'data', secured: true };
		const { body } = await api('PUT', `/zylker/webhooks/${id}`, secure);
		expect(body.data.public_keys).toHaveLength(1);
		expect((await api('PUT', `/zylker/webhooks/${id}`, secure)).body.data.public_keys).toEqual(
			body.data.public_keys,
		);
	});

	it('can hide the text of all keys but the one just generated', async () => {
		set({ detailsShowKey: false });
		const made = await create({ secured: true });
		const { body } = await api('POST', `/zylker/webhooks/${made.id}/keys`);
		const textsOf = ({ public_keys: keys }: WireWebhook): string[] => keys.map(({ key }) => key);
		expect(textsOf(made)).toEqual(['']);
		expect(textsOf(body.data)).toEqual(['', expect.stringMatching(/BEGIN PUBLIC KEY/)]);
		expect(textsOf(await details(made.id))).toEqual(['', '']);
		const { body: listed } = await api<WireWebhook[]>('GET', '/zylker/webhooks');
		expect(listed.data.map(textsOf)).toEqual([['', '']]);
	});

	it('writes keys as PEM or as bare Base64', async () => {
		const { id, public_keys: pem } = await create({ secured: true });
		expect(pem[0]?.key).toBe(vendor.webhooks()[0]?.keys[0]?.publicKey);
		expect(createPublicKey(pem[0]?.key ?? '').asymmetricKeyDetails?.modulusLength).toBe(2048);
		set({ keyFormat: 'base64' });
		const base64 = (await details(id)).public_keys[0]?.key ?? '';
		expect(base64).toMatch(/^[A-Za-z0-9+/]+=*$/);
		await vendor.emit('conversation.created');
		expect(receiver.posts().map((post) => signatureHolds(post, base64))).toEqual([true]);
	});
});

describe('deliveries', () => {
	it('are POSTs of JSON, signed over the exact bytes', async () => {
		const webhook = await create({ secured: true });
		const { deliveries, eventText, entityId } = await vendor.emit('conversation.created');
		const [post] = receiver.posts();
		expect(post?.headers['content-type']).toBe('application/json');
		const key = webhook.public_keys[0]?.key ?? '';
		expect(post && signatureHolds(post, key)).toBe(true);
		if (post) post.body[100] = (post.body[100] ?? 0) ^ 1;
		expect(post && signatureHolds(post, key)).toBe(false);
		const sent = JSON.parse(deliveries[0]?.body ?? '');
		expect(sent).toMatchObject({
			webhook: { id: webhook.id },
			org_id: '55778119',
			app_id: '40526000000002043',
			attempt: 1,
			entity_id: entityId,
			event_time: String(clock),
			entity: { id: entityId, app_id: '40526000000002043' },
		});
		expect({ ...JSON.parse(eventText), webhook: { id: webhook.id } }).toEqual(sent);
		expect(deliveries).toEqual(eventCalls());
		expect(deliveries[0]).toMatchObject({
			webhookId: webhook.id,
			event: 'conversation.created',
			attempt: 1,
			url: receiver.url,
			status: 200,
			answerBody: 'seen',
			at: clock,
		});
	});

	it.each([
		['without secured', { secured: false }, true],
		['without a key', { secured: true }, false],
	])('are not signed %s', async (_, change, withKey) => {
		set({ keyOnCreate: false });
		const { id } = await create(change);
		if (withKey) await api('POST', `/zylker/webhooks/${id}/keys`);
		await vendor.emit('conversation.created');
		expect(receiver.posts()[0]?.headers).not.toHaveProperty('x-siqsignature');
	});

	it.each([
		['oldest', 0],
		['newest', 1],
	] as const)('are signed with the %s of two keys', async (signingKey, index) => {
		set({ signingKey });
		const { id } = await create({ secured: true });
		const { body } = await api('POST', `/zylker/webhooks/${id}/keys`);
		await vendor.emit('conversation.created');
		const held = body.data.public_keys.map(({ key }) =>
			receiver.posts().every((post) => signatureHolds(post, key)),
		);
		expect(held).toEqual([index === 0, index === 1]);
	});

	it('go to the webhooks that subscribe, for data events of their apps', async () => {
		const url = (name: string): string => `${receiver.url}/${name}`;
		await create({ url: url('all') });
		await create({ url: url('first'), app_ids: ['40526000000002043'] });
		await create({ url: url('second'), app_ids: ['40526000000002047'] });
		await create({ url: url('other'), events: ['conversation.rated'] });
		await api('POST', '/zylker/webhooks', administrationWebhook({ url: url('admin') }));
		await api('POST', '/zylkerlabs/webhooks', dataWebhook({ url: url('labs') }));
		const heard = async (run: () => Promise<unknown>): Promise<string[]> => {
			const before = receiver.posts().length;
			await run();
			const paths = receiver.posts().slice(before);
			return paths.map(({ path }) => path.replace('/hook/', '')).sort();
		};
		const created = 'conversation.created';
		expect(await heard(() => vendor.emit(created))).toEqual(['all', 'first']);
		expect(await heard(() => vendor.emit(created, { app: '40526000000002047' }))).toEqual([
			'all',
			'second',
		]);
		expect(await heard(() => vendor.emit(created, { portal: 'zylkerlabs' }))).toEqual(['labs']);
		expect(await heard(() => vendor.emit('department.created'))).toEqual(['admin']);
		expect(await heard(() => vendor.emit('conversation.missed'))).toEqual([]);
		for (const { id } of vendor.webhooks()) vendor.setWebhookStatus(id, 'disabled');
		expect(await heard(() => vendor.emit(created))).toEqual([]);
		for (const { id } of vendor.webhooks()) vendor.setWebhookStatus(id, 'enabled');
		expect(await heard(() => vendor.emit(created))).toEqual(['all', 'first']);
	});

	it('name the portal they come from', async () => {
		await api('POST', '/zylkerlabs/webhooks', dataWebhook());
		await vendor.emit('conversation.created', { app: '68564000000002049' });
		expect(JSON.parse(eventCalls()[0]?.body ?? '')).toMatchObject({
			org_id: '15188410',
			app_id: '68564000000002049',
		});
	});

	it('can do without the webhook’s id, or carry it as a number', async () => {
		const { id } = await create();
		set({ looseTypes: 'numbers' });
		await vendor.emit('conversation.created');
		set({ webhookIdInPayload: false });
		await vendor.emit('conversation.created');
		const [withId, without] = eventCalls();
		expect(withId?.body).toContain(`{"webhook":{"id":${id}},`);
		expect(without?.body).not.toContain('"webhook"');
	});

	it('take a change, another payload, and the payload of another event', async () => {
		await create({ events: ['conversation.rated', 'conversation.reopened'] });
		await vendor.emit('conversation.rated', {
			change: (text) => text.replace('"rating": 4', '"rating": 1'),
		});
		await vendor.emit('conversation.rated', { variant: 'feedback' });
		await vendor.emit('conversation.reopened', { fixture: 'conversation.missed' });
		const sent = eventCalls().map(({ body }) => JSON.parse(body));
		expect(sent[0].entity.rating).toBe(1);
		expect(sent[1].entity.feedback).toBe('Awesome support from the reps!');
		expect(sent[2]).toMatchObject({
			event: 'conversation.reopened',
			entity: { status: 'Missed' },
		});
	});

	it.each(['[\\"{', 'x {"attempt": 7}', '[{"attempt": 7}]', '["attempt": 7]', '"x"', ''])(
		'send text that is no object as it is: %s',
		async (odd) => {
			await create();
			await vendor.emit('conversation.created', { change: () => odd });
			expect(receiver.posts()[0]?.body.toString()).toBe(odd);
		},
	);

	it.each([
		['payload', () => vendor.emit('conversation.unheard')],
		['app', () => vendor.emit('conversation.created', { app: '1' })],
		['portal', () => vendor.emit('conversation.created', { portal: 'nobody' })],
	])('cannot be of a %s that does not exist', async (what, run) => {
		await expect(run()).rejects.toThrow(`no ${what === 'portal' ? 'app' : what}`);
	});
});

describe('fixtures', () => {
	it('has a payload for each of the 24 events', () => {
		const events = [...EVENTS.data, ...EVENTS.administration];
		expect(events).toHaveLength(24);
		expect(fixtureNames).toEqual(expect.arrayContaining(events));
	});

	it.each(fixtureNames)('%s is a whole delivery', (name) => {
		const {
			event,
			entity_type: entityType,
			...rest
		} = JSON.parse(readFileSync(join(eventsFolder, `${name}.json`), 'utf8'));
		expect(`${name}.`.startsWith(`${event}.`)).toBe(true);
		expect(entityType).toBe(event.split('.')[0]);
		expect(rest).toMatchObject({ version: '1', attempt: 1, entity_id: expect.any(String) });
		expect('app_id' in rest).toBe(EVENTS.data.includes(event));
		expect(rest).not.toHaveProperty('webhook');
	});

	it('keeps big numbers bare and odd texts as they are', () => {
		const text = (name: string): string => readFileSync(join(eventsFolder, `${name}.json`), 'utf8');
		expect(text('conversation.operator.replied.file')).toContain(
			'"attachment_id": 68564000016029999',
		);
		expect(text('conversation.visitor.replied.file')).toContain(
			'"attachment_id": 68564000016021057',
		);
		expect(text('conversation.rated.feedback')).toContain('"app_id": 40526000000002040');
		expect(text('conversation.operator.replied.envelope')).toContain('"event_time": 1566480708268');
		expect(text('conversation.visitor.replied.file')).toContain('"height": 700.0');
		expect(text('visitor.updated')).toContain('"type": "lead "');
	});

	it.each(fixtureNames)(
		'%s is sent with fresh ids and times, and nothing else changed',
		async (name) => {
			const tokensOf = (text: string): string[] => text.match(/"(?:[^"\\]|\\.)*"|[^\s",:]+/g) ?? [];
			const before = tokensOf(readFileSync(join(eventsFolder, `${name}.json`), 'utf8'));
			const old = JSON.parse(readFileSync(join(eventsFolder, `${name}.json`), 'utf8'));
			const options = { fixture: name };
			const first = await vendor.emit(old.event, options);
			const second = await vendor.emit(old.event, options);
			expect(first.entityId).not.toBe(second.entityId);
			const distance = clock - Number(old.event_time);
			const after = tokensOf(first.eventText);
			expect(after).toHaveLength(before.length);
			const unquoted = (token = ''): string => token.replace(/"/g, '');
			const messageIds = new Set<string>();
			for (const [index, token] of after.entries()) {
				const was = before[index] ?? '';
				if (token === was) continue;
				expect(token.startsWith('"')).toBe(was.startsWith('"'));
				const key = unquoted(before[index - 1]);
				const value = unquoted(token);
				if (key === 'msgid') messageIds.add(value);
				else if (unquoted(was) === String(old.entity_id)) expect(value).toBe(first.entityId);
				else if (unquoted(was) === String(old.app_id)) expect(value).toBe('40526000000002043');
				else if (key === 'org_id') expect(value).toBe('55778119');
				else expect(Number(value) - Number(unquoted(was))).toBe(distance);
			}
			expect(JSON.parse(first.eventText).event_time).toEqual(
				typeof old.event_time === 'number' ? clock : String(clock),
			);
			expect(first.eventText).not.toContain(`"entity_id": "${old.entity_id}"`);
			for (const messageId of messageIds) {
				expect(second.eventText).not.toContain(`"msgid": "${messageId}"`);
			}
			expect(messageIds.size).toBe(
				new Set(before.filter((_, at) => unquoted(before[at - 1]) === 'msgid')).size,
			);
		},
	);
});

describe('freshen', () => {
	const fresh = {
		event: 'conversation.created',
		orgId: '1',
		appId: undefined,
		entityId: '68564000000000001',
		nowMs: START_MS,
		nextMessageId: () => '2',
	};

	it('leaves digits alone that are part of something longer', () => {
		const kept =
			'"a": "A_1566480708251", "b": "$1566480708251", "c": 1566480708251.5, "d": -1566480708251';
		const payload = `{"event": "x", "org_id": "9", "event_time": 1566480708251, ${kept}}`;
		expect(freshen(payload, fresh)).toBe(
			`{"event": "conversation.created", "org_id": "1", "event_time": ${START_MS}, ${kept}}`,
		);
	});

	it('gives an id the same new value everywhere, in quotes or bare', () => {
		const payload =
			'{"event":"x","org_id":9,"entity_id":"8000000004009","entity":{"id":8000000004009}}';
		expect(freshen(payload, fresh)).toBe(
			'{"event":"conversation.created","org_id":1,"entity_id":"68564000000000001","entity":{"id":68564000000000001}}',
		);
	});
});

describe('failed deliveries', () => {
	it('are repeated three times with attempt counted up, then listed', async () => {
		const { id } = await create({ secured: true });
		receiver.behave = posts(500);
		const { deliveries } = await vendor.emit('conversation.created');
		expect(deliveries).toHaveLength(1);
		await vendor.settled();
		expect(eventCalls().map(({ attempt, status }) => [attempt, status])).toEqual([
			[1, 500],
			[2, 500],
			[3, 500],
			[4, 500],
		]);
		const key = (await details(id)).public_keys[0]?.key ?? '';
		for (const [index, post] of receiver.posts().entries()) {
			expect(JSON.parse(post.body.toString()).attempt).toBe(index + 1);
			expect(signatureHolds(post, key)).toBe(true);
		}
		expect(await failures(id)).toHaveLength(1);
		expect((await details(id)).failures_count).toBe('4');
	});

	it.each([300, 302, 404, 503])('are those answered %s', async (status) => {
		await create();
		receiver.behave = posts(status, 200);
		await vendor.emit('conversation.created');
		await vendor.settled();
		expect(eventCalls().map((call) => call.status)).toEqual([status, 200]);
	});

	it.each([200, 201, 204, 299])('are not those answered %s', async (status) => {
		const { id } = await create();
		receiver.behave = posts(status);
		await vendor.emit('conversation.created');
		await vendor.settled();
		expect(eventCalls()).toHaveLength(1);
		expect(await failures(id)).toEqual([]);
	});

	it('are those not answered in time', async () => {
		await restart({ deliveryTimeoutMs: 50 });
		const { id } = await create();
		receiver.behave = posts('hang', 200);
		const { deliveries } = await vendor.emit('conversation.created');
		expect(deliveries).toMatchObject([{ status: null, error: 'timeout' }]);
		await vendor.settled();
		expect(eventCalls()).toHaveLength(2);
		expect(await failures(id)).toEqual([]);
	});

	it('keep their event_time, or have a new one on each attempt', async () => {
		await create();
		const timesOf = async (event: string): Promise<string[]> => {
			const before = receiver.posts().length;
			receiver.behave = (received) => {
				clock += 1000;
				return posts(500)(received);
			};
			await vendor.emit(event);
			await vendor.settled();
			const bodies = receiver.posts().slice(before);
			return bodies.map(({ body }) => JSON.parse(body.toString()).event_time);
		};
		expect(new Set(await timesOf('conversation.created')).size).toBe(1);
		set({ sameEventTime: false });
		const times = await timesOf('conversation.created');
		expect(new Set(times).size).toBe(4);
		expect(times.every((time) => typeof time === 'string')).toBe(true);
	});

	it('are listed in the documented shape, with every digit', async () => {
		const { id } = await create({ events: ['conversation.operator.replied'] });
		receiver.behave = posts(400);
		const { entityId } = await vendor.emit('conversation.operator.replied', { variant: 'file' });
		await vendor.settled();
		const { body, text } = await api<WireExecution[]>('GET', `/zylker/webhooks/${id}/executions`);
		expect(body.object).toBe('list');
		expect(body.data).toEqual([
			{
				event: 'conversation.operator.replied',
				remote_server_status: 400,
				id: expect.stringMatching(/^[\da-f]{8}-[\da-f-]{27}$/),
				number_of_retries: 3,
				entity_id: entityId,
				entity: 'conversation',
				entity_label: { id: entityId },
				app_id: '40526000000002043',
				webhook_id: id,
				payload: expect.objectContaining({
					version: 1,
					event_time: String(clock),
					id: entityId,
					message: expect.objectContaining({ sender: { name: 'Tricia', id: '8000000000005' } }),
				}),
				last_execution_time: String(clock),
			},
		]);
		expect(text).toContain('"attachment_id": 68564000016029999');
	});

	it('have a payload also where the event has no entity', async () => {
		const { body } = await api(
			'POST',
			'/zylker/webhooks',
			administrationWebhook({ events: ['operator.deleted'] }),
		);
		receiver.behave = posts(400);
		await vendor.emit('operator.deleted');
		await vendor.settled();
		const [failure] = await failures(body.data.id);
		expect(failure?.payload).toEqual({ version: 1, event_time: String(clock) });
		expect(failure).not.toHaveProperty('app_id');
	});

	it('can be filtered, and read page by page', async () => {
		const events = ['conversation.created', 'conversation.missed'];
		const { id } = await create({ events });
		receiver.behave = posts(400);
		for (const event of [...events, 'conversation.created', ...events, 'conversation.created']) {
			await vendor.emit(event);
			await vendor.settled();
			clock += 1000;
		}
		const all = await failures(id);
		const times = all.map(({ last_execution_time: time }) => Number(time) - START_MS);
		expect(times).toEqual([5000, 4000, 3000, 2000, 1000, 0]);
		expect(await failures(id, '?events=conversation.missed')).toHaveLength(2);
		expect(await failures(id, `?events=${events.join(',')}`)).toHaveLength(6);
		expect(await failures(id, `?from_time=${START_MS + 3000}`)).toEqual(all.slice(0, 3));
		expect(await failures(id, `?to_time=${START_MS + 1000}`)).toEqual(all.slice(4));
		expect(await failures(id, '?limit=5')).toEqual(all.slice(0, 5));
		expect(await failures(id, '?limit=5&pageno=2')).toEqual(all.slice(5));
		const refused = async (query: string): Promise<unknown> =>
			(await api('GET', `/zylker/webhooks/${id}/executions?${query}`)).body.error;
		expect(await refused('limit=4')).toMatchObject({ code: 1011, param: 'limit' });
		expect(await refused('limit=51')).toMatchObject({ code: 1011, param: 'limit' });
		expect(await refused('pageno=0')).toMatchObject({ code: 1011, param: 'pageno' });
		expect(await refused('from_time=x')).toMatchObject({ code: 1007, param: 'from_time' });
	});

	it('leave the list after the webhook’s retention', async () => {
		const { id } = await create({ expiry_time_for_executions_data: '604800000' });
		receiver.behave = posts(400);
		await vendor.emit('conversation.created');
		await vendor.settled();
		clock += 604_800_001;
		accessToken = (await connect()).access_token;
		expect(await failures(id)).toEqual([]);
	});

	it('can be retried by hand, one or several', async () => {
		const { id } = await create();
		const path = `/zylker/webhooks/${id}/executions`;
		receiver.behave = posts(400);
		for (let count = 0; count < 3; count += 1) await vendor.emit('conversation.created');
		await vendor.settled();
		const [first, second, third] = await failures(id);
		receiver.behave = posts(503);
		clock += 1000;
		const { body } = await api<{ skipped: string[] }>('POST', `${path}/${first?.id}`);
		expect(body).toMatchObject({ object: 'webhook', data: { skipped: [] } });
		expect(body.sync_time).toBeDefined();
		await vendor.settled();
		expect(eventCalls().at(-1)?.attempt).toBe(5);
		expect((await failures(id))[0]).toMatchObject({
			id: first?.id,
			number_of_retries: 4,
			remote_server_status: 503,
			last_execution_time: String(clock),
		});
		receiver.behave = posts(200);
		await api('POST', path, { ids: [second?.id, third?.id] });
		await vendor.settled();
		expect((await failures(id)).map((failure) => failure.id)).toEqual([first?.id]);
	});

	it.each([
		['no ids', {}, 1011],
		['an empty list', { ids: [] }, 1011],
		['numbers', { ids: [1] }, 1007],
		['unknown ids', { ids: ['1'] }, 1019],
	])('cannot be retried with %s', async (_, body, code) => {
		const { id } = await create();
		const path = `/zylker/webhooks/${id}/executions`;
		expect((await api('POST', path, body)).body.error?.code).toBe(code);
		expect((await api('POST', `${path}/1`)).body.error?.code).toBe(1019);
	});

	it('can be retried 99 times; after that the retry is skipped', async () => {
		const { id } = await create();
		receiver.behave = posts(400);
		await vendor.emit('conversation.created');
		await vendor.settled();
		const [failure] = await failures(id);
		const path = `/zylker/webhooks/${id}/executions`;
		const retry = async (): Promise<string[]> =>
			(await api<{ skipped: string[] }>('POST', path, { ids: [failure?.id] })).body.data.skipped;
		for (let count = 0; count < 99; count += 1) expect(await retry()).toEqual([]);
		expect(await retry()).toEqual([failure?.id]);
		await vendor.settled();
		expect(eventCalls()).toHaveLength(4 + 99);
	});

	it('answered 410 delete the webhook, at once and without repeats', async () => {
		const { id } = await create();
		receiver.behave = posts(410);
		await vendor.emit('conversation.created');
		expect(vendor.webhooks()).toEqual([]);
		await vendor.settled();
		expect(eventCalls()).toHaveLength(1);
		expect((await api('GET', `/zylker/webhooks/${id}`)).body.error?.code).toBe(1019);
	});

	it('answered 410 on a repeat delete the webhook too', async () => {
		await create();
		receiver.behave = posts(500, 410);
		await vendor.emit('conversation.created');
		await vendor.settled();
		expect(vendor.webhooks()).toEqual([]);
		expect(eventCalls()).toHaveLength(2);
	});

	it('without a success for 12 hours disable the webhook', async () => {
		const { id } = await create();
		receiver.behave = posts(500);
		await vendor.emit('conversation.created');
		await vendor.settled();
		clock += 12 * HOUR_MS - 1;
		await vendor.emit('conversation.created');
		await vendor.settled();
		expect(vendor.webhooks()).toMatchObject([{ status: 'enabled', failingSince: START_MS }]);
		clock += 1;
		await vendor.emit('conversation.created');
		expect(vendor.webhooks()).toMatchObject([{ status: 'disabled' }]);
		await vendor.settled();
		expect(eventCalls()).toHaveLength(4 + 4 + 1);
		accessToken = (await connect()).access_token;
		expect((await details(id)).status).toBe('disabled');
		expect((await vendor.emit('conversation.created')).deliveries).toEqual([]);
		set({ looseTypes: 'numbers' });
		expect((await api('GET', `/zylker/webhooks/${id}`)).text).toContain('"status":0');
	});

	it('count from the beginning after one success', async () => {
		await create();
		receiver.behave = posts(500);
		await vendor.emit('conversation.created');
		await vendor.settled();
		clock += 11 * HOUR_MS;
		receiver.behave = posts(200);
		await vendor.emit('conversation.created');
		clock += 2 * HOUR_MS;
		receiver.behave = posts(500);
		await vendor.emit('conversation.created');
		await vendor.settled();
		expect(vendor.webhooks()).toMatchObject([{ status: 'enabled', failingSince: clock }]);
	});

	it('are forgotten when the webhook is switched off and on again', async () => {
		const { id } = await create();
		receiver.behave = posts(500);
		await vendor.emit('conversation.created');
		await vendor.settled();
		vendor.setWebhookStatus(id, 'disabled');
		vendor.setWebhookStatus(id, 'enabled');
		expect(vendor.webhooks()).toMatchObject([{ status: 'enabled', failingSince: null }]);
	});

	it.each(['removed', 'disabled'])('are not repeated once the webhook is %s', async (how) => {
		await restart({ retryIntervalMs: 50 });
		const { id } = await create();
		receiver.behave = posts(500);
		await vendor.emit('conversation.created');
		if (how === 'removed') vendor.removeWebhook(id);
		else vendor.setWebhookStatus(id, 'disabled');
		await vendor.settled();
		expect(eventCalls()).toHaveLength(1);
	});
});

describe('hand-made deliveries', () => {
	const body = '{"event":"conversation.created"}';

	it('are signed by a webhook’s key, by a key of nobody, or not', async () => {
		const { id, public_keys: keys } = await create({ secured: true });
		const { body: more } = await api('POST', `/zylker/webhooks/${id}/keys`);
		const [first = '', second = ''] = more.data.public_keys.map(({ key }) => key);
		expect(first).toBe(keys[0]?.key);
		const holds = async (options: Parameters<ZohoSalesIq['send']>[2]): Promise<boolean[]> => {
			await vendor.send(receiver.url, body, options);
			const post = receiver.posts().at(-1);
			return [first, second].map((key) => post !== undefined && signatureHolds(post, key));
		};
		const keyId = more.data.public_keys[1]?.id ?? '';
		expect(await holds({ signedBy: { webhookId: id } })).toEqual([true, false]);
		expect(await holds({ signedBy: { webhookId: id, keyId } })).toEqual([false, true]);
		expect(await holds({ signedBy: 'foreignKey' })).toEqual([false, false]);
		expect(await holds({ signedBy: { webhookId: id }, signedBody: `${body} ` })).toEqual([
			false,
			false,
		]);
		await vendor.send(receiver.url, body);
		expect(receiver.posts().at(-1)?.headers).not.toHaveProperty('x-siqsignature');
	});

	it('carry other methods, headers and bytes as given', async () => {
		const bytes = Buffer.from([0xff, 0x00, 0x7b]);
		const record = await vendor.send(receiver.url, bytes, {
			method: 'PUT',
			signedBy: 'foreignKey',
			headers: { 'x-siqsignature': '', 'content-type': 'text/plain' },
		});
		expect(receiver.calls[0]).toMatchObject({
			method: 'PUT',
			headers: { 'x-siqsignature': '', 'content-type': 'text/plain' },
		});
		expect(receiver.calls[0]?.body).toEqual(bytes);
		expect(record).toMatchObject({ kind: 'handmade', status: 200, answerBody: 'seen' });
		expect(vendor.deliveries).toEqual([record]);
	});

	it('change nothing at the vendor, whatever the answer', async () => {
		const { id } = await create({ secured: true });
		receiver.behave = posts(410);
		await vendor.send(receiver.url, body, { signedBy: { webhookId: id } });
		await vendor.settled();
		expect(vendor.webhooks()).toMatchObject([{ id, failuresCount: 0 }]);
	});

	it('cannot be signed by a key that does not exist', async () => {
		const { id } = await create();
		await expect(vendor.send(receiver.url, body, { signedBy: { webhookId: id } })).rejects.toThrow(
			id,
		);
	});
});

describe('switches for tests', () => {
	it('answers the next matching calls as told, then as usual', async () => {
		vendor.failNext({ method: 'GET', path: /apps$/g }, { status: 503, body: '{"busy":true}' }, 2);
		expect((await api('GET', '/portals')).status).toBe(200);
		expect(await api('GET', '/zylker/apps')).toMatchObject({ status: 503, text: '{"busy":true}' });
		expect((await api('GET', '/zylker/apps')).status).toBe(503);
		expect((await api('GET', '/zylker/apps')).status).toBe(200);
		expect(vendor.requests.map(({ status }) => status).slice(-4)).toEqual([200, 503, 503, 200]);
	});

	it('cuts a call before it is worked on, or after', async () => {
		vendor.failNext({ method: 'POST' }, 'cut');
		await expect(api('POST', '/zylker/webhooks', dataWebhook())).rejects.toThrow();
		expect(vendor.webhooks()).toHaveLength(0);
		vendor.failNext({ method: 'POST' }, 'cutAfter');
		await expect(api('POST', '/zylker/webhooks', dataWebhook())).rejects.toThrow();
		expect(vendor.webhooks()).toHaveLength(1);
		expect(vendor.requests.at(-1)?.status).toBeNull();
	});

	it('hangs a call until it closes', async () => {
		vendor.failNext({ path: /portals/ }, 'hang');
		const hanging = api('GET', '/portals');
		const ended = expect(hanging).rejects.toThrow();
		await api('GET', '/zylker/apps');
		await vendor.close();
		await ended;
		await start();
	});

	it('faults the accounts server too', async () => {
		vendor.failNext({ path: /\/oauth\/v2\/token$/ }, { status: 500 });
		const response = await fetch(`${vendor.url}/oauth/v2/token`, { method: 'POST' });
		expect(response.status).toBe(500);
	});

	it('adds a webhook of another system without calling it', async () => {
		const made = await vendor.addWebhook({
			url: 'https://example.com/other',
			type: 'administration',
			screenname: 'zylkerlabs',
			secured: true,
			status: 'disabled',
		});
		expect(vendor.deliveries).toEqual([]);
		expect(vendor.webhooks()).toEqual([made]);
		expect(made).toMatchObject({ status: 'disabled', events: ['department.created'] });
		expect(made.keys).toHaveLength(1);
		const { body } = await api<WireWebhook[]>('GET', '/zylkerlabs/webhooks');
		expect(body.data.map(({ id }) => id)).toEqual([made.id]);
		await expect(async () => vendor.removeWebhook('1')).rejects.toThrow('no webhook 1');
	});

	it('hands out copies, so that a test cannot change the vendor by mistake', async () => {
		await create();
		vendor.webhooks()[0]?.events.push('conversation.rated');
		expect(vendor.webhooks()[0]?.events).toEqual(['conversation.created']);
	});

	it('closes with repeats and calls still under way', async () => {
		await restart({ retryIntervalMs: 60_000, deliveryTimeoutMs: 60_000 });
		await create();
		receiver.behave = posts(500);
		await vendor.emit('conversation.created');
		const arrived = new Promise<void>((resolve) => {
			receiver.behave = () => {
				resolve();
				return 'hang';
			};
		});
		const hanging = vendor.emit('conversation.created');
		await arrived;
		await vendor.close();
		expect((await hanging).deliveries).toMatchObject([{ status: null, error: 'closed' }]);
		const late = await vendor.emit('conversation.created');
		expect(late.deliveries).toMatchObject([{ status: null, error: 'closed' }]);
		await vendor.settled();
		await start();
	});

	it('starts on a chosen port, and says so when it is taken', async () => {
		const { port } = new URL(vendor.url);
		await expect(startZohoSalesIq({ fixturesFolder, port: Number(port) })).rejects.toThrow(
			'EADDRINUSE',
		);
		await vendor.close();
		const again = await startZohoSalesIq({ fixturesFolder, port: Number(port) });
		expect(again.url).toBe(vendor.url);
		await again.close();
		await start();
	});
});
