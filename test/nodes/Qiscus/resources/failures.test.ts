import { NodeApiError, type INodeParameters, NodeOperationError } from 'n8n-workflow';

import type { Qiscus, Quirks } from '../../../../sandbox/vendors/qiscus/index.ts';
import { startVendor } from '../../../support/qiscus';
import { type HostOptions, nodeFor, type NodeUnderTest } from './host';

const NEW = 'https://bot.example.com/hook';

let vendor: Qiscus;
let node: NodeUnderTest;
const start = async (quirks: Partial<Quirks> = {}, options: HostOptions = {}) => {
	vendor = await startVendor({ quirks });
	node = nodeFor(vendor, options);
};
afterEach(async () => await vendor.close());

/** Every operation, with what it needs; each is about the bot's webhook, if about any. */
const OPERATIONS: Record<string, INodeParameters> = {
	'App: Get Configuration': { resource: 'app', operation: 'getConfiguration' },
	'Webhook: Disable': { resource: 'webhook', operation: 'disable' },
	'Webhook: Get': { resource: 'webhook', operation: 'get' },
	'Webhook: Get Many': { resource: 'webhook', operation: 'getAll' },
	'Webhook: Restore': {
		resource: 'webhook',
		operation: 'restore',
		previous: JSON.stringify({ url: NEW, enabled: true }),
	},
	'Webhook: Set': { resource: 'webhook', operation: 'set', url: NEW, overwrite: true },
};
const NAMES = Object.keys(OPERATIONS);
const CHANGING = ['Webhook: Disable', 'Webhook: Restore', 'Webhook: Set'];
const parametersOf = (name: string): INodeParameters => OPERATIONS[name] ?? {};

/** How often an operation reads for one item, where nothing is registered. */
const readsOf = (name: string) => (/Restore|Set/.test(name) ? 2 : 1);

const json = (status: number, body: unknown) => ({
	status,
	headers: { 'content-type': 'application/json' },
	body: typeof body === 'string' ? body : JSON.stringify(body),
});

interface Trouble {
	what: string;
	options?: () => HostOptions;
	fault?: () => Parameters<Qiscus['failNext']>[1];
	message: RegExp;
	description: RegExp;
	/** What n8n says of the vendor's answer; undefined where there was none to speak of. */
	httpCode?: string | null;
}

const TROUBLES: Trouble[] = [
	{
		what: 'a wrong Secret Key',
		options: () => ({ credential: { secretKey: 'wrong' } }),
		message: /^Qiscus did not accept the App ID and the Secret Key \(“Unauthorized”, HTTP 401\)$/,
		description: /Copy both anew/,
		httpCode: '401',
	},
	{
		what: 'a Base URL without https',
		options: () => ({ credential: { baseUrl: 'http://qiscus.example.com' } }),
		message: /^The Qiscus credential cannot be used: its Base URL must start with https:\/\/$/,
		description: /Open the credential/,
	},
	{
		what: 'a server that is not there',
		options: () => ({ credential: { baseUrl: 'http://127.0.0.1:9' } }),
		message: /^127\.0\.0\.1:9 could not be reached \(ECONNREFUSED\)$/,
		description: /Check that n8n’s machine can reach it/,
		httpCode: null,
	},
	{
		what: 'a gateway’s 403',
		fault: () => json(403, { message: 'Forbidden', traceid: '1' }),
		message: /^Qiscus does not allow this \(“Forbidden”, HTTP 403\)$/,
		description: /may do this/,
		httpCode: '403',
	},
	{
		what: 'too many requests',
		fault: () => json(429, {}),
		message: /^Qiscus is receiving too many requests \(HTTP 429\)$/,
		description: /Wait a few minutes/,
		httpCode: '429',
	},
	{
		what: 'an error of the server',
		fault: () => json(502, '<h1>Bad Gateway</h1>'),
		message: /^Qiscus is not available \(HTTP 502\)$/,
		description: /Try again/,
		httpCode: '502',
	},
	{
		what: 'a page in place of the API',
		fault: () => json(200, '<html>'),
		message: /^The Base URL of the Qiscus credential gave an answer that is not Qiscus’/,
		description: /Check the Base URL/,
		httpCode: '200',
	},
	{
		what: 'a redirect',
		fault: () => ({ status: 302, headers: { location: `${vendor.url}/elsewhere` }, body: '' }),
		message: /that is not Qiscus’ \(HTTP 302\)$/,
		description: /Check the Base URL/,
		httpCode: '302',
	},
	{
		what: 'an answer without the configuration',
		fault: () => json(200, { data: {} }),
		message: /^Qiscus answered without the app’s configuration$/,
		description: /Try again/,
	},
	{
		what: 'words that n8n would replace by its own',
		fault: () => json(422, { errors: 'EPERM ENOENT' }),
		message: /^Qiscus did not accept the request \(“EPERM ENOENT”, HTTP 422\)$/,
		description: /reason/,
		httpCode: '422',
	},
];

