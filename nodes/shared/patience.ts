import { isTransient, type Problem, type Result } from './problem';

/** The time as it is, or as a test wants it. */
export interface Clock {
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** How long trouble that may pass is waited for. Longer, and the user believes that n8n hangs. */
const PATIENCE_MS = 30_000;
const FIRST_PAUSE_MS = 1_000;
const LAST_PAUSE_MS = 8_000;

/**
 * Does the work again while the trouble may pass, for a bounded time and a bounded number of times.
 *
 * @param mayRepeat whether the work may be done again after this trouble
 */
export async function patiently<T>(
	{ now, sleep }: Clock,
	work: () => Promise<Result<T>>,
	mayRepeat: (problem: Problem) => boolean = isTransient,
): Promise<Result<T>> {
	const endMs = now() + PATIENCE_MS;
	for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs *= 2) {
		const result = await work();
		const isOver = pauseMs > LAST_PAUSE_MS || now() + pauseMs >= endMs;
		if (result.ok || isOver || !mayRepeat(result.problem)) return result;
		await sleep(pauseMs);
	}
}
