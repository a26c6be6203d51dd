import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { startQiscus } from '../../sandbox/vendors/qiscus/index.ts';
import type {
	EmitResult,
	Qiscus,
	QiscusOptions,
	Quirks,
	SlotName,
} from '../../sandbox/vendors/qiscus/index.ts';
import { rewriteJson } from '../../sandbox/vendors/shared/jsonRewrite.ts';

const fixturesFolder = join(__dirname, '..', 'fixtures', 'qiscus');
const eventsFolder = join(fixturesFolder, 'events');
const fixtureNames = readdirSync(eventsFolder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.slice(0, -'.json'.length));

const DAY_MS = 24 * 3600 * 1000;
const START_MS = 1_800_000_000_000;
const HOOK = 'http://target.example/hook';
const SLOTS: readonly SlotName[] = [
	'agentAllocation',
	'botMessage',
	'customButton',
	'markAsResolved',
	'newSession',
	'userLogout',
];

type Json = Record<string, unknown>;

interface ApiAnswer {
	status: number;
	headers: Headers;
	text: string;
	body: Json;
}

// --- The customer's side: a server that webhooks call ---------------------------------------------

interface Received {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	body: string;
}

class Receiver {
	readonly calls: Received[] = [];
	behave: (received: Received) => number | 'hang' = () => 200;
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
					body: Buffer.concat(chunks).toString('utf8'),
				};
				this.calls.push(received);
				const answer = this.behave(received);
				if (answer !== 'hang') response.writeHead(answer).end('seen');
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
}

// --- The vendor, and a client for it --------------------------------------------------------------

let vendor: Qiscus;
let receiver: Receiver;
let clock: number;

async function start(options: Partial<QiscusOptions> = {}): Promise<void> {
	clock = START_MS;
	vendor = await startQiscus({
		fixturesFolder,
		deliveryTimeoutMs: 2_000,
		now: () => clock,
		...options,
	});
}

async function restart(options: Partial<QiscusOptions>): Promise<void> {
	await vendor.close();
	await start(options);
}

function set(quirks: Partial<Quirks>): void {
	Object.assign(vendor.quirks, quirks);
}

type Headings = Record<string, string>;

const secretKey = (): Headings => ({
	'Qiscus-App-Id': vendor.app.code,
	'Qiscus-Secret-Key': vendor.app.secretKey,
});
const tokenAlone = (token = vendor.newAdminToken()): Headings => ({ Authorization: token });
const tokenAndApp = (): Headings => ({ ...tokenAlone(), 'Qiscus-App-Id': vendor.app.code });

async function api(
	method: string,
	path: string,
	headers: Headings = secretKey(),
	body?: string | FormData | URLSearchParams,
): Promise<ApiAnswer> {
	const response = await fetch(`${vendor.url}${path}`, {
		method,
		headers,
		...(body === undefined ? {} : { body }),
	});
	const text = await response.text();
	return {
		status: response.status,
		headers: response.headers,
		text,
		body: JSON.parse(text) as Json,
	};
}

type BodyKind = 'multipart' | 'urlencoded' | 'json' | 'json with booleans';

/** Fields as a body of the kind, with the headings that go with it. */
function bodyOf(
	kind: BodyKind,
	fields: Headings,
): [headers: Headings, body: string | FormData | URLSearchParams] {
	if (kind === 'urlencoded') return [{}, new URLSearchParams(fields)];
	if (kind === 'multipart') {
		const form = new FormData();
		for (const [name, value] of Object.entries(fields)) form.append(name, value);
		return [{}, form];
	}
	const bare = (value: string): unknown =>
		kind === 'json with booleans' && /^(?:true|false)$/.test(value) ? value === 'true' : value;
	const members = Object.entries(fields).map(([name, value]) => [name, bare(value)]);
	return [{ 'content-type': 'application/json' }, JSON.stringify(Object.fromEntries(members))];
}

async function post(
	path: string,
	fields: Headings,
	kind: BodyKind = 'multipart',
	headers: Headings = secretKey(),
): Promise<ApiAnswer> {
	const [type, body] = bodyOf(kind, fields);
	return await api('POST', path, { ...headers, ...type }, body);
}

async function logIn(change: Headings = {}, kind: BodyKind = 'multipart'): Promise<ApiAnswer> {
	const { email, password } = vendor.admin;
	return await post('/api/v1/auth', { email, password, ...change }, kind, {});
}

async function configs(query = '?show_all=true'): Promise<Json> {
	return at((await api('GET', `/api/v2/app/configs${query}`)).body, 'data.configs') as Json;
}

/** What stands at a place; goes through texts that are JSON. */
function at(from: unknown, place: string): unknown {
	return place.split('.').reduce<unknown>((value, name) => {
		const holder: unknown = typeof value === 'string' ? JSON.parse(value) : value;
		return (holder as Json | null | undefined)?.[name];
	}, from);
}

/** How each registration is made, and where its answer says what is registered now. */
interface Registration {
	slot: SlotName;
	path: string;
	url: string;
	enabled: string;
	answerAt: string;
	/** How the answer and the configs name the URL and the switch. */
	urlName: string;
	flagName: string;
	/** The newer two write their switch as a text. */
	flagsAreTexts: boolean;
	wantsToken: boolean;
}

const REGISTRATIONS: readonly Registration[] = [
	{
		slot: 'markAsResolved',
		path: '/api/v1/app/webhook/mark_as_resolved',
		url: 'webhook_url',
		enabled: 'is_webhook_enabled',
		answerAt: 'data',
		urlName: 'mark_as_resolved_webhook_url',
		flagName: 'is_mark_as_resolved_webhook_enabled',
		flagsAreTexts: false,
		wantsToken: true,
	},
	{
		slot: 'agentAllocation',
		path: '/api/v1/app/webhook/agent_allocation',
		url: 'webhook_url',
		enabled: 'is_webhook_enabled',
		answerAt: 'data',
		urlName: 'allocate_agent_webhook_url',
		flagName: 'is_allocate_agent_webhook_enabled',
		flagsAreTexts: false,
		wantsToken: false,
	},
	{
		slot: 'botMessage',
		path: '/api/v1/app/bot/integrate',
		url: 'bot_webhook_url',
		enabled: 'is_bot_enabled',
		answerAt: 'data.app',
		urlName: 'bot_webhook_url',
		flagName: 'is_bot_enabled',
		flagsAreTexts: false,
		wantsToken: true,
	},
	{
		slot: 'newSession',
		path: '/api/v2/app/config/new_session_webhook',
		url: 'url',
		enabled: 'enabled',
		answerAt: 'data.configs',
		urlName: 'new_session_webhook_url',
		flagName: 'is_new_session_webhook_enabled',
		flagsAreTexts: true,
		wantsToken: false,
	},
	{
		slot: 'userLogout',
		path: '/api/v2/app/config/auth_webhook',
		url: 'url',
		enabled: 'enabled',
		answerAt: 'data.configs',
		urlName: 'auth_webhook_url',
		flagName: 'is_auth_webhook_enabled',
		flagsAreTexts: true,
		wantsToken: true,
	},
];
const BY_SLOT = REGISTRATIONS.map((registration) => [registration.slot, registration] as const);
const EVERY_KIND: readonly BodyKind[] = ['multipart', 'urlencoded', 'json', 'json with booleans'];

