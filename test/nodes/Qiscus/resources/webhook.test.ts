import { type INodeParameters, sleep } from 'n8n-workflow';

import type { Qiscus, Quirks, SlotName } from '../../../../sandbox/vendors/qiscus/index.ts';
import { startVendor } from '../../../support/qiscus';
import { type HostOptions, nodeFor, type NodeUnderTest, OWN_TOKEN } from './host';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual('n8n-workflow'),
	sleep: jest.fn(async () => undefined),
}));

const LABELS = {
	agentAllocation: 'Agent Allocation',
	botMessage: 'Bot Message',
	markAsResolved: 'Mark as Resolved',
	newSession: 'New Session',
	userLogout: 'User Logout',
};
type Event = keyof typeof LABELS;
const EVENTS = Object.keys(LABELS) as Event[];

const FOREIGN = 'https://crm.example.com/qiscus?key=of-the-crm';
const SHOWN_FOREIGN = 'https://crm.example.com/qiscus';
const NEW = 'https://bot.example.com/hook?a=1&b=%20';
const ours = (event: string, base = 'https://n8n.example.com/webhook/') =>
	`${base}a1/webhook?event=${event}&token=${OWN_TOKEN}&before=${Buffer.from(FOREIGN).toString('base64url')}`;
const masked = (event: string) =>
	`https://n8n.example.com/webhook/a1/webhook?event=${event}&token=***&before=***`;

let vendor: Qiscus;
let node: NodeUnderTest;
const start = async (quirks: Partial<Quirks> = {}, options: HostOptions = {}) => {
	vendor = await startVendor({ quirks });
	node = nodeFor(vendor, options);
};
afterEach(async () => await vendor.close());

const operation = (name: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'webhook',
	operation: name,
	...more,
});
const set = (event: SlotName, more: INodeParameters = {}) =>
	operation('set', { event, url: NEW, ...more });
const restore = (event: SlotName, previous: unknown) =>
	operation('restore', { event, previous: previous as string });
const writes = () => vendor.requests.filter(({ method }) => method === 'POST');

/** Every way in which Qiscus may be, as far as its documents leave it open. */
const QUIRKS: Array<Partial<Quirks>> = [
	{},
	{ secretKeySuffices: false },
	{ configsShowLogout: false },
	{ disablingKeepsUrl: false },
	{ unsetUrl: 'empty' },
	{ unsetUrl: 'missing' },
	{ formBodies: 'multipart' },
	{ formBodies: 'urlencoded' },
	{ formBodies: 'urlencoded', errorShape: 'nested' },
	{
		secretKeySuffices: false,
		configsShowLogout: false,
		disablingKeepsUrl: false,
		unsetUrl: 'missing',
		formBodies: 'urlencoded',
	},
];
const withToken = () => ({
	credential: { adminAccess: 'token', adminToken: vendor.newAdminToken() },
});

