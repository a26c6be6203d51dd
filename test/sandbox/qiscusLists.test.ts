import type { Quirks } from '../../sandbox/vendors/qiscus/index.ts';
import { QiscusClient, START_MS, at, column } from './qiscusClient.ts';
import type { ApiAnswer, Json } from './qiscusClient.ts';

let qiscus: QiscusClient;

beforeEach(async () => {
	qiscus = await QiscusClient.start();
});

afterEach(async () => {
	await qiscus.vendor.close();
});

const AGENTS = '/api/v2/admin/agents';
const [ADMIN, AYU, SUPERVISOR] = [150_000, 150_001, 150_015];
const SALES = 301;

const names = (answer: ApiAnswer, place = 'data.agents'): unknown[] =>
	column(answer.body, place, 'name');

describe('who may read', () => {
	const lists = [
		AGENTS,
		`${AGENTS}/by_division?division_ids[]=${SALES}`,
		`/api/v2/admin/agent/${AYU}`,
		`/api/v1/admin/agents/get_by_ids?ids[]=${AYU}`,
		'/api/v2/divisions',
		'/api/v2/channels',
		'/api/v3/admin/channel/wa',
		'/api/v1/admin/office_hours',
		'/api/v2/admin/hsm',
		'/api/v2/customer_rooms',
		'/api/v2/admin/service/total_unserved',
	];

	it.each(lists)('%s: the secret key or a token', async (path) => {
		expect((await qiscus.get(path)).status).toBe(200);
		expect((await qiscus.get(path, qiscus.token())).status).toBe(200);
		expect((await qiscus.get(path, {})).status).toBe(401);
		expect((await qiscus.get(path, { Authorization: 'other' })).status).toBe(401);
	});

	it('the first version of the agents’ list: nobody, with a trace id', async () => {
		for (const headers of [qiscus.secretKey(), qiscus.token(), {}]) {
			const { status, body } = await qiscus.get('/api/v1/admin/agents', headers);
			expect(status).toBe(403);
			expect(body).toEqual({
				message: 'Forbidden',
				traceid: expect.stringMatching(/^[a-z0-9]{32}$/),
			});
		}
	});
});