function fieldsOf({ url, enabled }: Registration, value: string, flag = 'true'): Headings {
	return { [url]: value, [enabled]: flag };
}

async function register(
	registration: Registration,
	value: string,
	flag = 'true',
	kind?: BodyKind,
): Promise<ApiAnswer> {
	return await post(registration.path, fieldsOf(registration, value, flag), kind);
}

const READING_PATHS = [
	'/api/v1/admin/get_profile',
	'/api/v1/app/bot',
	'/api/v2/app/configs',
	'/api/v2/app/details',
	'/api/v2/admin/webhook_config',
	'/api/v2/customer_rooms/1',
];
const SWITCH_PATHS: ReadonlyArray<[path: string, field: string]> = [
	['/api/v1/app/bot/activation', 'is_active'],
	['/api/v2/app/bot/force_send', 'is_force_send_bot'],
];

const UNAUTHORIZED = { errors: 'Unauthorized' };

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

describe('the login', () => {
	it.each(EVERY_KIND)('gives tokens and the account for a %s body', async (kind) => {
		const { status, body } = await logIn({}, kind);
		expect(status).toBe(200);
		expect(body).toEqual({
			data: {
				user: {
					id: expect.any(Number),
					name: expect.any(String),
					email: vendor.admin.email,
					authentication_token: expect.stringContaining(vendor.marker),
					created_at: '2020-03-16 06:53:19',
					updated_at: '2027-01-15 08:00:00',
					sdk_email: vendor.admin.sdkEmail,
					sdk_key: expect.stringContaining(vendor.marker),
					is_available: true,
					type: 1,
					avatar_url: null,
					app_id: vendor.app.id,
					is_verified: true,
					notifications_room_id: null,
					bubble_color: null,
					qismo_key: expect.stringContaining(vendor.marker),
					direct_login_token: expect.stringContaining(vendor.marker),
					last_login: '2027-01-15 08:00:00',
					force_offline: false,
					deleted_at: null,
					is_toc_agree: true,
					totp_token: expect.stringContaining(vendor.marker),
					is_req_otp_reset: null,
					last_password_update: expect.any(String),
					type_as_string: 'admin',
					assigned_rules: null,
					app: expect.objectContaining({
						app_code: vendor.app.code,
						secret_key: vendor.app.secretKey,
						bot_webhook_url: null,
						is_bot_enabled: false,
						allocate_agent_webhook_url: null,
						mark_as_resolved_webhook_url: null,
						is_bulk_assignment_enabled: false,
					}),
				},
				details: {
					is_integrated: true,
					sdk_user: {
						id: expect.any(Number),
						token: expect.stringContaining(vendor.marker),
						email: vendor.admin.sdkEmail,
						display_name: expect.any(String),
						avatar_url: null,
						extras: { type: 'admin', user_bubble_color: null },
					},
					app: expect.objectContaining({ secret_key: vendor.app.secretKey }),
				},
				long_lived_token: expect.stringContaining(vendor.marker),
				user_configs: {},
				use_2fa: false,
				need_setup_otp: false,
			},
		});
	});

	it.each([
		['a wrong password', { password: 'other' }],
		['a foreign address', { email: 'other@example.com' }],
		['nothing', { email: '', password: '' }],
	])('refuses %s with 401 and no token', async (_, change) => {
		const { status, body } = await logIn(change);
		expect({ status, body }).toEqual({
			status: 401,
			body: { errors: 'Email or password is incorrect' },
		});
	});

	it('gives no token to an account with two-factor authentication', async () => {
		set({ twoFactor: true });
		const { status, text, body } = await logIn();
		expect(status).toBe(200);
		expect(body).toEqual({ data: { use_2fa: true, need_setup_otp: false } });
		expect(text).not.toContain('token');
		expect((await logIn({ password: 'other' })).status).toBe(401);
	});

	it('makes a new token each time, and lets older ones live for 30 days', async () => {
		const tokenOf = async (): Promise<string> =>
			String(at((await logIn()).body, 'data.user.authentication_token'));
		const statusOf = async (token: string): Promise<number> =>
			(await api('GET', '/api/v1/admin/get_profile', tokenAlone(token))).status;
		const first = await tokenOf();
		clock += DAY_MS;
		const second = await tokenOf();
		expect(second).not.toBe(first);
		clock += 29 * DAY_MS - 1;
		expect(await statusOf(first)).toBe(200);
		clock += 1;
		expect(await statusOf(first)).toBe(401);
		expect(await statusOf(second)).toBe(200);
	});

	it('renews a token for the long-lived one and the app id', async () => {
		const longLived = String(at((await logIn()).body, 'data.long_lived_token'));
		const refresh = async (headers: Headings): Promise<ApiAnswer> =>
			await api('POST', '/api/v2/auth/refresh_token', headers);
		const right = { ...tokenAlone(longLived), 'Qiscus-App-Id': vendor.app.code };
		vendor.expireTokens();
		const { status, body } = await refresh(right);
		expect(status).toBe(200);
		const token = String(at(body, 'data.auth.token'));
		expect(token).toContain(vendor.marker);
		expect((await api('GET', '/api/v1/app/bot', tokenAlone(token))).status).toBe(200);
		for (const wrong of [
			tokenAlone(longLived),
			{ ...right, 'Qiscus-App-Id': 'other' },
			{ ...right, Authorization: token },
			secretKey(),
		]) {
			expect((await refresh(wrong)).status).toBe(401);
		}
		expect((await api('GET', '/api/v1/app/bot', tokenAlone(longLived))).status).toBe(401);
		vendor.revokeTokens();
		expect((await refresh(right)).status).toBe(401);
	});

	it('ends a token on logout', async () => {
		const token = vendor.newAdminToken();
		const other = vendor.newAdminToken();
		const logout = async (headers: Headings): Promise<number> =>
			(await api('POST', '/api/v1/auth/logout', headers)).status;
		expect(await logout(secretKey())).toBe(401);
		expect(await logout(tokenAlone(token))).toBe(200);
		expect(await logout(tokenAlone(token))).toBe(401);
		expect((await api('GET', '/api/v1/app/bot', tokenAlone(other))).status).toBe(200);
	});

	it('shows the profile without a token', async () => {
		const { status, body } = await api('GET', '/api/v1/admin/get_profile');
		expect(status).toBe(200);
		expect(body['data']).toMatchObject({ email: vendor.admin.email, name: expect.any(String) });
		expect(body['data']).not.toHaveProperty('authentication_token');
	});
});