describe('Get', () => {
	it.each(EVENTS)('%s: gives what Qiscus holds', async (event) => {
		await start();
		vendor.setSlot(event, { url: FOREIGN, enabled: true });
		expect(await node.one(operation('get', { event }))).toEqual({
			event,
			name: LABELS[event],
			url: FOREIGN,
			enabled: true,
			belongsToThisN8n: false,
		});
	});

	it.each<[Partial<Quirks>]>([[{}], [{ unsetUrl: 'empty' }], [{ unsetUrl: 'missing' }]])(
		'an unset URL is null where Qiscus is like %j',
		async (quirks) => {
			await start(quirks);
			expect(await node.one(operation('get', { event: 'newSession' }))).toMatchObject({
				url: null,
				enabled: false,
				belongsToThisN8n: false,
			});
		},
	);

	it.each([true, false])('says what is not shown is unknown (shown: %s)', async (shown) => {
		await start({ configsShowLogout: shown });
		vendor.setSlot('userLogout', { url: FOREIGN, enabled: true });
		expect(await node.one(operation('get', { event: 'userLogout' }))).toMatchObject(
			shown ? { url: FOREIGN, enabled: true } : { url: null, enabled: 'unknown' },
		);
	});

	it('says that it is unknown whether a webhook is on where Qiscus does not tell', async () => {
		await start();
		vendor.failNext({ path: /configs/ }, answer({ configs: { bot_webhook_url: FOREIGN } }));
		expect(await node.one(operation('get'))).toMatchObject({ url: FOREIGN, enabled: 'unknown' });
	});

	it.each<[string, boolean, HostOptions?]>([
		['https://n8n.example.com/webhook/a1/webhook', true],
		['https://n8n.example.com/webhook/orders', true],
		['https://n8n.example.com/webhook-test/a1/webhook', true],
		['https://N8N.example.com:443/webhook/orders?token=1', true],
		['https://n8n.example.com/crm/a1/webhook', false],
		['https://n8n.example.com/crm/webhook/a1', false],
		['https://example.com/https://n8n.example.com/webhook/a1/webhook', false],
		['https://n9n.example.com/webhook/https://n8n.example.com/', false],
		['https://n8n.example.com/webhook', false],
		['https://n8n.example.com', false],
		['https://n8n.example.com.evil.example/webhook/a1/webhook', false],
		['https://n8n.example.com@evil.example/webhook/a1/webhook', false],
		['http://n8n.example.com/webhook/a1/webhook', false],
		['https://example.com/?to=https://n8n.example.com/webhook/a1/webhook', false],
		['no url', false],
		[
			'https://a.example.com/n8n/webhook/a1/x',
			true,
			{ webhookBaseUrl: 'https://a.example.com/n8n/' },
		],
		['https://a.example.com/webhook/a1/x', false, { webhookBaseUrl: 'https://a.example.com/n8n/' }],
		[
			'https://editor.example.com/webhook-test/a1/x',
			true,
			{ instanceBaseUrl: 'https://editor.example.com' },
		],
		[
			'https://n8n.example.com/webhook/a1/x',
			true,
			{ instanceBaseUrl: 'https://editor.example.com' },
		],
		['https://n8n.example.com/webhook/a1/x', true, { instanceBaseUrl: '' }],
	])('of %s, says whether it is of this n8n: %s', async (url, belongsToThisN8n, options = {}) => {
		await start({}, options);
		vendor.setSlot('botMessage', { url, enabled: true });
		expect(await node.one(operation('get', { event: 'botMessage' }))).toMatchObject({
			url,
			belongsToThisN8n,
		});
	});

	it('knows a trigger of this n8n whatever its endpoints are called, and no other n8n’s', async () => {
		await start();
		for (const [base, isOwn] of [
			['https://n8n.example.com/hooks/', true],
			['https://n8n.example.com.evil.example/hooks/', false],
		] as const) {
			vendor.setSlot('botMessage', { url: ours('botMessage', base), enabled: true });
			expect(await node.one(operation('get'))).toMatchObject({
				url: expect.stringMatching(/token=\*\*\*&before=\*\*\*$/),
				belongsToThisN8n: isOwn,
			});
		}
	});

	it('hides the token of a trigger, and what its URL replaced', async () => {
		await start();
		vendor.setSlot('botMessage', { url: ours('botMessage'), enabled: true });
		expect(await node.one(operation('get'))).toMatchObject({
			url: masked('botMessage'),
			belongsToThisN8n: true,
		});
	});

	it('hides the token in every form in which the trigger would take it', async () => {
		await start();
		for (const query of [
			`event=botMessage&%74oken=${OWN_TOKEN}`,
			`token=${OWN_TOKEN}&event=botMessage&token=${OWN_TOKEN}`,
			`token=${OWN_TOKEN}&x=1&event=customButton#${'end'}`,
		]) {
			vendor.setSlot('botMessage', { url: `https://b.example.com/h?${query}`, enabled: true });
			expect((await node.one(operation('get'))).url).toContain('token=***');
		}
	});

	it('hides the Webhook Token of the credential in a URL that was pasted without an event', async () => {
		await start({}, { credential: { webhookToken: OWN_TOKEN } });
		const pasted = (token: string) => `https://n8n.example.com/webhook/a1/webhook?token=${token}`;
		vendor.setSlot('botMessage', { url: pasted(OWN_TOKEN), enabled: true });
		vendor.setSlot('newSession', { url: pasted('of-another-system'), enabled: true });
		expect((await node.one(operation('get'))).url).toBe(pasted('***'));
		expect((await node.one(operation('get', { event: 'newSession' }))).url).toBe(
			pasted('of-another-system'),
		);
	});
});