describe('agents', () => {
	it('are an administrator, a supervisor and fourteen more', () => {
		const { agents } = qiscus.vendor;
		const types = agents.map(({ type }) => type);
		expect(types).toEqual([1, ...Array<number>(14).fill(2), 3]);
		for (const key of ['id', 'name', 'email', 'sdkEmail'] as const) {
			expect(new Set(agents.map((agent) => agent[key])).size).toBe(16);
		}
		expect(agents[0]?.sdkEmail).toBe(qiscus.vendor.admin.sdkEmail);
		expect(agents.filter(({ isAvailable }) => !isAvailable)).toHaveLength(3);
		expect(agents.filter(({ forceOffline }) => forceOffline)).toHaveLength(1);
	});

	it('are shown with all their members', async () => {
		const { body } = await qiscus.get(`/api/v2/admin/agent/${AYU}`);
		const shown = {
			avatar_url: null,
			created_at: '2020-03-16T07:53:19Z',
			current_customer_count: 0,
			email: 'ayu.lestari@example.com',
			force_offline: false,
			id: AYU,
			is_available: true,
			is_req_otp_reset: null,
			last_login: '2020-03-16T08:53:19Z',
			name: 'Ayu Lestari',
			sdk_email: `${qiscus.vendor.app.code}_ayu.lestari@example.com`,
			sdk_key: expect.stringContaining(qiscus.vendor.marker),
			type: 2,
			type_as_string: 'agent',
			user_channels: [
				{ id: 901, name: 'Customer Care' },
				{ id: 902, name: 'Website' },
			],
			user_roles: [{ id: SALES, name: 'Sales' }],
		};
		expect(body).toEqual({ data: { agent: shown }, status: 200 });
		const list = await qiscus.get(`${AGENTS}?search=lestari`);
		expect(at(list.body, 'data.agents')).toEqual([shown]);
		expect(at(list.body, 'data.agents.0.sdk_key')).toBe(at(body, 'data.agent.sdk_key'));
	});

	it.each([
		[ADMIN, 'admin', 1],
		[SUPERVISOR, 'supervisor', 3],
	])('say what %s is', async (id, name, type) => {
		const { body } = await qiscus.get(`/api/v2/admin/agent/${id}`);
		expect(body).toMatchObject({ data: { agent: { type, type_as_string: name } } });
	});

	it.each(['1', 'x'])('that are not there are 404: %s', async (id) => {
		const { status, body } = await qiscus.get(`/api/v2/admin/agent/${id}`);
		expect({ status, body }).toEqual({ status: 404, body: { errors: 'Agent not found' } });
	});

	it('need two pages of ten', async () => {
		const first = await qiscus.get(AGENTS);
		const second = await qiscus.get(`${AGENTS}?page=2`);
		expect(names(first)).toHaveLength(10);
		expect(names(second)).toHaveLength(6);
		expect(new Set([...names(first), ...names(second)]).size).toBe(16);
		expect(names(await qiscus.get(`${AGENTS}?page=3`))).toEqual([]);
		expect(first.body['meta']).toMatchObject({ per_page: 10, total_count: 16, before: null });
	});

	it.each([
		['limit=16', 16],
		['limit=1000', 16],
		['limit=7&page=3', 2],
		['limit=&page=', 10],
	])('come in pages of another size: %s', async (query, length) => {
		expect(names(await qiscus.get(`${AGENTS}?${query}`))).toHaveLength(length);
	});

	it.each(['limit=0', 'limit=x', 'page=-1', 'page=1.5', 'cursor_after=x', 'scope=phone'])(
		'are refused with %s',
		async (query) => {
			const { status, body } = await qiscus.get(`${AGENTS}?${query}`);
			const [name = ''] = query.split('=');
			expect({ status, body }).toEqual({
				status: 400,
				body: { errors: { [name]: ['is invalid'] } },
			});
		},
	);

	it('can be read by cursors, forwards and backwards', async () => {
		const forwards: ApiAnswer[] = [await qiscus.get(`${AGENTS}?limit=6`)];
		for (let after = at(forwards[0]?.body, 'meta.after'); after !== null;) {
			const answer = await qiscus.get(`${AGENTS}?limit=6&cursor_after=${String(after)}`);
			forwards.push(answer);
			after = at(answer.body, 'meta.after');
		}
		expect(forwards.map((answer) => names(answer).length)).toEqual([6, 6, 4]);
		const before = String(at(forwards[2]?.body, 'meta.before'));
		const back = await qiscus.get(`${AGENTS}?limit=6&cursor_before=${before}`);
		expect(names(back)).toEqual(names(forwards[1]!));
	});

	it.each([
		['search=AYU', ['Ayu Lestari', 'Bayu Nugroho']],
		['search=SANDBOX', ['Sandbox Admin', 'Sandbox Supervisor']],
		['search=sari&scope=name', ['Kartika Sari']],
		['search=joko.santoso%40&scope=email', ['Joko Santoso']],
		['search=joko.santoso%40&scope=name', []],
		['search=vip&scope=division', ['Citra Dewi']],
		['search=nobody', []],
	])('are found by %s', async (query, expected) => {
		const found = names(await qiscus.get(`${AGENTS}?limit=100&${query}`));
		expect(found).toEqual(expected);
	});

	it.each<[Quirks['agentsMeta'], string, string]>([
		['beside', 'meta', 'data.meta'],
		['inside', 'data.meta', 'meta'],
	])('have their meta %s the list', async (agentsMeta, here, elsewhere) => {
		Object.assign(qiscus.vendor.quirks, { agentsMeta });
		const { body } = await qiscus.get(`${AGENTS}?limit=100`);
		expect(at(body, here)).toMatchObject({ per_page: 100, total_count: 16, after: null });
		expect(at(body, elsewhere)).toBeUndefined();
	});

	it('by id show everything, secrets included', async () => {
		const path = '/api/v1/admin/agents/get_by_ids';
		const { body } = await qiscus.get(`${path}?ids[]=${AYU}&ids[]=${ADMIN}&ids[]=1`);
		expect(column(body, 'data', 'id')).toEqual([ADMIN, AYU]);
		const { marker } = qiscus.vendor;
		for (const row of body['data'] as Json[]) {
			expect(row['current_customer_count']).toBe(0);
			for (const name of ['authentication_token', 'totp_token', 'sdk_key', 'qismo_key']) {
				expect(row[name]).toEqual(expect.stringContaining(`${marker}-${name}-`));
			}
		}
		expect((await qiscus.get(path)).body).toEqual({ data: [] });
		expect((await qiscus.get(`${path}?ids[]=x`)).status).toBe(400);
	});

	it('change as a test wants it', async () => {
		const { vendor } = qiscus;
		vendor.setAgent(AYU, { isAvailable: false, forceOffline: true });
		vendor.agents[1]!.divisionIds.push(303);
		const shown = at((await qiscus.get(`/api/v2/admin/agent/${AYU}`)).body, 'data.agent') as Json;
		expect(shown).toMatchObject({ is_available: false, force_offline: true });
		expect(column(shown, 'user_roles', 'name')).toEqual(['Sales', 'Pool']);
		vendor.setAgent(AYU, { isAvailable: true });
		expect(vendor.agents[1]).toMatchObject({ isAvailable: true, forceOffline: true });
		expect(() => vendor.setAgent(1, {})).toThrow('There is no agent 1');
	});
});