describe('authorisation', () => {
	const right: ReadonlyArray<[string, () => Headings]> = [
		['app id and secret key', secretKey],
		['a token', tokenAlone],
		['a token and the app id', tokenAndApp],
		['an empty token beside the secret key', () => ({ ...secretKey(), Authorization: '' })],
	];
	const wrong: ReadonlyArray<[string, () => Headings, detail?: string]> = [
		['nothing', () => ({})],
		['the app id alone', () => ({ 'Qiscus-App-Id': vendor.app.code })],
		['the secret key alone', () => ({ 'Qiscus-Secret-Key': vendor.app.secretKey })],
		['a wrong app id', () => ({ ...secretKey(), 'Qiscus-App-Id': 'other' })],
		['a wrong secret key', () => ({ ...secretKey(), 'Qiscus-Secret-Key': 'other' })],
		['a token with a wrong app id', () => ({ ...tokenAlone(), 'Qiscus-App-Id': 'other' })],
		['an unknown token', () => tokenAlone('other'), 'invalid token'],
		[
			'an unknown token beside the secret key',
			() => ({ ...secretKey(), ...tokenAlone('other') }),
			'invalid token',
		],
		[
			'a token with a scheme',
			() => tokenAlone(`Bearer ${vendor.newAdminToken()}`),
			'invalid token',
		],
	];

	it.each(READING_PATHS)('of GET %s', async (path) => {
		for (const [, headers] of right)
			expect((await api('GET', path, headers())).status).not.toBe(401);
		for (const [, headers, detail] of wrong) {
			const { status, body } = await api('GET', path, headers());
			expect({ status, body }).toEqual({
				status: 401,
				body: { ...UNAUTHORIZED, ...(detail === undefined ? {} : { detail }) },
			});
		}
	});

	it.each(BY_SLOT)('of the registration of %s', async (_, registration) => {
		const { path, slot } = registration;
		for (const [, headers] of right) {
			const { status } = await post(path, fieldsOf(registration, HOOK), 'multipart', headers());
			expect(status).toBe(200);
		}
		vendor.setSlot(slot, { url: null, enabled: false });
		for (const [, headers] of wrong) {
			const { status } = await post(path, fieldsOf(registration, HOOK), 'multipart', headers());
			expect(status).toBe(401);
		}
		expect(vendor.slots()[slot]).toEqual({ url: null, enabled: false });
	});

	it.each(BY_SLOT)(
		'of the registration of %s where the secret key may not suffice',
		async (_, r) => {
			set({ secretKeySuffices: false });
			const answer = await register(r, HOOK);
			expect({ status: answer.status, body: answer.body }).toEqual(
				r.wantsToken
					? { status: 401, body: UNAUTHORIZED }
					: { status: 200, body: expect.objectContaining({ data: expect.anything() }) },
			);
			for (const headers of [tokenAlone(), tokenAndApp(), { ...secretKey(), ...tokenAlone() }]) {
				expect((await post(r.path, fieldsOf(r, HOOK), 'multipart', headers)).status).toBe(200);
			}
		},
	);

	it.each(SWITCH_PATHS)('of %s', async (path, field) => {
		expect((await post(path, { [field]: 'true' })).status).toBe(200);
		set({ secretKeySuffices: false });
		expect((await post(path, { [field]: 'true' })).status).toBe(401);
		expect((await post(path, { [field]: 'true' }, 'multipart', tokenAlone())).status).toBe(200);
	});

	it.each<[string, () => void, string]>([
		['expired', () => vendor.expireTokens(), 'token_expired'],
		['revoked', () => vendor.revokeTokens(), 'invalid token'],
	])('refuses tokens that are %s, also beside the secret key', async (_, end, detail) => {
		const token = vendor.newAdminToken();
		end();
		for (const headers of [tokenAlone(token), { ...secretKey(), ...tokenAlone(token) }]) {
			const { status, body } = await api('GET', '/api/v1/app/bot', headers);
			expect({ status, body }).toEqual({ status: 401, body: { ...UNAUTHORIZED, detail } });
		}
		expect((await api('GET', '/api/v1/app/bot', tokenAlone())).status).toBe(200);
	});
});

