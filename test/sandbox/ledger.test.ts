import { type Attempt, balance, type Run } from '../e2e/support/ledger';

const KILLS = [{ fromMs: 1_000, toMs: 1_050 }];
const accepted = (at: number): Attempt => ({
	at,
	durationMs: 20,
	status: 200,
	answerBody: '{"status":"accepted"}',
});
const lost = (at: number): Attempt => ({
	at,
	durationMs: 1_000 - at,
	status: null,
	answerBody: '',
});
const missed: Attempt = { at: 1_500, durationMs: 1, status: 404, answerBody: '' };
const run = (key: string | undefined, status = 'success'): Run => ({ key, status });
const problems = (attempts: Record<string, Attempt[]>, ...runs: Run[]) =>
	balance(new Map(Object.entries(attempts)), runs, KILLS).problems;

it('is content where what was acknowledged has its execution', () => {
	const attempts = new Map([
		['a', [accepted(100)]],
		['b', [missed, accepted(3_000)]],
	]);
	expect(balance(attempts, [run('a'), run('b', 'crashed')], KILLS)).toEqual({
		told: 2,
		acknowledgedAtOnce: 1,
		acknowledgedLater: 1,
		swallowed: 0,
		givenUp: 0,
		lostAnswers: 0,
		twice: 0,
		crashed: 1,
		problems: [],
	});
});

it('lets an event run twice whose answer a kill has cut', () => {
	const attempts = new Map([['a', [lost(980), accepted(3_000)]]]);
	expect(balance(attempts, [run('a'), run('a')], KILLS)).toMatchObject({
		lostAnswers: 1,
		twice: 1,
		problems: [],
	});
});

it('tells what n8n answered for the trigger while it started', () => {
	const swallowed = { ...accepted(1_040), answerBody: 'n8n is starting up. Please wait' };
	expect(balance(new Map([['a', [lost(980), swallowed]]]), [], KILLS)).toMatchObject({
		acknowledgedLater: 0,
		swallowed: 1,
		givenUp: 0,
		problems: [],
	});
});

it.each<[string, string[]]>([
	['a was acknowledged and has no execution', problems({ a: [accepted(100)] })],
	['a was never acknowledged', problems({ a: [lost(990), missed] }, run('a'))],
	['a has 2 executions, 0 lost answers', problems({ a: [accepted(100)] }, run('a'), run('a'))],
	['a success execution of z', problems({}, run('z'))],
	['a crashed execution of nothing readable', problems({}, run(undefined, 'crashed'))],
])('finds: %s', (problem, found) => {
	expect(found).toEqual([problem]);
});
