import type { INodeParameters } from 'n8n-workflow';

import type { FaultAnswer } from '../../../../sandbox/vendors/shared/faults.ts';
import type { ZohoSalesIq } from '../../../../sandbox/vendors/zohoSalesIq/index.ts';
import { CallLimits } from '../../../support/callLimits';
import { connectedCredential, startVendor } from '../../../support/salesIq';
import { API, nodeFor, type NodeUnderTest } from './host';
import { parametersOf } from './operations';

const LIMIT_MS = 20_000;
const WEBHOOKS = 12;

let vendor: ZohoSalesIq;
let node: NodeUnderTest;
let limits: CallLimits;
beforeEach(async () => {
	vendor = await startVendor({ quirks: { pagedLists: true } });
	for (let at = 0; at < WEBHOOKS; at++) {
		await vendor.addWebhook({ url: `https://crm.example.com/${at}` });
	}
	node = nodeFor(vendor);
	limits = new CallLimits();
});
afterEach(async () => {
	await vendor.close();
	jest.restoreAllMocks();
});

const calls = () => vendor.requests.filter(({ path }) => API.test(path));
const id = (value = '') => ({ __rl: true, mode: 'id', value });
const webhookId = () => id(vendor.webhooks()[0]?.id);

/** One operation of each shape. */
interface Shape {
	name: string;
	parameters(): INodeParameters;
	/** How many calls go through before the one that a fault hits. */
	skip?: number;
	/** What tells whether the work is done; nothing where it changes nothing. */
	isDone?(): boolean;
	/** Whether doing it once more would do it twice. */
	isOnce?: true;
}

const SHAPES: Shape[] = [
	{ name: 'Webhook: Get', parameters: () => ({ webhookId: webhookId() }) },
	{ name: 'Webhook: Get Many', parameters: () => ({ returnAll: true }), skip: 1 },
	{
		name: 'Department: Create',
		parameters: () => ({ operators: [vendor.operators[0]?.id ?? ''] }),
		isDone: () => vendor.departments.some(({ name }) => name === 'Repairs'),
		isOnce: true,
	},
	{
		name: 'Webhook: Update',
		parameters: () => ({ webhookId: webhookId(), updateFields: { secured: true } }),
		skip: 1,
		isDone: () => vendor.webhooks().some(({ secured }) => secured),
	},
	{
		name: 'Webhook: Delete',
		parameters: () => ({ webhookId: webhookId() }),
		isDone: () => vendor.webhooks().length < WEBHOOKS,
	},
];
const cases = SHAPES.map((shape): [string, Shape] => [shape.name, shape]);

const FAULTS: ReadonlyArray<[string, FaultAnswer, RegExp]> = [
	['no answer', 'hang', /could not be reached \(ECONNABORTED\)$/],
	['a connection cut before the work', 'cut', /could not be reached \(ECONNRESET\)$/],
	['a connection cut after the work', 'cutAfter', /could not be reached \(ECONNRESET\)$/],
	['an error of the server', { status: 500 }, /is not available \(HTTP 500\)$/],
	['a page', { status: 200, body: '<html>' }, /an answer that is not SalesIQ’s \(HTTP 200\)$/],
];

describe.each(FAULTS)('%s', (_what, fault, message) => {
	it.each(cases)('ends %s after one try, and says what to do', async (name, shape) => {
		const { parameters, skip = 0, isDone, isOnce = false } = shape;
		vendor.failNext({ path: API, skip }, fault);
		const running = node.fails({ ...parametersOf(name), ...parameters() });
		const hangs = () => fault === 'hang' && calls().length > skip;
		const error = await limits.passWhen(hangs, running);
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(/try again in a few minutes/i);
		expect(/Look first whether it was done/.test(String(error.description))).toBe(isOnce);
		expect(calls()).toHaveLength(skip + 1);
		if (isDone !== undefined) expect(isDone()).toBe(fault === 'cutAfter');
		expect(new Set(limits.ms)).toEqual(new Set([LIMIT_MS]));
	});
});

describe('an accounts server in trouble', () => {
	const ACCOUNTS = /^\/oauth\/v2\/token$/;

	it.each(cases)('ends %s, which is done when it runs again', async (name, shape) => {
		const options = { credential: { oauthTokenData: await expiredToken() } };
		const parameters = { ...parametersOf(name), ...shape.parameters() };
		vendor.failNext({ path: ACCOUNTS, skip: 1 }, { status: 500 });
		const error = await node.fails(parameters, options);
		expect(error.message).toBe('The Zoho accounts server is not available');
		expect(error.description).toMatch(/try again in a few minutes/);
		expect(shape.isDone?.() ?? false).toBe(false);

		await node.run(parameters, options);
		expect(shape.isDone?.() ?? true).toBe(true);
	});

	/** A token that does not hold any more, with one to renew it. */
	async function expiredToken() {
		const { oauthTokenData } = await connectedCredential(vendor);
		return { ...oauthTokenData, access_token: 'expired' };
	}
});
