import type { Quirks, ZohoSalesIq } from '../../../sandbox/vendors/zohoSalesIq/index.ts';
import { callApi, startTrigger, startVendor } from '../../support/salesIq';
import type { TriggerHost } from '../../support/triggerHost';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual('n8n-workflow'),
	// The pauses between retries are tested by their sum, not by waiting for them.
	sleep: jest.fn(async () => undefined),
}));

// The vendor makes a real RSA key pair for each webhook, which takes its time.
jest.setTimeout(60_000);

let vendor: ZohoSalesIq;
let host: TriggerHost;
const start = async (
	quirks: Partial<Quirks> = {},
	options: Parameters<typeof startTrigger>[1] = {},
) => {
	vendor = await startVendor({ quirks });
	host = await startTrigger(vendor, options);
};
afterEach(async () => {
	await host.stop();
	await vendor.close();
});

/** What n8n does when a workflow is published. */
const publish = async () => {
	if (!(await host.runHook('checkExists'))) await host.runHook('create');
};
const bothKinds = { parameters: { events: ['conversation.created', 'operator.created'] } };
const isDelivered = async (event = 'conversation.created') => {
	const before = host.items.length;
	const { deliveries } = await vendor.emit(event);
	return deliveries.length === 1 && host.items.length === before + 1;
};
describe('publishing', () => {
	it('registers one webhook for each kind of event, and each is verified', async () => {
		await start({}, bothKinds);
		await publish();
		expect(vendor.webhooks()).toMatchObject([
			{ type: 'data', events: ['conversation.created'], url: host.webhookUrl },
			{
				type: 'administration',
				events: ['operator.created'],
				url: `${host.webhookUrl}?type=administration`,
			},
		]);
		expect(await isDelivered('conversation.created')).toBe(true);
		expect(await isDelivered('operator.created')).toBe(true);
		await host.runHook('delete');
		expect(vendor.webhooks()).toEqual([]);
		expect(host.staticData.registrations).toEqual([]);
	});

	it('a second time leaves everything as it is', async () => {
		await start({}, bothKinds);
		await publish();
		const before = vendor.webhooks();
		expect(await host.runHook('checkExists')).toBe(true);
		await host.runHook('create');
		expect(vendor.webhooks()).toEqual(before);
	});

	it.each<Partial<Quirks>>([
		{ detailsShowKey: false },
		{ keyOnCreate: false },
		{ detailsShowKey: false, keyOnCreate: false },
		{ detailsShowKey: false, signingKey: 'newest' },
		{ signingKey: 'newest' },
		{ sharedUrl: false },
		{ appIdsRequired: true },
		{ firstPing: 'GET' },
		{ firstPing: 'POST-empty' },
		{ firstPing: 'POST-object' },
		{ pagedLists: true },
		{ looseTypes: 'numbers' },
		{ errorStatus: 'http' },
		{ expiredToken: '400' },
		{ expiredToken: '1002' },
		{ expiredToken: '1008' },
		{ webhookIdInPayload: false },
		{ keyFormat: 'base64' },
		{ looseTypes: 'numbers', pagedLists: true, detailsShowKey: false, errorStatus: 'http' },
	])('works where SalesIQ is like %j', async (quirks) => {
		await start(quirks, bothKinds);
		// Twelve webhooks of another system: more than a page of ten.
		for (let i = 0; i < 12; i++) {
			await vendor.addWebhook({
				url: `https://crm.example.com/${i}`,
				events: ['visitor.updated'],
				secured: false,
			});
		}
		vendor.expireTokens();
		await publish();
		expect(await isDelivered()).toBe(true);
		expect(await isDelivered('operator.created')).toBe(true);

		// n8n loses what it kept, as when the node is renamed.
		host.staticData.registrations = [];
		await publish();
		expect(vendor.webhooks()).toHaveLength(14);
		expect(await isDelivered()).toBe(true);
		expect(await isDelivered('operator.created')).toBe(true);

		await host.runHook('delete');
		expect(vendor.webhooks().map(({ url }) => new URL(url).hostname)).toEqual(
			Array(12).fill('crm.example.com'),
		);
	});

	it('repairs a difference with an update instead of a second webhook', async () => {
		await start();
		await publish();
		const [before] = vendor.webhooks();
		const data = host.staticData.registrations;
		await host.stop();
		host = await startTrigger(vendor, {
			parameters: { events: ['conversation.created', 'conversation.missed'] },
			webhookBaseUrl: before?.url.replace('webhook/hook-1/webhook', ''),
			staticData: { registrations: data },
		});
		await publish();
		expect(vendor.webhooks()).toMatchObject([
			{ id: before?.id, events: ['conversation.created', 'conversation.missed'] },
		]);
	});

	it.each([
		['secured', { secured: false }],
		['apps', { app_ids: ['40526000000002043'] }],
		['events', { events: ['conversation.missed'] }],
		['type', { type: 'administration' as const, events: ['operator.created'] }],
	])('repairs a webhook under its URL whose %s differ', async (_what, settings) => {
		await start();
		await vendor.addWebhook({ url: host.webhookUrl, ...settings });
		expect(await host.runHook('checkExists')).toBe(false);
		await publish();
		expect(vendor.webhooks()).toMatchObject([
			{ type: 'data', secured: true, allApps: true, events: ['conversation.created'] },
		]);
		expect(await isDelivered()).toBe(true);
	});

	it('notices at the next activation that somebody changed its webhook', async () => {
		await start({}, { parameters: { apps: ['40526000000002043'] } });
		await publish();
		expect(await host.runHook('checkExists')).toBe(true);
		const [webhook] = vendor.webhooks();
		await callApi(vendor, 'PUT', `/webhooks/${webhook?.id}`, {
			type: 'data',
			app_ids: ['40526000000002047'],
		});
		expect(await host.runHook('checkExists')).toBe(false);
		await publish();
		expect(vendor.webhooks()).toMatchObject([{ id: webhook?.id, app_ids: ['40526000000002043'] }]);
	});

	it('widens a webhook from some apps to all, even when a call fails meanwhile', async () => {
		await start({}, { parameters: { apps: ['40526000000002043'] } });
		await publish();
		const { registrations } = host.staticData;
		await host.stop();
		host = await startTrigger(vendor, { staticData: { registrations } });
		vendor.failNext({ method: 'DELETE', path: /\/webhooks\// }, { status: 503 });
		await publish();
		expect(vendor.webhooks()).toMatchObject([{ allApps: true }]);
	});

	it('moves its webhook when n8n has another address', async () => {
		await start();
		await publish();
		const [before] = vendor.webhooks();
		const { registrations } = host.staticData;
		await host.stop();
		host = await startTrigger(vendor, { staticData: { registrations } });
		await publish();
		expect(vendor.webhooks()).toMatchObject([{ id: before?.id, url: host.webhookUrl }]);
		expect(await isDelivered()).toBe(true);
	});

	it('makes a webhook anew that SalesIQ disabled, and says so', async () => {
		await start();
		await publish();
		const [before] = vendor.webhooks();
		vendor.setWebhookStatus(before?.id ?? '', 'disabled');
		await publish();
		expect(vendor.webhooks()).toMatchObject([{ status: 'enabled' }]);
		expect(vendor.webhooks()[0]?.id).not.toBe(before?.id);
		expect(host.logs.join()).toContain('had disabled the webhook');
		expect(await isDelivered()).toBe(true);
	});

	it('makes a webhook anew that was deleted at SalesIQ', async () => {
		await start();
		await publish();
		vendor.removeWebhook(vendor.webhooks()[0]?.id ?? '');
		await publish();
		expect(await isDelivered()).toBe(true);
	});

	it('keeps one of several webhooks under our URL', async () => {
		await start();
		await vendor.addWebhook({ url: host.webhookUrl });
		await vendor.addWebhook({ url: host.webhookUrl });
		await publish();
		expect(vendor.webhooks()).toHaveLength(1);
		expect(await isDelivered()).toBe(true);
	});

	it('removes the webhook of events that are no longer wanted', async () => {
		await start();
		await vendor.addWebhook({
			url: `${host.webhookUrl}?type=administration`,
			type: 'administration',
		});
		await publish();
		expect(vendor.webhooks()).toMatchObject([{ type: 'data' }]);
	});
});

describe('deactivating', () => {
	it('counts what SalesIQ does not know any more as removed', async () => {
		await start();
		await publish();
		vendor.removeWebhook(vendor.webhooks()[0]?.id ?? '');
		expect(await host.runHook('delete')).toBe(true);
	});

	it('removes the webhook that n8n kept the id of, whatever the list says', async () => {
		await start();
		await publish();
		vendor.failNext({ method: 'GET', path: /\/webhooks$/ }, { status: 200, body: '{"data":[]}' });
		await host.runHook('delete');
		expect(vendor.webhooks()).toEqual([]);
	});

	it.each([200, 'http'] as const)(
		'counts “not found” as removed, told with %s',
		async (errorStatus) => {
			await start({ errorStatus });
			await publish();
			vendor.removeWebhook(vendor.webhooks()[0]?.id ?? '');
			expect(await host.runHook('delete')).toBe(true);
		},
	);

	it('touches no webhook of another system', async () => {
		await start();
		const other = await vendor.addWebhook({ url: 'https://crm.example.com/salesiq' });
		await publish();
		await host.runHook('delete');
		expect(vendor.webhooks()).toEqual([other]);
	});
});

describe('trouble', () => {
	it('that passes is waited for', async () => {
		await start();
		vendor.failNext({ path: /\/webhooks/ }, { status: 503 }, 2);
		vendor.failNext({ method: 'POST', path: /\/webhooks$/ }, 'cut');
		await publish();
		expect(vendor.webhooks()).toHaveLength(1);
		expect(await isDelivered()).toBe(true);
	});

	it('that stays ends with a message and without a webhook', async () => {
		await start();
		let now = Date.now();
		jest.spyOn(Date, 'now').mockImplementation(() => (now += 2_000));
		vendor.failNext({ path: /\/webhooks/ }, { status: 503 }, 1000);
		await expect(host.runHook('create')).rejects.toThrow(
			/not available.*n8n tried for half a minute. Try again/,
		);
		jest.restoreAllMocks();
	});
});