describe('Get Many', () => {
	it('gives an item for each event, for every input item', async () => {
		await start({ configsShowLogout: false });
		vendor.setSlot('agentAllocation', { url: FOREIGN, enabled: false });
		vendor.setSlot('markAsResolved', { url: ours('markAsResolved'), enabled: true });
		const items = await node.run(operation('getAll'), {}, [{}, {}]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 0, 0, 0, 1, 1, 1, 1, 1].map((item) => ({ item })),
		);
		const unset = { url: null, enabled: false, belongsToThisN8n: false };
		expect(items.slice(5).map(({ json }) => json)).toEqual([
			{
				event: 'agentAllocation',
				name: 'Agent Allocation',
				url: FOREIGN,
				enabled: false,
				belongsToThisN8n: false,
			},
			{ event: 'botMessage', name: 'Bot Message', ...unset },
			{
				event: 'markAsResolved',
				name: 'Mark as Resolved',
				url: masked('markAsResolved'),
				enabled: true,
				belongsToThisN8n: true,
			},
			{ event: 'newSession', name: 'New Session', ...unset },
			{ event: 'userLogout', name: 'User Logout', ...unset, enabled: 'unknown' },
		]);
		expect(writes()).toEqual([]);
	});
});

describe('Set', () => {
	it.each(QUIRKS)('sets each webhook where Qiscus is like %j', async (quirks) => {
		await start(quirks);
		for (const event of EVENTS) {
			const isHidden = event === 'userLogout' && quirks.configsShowLogout === false;
			expect(await node.one(set(event, { overwrite: isHidden }), withToken())).toEqual({
				event,
				name: LABELS[event],
				url: NEW,
				enabled: true,
				previous: isHidden ? null : { url: null, enabled: false },
			});
			expect(vendor.slots()[event]).toEqual({ url: NEW, enabled: true });
		}
	});

	it.each([true, false])('can leave it switched off (URL kept: %s)', async (disablingKeepsUrl) => {
		await start({ disablingKeepsUrl });
		expect(await node.one(set('newSession', { enabled: false }))).toMatchObject({
			url: disablingKeepsUrl ? NEW : null,
			enabled: false,
		});
		expect(vendor.slots().newSession.enabled).toBe(false);
	});

	it.each([true, false])('refuses to overwrite another URL (switched on: %s)', async (enabled) => {
		await start();
		vendor.setSlot('botMessage', { url: FOREIGN, enabled });
		const error = await node.fails(set('botMessage'));
		expect(error.message).toBe(
			`The Bot Message webhook of Qiscus is set to ${SHOWN_FOREIGN}${enabled ? '' : ', switched off,'} already, and Qiscus has one URL for it`,
		);
		expect(error.description).toMatch(/turn on Overwrite Another URL/);
		expect(vendor.slots().botMessage).toEqual({ url: FOREIGN, enabled });
		expect(writes()).toEqual([]);
	});

	it('overwrites it when told to, and says what it was', async () => {
		await start();
		vendor.setSlot('botMessage', { url: FOREIGN, enabled: true });
		expect(await node.one(set('botMessage', { overwrite: true }))).toEqual({
			event: 'botMessage',
			name: 'Bot Message',
			url: NEW,
			enabled: true,
			previous: { url: FOREIGN, enabled: true },
		});
		expect(vendor.slots().botMessage).toEqual({ url: NEW, enabled: true });
	});

	it('may repeat itself, and switch on what is switched off', async () => {
		await start();
		vendor.setSlot('botMessage', { url: NEW, enabled: false });
		expect(await node.one(set('botMessage'))).toMatchObject({
			enabled: true,
			previous: { url: NEW, enabled: false },
		});
		expect(await node.one(set('botMessage'))).toMatchObject({
			previous: { url: NEW, enabled: true },
		});
	});

	it('takes a webhook that Qiscus does not show for occupied', async () => {
		await start({ configsShowLogout: false });
		const error = await node.fails(set('userLogout'));
		expect(error.message).toBe(
			'The User Logout webhook of Qiscus is not shown by Qiscus’ API, so n8n cannot see whether another system uses it',
		);
		expect(error.description).toMatch(/Overwrite Another URL/);
		expect(writes()).toEqual([]);
	});

	it('of a trigger’s URL that is replaced, shows no token', async () => {
		await start();
		vendor.setSlot('botMessage', { url: ours('botMessage'), enabled: true });
		const error = await node.fails(set('botMessage'));
		expect(error.message).toContain('is set to https://n8n.example.com/webhook/a1/webhook already');
		expect(await node.one(set('botMessage', { overwrite: true }))).toMatchObject({
			previous: { url: masked('botMessage'), enabled: true },
		});
	});

	it.each([
		'',
		'   ',
		'bot.example.com/hook',
		'ftp://bot.example.com/hook',
		'javascript:alert(1)',
		'https://',
		'https:/bot.example.com',
		'https://bot.example.com:port/',
		'={{ null }}',
		'={{ 5 }}',
		'={{ ({}) }}',
	])('refuses %j as URL before anything is sent', async (url) => {
		await start();
		const error = await node.fails(set('botMessage', { url }));
		expect(error.message).toMatch(
			/^URL is not an address that starts with https:\/\/ or http:\/\/$/,
		);
		expect(error.description).toMatch(/Enter the whole address/);
		expect(vendor.requests).toEqual([]);
	});

	it.each([' https://bot.example.com/hook\n', 'HTTPS://bot.example.com/hook', 'http://10.0.0.1/x'])(
		'takes %j',
		async (url) => {
			await start();
			expect(await node.one(set('botMessage', { url }))).toMatchObject({ url: url.trim() });
			expect(vendor.slots().botMessage.url).toBe(url.trim());
		},
	);

	it.each([
		['={{ "false" }}', false],
		['={{ "true" }}', true],
		['={{ 1 }}', true],
	])('takes %j for Enabled', async (enabled, is) => {
		await start();
		expect(await node.one(set('botMessage', { enabled }))).toMatchObject({ enabled: is });
	});

	it('takes nothing else for Enabled, and no text for a permission to overwrite', async () => {
		await start();
		const error = await node.fails(set('botMessage', { enabled: '={{ "maybe" }}' }));
		expect(error.message).toBe('Enabled is neither true nor false');
		vendor.setSlot('botMessage', { url: FOREIGN, enabled: true });
		for (const overwrite of ['={{ "false" }}', '={{ "no" }}', '={{ null }}', '={{ ({}) }}']) {
			await node.fails(set('botMessage', { overwrite }));
		}
		expect(vendor.slots().botMessage.url).toBe(FOREIGN);
	});

	it('refuses a URL whose token an item has hidden', async () => {
		await start();
		const error = await node.fails(set('botMessage', { url: masked('botMessage') }));
		expect(error.message).toMatch(/is that of a Qiscus Trigger, whose token n8n does not show/);
		expect(writes()).toEqual([]);
	});

	it.each(['https://bot.example.com/?token=', 'https://bot.example.com/?event=x&token=y'])(
		'shows %s of another system whole',
		async (url) => {
			await start();
			expect(await node.one(set('botMessage', { url }))).toMatchObject({ url });
		},
	);

	it('shows no token in what Qiscus says of a URL', async () => {
		await start();
		vendor.setSlot('botMessage', { url: ours('botMessage'), enabled: true });
		for (const status of [400, 422]) {
			vendor.failNext(
				{ method: 'POST' },
				{
					status,
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ errors: { url: [`${ours('botMessage')} is not allowed`] } }),
				},
				2,
			);
			const error = await node.fails(operation('disable'));
			expect(error.message).toMatch(/^Qiscus did not accept the request \(“https.*is not allowed”/);
		}
	});

	describe('reading back', () => {
		it('waits a moment for Qiscus to show it, but not for long', async () => {
			await start();
			jest.mocked(sleep).mockClear();
			const late = answer({ configs: { bot_webhook_url: null, is_bot_enabled: false } });
			vendor.failNext({ path: /configs/, skip: 1 }, late, 2);
			expect(await node.one(set('botMessage'))).toMatchObject({ url: NEW, enabled: true });
			expect(jest.mocked(sleep).mock.calls).toEqual([[1_000], [1_000]]);
			vendor.failNext({ path: /configs/, skip: 1 }, late, 3);
			expect((await node.fails(set('botMessage'))).message).toMatch(/does not show it now/);
		});

		it('says so where Qiscus took the URL and does not show it', async () => {
			await start();
			vendor.failNext({ method: 'POST' }, answer({ app: { bot_webhook_url: NEW } }));
			const error = await node.fails(set('botMessage'));
			expect(error.message).toBe(
				'Qiscus took the change of the Bot Message webhook, but does not show it now',
			);
			expect(error.description).toMatch(/Look at it with Get/);
		});

		it.each([
			['another URL', { bot_webhook_url: FOREIGN, is_bot_enabled: true }],
			['it switched off', { bot_webhook_url: NEW, is_bot_enabled: false }],
		])('says so where Qiscus shows %s', async (_, configs) => {
			await start();
			vendor.failNext({ path: /configs/, skip: 1 }, answer({ configs }), 3);
			expect((await node.fails(set('botMessage'))).message).toMatch(/does not show it now/);
		});

		it.each([
			['another URL', { bot_webhook_url: FOREIGN, is_bot_enabled: false }],
			['it switched on', { bot_webhook_url: NEW, is_bot_enabled: true }],
		])('of one switched off, says so where Qiscus shows %s', async (_, configs) => {
			await start();
			vendor.failNext({ path: /configs/, skip: 1 }, answer({ configs }), 3);
			const error = await node.fails(set('botMessage', { enabled: false }));
			expect(error.message).toMatch(/does not show it now/);
		});

		it('is done with the answer where the configs hide it, and the answer counts', async () => {
			await start({ configsShowLogout: false });
			vendor.failNext({ method: 'POST' }, answer({ configs: { auth_webhook_url: FOREIGN } }));
			expect((await node.fails(set('userLogout', { overwrite: true }))).message).toMatch(
				/does not show it now/,
			);
			vendor.failNext({ method: 'POST' }, answer({}));
			expect((await node.fails(set('userLogout', { overwrite: true }))).message).toMatch(
				/does not show it now/,
			);
		});

		it('is done with the answer where Qiscus cannot be read again', async () => {
			await start();
			vendor.failNext({ path: /configs/, skip: 1 }, 'cut');
			expect(await node.one(set('botMessage'))).toMatchObject({ url: NEW, enabled: true });
			vendor.failNext({ path: /configs/, skip: 1 }, 'cut');
			vendor.failNext({ method: 'POST' }, answer({}));
			expect((await node.fails(set('botMessage'))).message).toMatch(/could not be reached/);
		});

		it('tells what was done where only the answer was lost', async () => {
			await start();
			vendor.failNext({ method: 'POST' }, 'cutAfter');
			expect(await node.one(set('botMessage'))).toMatchObject({
				url: NEW,
				enabled: true,
				previous: { url: null, enabled: false },
			});
			vendor.failNext({ method: 'POST' }, 'cut');
			const error = await node.fails(set('newSession'));
			expect(error.message).toMatch(/could not be reached \(ECONNRESET\)/);
		});
	});

	it('without an API for agent allocation, says where it is set instead', async () => {
		await start({ allocationEndpoint: false });
		const error = await node.fails(set('agentAllocation'));
		expect(error.message).toMatch(/^Qiscus does not have what n8n asked for/);
		expect(error.description).toMatch(/Settings > Custom Agent Allocation/);
		vendor.failNext({ method: 'POST' }, { status: 404, body: '' });
		const other = await node.fails(set('newSession'));
		expect(other.message).toMatch(/^Qiscus does not have what n8n asked for/);
		expect(other.description).not.toMatch(/Agent Allocation/);
	});
});

