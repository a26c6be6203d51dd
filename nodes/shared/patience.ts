import { isTransient, type Result } from './problem';

/** The time as it is, or as a test wants it. */
export interface Clock {
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** How long trouble that may pass is waited for. Longer, and the user believes that n8n hangs. */
const PATIENCE_MS = 30_000;
const FIRST_PAUSE_MS = 1_000;

/** Does the work again while the trouble may pass, for a bounded time. */
export async function patiently<T>(
	{ now, sleep }: Clock,
	work: () => Promise<Result<T>>,
): Promise<Result<T>> {
	const endMs = now() + PATIENCE_MS;
	for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs *= 2) {
		const result = await work();
		if (result.ok || !isTransient(result.problem) || now() + pauseMs >= endMs) return result;
		await sleep(pauseMs);
	}
}
