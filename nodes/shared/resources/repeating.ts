import { sleep } from 'n8n-workflow';

import { patiently } from '../patience';
import { failed, isTransient, type Problem, type Result } from '../problem';

const CLOCK = { now: Date.now, sleep };

/**
 * A call that is made again, for a bounded time, after trouble that may pass. Neither vendor documents
 * that a refusal for too many requests (429; SalesIQ's 1023) means that nothing was done, and after a
 * lost answer nobody knows. So what does harm when it is done twice is no call for this, or is left
 * out by `mayRepeat`.
 *
 * @param mayRepeat whether this request may be made again after this trouble; all that may pass, where
 *   it is left out
 */
export function repeating<Request, T>(
	call: (request: Request) => Promise<Result<T>>,
	mayRepeat: (problem: Problem, request: Request) => boolean = isTransient,
): (request: Request) => Promise<Result<T>> {
	return async (request) =>
		await patiently(
			CLOCK,
			async () => await call(request),
			(problem) => mayRepeat(problem, request),
		);
}

/**
 * A call that is made once, because what it does may not be done twice. Where no answer came that tells,
 * it may be done already, so that whoever makes it again has to look first.
 */
export function madeOnce<Request, T>(
	call: (request: Request) => Promise<Result<T>>,
): (request: Request) => Promise<Result<T>> {
	return async (request) => {
		const result = await call(request);
		return result.ok ? result : failed(maybeDone(result.problem));
	};
}

function maybeDone(problem: Problem): Problem {
	if (problem.kind !== 'unreachable') return problem;
	return { ...problem, advice: `${problem.advice} Look first whether it was done all the same.` };
}
