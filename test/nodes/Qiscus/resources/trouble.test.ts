import { type INodeParameters, NodeApiError } from 'n8n-workflow';

import { resources } from '../../../../nodes/Qiscus/resources';
import { CallLimits } from '../../../support/callLimits';
import { answer, AYU, byId, type Desk, openDesk } from './agentAllocation/desk';
import { sent } from './calls';

const mockPauses: number[] = [];
/** Nobody waits in tests. */
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => void mockPauses.push(ms),
}));

let desk: Desk;
beforeEach(async () => {
	mockPauses.splice(0);
	desk = await openDesk();
});
afterEach(async () => await desk.vendor.close());

/** Each with what it needs to succeed, but for the room; true where it may be done twice. */
const OPERATIONS: ReadonlyArray<[name: string, mayRepeat: boolean, parameters: INodeParameters]> = [
	['agent get', true, { agent: byId(AYU) }],
	['agent getAll', true, {}],
	['agent getByDivision', true, { division: byId(301) }],
	[
		'broadcast sendTemplate',
		false,
		{ channel: byId(901), template: byId(28_002), phoneNumber: '628123456789' },
	],
	['channel getAll', true, {}],
	['customer getInformation', true, {}],
	['customer setProperty', true, { contactId: '={{ $json.contactId }}', label: 'X', value: '1' }],
	['customer updateInformation', true, { information: { values: [{ key: 'a', value: 'b' }] } }],
	['division getAll', true, {}],
	['message getAll', true, {}],
	['message sendAsBot', false, { text: 'Hi' }],
	['message sendSystemEvent', false, { text: 'Hi' }],
	['officeHours get', true, {}],
	['room get', true, {}],
	['room getAll', true, { filters: { channelIds: [902] } }],
	['room resolve', false, {}],
	['room setBotActive', true, {}],
	['tag add', false, { tag: 'vip' }],
	['tag getAll', true, {}],
];
const NAMES = OPERATIONS.map(([name]) => name);

function parametersOf(name: string): INodeParameters {
	const [resource = '', operation = ''] = name.split(' ');
	return { resource, operation, ...OPERATIONS.find(([known]) => known === name)?.[2] };
}
const input = () => ({ room: { id: desk.roomId }, contactId: String(desk.room().contactId) });
const isDone = (): boolean =>
	desk.vendor.broadcasts.length > 0 ||
	desk.room().isResolved ||
	desk.room().comments.length > 1 ||
	desk.room().tags.length > 0;

/** What is done once: the call that does it. */
const DOING = /\/bot$|post_system|broadcast|mark_as_resolved|room_tag\/create/;

it('has every operation but those of before', () => {
	const before = ['agentAllocation', 'app', 'webhook'];
	const all = resources
		.filter(({ value }) => !before.includes(value))
		.flatMap(({ value, operations }) => operations.map((one) => `${value} ${one.value}`));
	expect([...NAMES].sort()).toEqual(all.sort());
});

describe.each([
	['too many requests', answer(429, {})],
	['an error of the server', answer(503, '')],
	['a page in place of the API', answer(200, '<html>')],
	['a connection that breaks', 'cut' as const],
	['an answer that is lost', 'cutAfter' as const],
])('after %s', (what, fault) => {
	it.each(OPERATIONS.filter(([, mayRepeat]) => mayRepeat).map(([name]) => name))(
		'%s is tried again',
		async (name) => {
			desk.vendor.failNext({}, fault, 2);
			const items = await desk.node.run(parametersOf(name), {}, [input()]);
			for (const { json } of items) expect(json).not.toHaveProperty('error');
			expect(mockPauses).toEqual([1_000, 2_000]);
			expect(sent(desk.vendor).length).toBeGreaterThanOrEqual(3);
		},
	);

	it.each(OPERATIONS.filter(([, mayRepeat]) => !mayRepeat).map(([name]) => name))(
		'%s is not done again',
		async (name) => {
			desk.vendor.failNext({ path: DOING }, fault);
			const error = await desk.node.fails(parametersOf(name), {}, [input()]);
			expect(error).toBeInstanceOf(NodeApiError);
			const mayBeDone = what !== 'too many requests';
			expect(/Look first whether it was done/.test(String(error.description))).toBe(mayBeDone);
			expect(mockPauses).toEqual([]);
			expect(sent(desk.vendor).filter(({ path }) => DOING.test(path))).toHaveLength(1);
			expect(isDone()).toBe(what === 'an answer that is lost');
		},
	);
});

