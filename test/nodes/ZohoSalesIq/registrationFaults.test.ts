import type { IDataObject } from 'n8n-workflow';

import type { FaultAnswer } from '../../../sandbox/vendors/shared/faults.ts';
import type { Quirks, ZohoSalesIq } from '../../../sandbox/vendors/zohoSalesIq/index.ts';
import { CallLimits } from '../../support/callLimits';
import { startTrigger, startVendor } from '../../support/salesIq';
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
let limits: CallLimits;
/** What n8n was at when it was killed. */
let killed: Promise<unknown> | undefined;
const start = async (quirks: Partial<Quirks> = {}) => {
	// The most calls: SalesIQ shows no key that it has not just made.
	vendor = await startVendor({ quirks: { detailsShowKey: false, ...quirks } });
	limits = new CallLimits();
	host = await startTrigger(vendor);
};
afterEach(async () => {
	await vendor.close();
	await killed;
	jest.restoreAllMocks();
	await host.stop();
});

const API = /^\/api\//;
/** For a call while publishing: SalesIQ may call us twice before it answers. */
const CALL_LIMIT_MS = 15_000;
const ACCOUNTS = /^\/oauth\/v2\/token$/;
const called = (path: RegExp) =>
	vendor.requests.filter((request) => path.test(request.path)).length;
/** What n8n does when a workflow is published. */
const publish = async () => {
	if (!(await host.runHook('checkExists'))) await host.runHook('create');
};
const unpublish = async () => await host.runHook('delete');
const until = async (isTrue: () => boolean) => {
	while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
};
const isDelivered = async () => {
	const before = host.items.length;
	const { deliveries } = await vendor.emit('conversation.created');
	return deliveries.length === 1 && host.items.length === before + 1;
};
/** What publishing and unpublishing lead to, whatever was before. */
const worksAsEver = async () => {
	await publish();
	const registered = vendor.webhooks().length;
	const delivered = await isDelivered();
	await unpublish();
	return { registered, delivered, left: vendor.webhooks().length };
};
const AS_EVER = { registered: 1, delivered: true, left: 0 };

/** What SalesIQ is asked while publishing, and while unpublishing. */
const PUBLISHING = ['GET', 'GET', 'POST', 'GET', 'POST', 'DELETE'];
const UNPUBLISHING = ['GET', 'DELETE'];
const CALLS = [...PUBLISHING, ...UNPUBLISHING];
const numbersOf = (calls: readonly string[]) => [...calls.keys()];

const expired = (status: number, code: number): FaultAnswer => ({
	status,
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify({ error: { code, message: 'Invalid OAuth Token' } }),
});

/** What may happen to one call; the node gets over each by itself. */
const FAULTS: ReadonlyArray<[string, FaultAnswer]> = [
	['no answer', 'hang'],
	['a connection cut before the work', 'cut'],
	['a connection cut after the work', 'cutAfter'],
	['an error of the server', { status: 500 }],
	['a page in place of the API', { status: 200, body: '<html>' }],
	['an expired token (401)', expired(401, 1008)],
	['an expired token (400)', expired(400, 1011)],
	['an expired token (code 1002)', expired(200, 1002)],
	['an expired token (code 1008)', expired(200, 1008)],
];

it.each(FAULTS)('%s at any single call changes nothing in the end', async (_what, fault) => {
	await start();
	for (const at of numbersOf(CALLS)) {
		const before = called(API);
		vendor.failNext({ path: API, skip: at }, fault);
		const hangs = () => fault === 'hang' && called(API) > before + at;
		const outcome = await limits.passWhen(hangs, worksAsEver());
		expect({ at, ...outcome }).toEqual({ at, ...AS_EVER });
	}
});

it('makes the calls that the tests here go through, each with a time limit', async () => {
	await start();
	await worksAsEver();
	expect(vendor.requests.filter(({ path }) => API.test(path)).map(({ method }) => method)).toEqual(
		CALLS,
	);
	expect(limits.ms).toEqual(CALLS.map(() => CALL_LIMIT_MS));
});

/** What may happen while Zoho's accounts server renews a token. */
const ACCOUNTS_FAULTS: ReadonlyArray<[string, FaultAnswer]> = [
	['a cut connection', 'cut'],
	['an error', { status: 500 }],
	['a page', { status: 200, body: '<html>' }],
];

it.each(ACCOUNTS_FAULTS)(
	'%s, when a token has expired, changes nothing in the end',
	async (_what, fault) => {
		await start();
		for (const at of numbersOf(CALLS)) {
			const before = called(ACCOUNTS);
			vendor.failNext({ path: API, skip: at }, expired(401, 1008), 2);
			vendor.failNext({ path: ACCOUNTS }, fault);
			expect({ at, ...(await worksAsEver()) }).toEqual({ at, ...AS_EVER });
			expect(called(ACCOUNTS)).toBeGreaterThan(before + 1);
		}
	},
);

it('an accounts server that never answers ends the publishing in a bounded time', async () => {
	await start();
	vendor.expireTokens();
	vendor.failNext({ path: ACCOUNTS }, 'hang', 1_000);
	const given: number[] = [];
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		given.push(ms);
		const limit = new AbortController();
		setImmediate(() => limit.abort());
		return limit.signal;
	});
	await expect(publish()).rejects.toThrow(
		'The Zoho accounts server could not be reached (no answer in time). n8n tried for half a minute. Check that n8n’s machine can reach it, then try again in a few minutes.',
	);
	expect(new Set(given)).toEqual(new Set([CALL_LIMIT_MS]));
});

describe('n8n is killed', () => {
	it.each(numbersOf(PUBLISHING))('before call %i of publishing', async (at) => {
		await start();
		await killAt(at, publish);
		host.forgetStaticData();
		expect(await worksAsEver()).toEqual(AS_EVER);
	});

	it.each(numbersOf(UNPUBLISHING))('before call %i of unpublishing', async (at) => {
		await start();
		await publish();
		// What n8n kept when it published, it still has.
		const kept = JSON.parse(JSON.stringify(host.staticData)) as IDataObject;
		await killAt(at, unpublish);
		host.forgetStaticData();
		Object.assign(host.staticData, kept);
		expect(await worksAsEver()).toEqual(AS_EVER);
	});

	/** Begins work, and leaves it when its call with this number hangs. */
	async function killAt(at: number, work: () => Promise<unknown>): Promise<void> {
		const before = called(API);
		vendor.failNext({ path: API, skip: at }, 'hang');
		killed = work().catch(() => undefined);
		await until(() => called(API) > before + at);
	}
});
