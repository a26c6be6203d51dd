import type { AllQuirks, ZohoSalesIq } from '../../sandbox/vendors/zohoSalesIq/index.ts';
import { connectedCredential, startVendor } from '../support/salesIq';

const CLOCK = 1_800_000_000_000;
const APP = '40526000000002043';
const SALES = '301050000004';
const PATRICIA = '30000000000006';
const MEI = '30000000000406';
const LABS_DEPARTMENT = '115000000004001';

let vendor: ZohoSalesIq;
let token: string;
const start = async (quirks: Partial<AllQuirks> = {}) => {
	vendor = await startVendor({ quirks, now: () => CLOCK });
	const { oauthTokenData } = await connectedCredential(vendor);
	token = String(oauthTokenData.access_token);
};
afterEach(async () => await vendor.close());

type Members = Record<string, unknown>;
interface Answer extends Members {
	object?: string;
	data?: Members & Members[];
	error?: { code: number; json_key?: string; param?: string };
}

async function api(method: string, path: string, body?: object): Promise<Answer> {
	const below = path.startsWith('/api/') ? path : `/api/v2${path}`;
	const response = await fetch(`${vendor.url}${below}`, {
		method,
		headers: { authorization: `Zoho-oauthtoken ${token}`, 'content-type': 'application/json' },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return (await response.json()) as Answer;
}
const idsIn = ({ data = [] as never }: Answer) => [...data].map(({ id }) => id);
const namesOf = (data: object | undefined) => Object.keys(data ?? {}).sort();

/** The names in the samples of the vendor's pages, as far as the pages could be read. */
const SAMPLES: Record<string, { ask: [string, string, object?]; object: string; names: string[] }> =
	{
		'Create an App': {
			ask: ['POST', '/zylker/apps', { name: 'Shop', departments: [SALES], privacy: false }],
			object: 'app',
			names: [
				...['reply_time', 'modified_time', 'view_conversation', 'link_content', 'waiting_time'],
				...['created_time', 'button_text', 'enabled', 'unique_name', 'name', 'contact'],
				...['description', 'link_url', 'notify_cookies', 'hide_when_offline', 'mail_transcript'],
				...['offline_content', 'language', 'creator', 'share_screen', 'seasonaltheme_enabled'],
			],
		},
		'Get a Department': {
			ask: ['GET', `/zylker/departments/${SALES}`],
			object: 'department',
			names: [
				...['email_configurations', 'modified_time', 'name', 'id', 'is_enabled', 'operators'],
				...['created_by', 'is_public', 'is_system_generated', 'created_time', 'description'],
				'image_url',
			],
		},
		'Get a Operator': {
			ask: ['GET', `/zylker/operators/${PATRICIA}`],
			object: 'operator',
			names: [
				...['date_of_birth', 'is_chat_enabled', 'first_name', 'mobile', 'is_enabled', 'nick_name'],
				...['wms_id', 'state', 'email_id', 'phone', 'status_code', 'pin_code', 'status_message'],
				...['street', 'notify', 'zuid', 'is_owner', 'id', 'is_confirmed', 'country', 'language'],
				...['is_deleted', 'city', 'description', 'last_name', 'maximum_concurrent_chat'],
				...['created_time', 'modified_time', 'departments'],
			],
		},
		'Get a Portal': {
			ask: ['GET', '/portals/zylker'],
			object: 'portal',
			names: [
				...['company_name', 'website', 'owner', 'fax', 'phone', 'email_id', 'language'],
				...['screenname', 'address', 'description', 'logo', 'time_zone', 'icon'],
			],
		},
		'Get a Visitor Feedback': {
			ask: ['GET', '/zylker/feedbacks/211760000000542007'],
			object: 'feedback',
			names: [
				...['feedback', 'id', 'attender', 'rating', 'chatlet_count', 'visitor', 'conversation'],
				'app_id',
			],
		},
	};

describe.each(Object.entries(SAMPLES))('%s', (_, { ask, object, names }) => {
	it('is answered as in the sample', async () => {
		await start();
		const answer = await api(...ask);
		expect(answer.object).toBe(object);
		expect(namesOf(answer.data)).toEqual(expect.arrayContaining(names));
		// Truths are texts there, but in apps.
		for (const [name, value] of Object.entries(answer.data ?? {})) {
			if (name.startsWith('is_')) expect(value).toMatch(/^(?:true|false)$/);
		}
	});
});

it('Get List of All the Departments has neither operators nor settings of mails', async () => {
	await start();
	const { object, data } = await api('GET', '/zylker/departments');
	expect(object).toBe('list');
	expect(namesOf(data?.[0])).toEqual(
		[
			...['modified_time', 'name', 'id', 'is_enabled', 'created_by', 'is_public'],
			...['is_system_generated', 'created_time', 'description', 'display_name'],
		].sort(),
	);
});

it('Get the List of Visitors is as in the sample', async () => {
	await start();
	const answer = await api('GET', `/api/v3/zylker/visitors?limit=1&next_key=${CLOCK - 90_000}`);
	expect(answer).toMatchObject({ object: 'list', next_key: String(CLOCK - 60_000) });
	expect(namesOf(answer.data?.[0])).toEqual(
		[
			...['name', 'id', 'country', 'lead_score', 'first_accessed_time', 'visit_source'],
			...['visit_count', 'last_accessed_time'],
		].sort(),
	);
});

describe('what is asked wrongly', () => {
	it.each<[string, string, object | undefined, object]>([
		['POST', '/zylker/apps', {}, { code: 1011, json_key: 'name' }],
		['POST', '/zylker/apps', { name: 1 }, { code: 1007, json_key: 'name' }],
		['POST', '/zylker/apps', { name: 'x', privacy: 1 }, { code: 1007, json_key: 'privacy' }],
		[
			'POST',
			'/zylker/apps',
			{ name: 'x', departments: [LABS_DEPARTMENT] },
			{ code: 1025, json_key: 'departments[0]' },
		],
		['POST', '/zylker/departments', { name: 'x' }, { code: 1011, json_key: 'operators' }],
		[
			'POST',
			'/zylker/departments',
			{ name: 'x', operators: [MEI, '1'] },
			{ code: 1024, json_key: 'operators[1]' },
		],
		['POST', '/zylker/departments', { name: 'Sales', operators: [MEI] }, { code: 1014 }],
		[
			'PUT',
			`/zylker/departments/${SALES}`,
			{ email_configurations: [] },
			{ code: 1007, json_key: 'email_configurations' },
		],
		['PUT', `/zylker/departments/${LABS_DEPARTMENT}`, { name: 'x' }, { code: 1019 }],
		['POST', '/zylker/operators', { role: 'Associate' }, { code: 1011, json_key: 'email_id' }],
		[
			'POST',
			'/zylker/operators',
			{ email_id: 'a@b.c', role: 'Owner' },
			{ code: 1011, json_key: 'role' },
		],
		[
			'POST',
			'/zylker/operators',
			{ email_id: 'a@b.c', role: 'Associate', departments: [SALES] },
			{ code: 1011, json_key: 'is_monitored' },
		],
		[
			'POST',
			'/zylker/operators',
			{
				email_id: 'patricia@zylker.com',
				role: 'Associate',
				departments: [SALES],
				is_monitored: 'true',
			},
			{ code: 1014 },
		],
		[
			'PUT',
			`/zylker/operators/${MEI}`,
			{ maximum_concurrent_chat: '6' },
			{ code: 1011, json_key: 'maximum_concurrent_chat' },
		],
		['PUT', `/zylker/operators/${MEI}/departments`, {}, { code: 1011, json_key: 'ids' }],
		['POST', `/zylker/operators/${MEI}/departments`, { ids: [SALES] }, { code: 1004 }],
		['GET', '/zylker/operators/1', undefined, { code: 1019 }],
		['GET', '/zylker/operators?index=x', undefined, { code: 1007, param: 'index' }],
		['POST', '/portals', {}, { code: 1011, json_key: 'name' }],
		['POST', '/portals', { name: 'Zylker' }, { code: 1014 }],
		['GET', '/portals/nobody', undefined, { code: 1005 }],
		['GET', '/zylker/feedbacks/1', undefined, { code: 1019 }],
		['GET', '/zylker/feedbacks?end_time=x', undefined, { code: 1007, param: 'end_time' }],
		['GET', '/api/v3/zylker/visitors', undefined, { code: 1011 }],
		['GET', '/api/v3/zylker/visitors?next_key=1&prev_key=1', undefined, { code: 1011 }],
		['GET', '/api/v3/zylker/visitors?limit=201&next_key=1', undefined, { code: 1011 }],
		['GET', '/api/v2/zylker/visitors', undefined, { code: 1006 }],
	])('%s %s %j is refused', async (method, path, body, error) => {
		await start();
		expect((await api(method, path, body)).error).toMatchObject(error);
	});
});

describe('what is written', () => {
	it('is read again', async () => {
		await start();
		const created = await api('POST', '/zylker/departments', { name: 'Repairs', operators: [MEI] });
		const id = String(created.data?.['id']);
		await api('PUT', `/zylker/departments/${id}`, { description: 'Mends', is_public: 'false' });
		expect((await api('GET', `/zylker/departments/${id}`)).data).toMatchObject({
			name: 'Repairs',
			description: 'Mends',
			is_public: 'false',
			operators: [MEI],
		});
		await api('PUT', `/zylker/operators/${MEI}/departments`, { ids: [SALES] });
		await api('PUT', `/zylker/operators/${MEI}`, { maximum_concurrent_chat: 'unlimited' });
		expect((await api('GET', `/zylker/operators/${MEI}`)).data).toMatchObject({
			departments: [SALES, id],
			maximum_concurrent_chat: 'unlimited',
		});
		await api('PUT', '/portals/zylker', { company_name: 'Zylker Inc.' });
		expect((await api('GET', '/portals/zylker')).data).toMatchObject({
			company_name: 'Zylker Inc.',
			screenname: 'zylker',
		});
	});

	it('is seen by no other vendor', async () => {
		await start();
		await api('POST', '/zylker/apps', { name: 'Shop', departments: [SALES] });
		await api('PUT', '/portals/zylker', { company_name: 'Zylker Inc.' });
		expect(vendor.apps).toHaveLength(4);
		await vendor.close();
		await start();
		expect(vendor.apps).toHaveLength(3);
		expect(vendor.portals[0]?.name).toBe('Zylker');
	});
});

describe('the switches', () => {
	it.each([
		['items', 21, 41],
		['pages', 2, 3],
	] as const)('an index counts %s', async (indexCounts, second, third) => {
		await start({ indexCounts });
		const all = vendor.feedbacks.filter(({ screenname }) => screenname === 'zylker');
		const ids = all.map(({ id }) => id);
		const page = async (index: number) =>
			idsIn(await api('GET', `/zylker/feedbacks?index=${index}`));
		expect(await page(1)).toEqual(ids.slice(0, 20));
		expect(await page(second)).toEqual(ids.slice(20, 40));
		expect(await page(third)).toEqual(ids.slice(40));
		expect(await page(60)).toEqual([]);
	});

	it.each(['PUT', 'POST'] as const)('departments are associated with %s', async (method) => {
		await start({ associateMethod: method });
		const other = method === 'PUT' ? 'POST' : 'PUT';
		const associate = async (by: string) =>
			await api(by, `/zylker/operators/${MEI}/departments`, { ids: [SALES] });
		expect((await associate(other)).error).toMatchObject({ code: 1004 });
		expect((await associate(method)).data).toMatchObject({ departments: [SALES] });
	});

	it('visitors may not be listed', async () => {
		await start({ visitorsListed: false });
		const answer = await api('GET', '/api/v3/zylker/visitors?next_key=1');
		expect(answer.error).toMatchObject({ code: 1021 });
	});

	it.each([true, false])('the last page of visitors has a key: %j', async (lastVisitorKey) => {
		await start({ lastVisitorKey });
		const page = async (time: number) =>
			await api('GET', `/api/v3/zylker/visitors?prev_key=${time}&limit=200`);
		const first = await page(CLOCK);
		expect(first['prev_key']).toBe(String(CLOCK - 200 * 60_000));
		const last = await page(CLOCK - 400 * 60_000);
		expect(last.data).toHaveLength(50);
		expect('prev_key' in last).toBe(lastVisitorKey);
	});
});

it('feedback is filtered by time and department', async () => {
	await start();
	const count = async (query: string) =>
		idsIn(await api('GET', `/zylker/feedbacks?${query}`)).length;
	expect(await count(`start_time=${CLOCK - 1}`)).toBe(1);
	expect(await count(`end_time=${CLOCK - 1}&limit=99`)).toBe(44);
	expect(await count(`department_ids=${SALES}&limit=99`)).toBe(23);
	expect(await count('department_ids=1')).toBe(0);
	expect(vendor.feedbacks[0]).toMatchObject({ appId: APP });
});