describe('where Qiscus never answers a call', () => {
	const LIMIT_MS = 20_000;
	let limits: CallLimits;
	beforeEach(() => (limits = new CallLimits()));
	afterEach(() => jest.restoreAllMocks());

	it.each(OPERATIONS)(
		'%s ends, or tries again where it may, after a time',
		async (name, mayRepeat) => {
			const call = mayRepeat ? /./ : DOING;
			const calls = () => sent(desk.vendor).filter(({ path }) => call.test(path)).length;
			const before = calls();
			desk.vendor.failNext({ path: call }, 'hang');
			const hangs = () => calls() > before;
			const parameters = parametersOf(name);
			if (mayRepeat) {
				await limits.passWhen(hangs, desk.node.run(parameters, {}, [input()]));
				expect(mockPauses).toEqual([1_000]);
			} else {
				const error = await limits.passWhen(hangs, desk.node.fails(parameters, {}, [input()]));
				expect(error.message).toMatch(/could not be reached \(ECONNABORTED\)$/);
				expect(error.description).toMatch(/Look first whether it was done/);
				expect(calls()).toBe(before + 1);
			}
			expect(new Set(limits.ms)).toEqual(new Set([LIMIT_MS]));
		},
	);
});

it.each(OPERATIONS.filter(([, mayRepeat]) => mayRepeat).map(([name]) => name))(
	'%s gives up within half a minute',
	async (name) => {
		desk.vendor.failNext({}, answer(429, {}), 100);
		const error = await desk.node.fails(parametersOf(name), {}, [input()]);
		expect(error.message).toBe('Qiscus is receiving too many requests (HTTP 429)');
		expect(error.description).toMatch(/^Wait a few minutes/);
		const [last = 0] = mockPauses.slice(-1);
		expect(last).toBeLessThan(30_000);
		expect(mockPauses.length).toBeLessThan(6);
	},
);

it.each(NAMES)('%s repeats nothing that Qiscus refuses', async (name) => {
	desk.vendor.failNext({}, answer(403, { message: 'Forbidden' }), 100);
	const error = await desk.node.fails(parametersOf(name), {}, [input()]);
	expect(error.message).toMatch(/^Qiscus does not allow this/);
	expect(sent(desk.vendor)).toHaveLength(1);
	expect(mockPauses).toEqual([]);
});

it.each(NAMES)('%s goes on with the next item where the user wants it', async (name) => {
	desk.vendor.failNext({}, answer(401, { errors: 'Unauthorized' }));
	const items = await desk.node.run(parametersOf(name), { onError: 'continueRegularOutput' }, [
		input(),
		input(),
	]);
	expect(items[0]).toEqual({
		json: { error: expect.stringMatching(/^Qiscus did not accept the App ID/) },
		pairedItem: { item: 0 },
	});
	for (const { json, pairedItem } of items.slice(1)) {
		expect(pairedItem).toEqual({ item: 1 });
		expect(json).not.toHaveProperty('error');
	}
});

it.each(NAMES)('%s needs no AdminToken, and does not stumble over an old one', async (name) => {
	const credential = { adminAccess: 'token', adminToken: desk.vendor.newAdminToken() };
	desk.vendor.expireTokens();
	await desk.node.run(parametersOf(name), { credential }, [input()]);
	expect(sent(desk.vendor).length).toBeGreaterThan(0);
});

it.each(NAMES)('%s sends nothing to an address without https', async (name) => {
	for (const field of ['baseUrl', 'sdkBaseUrl']) {
		const credential = { [field]: 'http://qiscus.example.com' };
		const error = await desk.node.fails(parametersOf(name), { credential }, [input()]);
		expect(error.message).toMatch(
			/^The Qiscus credential cannot be used: its (SDK )?Base URL must/,
		);
	}
	expect(sent(desk.vendor)).toEqual([]);
});

it.each(NAMES)('%s can be read where Qiscus answers with nothing in it', async (name) => {
	desk.vendor.failNext({}, answer(200, { data: null, results: null }), 100);
	const run = desk.node.run(parametersOf(name), { onError: 'continueRegularOutput' }, [input()]);
	for (const { json } of await run) {
		const { error } = json as { error?: string };
		if (error !== undefined) expect(error).toMatch(/^Qiscus (?:has no|answered without) /);
	}
});
