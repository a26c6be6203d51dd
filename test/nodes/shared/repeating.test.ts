import type { Problem, ProblemKind, Result } from '../../../nodes/shared/problem';
import { repeating } from '../../../nodes/shared/resources/repeating';

const mockPauses: number[] = [];
/** Nobody waits in tests. */
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => void mockPauses.push(ms),
}));
beforeEach(() => mockPauses.splice(0));

/** A call that fails so many times, and then works. */
function failing(kind: ProblemKind, times: number) {
	const requests: string[] = [];
	const call = async (request: string): Promise<Result<string>> => {
		requests.push(request);
		const problem: Problem = { kind, message: 'No', advice: 'Wait' };
		return requests.length <= times ? { ok: false, problem } : { ok: true, data: 'done' };
	};
	return { requests, call };
}

it.each<[ProblemKind, number, number[]]>([
	['busy', 0, []],
	['busy', 2, [1_000, 2_000]],
	['unreachable', 4, [1_000, 2_000, 4_000, 8_000]],
])('after %s %d times, the call is made until it works', async (kind, times, pauses) => {
	const { requests, call } = failing(kind, times);
	expect(await repeating(call)('ask')).toEqual({ ok: true, data: 'done' });
	expect(requests).toEqual(Array.from({ length: times + 1 }, () => 'ask'));
	expect(mockPauses).toEqual(pauses);
});

it.each<[ProblemKind, number]>([
	['busy', 5],
	['unreachable', 5],
	['invalid', 1],
	['token', 1],
])('%s for ever ends after %d calls', async (kind, calls) => {
	const { requests, call } = failing(kind, Infinity);
	expect(await repeating(call)('ask')).toMatchObject({ ok: false, problem: { kind } });
	expect(requests).toHaveLength(calls);
});

it('asks of each request and trouble whether it may be made again', async () => {
	const mayRepeat = ({ kind }: Problem, request: string) => kind === 'busy' && request === 'ask';
	for (const [kind, request, calls] of [
		['busy', 'ask', 2],
		['busy', 'send', 1],
		['unreachable', 'ask', 1],
	] as const) {
		const { requests, call } = failing(kind, 1);
		await repeating(call, mayRepeat)(request);
		expect(requests).toHaveLength(calls);
	}
});
