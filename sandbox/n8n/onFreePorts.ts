import { freePorts } from './ports.ts';

const ATTEMPTS = 3;

/**
 * Starts something on free ports. Between finding a free port and using it somebody else may take
 * it; then the start is tried again on others.
 *
 * @param count how many ports it needs
 * @param start starts it; rejects with a message that says "in use" when a port is taken
 * @returns what was started; rejects as the last start does
 */
export async function onFreePorts<T>(
	count: number,
	start: (ports: readonly number[]) => Promise<T>,
): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await start(await freePorts(count));
		} catch (error) {
			const portTaken = error instanceof Error && /\bin use\b/.test(error.message);
			if (!portTaken || attempt === ATTEMPTS) throw error;
		}
	}
}
