import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { scopeOf } from '../../../../nodes/ZohoSalesIq/resources/call';
import { permissionOptions } from '../../../../nodes/ZohoSalesIq/scopes';
import type { AllQuirks, ZohoSalesIq } from '../../../../sandbox/vendors/zohoSalesIq/index.ts';
import { startVendor } from '../../../support/salesIq';
import { API as PATH, callsOf, type HostOptions, nodeFor, type NodeUnderTest } from './host';
import { NAMES, parametersOf } from './operations';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual('n8n-workflow'),
	sleep: jest.fn(async () => undefined),
}));

let vendor: ZohoSalesIq;
let node: NodeUnderTest;
const start = async (quirks: Partial<AllQuirks> = {}) => {
	vendor = await startVendor({ quirks });
	node = nodeFor(vendor);
};
afterEach(async () => await vendor.close());

const json = (status: number, body: unknown) => ({
	status,
	headers: { 'content-type': 'application/json' },
	body: typeof body === 'string' ? body : JSON.stringify(body),
});
const error = (code: number, message = 'Vendor text') => json(200, { error: { code, message } });
/** Where the API is; the accounts server goes on. */
const API = { path: PATH };

interface Trouble {
	what: string;
	options?: HostOptions;
	fault?: ReturnType<typeof json>;
	message: RegExp;
	description: RegExp;
	/** What n8n says of SalesIQ’s answer; undefined where there was none to speak of. */
	httpCode?: string | null;
}

const TROUBLES: Trouble[] = [
	{
		what: 'a SalesIQ URL without https',
		options: { credential: { salesIqUrl: 'http://salesiq.example.com' } },
		message: /^The Zoho SalesIQ credential cannot be used: its SalesIQ URL must start with https/,
		description: /Open the credential/,
	},
	{
		what: 'a server that is not there',
		options: { credential: { salesIqUrl: 'http://127.0.0.1:9' } },
		message: /^127\.0\.0\.1:9 could not be reached \(ECONNREFUSED\)$/,
		description: /Check that n8n’s machine can reach it/,
		httpCode: null,
	},
	{
		what: 'a credential that was never connected',
		options: { credential: { oauthTokenData: {} } },
		message: /^(?:Zoho SalesIQ did not accept|The Zoho SalesIQ credential cannot)/,
		description: /connect the account again/,
	},
	{
		what: 'an unknown portal',
		fault: error(1005),
		message: /^Zoho SalesIQ does not know this portal \(“Vendor text”, code 1005, HTTP 200\)$/,
		description: /screen name/,
		httpCode: '200',
	},
	{
		what: 'a missing right',
		fault: error(1016),
		message: /^The Zoho account of the credential may not do this .*code 1016/,
		description: /administrator/,
		httpCode: '200',
	},
	{
		what: 'a limit',
		fault: error(1017),
		message: /^A limit of the portal’s plan is reached .*code 1017/,
		description: /./,
		httpCode: '200',
	},
	{
		what: 'something that is not there',
		fault: error(1019),
		message: /^Zoho SalesIQ does not have what n8n asked for .*code 1019/,
		description: /deleted in the meantime/,
		httpCode: '200',
	},
	{
		what: 'a plan without webhooks',
		fault: error(1021),
		message: /^The portal’s plan does not offer this .*code 1021/,
		description: /Enterprise/,
		httpCode: '200',
	},
	{
		what: 'a code that is not in the table',
		fault: error(1031, 'EPERM ENOENT'),
		message: /\(“EPERM ENOENT”, code 1031, HTTP 200\)$/,
		description: /./,
		httpCode: '200',
	},
	{
		what: 'an error of the server',
		fault: json(502, '<h1>Bad Gateway</h1>'),
		message: /^Zoho SalesIQ is not available \(HTTP 502\)$/,
		description: /Try again/,
		httpCode: '502',
	},
	{
		what: 'a page in place of the API',
		fault: json(200, '<html>'),
		message: /^Zoho SalesIQ’s address gave an answer that is not SalesIQ’s \(HTTP 200\)$/,
		description: /Data Center/,
		httpCode: '200',
	},
	{
		what: 'a redirect',
		fault: { ...json(302, ''), headers: { 'content-type': '', location: '/elsewhere' } as never },
		message: /that is not SalesIQ’s \(HTTP 302\)$/,
		description: /Data Center/,
		httpCode: '302',
	},
];

