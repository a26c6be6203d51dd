import type { IDataObject } from 'n8n-workflow';

import { serversOf } from '../../../nodes/ZohoSalesIq/dataCenters';
import { ZohoSalesIqTrigger } from '../../../nodes/ZohoSalesIq/ZohoSalesIqTrigger.node';
import type { ZohoSalesIq } from '../../../sandbox/vendors/zohoSalesIq/index.ts';
import { connectedCredential, startVendor } from '../../support/salesIq';
import { TriggerHost } from '../../support/triggerHost';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual('n8n-workflow'),
	sleep: jest.fn(async () => undefined),
}));

let vendor: ZohoSalesIq;
let host: TriggerHost;
beforeEach(async () => {
	vendor = await startVendor();
});
afterEach(async () => {
	await host.stop();
	await vendor.close();
});

/** What publishing says with a credential that differs so from a good one. */
async function messageWith(changes: IDataObject): Promise<string> {
	host = await TriggerHost.start({
		nodeType: new ZohoSalesIqTrigger(),
		credentials: {
			zohoSalesIqOAuth2Api: { ...(await connectedCredential(vendor)), ...changes },
		},
		parameters: {
			portal: { __rl: true, mode: 'id', value: 'zylker' },
			events: ['conversation.created'],
		},
	});
	return await host.runHook('checkExists').then(
		() => 'published',
		(error: Error) => error.message,
	);
}

const tokenCalls = () => vendor.requests.filter(({ path }) => path === '/oauth/v2/token').length;

describe('a credential', () => {
	it.each([
		[{ salesIqUrl: 'http://salesiq.example.com' }, /SalesIQ URL must start with https/],
		[{ accountsUrl: 'http://accounts.example.com' }, /Accounts URL must start with https/],
		[{ salesIqUrl: 'salesiq' }, /SalesIQ URL is not a URL/],
		[{ salesIqUrl: undefined }, /SalesIQ URL is not a URL/],
		[{ salesIqUrl: 'https://salesiq.zoho.ae' }, /cannot call this node.*WEBHOOK_URL/],
		[{ dataCenter: 'zoho.eu' }, /cannot call this node.*WEBHOOK_URL/],
		[{ oauthTokenData: undefined }, /cannot be used.*connect the account again/],
		[{ salesIqUrl: 'http://127.0.0.1:9' }, /127\.0\.0\.1:9 could not be reached \(ECONNREFUSED\)/],
	])('with %j gives a message that says what to do', async (changes, message) => {
		expect(await messageWith(changes)).toMatch(message);
		expect(vendor.requests.filter(({ path }) => path.startsWith('/api/'))).toEqual([]);
	});

	it('whose client is wrong is refreshed once, and not again for ten minutes', async () => {
		vendor.expireTokens();
		const before = tokenCalls();
		vendor.failNext(
			{ path: /oauth\/v2\/token/, skip: 1 },
			{
				status: 400,
				body: '{"error":"invalid_client"}',
				headers: { 'content-type': 'application/json' },
			},
			100,
		);
		expect(
			await messageWith({ oauthTokenData: { access_token: 'old', refresh_token: 'x' } }),
		).toMatch(/cannot be used/);
		await expect(host.runHook('checkExists')).rejects.toThrow(/access token/);
		expect(tokenCalls() - before).toBe(2);
		jest.useFakeTimers({ now: Date.now() + 10 * 60_000, doNotFake: ['nextTick', 'setImmediate'] });
		const later = host.runHook('checkExists');
		jest.useRealTimers();
		await expect(later).rejects.toThrow();
	});

	it('sends no token to another address that SalesIQ points to', async () => {
		vendor.failNext(
			{ path: /\/webhooks/ },
			{ status: 302, headers: { location: `${vendor.url}/elsewhere` } },
			100,
		);
		expect(await messageWith({})).toMatch(/not SalesIQ’s/);
		expect(vendor.requests.some(({ path }) => path === '/elsewhere')).toBe(false);
	});
});

describe('the servers of a data center', () => {
	it.each([
		['zoho.com', 'https://accounts.zoho.com', 'https://salesiq.zoho.com'],
		['zoho.com.au', 'https://accounts.zoho.com.au', 'https://salesiq.zoho.com.au'],
		['zohocloud.ca', 'https://accounts.zohocloud.ca', 'https://salesiq.zohocloud.ca'],
	])('%s', async (dataCenter, accounts, salesIq) => {
		expect(serversOf({ dataCenter, accountsUrl: 'x', salesIqUrl: 'y' })).toEqual({
			accounts,
			salesIq,
		});
		await messageWith({});
	});
});