describe('agents by division', () => {
	const path = `${AGENTS}/by_division`;
	const sales = ['Ayu Lestari', 'Bayu Nugroho', 'Citra Dewi', 'Lukman Hakim'];

	it('are a bare list with a meta of its own', async () => {
		const { body } = await qiscus.get(`${path}?division_ids[]=${SALES}&limit=3`);
		expect(column(body, 'data', 'name')).toEqual(sales.slice(0, 3));
		expect(body['meta']).toEqual({ limit: 3, page: 1, total: 4, total_page: 2 });
	});

	it.each([
		[`division_ids[]=${SALES}`, sales],
		[`division_ids[]=${SALES}&is_available=true`, sales.slice(0, 3)],
		[`division_ids[]=${SALES}&is_available=false`, sales.slice(3)],
		[`division_ids[]=${SALES}&limit=3&page=2`, sales.slice(3)],
		[`division_ids[]=304&division_ids[]=312`, ['Citra Dewi', 'Indah Kusuma']],
		[
			'division_ids[]=302',
			['Dimas Pratama', 'Eka Wulandari', 'Fajar Hidayat', 'Gita Permata', 'Maya Anggraini'],
		],
		['division_ids[]=999', []],
		['', []],
	])('with %s', async (query, expected) => {
		const { body } = await qiscus.get(`${path}?${query}`);
		expect(column(body, 'data', 'name')).toEqual(expected);
	});

	it('are sorted by their customers', async () => {
		for (const [agentId, rooms] of [
			[AYU, 2],
			[AYU + 1, 1],
		] as const) {
			for (let room = 0; room < rooms; room += 1) {
				await qiscus.assign(await qiscus.room(), agentId);
			}
		}
		const sorted = async (sort: string): Promise<unknown[]> => {
			const { body } = await qiscus.get(`${path}?division_ids[]=${SALES}&sort=${sort}`);
			return column(body, 'data', 'current_customer_count');
		};
		expect(await sorted('asc')).toEqual([0, 0, 1, 2]);
		expect(await sorted('desc')).toEqual([2, 1, 0, 0]);
		expect(await sorted('')).toEqual([2, 1, 0, 0]);
		const wrong = await qiscus.get(`${path}?sort=up`);
		expect(wrong.body).toEqual({ errors: { sort: ['is invalid'] } });
	});
});