describe('the registration of', () => {
	it.each(BY_SLOT)('%s takes forms and JSON and answers what is registered', async (_, r) => {
		for (const [index, kind] of EVERY_KIND.entries()) {
			const flag = index % 2 === 0;
			const url = `${HOOK}/${index}?a=1&b=%20`;
			const { status, body, headers } = await register(r, url, String(flag), kind);
			expect(status).toBe(200);
			expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
			const shown = at(body, r.answerAt) as Json;
			expect(shown[r.urlName]).toBe(url);
			expect(shown[r.flagName]).toBe(r.flagsAreTexts ? String(flag) : flag);
			expect(vendor.slots()[r.slot]).toEqual({ url, enabled: flag });
		}
		const others = SLOTS.filter((slot) => slot !== r.slot);
		for (const slot of others) expect(vendor.slots()[slot]).toEqual({ url: null, enabled: false });
	});

	it.each(['mark_as_resolved', 'agent_allocation'])('%s answers the app', async (name) => {
		clock += DAY_MS;
		const fields = { webhook_url: HOOK, is_webhook_enabled: 'true' };
		const { body } = await post(`/api/v1/app/webhook/${name}`, fields);
		const isResolved = name === 'mark_as_resolved';
		expect(body).toEqual({
			data: {
				id: vendor.app.id,
				name: 'Sandbox Omnichannel',
				app_code: vendor.app.code,
				secret_key: vendor.app.secretKey,
				created_at: '2020-03-16 06:53:19',
				updated_at: '2027-01-16 08:00:00',
				bot_webhook_url: null,
				is_bot_enabled: false,
				allocate_agent_webhook_url: isResolved ? null : HOOK,
				is_allocate_agent_webhook_enabled: !isResolved,
				mark_as_resolved_webhook_url: isResolved ? HOOK : null,
				is_mark_as_resolved_webhook_enabled: isResolved,
				is_mobile_pn_enabled: true,
				is_active: true,
				is_sessional: true,
				is_agent_allocation_enabled: false,
				is_agent_takeover_enabled: true,
				is_token_expiring: false,
				paid_channel_approved: null,
				use_latest: false,
				free_sessions: 0,
				is_force_send_bot: false,
			},
		});
	});

	it('the bot answers the app one object deeper, with a status', async () => {
		set({ twoFactor: true });
		const fields = { bot_webhook_url: HOOK, is_bot_enabled: 'true' };
		const { body } = await post('/api/v1/app/bot/integrate', fields);
		expect(body).toMatchObject({
			data: { app: { secret_key: vendor.app.secretKey, is_bot_enabled: true, use_2fa: true } },
			status: 200,
		});
	});

	it.each(['new_session_webhook', 'auth_webhook'])('%s answers its configs alone', async (name) => {
		const { body } = await post(`/api/v2/app/config/${name}`, { url: HOOK, enabled: 'true' });
		expect(body).toEqual({
			data: { configs: { [`is_${name}_enabled`]: 'true', [`${name}_url`]: HOOK } },
			status: 200,
		});
	});

	it.each(BY_SLOT)('%s wants both fields, and right ones', async (_, r) => {
		const json = { 'content-type': 'application/json', ...secretKey() };
		const raw = async (body: string): Promise<ApiAnswer> => await api('POST', r.path, json, body);
		const cases: Array<[Promise<ApiAnswer>, Json]> = [
			[post(r.path, { [r.enabled]: 'true' }), { [r.url]: ["can't be blank"] }],
			[post(r.path, { [r.url]: HOOK }), { [r.enabled]: ["can't be blank"] }],
			[post(r.path, { [r.url]: HOOK }, 'urlencoded'), { [r.enabled]: ["can't be blank"] }],
			[register(r, HOOK, '1'), { [r.enabled]: ['is invalid'] }],
			[register(r, HOOK, 'True', 'urlencoded'), { [r.enabled]: ['is invalid'] }],
			[register(r, HOOK, ''), { [r.enabled]: ['is invalid'] }],
			[raw(JSON.stringify({ [r.url]: 7, [r.enabled]: true })), { [r.url]: ['is invalid'] }],
			[raw(JSON.stringify({ [r.url]: null, [r.enabled]: true })), { [r.url]: ["can't be blank"] }],
			[raw(JSON.stringify({ [r.url]: HOOK, [r.enabled]: 1 })), { [r.enabled]: ['is invalid'] }],
			[api('POST', r.path), { [r.url]: ["can't be blank"] }],
		];
		for (const [answer, errors] of cases) {
			const { status, body } = await answer;
			expect({ status, body }).toEqual({ status: 400, body: { errors } });
		}
		expect(vendor.slots()[r.slot]).toEqual({ url: null, enabled: false });
	});

	it.each<[string, string, string]>([
		['JSON that breaks off', 'application/json', '{"url":'],
		['a JSON list', 'application/json', '[]'],
		['a form without its boundary', 'multipart/form-data', 'x'],
		['a form that breaks off', 'multipart/form-data; boundary=b', '--b\r\nContent-Dis'],
	])('any webhook refuses %s', async (_, type, body) => {
		const headers = { ...secretKey(), 'content-type': type };
		const answer = await api('POST', '/api/v2/app/config/new_session_webhook', headers, body);
		expect({ status: answer.status, body: answer.body }).toEqual({
			status: 400,
			body: { errors: 'Bad request' },
		});
	});

	it('any webhook takes a form as curl writes it', async () => {
		const part = (name: string, value: string): string =>
			`--------b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
		const { status } = await api(
			'POST',
			'/api/v2/app/config/auth_webhook',
			{ ...secretKey(), 'content-type': 'multipart/form-data; boundary=------b' },
			`${part('enabled', 'true')}${part('url', HOOK)}--------b--\r\n`,
		);
		expect(status).toBe(200);
		expect(vendor.slots().userLogout).toEqual({ url: HOOK, enabled: true });
	});

	it.each<[Quirks['formBodies'], BodyKind[]]>([
		['any', ['multipart', 'urlencoded', 'json', 'json with booleans']],
		['multipart', ['multipart']],
		['urlencoded', ['urlencoded']],
	])('any webhook, where bodies may be %s', async (formBodies, taken) => {
		set({ formBodies });
		for (const registration of REGISTRATIONS) {
			for (const kind of EVERY_KIND) {
				const { status, body } = await register(registration, HOOK, 'true', kind);
				expect([kind, status]).toEqual([kind, taken.includes(kind) ? 200 : 400]);
				if (status === 400) expect(body).toEqual({ errors: 'Invalid request body' });
			}
		}
		for (const [path, field] of SWITCH_PATHS) {
			const { status } = await post(path, { [field]: 'true' }, 'json');
			expect(status).toBe(taken.includes('json') ? 200 : 400);
		}
		expect((await logIn({}, 'json')).status).toBe(200);
	});

	it('agent allocation may not exist by API', async () => {
		const path = '/api/v1/app/webhook/agent_allocation';
		set({ allocationEndpoint: false });
		for (const headers of [secretKey(), {}]) {
			const fields = { webhook_url: HOOK, is_webhook_enabled: 'true' };
			const { status, body } = await post(path, fields, 'urlencoded', headers);
			expect({ status, body }).toEqual({ status: 404, body: { errors: 'Not found' } });
		}
		expect((await api('GET', path)).status).toBe(404);
		set({ allocationEndpoint: true });
		expect((await api('GET', path)).status).toBe(405);
	});

	it.each(BY_SLOT)('%s keeps its URL when it is disabled, or loses it', async (_, r) => {
		await register(r, HOOK);
		await register(r, HOOK, 'false');
		expect(vendor.slots()[r.slot]).toEqual({ url: HOOK, enabled: false });
		set({ disablingKeepsUrl: false });
		await register(r, HOOK);
		expect(vendor.slots()[r.slot]).toEqual({ url: HOOK, enabled: true });
		const { body } = await register(r, HOOK, 'false');
		expect(vendor.slots()[r.slot]).toEqual({ url: null, enabled: false });
		expect(at(body, r.answerAt)).toHaveProperty(r.urlName, null);
	});

	it.each(BY_SLOT)('%s takes an empty URL for none', async (_, registration) => {
		await register(registration, HOOK);
		expect((await register(registration, '', 'false')).status).toBe(200);
		expect(vendor.slots()[registration.slot]).toEqual({ url: null, enabled: false });
	});

	it('any webhook calls nothing', async () => {
		for (const registration of REGISTRATIONS) await register(registration, receiver.url);
		await register(REGISTRATIONS[0]!, 'no address at all');
		await vendor.settled();
		expect(receiver.calls).toEqual([]);
		expect(vendor.slots().markAsResolved.url).toBe('no address at all');
	});
});

describe('what is registered', () => {
	const sampleOfConfigs = [
		'is_ig_story_mention_enabled:1268_enabled=true',
		'ig_story_mention_enabled:1265="false"',
		'ig_story_mention_enabled:1268="true"',
		'widget=null',
		'create_tags=null',
		'waca_channel=null',
		'app_sync_interval="5000"',
		'default_properties_created="true"',
		'agent_can_assign_chat="true"',
		'is_is_new_session_webhook_enabled_enabled=true',
		'is_new_session_webhook_url_enabled=true',
		'is_agent_allocation_enabled=true',
		'is_agent_takeover_enabled=true',
		'is_sessional=true',
		'is_active=true',
		'api_version="v2"',
		'timezone="+07:00"',
		'online_message="Office hours general"',
		'offline_message="Outside office hours general"',
	];

	it('is in the configs, among the odd members of the documents’ sample', async () => {
		vendor.setSlot('botMessage', { url: HOOK, enabled: true });
		vendor.setSlot('newSession', { url: `${HOOK}/new`, enabled: true });
		const shown = await configs();
		const written = Object.entries(shown).map(
			([name, value]) => `${name}=${JSON.stringify(value)}`,
		);
		expect(written).toEqual(expect.arrayContaining(sampleOfConfigs));
		expect(shown).toMatchObject({
			bot_webhook_url: HOOK,
			is_bot_enabled: true,
			new_session_webhook_url: `${HOOK}/new`,
			is_new_session_webhook_enabled: 'true',
			allocate_agent_webhook_url: null,
			is_allocate_agent_webhook_enabled: false,
			mark_as_resolved_webhook_url: null,
			is_mark_as_resolved_webhook_enabled: false,
			auth_webhook_url: null,
			is_auth_webhook_enabled: 'false',
		});
		// The sample has 62 members, and none of the logout's two.
		expect(Object.keys(shown)).toHaveLength(62 + 2);
	});

	it('is in the configs only with show_all', async () => {
		for (const query of ['', '?show_all=false', '?show_all=1']) {
			const shown = await configs(query);
			expect(shown).toHaveProperty('timezone');
			expect(Object.keys(shown).filter((name) => name.includes('webhook'))).toEqual([]);
		}
	});

	it('may lack the logout in the configs', async () => {
		set({ configsShowLogout: false });
		const shown = await configs();
		expect(shown).not.toHaveProperty('auth_webhook_url');
		expect(shown).not.toHaveProperty('is_auth_webhook_enabled');
		expect(shown).toHaveProperty('new_session_webhook_url');
	});

	it.each<[Quirks['unsetUrl'], unknown]>([
		['null', null],
		['empty', ''],
		['missing', undefined],
	])('reads %s where no URL is set', async (unsetUrl, value) => {
		set({ unsetUrl });
		const shown = await configs();
		for (const { urlName, flagName } of REGISTRATIONS) {
			expect(urlName in shown).toBe(value !== undefined);
			expect(shown[urlName]).toBe(value);
			expect(shown).toHaveProperty(flagName);
		}
		const app = at((await logIn()).body, 'data.user.app') as Json;
		expect('bot_webhook_url' in app).toBe(value !== undefined);
		for (const registration of REGISTRATIONS) {
			const answer = at((await register(registration, '', 'false')).body, registration.answerAt);
			expect((answer as Json)[registration.urlName]).toBe(value);
		}
	});

	it('of the bot has a path of its own, and switches', async () => {
		await post('/api/v1/app/bot/integrate', { bot_webhook_url: HOOK, is_bot_enabled: 'true' });
		const off = await post('/api/v1/app/bot/activation', { is_active: 'false' });
		expect(at(off.body, 'data.app')).toMatchObject({
			bot_webhook_url: HOOK,
			is_bot_enabled: false,
		});
		const forced = await post('/api/v2/app/bot/force_send', { is_force_send_bot: 'true' });
		expect(forced.body).toEqual({ data: { bot: { is_force_send_bot: true } }, status: 200 });
		expect((await api('GET', '/api/v1/app/bot')).body).toEqual({
			data: { bot_webhook_url: HOOK, is_bot_enabled: false, is_force_send_bot: true },
		});
	});

	it('is in the list of webhooks once it was set', async () => {
		const list = async (): Promise<unknown> =>
			(await api('GET', '/api/v2/admin/webhook_config', tokenAlone())).body;
		expect(await list()).toEqual({ data: { webhook_configs: [] }, status: 200 });
		vendor.setSlot('userLogout', { url: HOOK, enabled: true });
		clock += 1_000;
		vendor.setSlot('userLogout', { url: HOOK, enabled: false });
		expect(await list()).toEqual({
			data: {
				webhook_configs: [
					{
						id: 5,
						type: 'auth',
						url: HOOK,
						is_active: false,
						created_at: '2027-01-15T08:00:00Z',
						updated_at: '2027-01-15T08:00:01Z',
					},
				],
			},
			status: 200,
		});
	});

	it('is in the app’s details, with its secret', async () => {
		vendor.setSlot('botMessage', { url: HOOK, enabled: true });
		expect((await api('GET', '/api/v2/app/details')).body).toEqual({
			data: {
				app_code: vendor.app.code,
				bot_webhook_url: HOOK,
				is_bot_enabled: true,
				secret_key: vendor.app.secretKey,
				use_2fa: false,
				user: { expired_on: null, expiration_day: null },
			},
			status: 200,
		});
	});

	it('is given out as copies', () => {
		vendor.slots().botMessage.url = HOOK;
		const slot = { url: HOOK, enabled: true };
		vendor.setSlot('customButton', slot);
		slot.enabled = false;
		expect(vendor.slots()).toMatchObject({
			botMessage: { url: null, enabled: false },
			customButton: { url: HOOK, enabled: true },
		});
	});
});

describe('errors', () => {
	it.each([
		['GET', '/'],
		['GET', '/api/v1/nothing'],
		['POST', '/api/v1/auth/'],
		['GET', '/api/v2/customer_rooms/'],
		['GET', '/api/v2/customer_rooms/%E0'],
	])('answers %s %s with 404', async (method, path) => {
		const { status, body, headers } = await api(method, path);
		expect({ status, body }).toEqual({ status: 404, body: { errors: 'Not found' } });
		expect(headers.get('content-type')).toContain('application/json');
	});

	it.each([
		['GET', '/api/v1/auth'],
		['PUT', '/api/v1/app/bot/integrate'],
		['POST', '/api/v2/app/configs'],
	])('answers %s %s with 405', async (method, path) => {
		const { status, body } = await api(method, path, {});
		expect({ status, body }).toEqual({ status: 405, body: { errors: 'Method not allowed' } });
	});

	it('may write a text nested, and fields as before', async () => {
		set({ errorShape: 'nested' });
		const token = vendor.newAdminToken();
		vendor.expireTokens();
		expect((await api('GET', '/api/v1/app/bot', tokenAlone(token))).body).toEqual({
			errors: { message: 'Unauthorized' },
			detail: 'token_expired',
		});
		expect((await register(REGISTRATIONS[0]!, HOOK, 'yes')).body).toEqual({
			errors: { is_webhook_enabled: ['is invalid'] },
		});
	});
});

describe('an event', () => {
	const eventOf = (name: string): [event: SlotName, variant: string | undefined] => {
		const [event = '', variant] = name.split('.');
		return [event as SlotName, variant];
	};
	const fixture = (name: string): string =>
		readFileSync(join(eventsFolder, `${name}.json`), 'utf8').trim();
	const emitted = async (name: string): Promise<EmitResult> => {
		const [event, variant] = eventOf(name);
		return await vendor.emit(event, variant === undefined ? {} : { variant });
	};

	/** Where each event's payloads have the room's id. */
	const ROOM_PLACES: Readonly<Record<SlotName, readonly string[]>> = {
		agentAllocation: ['room_id', 'latest_service.room_id'],
		botMessage: [
			'payload.room.id',
			'payload.room.id_str',
			'payload.room.topic_id',
			'payload.room.topic_id_str',
		],
		customButton: ['room_id'],
		markAsResolved: ['service.room_id'],
		newSession: [
			'payload.room.id',
			'payload.room.id_str',
			'payload.room.topic_id',
			'payload.room.topic_id_str',
			'room_log.room_id',
		],
		userLogout: [],
	};

	/** Everything that may differ made equal; the rest has to be the fixture's to the last byte. */
	const comparable = (text: string): string =>
		text
			.replace(/\\?"sdk_key\\?":\\?"[^"\\]*\\?",\\?"agent\\?":\{[^}]*\},?/g, '')
			.replace(/<<secret:\w+>>|marker[a-z0-9]+-\w+-[a-z0-9]+/g, '#secret')
			.replace(
				/("(?:id|id_str|topic_id|topic_id_str|room_id|unique_temp_id|\w*comment\w*_id(?:_str)?)":\s)(?:"[^"]+"|\d+)/g,
				'$1#',
			)
			.replace(/("(?:app_id|app_code)":\s)"[^"]*"/g, '$1#');

	beforeEach(() => {
		for (const slot of SLOTS)
			vendor.setSlot(slot, { url: `${receiver.url}/${slot}`, enabled: true });
	});

	it.each(fixtureNames)('%s is told once, as its payload has it', async (name) => {
		const [event] = eventOf(name);
		const { text, delivery, ...rest } = await emitted(name);
		expect(rest.event).toBe(event);
		expect(receiver.calls).toHaveLength(1);
		const [call] = receiver.calls;
		expect(call).toMatchObject({ method: 'POST', path: `/hook/${event}`, body: text });
		expect(call?.headers['content-type']).toBe('application/json');
		expect(vendor.deliveries).toEqual([delivery]);
		expect(delivery).toMatchObject({
			kind: 'event',
			slot: event,
			url: `${receiver.url}/${event}`,
			method: 'POST',
			status: 200,
			body: text,
			headers: { 'content-type': 'application/json' },
			answerBody: 'seen',
			at: START_MS,
		});
		expect(comparable(text)).toBe(comparable(fixture(name)));
	});

	it.each(fixtureNames)('%s happens in a fresh room, in this app', async (name) => {
		const [event] = eventOf(name);
		const before: unknown = JSON.parse(fixture(name));
		const first = await emitted(name);
		const second = await emitted(name);
		if (event === 'userLogout') expect(first.roomId).toBeUndefined();
		else expect(second.roomId).not.toBe(first.roomId);
		for (const { text, roomId } of [first, second]) {
			const after: unknown = JSON.parse(text);
			for (const place of ROOM_PLACES[event]) {
				const old = at(before, place);
				const isThere = old !== undefined && old !== null && old !== '';
				const fresh = typeof old === 'number' ? Number(roomId) : roomId;
				expect([place, at(after, place)]).toEqual([place, isThere ? fresh : old]);
			}
			for (const member of ['app_id', 'app_code']) {
				if (at(before, member) !== undefined) expect(at(after, member)).toBe(vendor.app.code);
			}
			for (const place of [
				'payload.from.id',
				'resolved_by.id',
				'channel.id',
				'candidate_agent.id',
				'candidate_agent.app_id',
				'candidate_agent.notifications_room_id',
				'latest_service.app_id',
				'payload.room.participants',
			]) {
				const value = at(after, place);
				if (place === 'payload.room.participants') {
					const ids = (from: unknown): unknown =>
						(at(from, place) as Json[] | undefined)?.map(({ id }) => id);
					expect(ids(after)).toEqual(ids(before));
				} else expect(value).toEqual(at(before, place));
			}
		}
	});

	it('has fresh message ids where they are not 0, the same where they were', async () => {
		const ids = async (name: string): Promise<unknown[]> => {
			const message = at(JSON.parse((await emitted(name)).text), 'payload.message') as Json;
			return [message['id'], message['id_str'], message['unique_temp_id']];
		};
		const [id, text, tempId] = await ids('botMessage.sdkRoom');
		expect(typeof id).toBe('number');
		expect(id).not.toBe(1500000002);
		expect(text).toBe(String(id));
		expect(tempId).not.toBe('bq1654589350123');
		const again = await ids('botMessage.sdkRoom');
		expect(again[0]).not.toBe(id);
		expect(again[2]).not.toBe(tempId);
		expect((await ids('botMessage.whatsApp')).slice(0, 2)).toEqual([0, '0']);
		const room = JSON.parse((await emitted('botMessage.sdkRoom')).text) as Json;
		expect(at(room, 'payload.room.participants.0.last_comment_read_id_str')).toBe(
			at(room, 'payload.message.id_str'),
		);
		expect(at(room, 'payload.room.participants.1.last_comment_read_id')).toBe(
			at(room, 'payload.message.comment_before_id'),
		);
	});

	it.each([
		['markAsResolved', 'service.id'],
		['markAsResolved.newer', 'service.id'],
		['agentAllocation', 'latest_service.id'],
	])('%s has a fresh %s', async (name, place) => {
		const id = async (): Promise<unknown> => at(JSON.parse((await emitted(name)).text), place);
		const first = await id();
		expect(typeof first).toBe('number');
		expect([0, 244, 120000002]).not.toContain(first);
		expect(await id()).not.toBe(first);
	});

	it('keeps numbers above 2^53 and escaped slashes', async () => {
		expect((await emitted('botMessage.sdkRoom')).text).toContain('1654589350123456789');
		expect((await emitted('agentAllocation')).text).toContain(
			'https:\\/\\/d1edrlpyc25xu0.cloudfront.net\\/kiwari-prod',
		);
	});

	it.each(fixtureNames)('%s has secrets where real payloads may have some', async (name) => {
		const { text } = await emitted(name);
		expect(text).not.toContain('<<secret:');
		for (const [, member] of fixture(name).matchAll(/<<secret:(\w+)>>/g)) {
			expect(text).toContain(`"${member}": "${vendor.marker}-${member}-`);
		}
		const holders = ['extras', 'room_log.extras', 'payload.message.extras', 'payload.room.options'];
		for (const place of holders) {
			const old = at(JSON.parse(fixture(name)), place);
			const isHolder = place === 'payload.room.options' ? typeof old === 'string' : Boolean(old);
			const held = at(JSON.parse(text), place);
			if (!isHolder) expect(held).toEqual(old);
			else {
				expect(typeof held).toBe(typeof old);
				expect(at(held, 'sdk_key')).toEqual(expect.stringContaining(`${vendor.marker}-sdk_key-`));
				expect(at(held, 'agent.authentication_token')).toEqual(
					expect.stringContaining(`${vendor.marker}-authentication_token-`),
				);
				const kept = typeof old === 'string' ? (JSON.parse(old) as Json) : (old as Json);
				expect(typeof held === 'string' ? JSON.parse(held) : held).toMatchObject(kept);
			}
		}
	});

	it('never has the same secret twice', async () => {
		const { text } = await emitted('newSession');
		const secrets = [...text.matchAll(/marker[a-z0-9]+-\w+-[a-z0-9]+/g)].map(String);
		expect(secrets).toHaveLength(4);
		expect(new Set(secrets).size).toBe(4);
	});

	it('happens in the room that is asked for, be it an id of digits or not', async () => {
		const known = await vendor.emit('newSession');
		const again = await vendor.emit('botMessage', { roomId: known.roomId ?? '' });
		expect(again.roomId).toBe(known.roomId);
		expect(at(JSON.parse(again.text), 'payload.room.id')).toBe(Number(known.roomId));
		const odd = await vendor.emit('customButton', { roomId: 'no number' });
		expect(at(JSON.parse(odd.text), 'room_id')).toBe('no number');
		const large = await vendor.emit('customButton', { roomId: '90071992547409931234' });
		expect(large.text).toContain('"room_id": 90071992547409931234');
	});

	it('lets the text be changed last', async () => {
		const { text } = await vendor.emit('markAsResolved', {
			change: (before) => before.replace(/"room_id": "\d+"/, '"room_id": "changed"'),
		});
		expect(receiver.calls[0]?.body).toBe(text);
		expect(text).toContain('"room_id": "changed"');
	});

	it('says which payload there is none of', async () => {
		await expect(vendor.emit('newSession', { variant: 'other' })).rejects.toThrow(
			'There is no payload newSession.other',
		);
	});

	it.each(SLOTS)('%s goes nowhere without a URL or while disabled', async (event) => {
		for (const slot of [
			{ url: null, enabled: true },
			{ url: receiver.url, enabled: false },
		]) {
			vendor.setSlot(event, slot);
			expect((await vendor.emit(event)).delivery).toBeUndefined();
		}
		expect(receiver.calls).toEqual([]);
		expect(vendor.deliveries).toEqual([]);
	});

	it('goes to a webhook that was registered by API', async () => {
		await register(REGISTRATIONS[3]!, `${receiver.url}/registered`);
		await vendor.emit('newSession');
		expect(receiver.calls.map(({ path }) => path)).toEqual(['/hook/registered']);
	});

	it.each<[Quirks['allocationRepeats'], number]>([
		['once', 1],
		['twice', 2],
		['everyMessage', 1],
	])('agentAllocation is told %s', async (allocationRepeats, times) => {
		set({ allocationRepeats });
		const { text, delivery } = await vendor.emit('agentAllocation');
		expect(receiver.calls.map(({ body }) => body)).toEqual(Array(times).fill(text));
		expect(vendor.deliveries).toContain(delivery);
		await vendor.emit('newSession');
		expect(receiver.calls).toHaveLength(times + 1);
	});

	it('can be told once more, to what is registered then', async () => {
		const result = await vendor.emit('newSession');
		vendor.setSlot('newSession', { url: `${receiver.url}/moved`, enabled: true });
		const repeated = await vendor.repeat(result);
		expect(repeated).toMatchObject({ body: result.text, slot: 'newSession', status: 200 });
		expect(receiver.calls.map(({ path }) => path)).toEqual(['/hook/newSession', '/hook/moved']);
		vendor.setSlot('newSession', { url: null, enabled: true });
		expect(await vendor.repeat(result)).toBeUndefined();
	});

	it('that fails is not repeated', async () => {
		receiver.behave = () => 500;
		expect((await vendor.emit('newSession')).delivery).toMatchObject({ status: 500 });
		vendor.setSlot('newSession', { url: 'http://127.0.0.1:1/', enabled: true });
		const { delivery } = await vendor.emit('newSession');
		expect(delivery).toMatchObject({
			status: null,
			error: expect.stringContaining('ECONNREFUSED'),
		});
		await vendor.settled();
		expect(receiver.calls).toHaveLength(1);
	});

	it('waits for an answer for as long as the vendor does', async () => {
		await restart({ deliveryTimeoutMs: 50 });
		vendor.setSlot('newSession', { url: receiver.url, enabled: true });
		receiver.behave = () => 'hang';
		expect((await vendor.emit('newSession')).delivery).toMatchObject({
			status: null,
			error: 'timeout',
		});
	});

	it('is not signed', async () => {
		await vendor.emit('newSession');
		expect(
			Object.keys(receiver.calls[0]?.headers ?? {}).filter((name) => /sign/.test(name)),
		).toEqual([]);
	});

	it.each([
		['QISCUS-SDK-SIGNATURE', 'hex'],
		['QISCUS-SDK-SIGNATURE', 'base64'],
		['qiscus-signature-key', 'hex'],
		['qiscus-signature-key', 'base64'],
	] as const)('may be signed in %s as %s', async (header, encoding) => {
		set({ signing: { header, secret: 'signing secret', encoding } });
		await vendor.repeat(await vendor.emit('newSession'));
		expect(receiver.calls).toHaveLength(2);
		for (const { headers, body } of receiver.calls) {
			const expected = createHmac('sha256', 'signing secret').update(body).digest(encoding);
			expect(headers[header.toLowerCase()]).toBe(expected);
		}
	});
});

