import { type INodeParameters, NodeApiError } from 'n8n-workflow';

import { answer, asked, AYU, type Desk, openDesk } from './desk';

let desk: Desk;
beforeEach(async () => {
	desk = await openDesk();
	await desk.node.run(asked('handOverToAgent', { roomId: desk.roomId, agent: AYU }));
	desk.vendor.requests.splice(0);
});
afterEach(async () => await desk.vendor.close());

/** Every operation, with what it needs to succeed again and again, but for the last. */
const OPERATIONS: Record<string, INodeParameters> = {
	getAvailableAgents: {},
	getAvailableAgentsOfRoom: { roomId: '={{ $json.room.id }}' },
	getWaitingCount: {},
	handOverToAgent: { agent: AYU, replaceLatestAgent: true },
	handOverToBot: {},
	removeAgent: { agent: AYU },
};
const NAMES = Object.keys(OPERATIONS);
const parametersOf = (name: string) => asked(name.replace('OfRoom', ''), OPERATIONS[name]);
const input = () => [{ room: { id: desk.roomId } }];
const isAssignment = (name: string) => name === 'handOverToAgent';

const TROUBLES = [
	{
		what: 'keys that Qiscus does not take',
		fault: answer(401, { errors: 'Unauthorized' }),
		message: 'Qiscus did not accept the App ID and the Secret Key (“Unauthorized”, HTTP 401)',
		description: /^Copy both anew/,
	},
	{
		what: 'a gateway’s 403',
		fault: answer(403, { message: 'Forbidden', traceid: '1' }),
		message: 'Qiscus does not allow this (“Forbidden”, HTTP 403)',
		description: /may do this/,
	},
	{
		what: 'no such thing',
		fault: answer(404, {}),
		message: 'Qiscus does not have what n8n asked for (HTTP 404)',
		description: /^Check Room ID|Base URL/,
	},
	{
		what: 'too many requests',
		fault: answer(429, {}),
		message: 'Qiscus is receiving too many requests (HTTP 429)',
		description: /^Wait a few minutes/,
	},
	{
		what: 'a refusal for no known reason',
		fault: answer(422, { errors: { room_id: ['is odd'] } }),
		message: 'Qiscus did not accept the request (“is odd”, HTTP 422)',
		description: /If Qiscus gave a reason, it stands in brackets/,
	},
	{
		what: 'an error of the server',
		fault: answer(500, ''),
		message: 'Qiscus is not available (HTTP 500)',
		description: /^Try again/,
		isUnanswered: true,
	},
	{
		what: 'a page in place of the API',
		fault: answer(200, '<html>'),
		message: 'The Base URL of the Qiscus credential gave an answer that is not Qiscus’ (HTTP 200)',
		description: /Check the Base URL/,
		isUnanswered: true,
	},
	{
		what: 'a connection that breaks',
		fault: 'cut' as const,
		message: /could not be reached \(ECONNRESET\)$/,
		description: /Check that n8n’s machine can reach it/,
		isUnanswered: true,
	},
	{
		what: 'an answer that is lost',
		fault: 'cutAfter' as const,
		message: /could not be reached \(ECONNRESET\)$/,
		description: /Check that n8n’s machine can reach it/,
		isUnanswered: true,
	},
];

describe.each(TROUBLES)('$what', ({ fault, message, description, isUnanswered = false }) => {
	it.each(NAMES)('ends %s with what happened and what to do', async (name) => {
		desk.vendor.failNext({}, fault);
		const error = await desk.node.fails(parametersOf(name), {}, input());
		// An assignment that was not answered has words of its own.
		const isOwn = isUnanswered && isAssignment(name);
		expect(error.message).toMatch(isOwn ? /may have the room or not$/ : message);
		expect(error.description).toMatch(isOwn ? /^Look at the room/ : description);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.context.itemIndex).toBe(0);
		expect(desk.calls()).toHaveLength(1);
	});

	it.each(NAMES)('lets %s go on with the next item where the user wants it', async (name) => {
		desk.vendor.failNext({}, fault);
		const items = await desk.node.run(parametersOf(name), { onError: 'continueRegularOutput' }, [
			...input(),
			...input(),
		]);
		const [first, ...rest] = items;
		expect(first).toEqual({ json: { error: expect.any(String) }, pairedItem: { item: 0 } });
		expect(rest.length).toBeGreaterThan(0);
		// Who was taken out already cannot be taken out again.
		const isDone = name === 'removeAgent' && fault === 'cutAfter';
		for (const { json, pairedItem } of rest) {
			expect(pairedItem).toEqual({ item: 1 });
			expect('error' in json).toBe(isDone);
		}
	});
});

it.each(NAMES)('%s needs no AdminToken, and does not stumble over an old one', async (name) => {
	const credential = { adminAccess: 'token', adminToken: desk.vendor.newAdminToken() };
	desk.vendor.expireTokens();
	const items = await desk.node.run(parametersOf(name), { credential }, input());
	expect(items.length).toBeGreaterThan(0);
});

it.each(NAMES)('%s sends nothing to a Base URL without https', async (name) => {
	const options = { credential: { baseUrl: 'http://qiscus.example.com' } };
	const error = await desk.node.fails(parametersOf(name), options, input());
	expect(error.message).toMatch(/^The Qiscus credential cannot be used: its Base URL must start/);
});
