import { setTimeout as sleep } from 'node:timers/promises';

const INTERVAL_MS = 100;

/**
 * Asks again and again until there is an answer.
 *
 * @param ask gives undefined as long as there is none; what it throws ends the waiting
 * @param timeoutMs how long to ask
 * @param onTimeout makes the error of a wait in vain
 * @returns the first answer
 */
export async function waitFor<T>(
	ask: () => Promise<T | undefined>,
	timeoutMs: number,
	onTimeout: () => Error,
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() >= deadline) throw onTimeout();
		await sleep(INTERVAL_MS);
	}
}