describe('a hand-made call', () => {
	it('goes to any URL with any body, unsigned', async () => {
		set({ signing: { header: 'qiscus-signature-key', secret: 's', encoding: 'hex' } });
		const record = await vendor.send(`${receiver.url}/x`, Buffer.from('{"a": 1}'));
		expect(record).toMatchObject({ kind: 'handmade', slot: null, method: 'POST', status: 200 });
		expect(receiver.calls[0]).toMatchObject({ path: '/hook/x', body: '{"a": 1}' });
		expect(receiver.calls[0]?.headers).not.toHaveProperty('qiscus-signature-key');
		expect(vendor.deliveries).toEqual([record]);
	});

	it('takes a method and headers', async () => {
		await vendor.send(receiver.url, '', {
			method: 'PUT',
			headers: { 'content-type': 'text/plain', 'x-own': '1' },
		});
		expect(receiver.calls[0]).toMatchObject({
			method: 'PUT',
			headers: { 'content-type': 'text/plain', 'x-own': '1' },
		});
	});
});

describe('a room', () => {
	const show = async (roomId: string | undefined): Promise<ApiAnswer> =>
		await api('GET', `/api/v2/customer_rooms/${roomId}`);
	const room = async (roomId: string | undefined): Promise<Json> =>
		at((await show(roomId)).body, 'data.customer_room') as Json;

	it('can be read from the moment of its first event on', async () => {
		let seen: Promise<ApiAnswer> | undefined;
		receiver.behave = ({ body }) => {
			seen = show(String(at(JSON.parse(body), 'room_log.room_id')));
			return 200;
		};
		vendor.setSlot('newSession', { url: receiver.url, enabled: true });
		const { roomId } = await vendor.emit('newSession');
		const answer = await seen;
		expect(answer?.status).toBe(200);
		expect(answer?.body).toEqual({
			data: {
				customer_room: {
					id: expect.any(Number),
					room_id: roomId,
					channel_id: 1401,
					contact_id: expect.any(Number),
					source: 'wa',
					room_type: 'group',
					name: 'john doe',
					user_id: '628xxxxxxxxxxx',
					user_avatar_url: 'https://xxxxxxxxx.qiscus.com/img/default_avatar.svg',
					room_badge: 'https://omnichannel.qiscus.com/img/wa_badge.svg',
					is_handled_by_bot: false,
					is_resolved: false,
					is_waiting: true,
					last_comment_text: 'Halo',
					last_comment_sender: 'john doe',
					last_comment_sender_type: 'customer',
					last_comment_timestamp: '2027-01-15T08:00:00Z',
					last_customer_comment_text: 'Halo',
					last_customer_timestamp: '2027-01-15T08:00:00Z',
				},
			},
			status: 200,
		});
	});

	it.each<[SlotName, string | undefined, Json]>([
		[
			'agentAllocation',
			undefined,
			{ source: 'qiscus', channel_id: 902, user_id: 'sudah@gmail.com' },
		],
		['agentAllocation', 'whatsApp', { source: 'wa', channel_id: 901, user_id: '6280000000001' }],
		['botMessage', undefined, { source: 'wa', channel_id: 1, name: 'ini grup' }],
		['botMessage', 'sdkRoom', { source: 'marketplace', channel_id: 903, name: 'Sari' }],
		['botMessage', 'whatsApp', { channel_id: 901, is_handled_by_bot: true, is_waiting: true }],
		['customButton', 'filled', { source: 'qiscus', channel_id: 902, is_waiting: false }],
		['markAsResolved', undefined, { source: 'qiscus', is_resolved: true, is_waiting: false }],
		['markAsResolved', 'newer', { source: 'wa', name: 'Rina', user_id: '6280000000001' }],
	])('is made by %s.%s as its payload has it', async (event, variant, expected) => {
		const { roomId } = await vendor.emit(event, variant === undefined ? {} : { variant });
		expect(await room(roomId)).toMatchObject({ room_id: roomId, ...expected });
	});

	it('goes with its events', async () => {
		const { roomId = '' } = await vendor.emit('newSession');
		clock += 60_000;
		await vendor.emit('botMessage', { roomId });
		expect(await room(roomId)).toMatchObject({
			name: 'john doe',
			is_handled_by_bot: true,
			last_customer_comment_text: 'ini pesan',
			last_customer_timestamp: '2027-01-15T08:01:00Z',
		});
		clock += 60_000;
		await vendor.emit('markAsResolved', { roomId });
		expect(await room(roomId)).toMatchObject({
			is_handled_by_bot: false,
			is_resolved: true,
			last_customer_timestamp: '2027-01-15T08:01:00Z',
		});
		await vendor.emit('agentAllocation', { roomId });
		expect(await room(roomId)).toMatchObject({ is_resolved: false, is_waiting: true });
	});

	it('that is only named in an event is not made by it', async () => {
		await vendor.emit('newSession', { roomId: '4711' });
		const { status, body } = await show('4711');
		expect({ status, body }).toEqual({ status: 404, body: { errors: 'Room not found' } });
		await vendor.emit('userLogout');
		set({ bodylessRoom404: false });
		const other = await show('4711');
		expect({ status: other.status, body: other.body }).toEqual({
			status: 200,
			body: { data: { customer_room: null }, status: 200 },
		});
	});
});

