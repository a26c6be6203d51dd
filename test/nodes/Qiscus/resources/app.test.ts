import { shownConfiguration } from '../../../../nodes/Qiscus/resources/app/configuration';
import type { JsonObject } from '../../../../nodes/shared/json/types';
import type { Qiscus } from '../../../../sandbox/vendors/qiscus/index.ts';
import { startVendor } from '../../../support/qiscus';
import { nodeFor, type NodeUnderTest, OWN_TOKEN } from './host';

let vendor: Qiscus;
let node: NodeUnderTest;
beforeEach(async () => {
	vendor = await startVendor();
	node = nodeFor(vendor);
});
afterEach(async () => await vendor.close());

const parameters = { resource: 'app', operation: 'getConfiguration' };

describe('Get Configuration', () => {
	it('gives the vendor’s own names, with truths for texts that say true or false', async () => {
		vendor.setSlot('newSession', { url: 'https://crm.example.com/?key=1', enabled: true });
		const json = await node.one(parameters);
		expect(json).toMatchObject({
			timezone: '+07:00',
			online_message: 'Office hours general',
			app_sync_interval: '5000',
			api_version: 'v2',
			widget: null,
			is_active: true,
			agent_can_assign_chat: true,
			enable_rtl_mode: false,
			'ig_story_mention_enabled:1268': true,
			new_session_webhook_url: 'https://crm.example.com/?key=1',
			is_new_session_webhook_enabled: true,
			bot_webhook_url: null,
			is_bot_enabled: false,
		});
		expect(Object.values(json)).not.toContain('true');
		expect(Object.values(json)).not.toContain('false');
		expect(vendor.requests.map(({ method, path, query }) => [method, path, query])).toEqual([
			['GET', '/api/v2/app/configs', { show_all: 'true' }],
		]);
	});

	it('gives an item for each input item', async () => {
		const items = await node.run(parameters, {}, [{}, {}]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('shows no token of a trigger', async () => {
		const url = `https://n8n.example.com/webhook/a1/webhook?event=botMessage&token=${OWN_TOKEN}`;
		vendor.setSlot('botMessage', { url, enabled: true });
		expect(await node.one(parameters)).toMatchObject({
			bot_webhook_url: url.replace(OWN_TOKEN, '***'),
		});
	});

	it('shows no Webhook Token', async () => {
		const url = `https://n8n.example.com/webhook/a1/webhook?token=${OWN_TOKEN}`;
		vendor.setSlot('botMessage', { url, enabled: true });
		const json = await node.one(parameters, { credential: { webhookToken: OWN_TOKEN } });
		expect(json.bot_webhook_url).toBe(url.replace(OWN_TOKEN, '***'));
	});

	it('shows no secret that Qiscus may have there', async () => {
		const secret = vendor.marker;
		const configs = {
			secret_key: secret,
			sdk_key: secret,
			channel: { pin: secret, name: 'x', list: [{ key: secret, on: 'true' }] },
			extras: JSON.stringify({ authentication_token: secret }),
		};
		vendor.failNext(
			{ path: /configs/ },
			{
				status: 200,
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ data: { configs } }),
			},
		);
		expect(await node.one(parameters)).toEqual({
			channel: { name: 'x', list: [{ on: true }] },
			extras: '{}',
		});
	});
});

describe('the configuration in an item', () => {
	it.each<[string, boolean]>([
		['secret_key', false],
		['app_secret', false],
		['secretKey', false],
		['sdk_key', false],
		['sdkkey', false],
		['key', false],
		['api_key_id', false],
		['keys', false],
		['token', false],
		['tokens', false],
		['is_token_expiring', false],
		['authentication_token_expired_at', false],
		['password_hash', false],
		['db_passwd', false],
		['pin', false],
		['channel_pin', false],
		['credentials', false],
		['keyword', true],
		['auto_reply_keyword', true],
		['typing', true],
		['shipping_address', true],
		['timezone', true],
	])('has %s: %s', (name, isShown) => {
		expect(shownConfiguration({ [name]: 'x' }, '')).toEqual(isShown ? { [name]: 'x' } : {});
	});

	it.each<[JsonObject[string], JsonObject[string]]>([
		['true', true],
		['false', false],
		[true, true],
		['True', 'True'],
		['1', '1'],
		['5000', '5000'],
		['', ''],
		[5000, 5000],
		['68564000016029999', '68564000016029999'],
		[null, null],
		[
			['true', null],
			[true, null],
		],
		[{ a: 'false' }, { a: false }],
	])('has %j as %j', (value, shown) => {
		expect(shownConfiguration({ setting: value }, '')).toEqual({ setting: shown });
	});

	it('keeps names that objects have by birth', () => {
		const configs = JSON.parse('{"__proto__": "true", "constructor": "x"}') as JsonObject;
		expect(Object.entries(shownConfiguration(configs, ''))).toEqual([
			['__proto__', true],
			['constructor', 'x'],
		]);
	});
});