describe('Disable', () => {
	it.each(QUIRKS)('switches each webhook off where Qiscus is like %j', async (quirks) => {
		await start(quirks);
		const keeps = quirks.disablingKeepsUrl !== false;
		for (const event of EVENTS) {
			if (event === 'userLogout' && quirks.configsShowLogout === false) continue;
			vendor.setSlot(event, { url: FOREIGN, enabled: true });
			expect(await node.one(operation('disable', { event }), withToken())).toEqual({
				event,
				name: LABELS[event],
				url: keeps ? FOREIGN : null,
				enabled: false,
				previous: { url: FOREIGN, enabled: true },
			});
			expect(vendor.slots()[event]).toEqual({ url: keeps ? FOREIGN : null, enabled: false });
		}
	});

	it('keeps a trigger’s whole URL at Qiscus, and shows none of its token', async () => {
		await start();
		vendor.setSlot('botMessage', { url: ours('botMessage'), enabled: true });
		expect(await node.one(operation('disable'))).toMatchObject({ url: masked('botMessage') });
		expect(vendor.slots().botMessage).toEqual({ url: ours('botMessage'), enabled: false });
	});

	it.each<[string, { url: string | null; enabled: boolean }]>([
		['unset', { url: null, enabled: false }],
		['off already', { url: FOREIGN, enabled: false }],
	])('writes nothing where the webhook is %s', async (_, slot) => {
		await start();
		vendor.setSlot('newSession', slot);
		expect(await node.one(operation('disable', { event: 'newSession' }))).toEqual({
			event: 'newSession',
			name: 'New Session',
			...slot,
			previous: slot,
		});
		expect(writes()).toEqual([]);
	});

	it('switches off what is on without a URL', async () => {
		await start();
		vendor.setSlot('botMessage', { url: null, enabled: true });
		expect(await node.one(operation('disable'))).toMatchObject({ url: null, enabled: false });
		expect(vendor.slots().botMessage).toEqual({ url: null, enabled: false });
	});

	it.each([
		[{ bot_webhook_url: FOREIGN }, 1],
		[{ bot_webhook_url: null }, 0],
	])('where Qiscus does not tell whether %j is on, makes sure', async (configs, calls) => {
		await start();
		vendor.failNext({ path: /configs/ }, answer({ configs }));
		await node.one(operation('disable'));
		expect(writes()).toHaveLength(calls);
	});

	it('leaves alone what Qiscus does not show, because its URL would be lost', async () => {
		await start({ configsShowLogout: false });
		const error = await node.fails(operation('disable', { event: 'userLogout' }));
		expect(error.message).toBe(
			'The User Logout webhook of Qiscus is not shown by Qiscus’ API, so n8n cannot keep its URL',
		);
		expect(error.description).toMatch(/use Set with its URL, Enabled off/);
		expect(writes()).toEqual([]);
	});

	it('says so where Qiscus keeps it on', async () => {
		await start();
		vendor.setSlot('botMessage', { url: FOREIGN, enabled: true });
		vendor.failNext({ method: 'POST' }, answer({}));
		expect((await node.fails(operation('disable'))).message).toMatch(/does not show it now/);
	});
});