describe('the vendor', () => {
	it('has an app code of the right form that stays, and secrets that do not', async () => {
		const { app, marker, admin } = vendor;
		expect(app.code).toMatch(/^[a-z]{5}-[a-z0-9]{15}$/);
		expect(admin.sdkEmail).toBe(`${app.code}_admin@qismo.com`);
		for (const secret of [app.secretKey, admin.password, vendor.newAdminToken()]) {
			expect(secret).toContain(marker);
		}
		await restart({});
		expect(vendor.app.code).toBe(app.code);
		expect(vendor.app.id).toBe(app.id);
		expect(vendor.marker).not.toBe(marker);
	});

	it('draws the same for the same seed', async () => {
		const drawn = async (seed: number): Promise<unknown[]> => {
			await restart({ seed });
			return [vendor.app.secretKey, (await vendor.emit('botMessage', { variant: 'sdkRoom' })).text];
		};
		const first = await drawn(7);
		expect(await drawn(7)).toEqual(first);
		expect((await drawn(8))[0]).not.toBe(first[0]);
	});

	it('remembers requests without tokens and keys', async () => {
		const sdk = {
			QISCUS_SDK_SECRET: vendor.app.secretKey,
			'QISCUS-SDK-SECRET': vendor.app.secretKey,
		};
		const headers = { ...secretKey(), ...tokenAlone(), ...sdk };
		await api('GET', '/api/v2/app/configs?show_all=true', headers);
		await register(REGISTRATIONS[3]!, HOOK, 'true', 'urlencoded');
		expect(vendor.requests).toHaveLength(2);
		expect(vendor.requests[0]).toMatchObject({
			method: 'GET',
			path: '/api/v2/app/configs',
			query: { show_all: 'true' },
			status: 200,
			body: '',
			headers: { 'qiscus-app-id': vendor.app.code },
		});
		expect(vendor.requests[1]?.body).toContain('enabled=true');
		expect(JSON.stringify(vendor.requests)).not.toContain(vendor.marker);
	});

	it('fails as it is told to', async () => {
		const path = '/api/v2/app/config/new_session_webhook';
		vendor.failNext({ method: 'POST', path: /new_session/ }, { status: 503, body: '{}' });
		expect((await register(REGISTRATIONS[3]!, HOOK)).status).toBe(503);
		expect(vendor.slots().newSession.url).toBeNull();
		vendor.failNext({ path: /new_session/ }, 'cutAfter');
		await expect(register(REGISTRATIONS[3]!, HOOK)).rejects.toThrow();
		expect(vendor.slots().newSession.url).toBe(HOOK);
		expect(vendor.requests.map(({ status }) => status)).toEqual([503, null]);
		vendor.failNext({ path: /nothing/ }, 'cut');
		expect((await api('POST', path)).status).toBe(400);
	});

	it('knows of deliveries under way', async () => {
		let release = (): void => undefined;
		const held = new Promise<void>((resolve) => (release = resolve));
		const arrived = new Promise<void>((resolve) => {
			receiver.behave = () => {
				resolve();
				return 'hang';
			};
		});
		vendor.setSlot('newSession', { url: receiver.url, enabled: true });
		const emitting = vendor.emit('newSession');
		await arrived;
		const settled = vendor.settled().then(() => 'settled');
		setTimeout(release, 50);
		expect(await Promise.race([settled, held.then(() => 'still under way')])).toBe(
			'still under way',
		);
		await vendor.close();
		expect((await emitting).delivery).toMatchObject({ status: null, error: 'closed' });
		expect(await settled).toBe('settled');
	});

	it('starts on a chosen port', async () => {
		const { port } = new URL(vendor.url);
		await restart({ port: Number(port) });
		expect(new URL(vendor.url).port).toBe(port);
	});
});

