interface Stoppable {
	stop(): Promise<void>;
}

/**
 * Waits for what is starting side by side.
 *
 * @param starting all that has to come up
 * @returns all of it; when a part does not come up, stops the others and rejects as that part does
 */
export async function together<T extends readonly Promise<Stoppable>[] | []>(
	starting: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
	const outcomes = await Promise.allSettled<readonly Promise<Stoppable>[]>(starting);
	if (outcomes.some(({ status }) => status === 'rejected')) {
		await stopAll(outcomes.flatMap((o) => (o.status === 'fulfilled' ? [o.value] : [])));
	}
	return await Promise.all(starting);
}

/** Stops everything at the same time. */
export async function stopAll(running: readonly Stoppable[]): Promise<void> {
	await Promise.all(running.map(async (one) => await one.stop()));
}