describe('what is set up', () => {
	it('divisions are more than one page', async () => {
		const first = await qiscus.get('/api/v2/divisions');
		expect(first.body['meta']).toEqual({ limit: 10, page: 1, total: 12, total_page: 2 });
		expect(at(first.body, 'data.0')).toEqual({
			app_id: qiscus.vendor.app.id,
			created_at: '2020-03-16T06:53:19Z',
			id: SALES,
			is_default_role: false,
			name: 'Sales',
			updated_at: '2020-03-16T06:53:19Z',
		});
		expect(column(first.body, 'data', 'name').slice(0, 3)).toEqual(['Sales', 'Support', 'Pool']);
		const second = await qiscus.get('/api/v2/divisions?page=2');
		expect(column(second.body, 'data', 'name')).toEqual(['Technical', 'VIP']);
	});

	it('divisions come in pages of a hundred at most', async () => {
		const [division] = qiscus.vendor.divisions;
		for (let id = 1; id <= 100; id += 1) qiscus.vendor.divisions.push({ ...division!, id });
		const { body } = await qiscus.get('/api/v2/divisions?limit=1000');
		expect(body['data']).toHaveLength(100);
		expect(body['meta']).toEqual({ limit: 100, page: 1, total: 112, total_page: 2 });
	});

	it('divisions change as a test wants it', async () => {
		qiscus.vendor.divisions.pop();
		expect(at((await qiscus.get('/api/v2/divisions')).body, 'meta.total')).toBe(11);
	});

	const leaks: ReadonlyArray<[list: string, names: string[]]> = [
		['wa_channels', ['encoded_token', 'pin']],
		['qiscus_channels', ['secret_key']],
		['ig_channels', ['long_lived_token']],
		['fb_channels', ['long_lived_token']],
		['line_channels', ['access_token', 'secret_key']],
		['telegram_channels', ['bot_token']],
		['custom_channels', ['webhook_url']],
	];

	it.each(leaks)('the %s leak', async (list, leaking) => {
		const { body } = await qiscus.get('/api/v2/channels');
		const channels = at(body, `data.${list}`) as Json[];
		expect(channels.length).toBeGreaterThan(0);
		for (const channel of channels) {
			for (const name of leaking) {
				expect(channel[name]).toEqual(expect.stringContaining(qiscus.vendor.marker));
			}
		}
		const kind = list.replace('_channels', '');
		const newer = await qiscus.get(`/api/v3/admin/channel/${kind}`);
		expect(at(newer.body, `data.${list}`)).toEqual(
			channels.map((channel) => expect.objectContaining(channel) as unknown),
		);
		expect(at(newer.body, 'meta.total')).toBe(channels.length);
	});

	it('channels have names and what tells them apart', async () => {
		const { body } = await qiscus.get('/api/v2/channels');
		expect(Object.keys(body['data'] as Json).sort()).toEqual(leaks.map(([list]) => list).sort());
		expect(column(body, 'data.wa_channels', 'id')).toEqual([901, 908]);
		expect(column(body, 'data.wa_channels', 'is_bot_enabled')).toEqual([true, false]);
		expect(at(body, 'data.qiscus_channels.0')).toMatchObject({ id: 902, name: 'Website' });
		expect(at(body, 'data.custom_channels.0')).toMatchObject({
			id: 903,
			identifier_key: 'marketplace',
		});
		const none = await qiscus.get('/api/v3/admin/channel/tiktok');
		expect(at(none.body, 'data.tiktok_channels')).toEqual([]);
		expect((await qiscus.get('/api/v3/admin/channel/fax')).status).toBe(404);
	});

	it('office hours have a time zone, and are in the configs too', async () => {
		const { officeHours } = qiscus.vendor;
		officeHours.days = [{ day: 0, start: '08:30', end: '12:00' }];
		officeHours.offlineMessage = 'Closed';
		expect((await qiscus.get('/api/v1/admin/office_hours')).body).toEqual({
			data: {
				timezone: '+07:00',
				online_message: 'Office hours general',
				offline_message: 'Closed',
				send_online_if_resolved: false,
				send_offline_each_message: false,
				office_hours: [{ id: 1, day: 0, starttime: '08:30', endtime: '12:00' }],
			},
		});
		const configs = await qiscus.get('/api/v2/app/configs');
		expect(configs.body).toMatchObject({ data: { configs: { offline_message: 'Closed' } } });
	});
});