describe.each(TROUBLES)('$what', ({ options, fault, message, description, httpCode }) => {
	it.each(NAMES)('ends %s with what happened and what to do', async (name) => {
		await start();
		if (fault !== undefined) vendor.failNext({}, fault());
		const error = await node.fails(parametersOf(name), options?.());
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(description);
		expect(error.context.itemIndex).toBe(0);
		expect(error).toBeInstanceOf(httpCode === undefined ? NodeOperationError : NodeApiError);
		if (httpCode !== undefined) expect(error).toMatchObject({ httpCode });
		expect(vendor.requests.every(({ method }) => method === 'GET')).toBe(true);
	});
});

describe('with several items', () => {
	it.each(NAMES)('%s says which one it stops at, and asks no more', async (name) => {
		await start();
		vendor.failNext({ method: 'GET', skip: readsOf(name) }, json(500, ''));
		const error = await node.fails(parametersOf(name), {}, [{}, {}, {}]);
		expect(error.context.itemIndex).toBe(1);
		const calls = vendor.requests.length;
		await vendor.settled();
		expect(vendor.requests).toHaveLength(calls);
	});

	it.each(NAMES)('%s goes on after trouble where the user wants it', async (name) => {
		await start();
		vendor.failNext({ method: 'GET', skip: readsOf(name) }, json(500, ''));
		const items = await node.run(parametersOf(name), { onError: 'continueRegularOutput' }, [
			{},
			{},
			{},
		]);
		const of = (index: number) =>
			items.filter(({ pairedItem }) => (pairedItem as { item: number }).item === index);
		expect(of(1)).toEqual([
			{ json: { error: 'Qiscus is not available (HTTP 500)' }, pairedItem: { item: 1 } },
		]);
		for (const index of [0, 2]) {
			expect(of(index).length).toBeGreaterThan(0);
			for (const { json } of of(index)) expect(json).not.toHaveProperty('error');
		}
		expect(of(0).length + 1 + of(2).length).toBe(items.length);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'each item has its own parameters and its own end (%s)',
		async (onError) => {
			await start();
			vendor.setSlot('newSession', { url: 'https://crm.example.com/a?key=1', enabled: true });
			const items = await node.run(
				{
					resource: 'webhook',
					operation: 'set',
					event: '={{ $json.event }}',
					url: '={{ $json.url }}',
				},
				{ onError },
				[
					{ event: 'botMessage', url: NEW },
					{ event: 'newSession', url: NEW },
					{ event: 'markAsResolved', url: 'nowhere' },
					{ event: 'nothing', url: NEW },
					{ event: 'agentAllocation', url: `${NEW}?2` },
				],
			);
			expect(items.map(({ json }) => json.error ?? json.url)).toEqual([
				NEW,
				'The New Session webhook of Qiscus is set to https://crm.example.com/a already, and Qiscus has one URL for it',
				'URL is not an address that starts with https:// or http://',
				'Event is not one that has a webhook in Qiscus’ API',
				`${NEW}?2`,
			]);
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
				[0, 1, 2, 3, 4].map((item) => ({ item })),
			);
			expect(vendor.slots().newSession.url).toBe('https://crm.example.com/a?key=1');
		},
	);

	it('an expression that cannot be evaluated is the trouble of its item', async () => {
		await start();
		const parameters = { resource: 'webhook', operation: 'get', event: '={{ $json.a.b.c() }}' };
		const error = await node.fails(parameters);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.context.itemIndex).toBe(0);
		const [item] = await node.run(parameters, { onError: 'continueRegularOutput' });
		expect(item).toEqual({ json: { error: expect.any(String) }, pairedItem: { item: 0 } });
	});
});

describe('where Qiscus wants an AdminToken', () => {
	const login = () => ({
		adminAccess: 'login',
		email: vendor.admin.email,
		password: vendor.admin.password,
	});

	it.each(CHANGING)('%s says so', async (name) => {
		await start({ secretKeySuffices: false });
		vendor.setSlot('botMessage', { url: NEW, enabled: true });
		const error = await node.fails(parametersOf(name));
		expect(error.message).toBe('Qiscus wants an AdminToken for this');
		expect(error.description).toMatch(/choose Admin Token or Email and Password/);
		expect(error).toMatchObject({ httpCode: '401' });
		expect(vendor.slots().botMessage).toEqual({ url: NEW, enabled: true });
	});

	it.each(NAMES)('%s works with Email and Password', async (name) => {
		await start({ secretKeySuffices: false });
		vendor.setSlot('botMessage', { url: NEW, enabled: true });
		await node.run(parametersOf(name), { credential: login() });
	});

	it.each(CHANGING)('%s says what is wrong with an Admin Token', async (name) => {
		await start({ secretKeySuffices: false });
		vendor.setSlot('botMessage', { url: NEW, enabled: true });
		const adminToken = vendor.newAdminToken();
		vendor.expireTokens();
		const error = await node.fails(parametersOf(name), {
			credential: { adminAccess: 'token', adminToken },
		});
		expect(error.message).toBe('Qiscus did not accept the Admin Token of the credential');
		expect(error.description).toMatch(/lasts 30 days/);
	});

	it.each(CHANGING)('%s says what is wrong with a Password', async (name) => {
		await start({ secretKeySuffices: false });
		vendor.setSlot('botMessage', { url: NEW, enabled: true });
		const error = await node.fails(parametersOf(name), {
			credential: { ...login(), password: `${vendor.marker}-wrong-${name}` },
		});
		expect(error.message).toBe('Qiscus refused the Email or the Password');
	});
});