describe('Restore', () => {
	it.each(QUIRKS)('puts back what Set replaced, where Qiscus is like %j', async (quirks) => {
		await start(quirks);
		for (const event of EVENTS) {
			if (event === 'userLogout' && quirks.configsShowLogout === false) continue;
			const before = { url: FOREIGN, enabled: true };
			vendor.setSlot(event, before);
			const { previous } = await node.one(set(event, { overwrite: true }), withToken());
			expect(await node.one(restore(event, previous), withToken())).toEqual({
				event,
				name: LABELS[event],
				...before,
				previous: { url: NEW, enabled: true },
			});
			expect(vendor.slots()[event]).toEqual(before);
		}
	});

	it('takes event and previous of the item as they come', async () => {
		await start();
		vendor.setSlot('newSession', { url: NEW, enabled: true });
		const inputs = [
			{ event: 'newSession', previous: { url: FOREIGN, enabled: false } },
			{ event: 'botMessage', previous: JSON.stringify({ url: FOREIGN, enabled: 'true' }) },
		];
		await node.run(operation('restore', { event: '={{ $json.event }}' }), {}, inputs);
		expect(vendor.slots().newSession).toEqual({ url: FOREIGN, enabled: false });
		expect(vendor.slots().botMessage).toEqual({ url: FOREIGN, enabled: true });
	});

	it.each<[string, unknown, { url: string | null; enabled: boolean }]>([
		['an object', { url: FOREIGN, enabled: true }, { url: FOREIGN, enabled: true }],
		['a text', ` {"url": "${FOREIGN}", "enabled": false}`, { url: FOREIGN, enabled: false }],
		['texts', { url: ` ${FOREIGN} `, enabled: 'false' }, { url: FOREIGN, enabled: false }],
		['what is unknown', { url: FOREIGN, enabled: 'unknown' }, { url: FOREIGN, enabled: true }],
		['the URL only', { url: FOREIGN }, { url: FOREIGN, enabled: true }],
		['what was unset', { url: null, enabled: false }, { url: NEW, enabled: false }],
		['what was on without a URL', { url: null, enabled: true }, { url: NEW, enabled: false }],
	])('takes %s', async (_, previous, slot) => {
		await start();
		vendor.setSlot('botMessage', { url: NEW, enabled: true });
		expect(await node.one(restore('botMessage', previous))).toMatchObject(slot);
		expect(vendor.slots().botMessage).toEqual(slot);
	});

	it.each<[unknown, RegExp]>([
		['', /^Previous is empty/],
		['null', /^Previous is empty/],
		['={{ null }}', /^Previous is empty/],
		['={{ undefined }}', /^Previous is empty/],
		['={{ $json.nothing }}', /^Previous is empty/],
		['{', /^Previous is not an object/],
		['garbage', /^Previous is not an object/],
		['[]', /^Previous is not an object/],
		['5', /^Previous is not an object/],
		['={{ 5 }}', /^Previous is not an object/],
		['{}', /^Previous is not an object/],
		[{ enabled: true }, /^Previous is not an object/],
		[{ url: 5, enabled: true }, /^Previous is not an object/],
		[{ url: '', enabled: true }, /^Previous is not an object/],
		[{ url: 'crm.example.com', enabled: true }, /^Previous is not an object/],
		[{ url: 'ftp://crm.example.com', enabled: true }, /^Previous is not an object/],
		[{ url: { url: FOREIGN }, enabled: true }, /^Previous is not an object/],
		[{ url: FOREIGN, enabled: 'perhaps' }, /^Previous is not an object/],
		[{ url: FOREIGN, enabled: null }, /^Previous is not an object/],
		[{ url: FOREIGN, enabled: {} }, /^Previous is not an object/],
	])('refuses %j before anything is sent', async (previous, message) => {
		await start();
		const error = await node.fails(restore('botMessage', previous));
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(/Give the member previous of an item of Set/);
		expect(vendor.requests).toEqual([]);
	});

	it('switches a trigger on again that Disable has switched off', async () => {
		await start();
		const slot = { url: ours('botMessage'), enabled: true };
		vendor.setSlot('botMessage', slot);
		const { previous } = await node.one(operation('disable'));
		expect(await node.one(restore('botMessage', previous))).toMatchObject({
			url: masked('botMessage'),
			enabled: true,
		});
		expect(vendor.slots().botMessage).toEqual(slot);
	});

	it('cannot put back a trigger’s URL that is gone, and says what does', async () => {
		await start();
		vendor.setSlot('botMessage', { url: ours('botMessage'), enabled: true });
		const { previous } = await node.one(set('botMessage', { overwrite: true }));
		const error = await node.fails(restore('botMessage', previous));
		expect(error.message).toBe(
			'The URL https://n8n.example.com/webhook/a1/webhook is that of a Qiscus Trigger, whose token n8n does not show',
		);
		expect(error.description).toMatch(/Unpublish and publish the workflow/);
		expect(vendor.slots().botMessage.url).toBe(NEW);
	});

	it('puts a URL back where Qiscus does not show the webhook', async () => {
		await start({ configsShowLogout: false });
		expect(await node.one(restore('userLogout', { url: FOREIGN, enabled: true }))).toEqual({
			event: 'userLogout',
			name: 'User Logout',
			url: FOREIGN,
			enabled: true,
			previous: null,
		});
		const error = await node.fails(restore('userLogout', { url: null, enabled: false }));
		expect(error.message).toMatch(/so n8n cannot keep its URL/);
	});
});

describe('Event', () => {
	it.each(['get', 'set', 'disable', 'restore'])(
		'%s refuses one that has no webhook in the API before anything is sent',
		async (name) => {
			await start();
			for (const event of ['customButton', 'Bot Message', '={{ $json.event }}', 'toString']) {
				const error = await node.fails(operation(name, { event, url: NEW, previous: '{}' }));
				expect(error.message).toBe('Event is not one that has a webhook in Qiscus’ API');
				expect(error.description).toMatch(/agentAllocation, botMessage, markAsResolved/);
			}
			expect(vendor.requests).toEqual([]);
		},
	);
});

function answer(data: object) {
	return {
		status: 200,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ data }),
	};
}