describe('templates', () => {
	const list = async (query: string): Promise<unknown[]> =>
		column((await qiscus.get(`/api/v2/admin/hsm${query}`)).body, 'data.hsm_templates', 'name');

	it.each([
		['', ['order_update', 'thank_you', 'promotion', 'weekly_offer']],
		['?approved=true', ['order_update', 'thank_you', 'weekly_offer']],
		['?approved=false', ['promotion']],
		['?approved=true&channel_id=908', ['weekly_offer']],
		['?limit=1&page=2', ['thank_you']],
	])('are listed with "%s"', async (query, expected) => {
		expect(await list(query)).toEqual(expected);
	});

	it('have a text in each language', async () => {
		const { body } = await qiscus.get('/api/v2/admin/hsm');
		expect(column(body, 'data.hsm_templates.0.hsm_details', 'language')).toEqual(['id', 'en']);
		expect(at(body, 'data.hsm_templates.0.hsm_details.1')).toMatchObject({
			content: 'Hello {{1}}, your order {{2}} is on its way.',
			number_of_arguments: 2,
		});
	});
});

describe('a broadcast', () => {
	const path = '/api/v3/admin/broadcast/client';
	const right = {
		channel_id: 901,
		template_name: 'order_update',
		namespace: 'sandbox_namespace',
		language: 'en',
		variables: ['Rina', 'A-1'],
		phone_number: '6280000000001',
	};

	it('is sent, and remembered', async () => {
		const { status, body } = await qiscus.post(path, right);
		expect(status).toBe(200);
		expect(body).toMatchObject({
			data: {
				broadcast_job_id: expect.any(Number),
				broadcast_logs: [{ phone_number: '6280000000001', status: 'sent' }],
			},
			status: 200,
		});
		expect(qiscus.vendor.broadcasts).toEqual([
			{
				jobId: at(body, 'data.broadcast_job_id'),
				channelId: 901,
				templateName: 'order_update',
				language: 'en',
				phoneNumber: '6280000000001',
				variables: ['Rina', 'A-1'],
				at: START_MS,
			},
		]);
	});

	it.each<[string, Json, unknown]>([
		['no channel', { channel_id: undefined }, { channel_id: ["can't be blank"] }],
		['another kind of channel', { channel_id: 902 }, { channel_id: ['is invalid'] }],
		['a number with a plus', { phone_number: '+6280000000001' }, { phone_number: ['is invalid'] }],
		['another language', { language: 'fr' }, { language: ['is invalid'] }],
		['too few variables', { variables: ['Rina'] }, { variables: ['is invalid'] }],
		['variables that are no texts', { variables: [1, 2] }, { variables: ['is invalid'] }],
		['an unknown template', { template_name: 'other' }, 'Template not found'],
		['a template of another channel', { channel_id: 908 }, 'Template not found'],
		['a template not yet approved', { template_name: 'promotion' }, 'Template is not approved'],
	])('is refused with %s', async (_, change, errors) => {
		const { status, body } = await qiscus.post(path, { ...right, ...change });
		expect({ status, body }).toEqual({ status: 400, body: { errors } });
		expect(qiscus.vendor.broadcasts).toEqual([]);
	});
});
