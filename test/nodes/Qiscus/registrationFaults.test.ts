import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { FaultAnswer } from '../../../sandbox/vendors/shared/faults.ts';
import type { Qiscus, Quirks } from '../../../sandbox/vendors/qiscus/index.ts';
import { CallLimits } from '../../support/callLimits';
import { startTrigger, startVendor } from '../../support/qiscus';
import type { TriggerHost } from '../../support/triggerHost';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual('n8n-workflow'),
	// The pauses between retries are tested by their sum, not by waiting for them.
	sleep: jest.fn(async () => undefined),
}));

const FOREIGN = { url: 'https://crm.example.com/qiscus', enabled: true };
const CALL_LIMIT_MS = 15_000;
/** The calls that may want an AdminToken. */
const WRITING = /\/bot\/integrate/;

let vendor: Qiscus;
let host: TriggerHost;
let limits: CallLimits;
const start = async (
	quirks: Partial<Quirks> = {},
	credentialOf: (vendor: Qiscus) => ICredentialDataDecryptedObject = () => ({}),
) => {
	vendor = await startVendor({ quirks });
	vendor.setSlot('botMessage', FOREIGN);
	limits = new CallLimits();
	host = await startTrigger(vendor, {
		parameters: { occupiedSlot: 'replace' },
		credential: credentialOf(vendor),
	});
};
afterEach(async () => {
	jest.restoreAllMocks();
	await vendor.close();
	await host.stop();
});

/** What n8n does when a workflow is published. */
const publish = async () => {
	if (!(await host.runHook('checkExists'))) await host.runHook('create');
};
const unpublish = async () => await host.runHook('delete');
const bot = () => vendor.slots().botMessage;
const isDelivered = async () => {
	const before = host.items.length;
	const { delivery } = await vendor.emit('botMessage');
	return delivery?.status === 200 && host.items.length === before + 1;
};
/** What publishing and unpublishing lead to, whatever was before. */
const worksAsEver = async () => {
	await publish();
	const delivered = await isDelivered();
	await unpublish();
	return { delivered, left: bot() };
};
const AS_EVER = { delivered: true, left: FOREIGN };

/** How many calls publishing and unpublishing make. */
async function countCalls(): Promise<number> {
	const before = vendor.requests.length;
	await worksAsEver();
	return vendor.requests.length - before;
}

/** The call of publishing that looks whether Qiscus shows what was written. */
const READ_BACK = 3;
const KEYS =
	/^Qiscus did not accept the App ID and the Secret Key .* Copy both anew|^Qiscus wants an AdminToken for this\. .* check the App ID and the Secret Key/;

const REFUSED: FaultAnswer = {
	status: 401,
	headers: { 'content-type': 'application/json' },
	body: '{"errors":"Unauthorized"}',
};

/** What may happen to one call; the node gets over each by itself. */
const FAULTS: ReadonlyArray<[string, FaultAnswer]> = [
	['no answer', 'hang'],
	['a connection cut before the work', 'cut'],
	['a connection cut after the work', 'cutAfter'],
	['an error of the server', { status: 500 }],
	['a page in place of the API', { status: 200, body: '<html>' }],
];

it.each(FAULTS)('%s at any single call changes nothing in the end', async (_what, fault) => {
	await start();
	const all = await countCalls();
	for (let at = 0; at < all; at++) {
		const before = vendor.requests.length;
		vendor.failNext({ skip: at }, fault);
		const hangs = () => fault === 'hang' && vendor.requests.length > before + at;
		const outcome = await limits.passWhen(hangs, worksAsEver());
		expect({ at, ...outcome }).toEqual({ at, ...AS_EVER });
	}
});

it('every call has a time limit', async () => {
	await start();
	const all = await countCalls();
	expect(limits.ms).toEqual(Array(all).fill(CALL_LIMIT_MS));
});

it('keys refused at any single call are told, and what was replaced is back after the next unpublishing', async () => {
	await start();
	const all = await countCalls();
	for (let at = 0; at < all; at++) {
		vendor.failNext({ skip: at }, REFUSED);
		const told = await worksAsEver().then(
			() => '',
			({ message }: Error) => message,
		);
		// Whether what was written reads back may stay unknown.
		expect({ at, told }).toEqual({ at, told: at === READ_BACK ? '' : expect.stringMatching(KEYS) });
		expect({ at, ...(await worksAsEver()) }).toEqual({ at, ...AS_EVER });
	}
});

it('an AdminToken that expires before any single call is obtained anew', async () => {
	await start({ secretKeySuffices: false }, ({ admin: { email, password } }) => ({
		adminAccess: 'login',
		email,
		password,
	}));
	await worksAsEver();
	const writes = vendor.requests.filter(({ path }) => WRITING.test(path)).length;
	for (let at = 0; at < writes; at++) {
		vendor.failNext({ path: WRITING, skip: at }, REFUSED);
		expect({ at, ...(await worksAsEver()) }).toEqual({ at, ...AS_EVER });
	}
	expect(writes).toBeGreaterThan(1);
});
