import type { End } from './types';

/** The ends of a delivery's way that start no execution. */
export const ends = {
	/** A validation call: the URL is there. */
	ready: (): End => ({ answer: { status: 200, body: { status: 'ready' } } }),
	/** An event that nobody asked for. */
	ignored: (): End => ({ answer: { status: 200, body: { status: 'ignored' } } }),
	/** A body that tells no event, although its sender is known; the reason goes to the log. */
	unknown: (reason: string): End => ({ ...ends.ignored(), reason }),
	/** An event that has its execution already. */
	duplicate: (): End => ({ answer: { status: 200, body: { status: 'duplicate' } } }),
	/** A body that is no JSON, or nested or filled without measure, although its sender is known. */
	unreadable: (): End => ({
		answer: { status: 400, body: { message: 'The body is not JSON that can be read' } },
		reason: 'its body is not JSON that can be read',
	}),
	/** A caller that is not the vendor. The reason goes to the log, not to the caller. */
	refused: (reason: string): End => ({
		answer: { status: 401, body: { message: 'The sender of this request could not be verified' } },
		reason,
	}),
};