describe('rewriting JSON as text', () => {
	it.each([
		['{"a": [1, {"b" : "x"}], "c":{}}', '{"a": [<a.0>, {"b" : <a.1.b>}], "c":{}}'],
		[' [ true,null , -1.5e3 ] ', ' [ <0>,<1> , <2> ] '],
		['"a \\" { text"', '<>'],
		['{"a\\u0062": {"x": "\\/"}}', '{"a\\u0062": {"x": <ab.x>}}'],
	])('names the place of each scalar in %s', (text, expected) => {
		expect(
			rewriteJson(text, (raw, path) => (/^[[{]/.test(raw) ? raw : `<${path.join('.')}>`)),
		).toBe(expected);
	});

	it('gives objects and lists after what is in them', () => {
		const seen: string[] = [];
		rewriteJson('{"a":[1],"b":{}}', (raw, path) => {
			seen.push(`${path.join('.')}=${raw}`);
			return raw.replace('1', '2');
		});
		expect(seen).toEqual(['a.0=1', 'a=[2]', 'b={}', '={"a":[2],"b":{}}']);
	});

	it.each(fixtureNames)('changes nothing of %s by itself', (name) => {
		const text = readFileSync(join(eventsFolder, `${name}.json`), 'utf8');
		expect(rewriteJson(text, (raw) => raw)).toBe(text);
	});
});
