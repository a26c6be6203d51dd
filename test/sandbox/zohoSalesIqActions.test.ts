import type { AllQuirks, ZohoSalesIq } from '../../sandbox/vendors/zohoSalesIq/index.ts';
import { connectedCredential, startVendor } from '../support/salesIq';

const CLOCK = 1_800_000_000_000;
const APP = '40526000000002043';

let vendor: ZohoSalesIq;
let token: string;
const start = async (quirks: Partial<AllQuirks> = {}) => {
	vendor = await startVendor({ quirks, now: () => CLOCK });
	const { oauthTokenData } = await connectedCredential(vendor);
	token = String(oauthTokenData.access_token);
};
afterEach(async () => await vendor.close());

interface Answer {
	object?: string;
	data?: Record<string, unknown> & { id?: string }[];
	error?: { code: number; json_key?: string };
}

async function api(method: string, path: string, body?: object): Promise<Answer> {
	const response = await fetch(`${vendor.url}/api/v2/zylker${path}`, {
		method,
		headers: { authorization: `Zoho-oauthtoken ${token}`, 'content-type': 'application/json' },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return (await response.json()) as Answer;
}

const add = async () => {
	const options = { url: 'https://crm.example.com/', app_ids: [APP], secured: true };
	return (await vendor.addWebhook(options)).id;
};

describe('one app', () => {
	it('is shown with id and name; 1019 for another portal’s', async () => {
		await start();
		expect(await api('GET', `/apps/${APP}`)).toMatchObject({
			object: 'app',
			data: { id: APP, name: 'Zylker Furniture' },
		});
		expect((await api('GET', '/apps/68564000000002049')).error).toMatchObject({ code: 1019 });
	});
});

describe('Update with status', () => {
	const change = async (id: string, status: unknown) =>
		await api('PUT', `/webhooks/${id}`, { type: 'data', status });

	it.each<[AllQuirks['updateOfStatus'], object, string]>([
		['takes', { data: { status: 'disabled' } }, 'disabled'],
		['ignores', { data: { status: 'enabled' } }, 'enabled'],
		['refuses', { error: { code: 1011, json_key: 'status' } }, 'enabled'],
	])('%s it', async (updateOfStatus, answer, status) => {
		await start({ updateOfStatus });
		const id = await add();
		expect(await change(id, 'disabled')).toMatchObject(answer);
		expect(vendor.webhooks()).toMatchObject([{ status }]);
	});

	it('takes no other word', async () => {
		await start();
		const id = await add();
		expect((await change(id, 'off')).error).toMatchObject({ code: 1011, json_key: 'status' });
		expect((await change(id, 1)).error).toMatchObject({ code: 1007, json_key: 'status' });
	});
});

describe('what Update leaves out', () => {
	it('stays', async () => {
		await start();
		const id = await add();
		await api('PUT', `/webhooks/${id}`, { type: 'data' });
		expect(vendor.webhooks()).toMatchObject([{ secured: true, app_ids: [APP], allApps: false }]);
	});

	it('or is what is usual, and URL and events have to be there', async () => {
		await start({ updateKeepsOmitted: false });
		const id = await add();
		const url = 'https://crm.example.com/';
		const events = ['visitor.updated'];
		const send = async (body: object) =>
			(await api('PUT', `/webhooks/${id}`, { type: 'data', ...body })).error?.json_key;
		expect(await send({ events })).toBe('url');
		expect(await send({ url })).toBe('events');
		expect(await send({ url, events })).toBeUndefined();
		expect(vendor.webhooks()).toMatchObject([{ secured: false, allApps: true, events }]);
	});
});

describe('removing a part of a webhook', () => {
	it.each(['webhook', 'empty'] as const)('answers with the %s', async (removalAnswer) => {
		await start({ removalAnswer });
		const id = await add();
		const key = vendor.webhooks()[0]?.keys[0]?.id;
		for (const path of [`keys/${key}`, 'events/conversation.created', `apps/${APP}`]) {
			const { data } = await api('DELETE', `/webhooks/${id}/${path}`);
			if (removalAnswer === 'empty') expect(data).toEqual({});
			else expect(data).toMatchObject({ id });
		}
		expect(vendor.webhooks()).toMatchObject([{ keys: [], events: [], app_ids: [] }]);
	});
});

describe('failed executions that tests add', () => {
	it.each(['newestFirst', 'oldestFirst'] as const)('are listed %s', async (failuresOrder) => {
		await start({ failuresOrder });
		const id = await add();
		const added = [3, 1, 2].map((ago) => vendor.addFailure(id, { at: CLOCK - ago }));
		const [oldest, newest, middle] = added;
		const { data } = await api('GET', `/webhooks/${id}/executions`);
		const listed = data?.map((failure) => failure.id);
		const expected = [newest, middle, oldest];
		expect(listed).toEqual(failuresOrder === 'newestFirst' ? expected : expected.reverse());
	});

	it('are retried as others are, and skipped after 99 times', async () => {
		await start();
		const id = await add();
		const first = vendor.addFailure(id, { at: CLOCK, manualRetries: 98 });
		const spent = vendor.addFailure(id, { at: CLOCK, manualRetries: 99, event: 'visitor.updated' });
		const retry = async () =>
			await api('POST', `/webhooks/${id}/executions`, { ids: [first, spent] });
		expect(await retry()).toMatchObject({ data: { skipped: [spent] } });
		expect(await retry()).toMatchObject({ data: { skipped: [first, spent] } });
	});
});

it('a webhook shows when it was triggered last, where that is switched on', async () => {
	await start({ showLastTriggered: true });
	const { id } = await vendor.addWebhook({ url: 'http://127.0.0.1:9/' });
	const shown = async () => (await api('GET', `/webhooks/${id}`)).data;
	expect(await shown()).not.toHaveProperty('last_triggered_time');
	await vendor.emit('conversation.created');
	expect(await shown()).toMatchObject({ last_triggered_time: String(CLOCK) });
	vendor.quirks.showLastTriggered = false;
	expect(await shown()).not.toHaveProperty('last_triggered_time');
});