describe.each(TROUBLES)('$what', ({ options, fault, message, description, httpCode }) => {
	it.each(NAMES)('ends %s with what happened and what to do', async (name) => {
		await start();
		if (fault !== undefined) vendor.failNext(API, fault);
		const thrown = await node.fails(parametersOf(name), options);
		expect(thrown.message).toMatch(message);
		expect(thrown.description).toMatch(description);
		expect(thrown.context.itemIndex).toBe(0);
		if (httpCode !== undefined) expect(thrown).toMatchObject({ httpCode });
		if (fault !== undefined || httpCode !== undefined) expect(thrown).toBeInstanceOf(NodeApiError);
		expect(callsOf(vendor).length).toBeLessThan(2);
	});
});

/** The path of a call as the node has it, below its base. */
const pathOf = (path: string) =>
	(API.path.test(path) ? path.replace(/^\/(?:api|visitor)\/v\d/, '') : `/zylker${path}`).replace(
		/\?.*/,
		'',
	);

describe.each(NAMES)('%s', (name) => {
	it.each([200, 'http'] as const)(
		'names a missing scope (error status %s)',
		async (errorStatus) => {
			await start({ errorStatus });
			const thrown = await node.fails(parametersOf(name), {
				scopes: ['SalesIQ.articles.ALL'],
			});
			const [[method, path] = []] = callsOf(vendor) as [string, string][];
			expect(callsOf(vendor)).toHaveLength(1);
			const scope = scopeOf({
				method: method as 'GET',
				path: pathOf(String(path)),
			});
			expect(thrown.message).toBe(`The credential lacks the OAuth scope ${scope}`);
			const [, named] = /choose “(.+)” under Permissions/.exec(String(thrown.description)) ?? [];
			const permission = permissionOptions.find((option) => option.name === named);
			expect(String(permission?.value).split(',')).toContain(scope);
		},
	);

	it.each(['401', '400', '1002', '1008'] as const)(
		'renews an expired token once, and goes on (%s)',
		async (expiredToken) => {
			await start({ expiredToken });
			const first = await node.run(parametersOf(name), { onError: 'continueRegularOutput' });
			const calls = callsOf(vendor);
			const hostOptions = { onError: 'continueRegularOutput' as const };
			const running = node.run(parametersOf(name), {
				...hostOptions,
				credential: { oauthTokenData: await expired() },
			});
			expect(await running).toEqual(first);
			expect(callsOf(vendor).slice(1)).toEqual(calls);
		},
	);

	it('with several items goes on after trouble where the user wants it', async () => {
		await start();
		vendor.failNext(API, json(500, ''));
		const items = await node.run(parametersOf(name), { onError: 'continueRegularOutput' }, [
			{},
			{},
		]);
		expect(items[0]).toEqual({
			json: { error: 'Zoho SalesIQ is not available (HTTP 500)' },
			pairedItem: { item: 0 },
		});
		expect(callsOf(vendor).length).toBeGreaterThan(1);
	});
});

/** A token that does not hold any more, with one to renew it. */
async function expired() {
	const { connectedCredential } = await import('../../../support/salesIq');
	const { oauthTokenData } = await connectedCredential(vendor);
	return { ...oauthTokenData, access_token: 'expired' };
}

describe('with several items', () => {
	it('each has its own parameters and its own end', async () => {
		await start();
		const { id } = await vendor.addWebhook({ url: 'https://crm.example.com/' });
		const items = await node.run(
			{
				resource: 'webhook',
				operation: 'get',
				webhookId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			},
			{ onError: 'continueErrorOutput' },
			[{ id }, { id: '1' }, { id: '..' }, { id }],
		);
		expect(items.map(({ json }) => json.error ?? json.id)).toEqual([
			id,
			'Zoho SalesIQ does not have what n8n asked for (“Invalid resource”, code 1019, HTTP 200)',
			'Webhook is not an ID of SalesIQ',
			id,
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
	});

	it('an expression that cannot be evaluated is the trouble of its item', async () => {
		await start();
		const parameters = {
			resource: 'webhook',
			operation: 'get',
			webhookId: { __rl: true, mode: 'id', value: '={{ $json.a.b.c() }}' },
		};
		expect(await node.fails(parameters)).toBeInstanceOf(NodeOperationError);
	});
});
