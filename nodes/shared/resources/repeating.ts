import { sleep } from 'n8n-workflow';

import { patiently } from '../patience';
import type { Result } from '../problem';

const CLOCK = { now: Date.now, sleep };

/**
 * A call that may be repeated without harm: it is made again, for a bounded time, while the vendor is
 * busy or cannot be reached.
 */
export function repeating<Request, T>(
	call: (request: Request) => Promise<Result<T>>,
): (request: Request) => Promise<Result<T>> {
	return async (request) => await patiently(CLOCK, async () => await call(request));
}
