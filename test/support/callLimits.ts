import { ClientRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 5;
/** n8n gives calls of its own five minutes. */
const LONGEST_MS = 60_000;

/** The time limits that a node gives its calls, which pass when a test says so. */
export class CallLimits {
	/** Each of them, in milliseconds. */
	readonly ms: number[] = [];

	private last: (() => void) | undefined;

	/** From now on, and until jest restores its mocks, no call's limit passes by itself. */
	constructor() {
		const take = (ms: number, pass: (() => void) | undefined): void => {
			if (ms >= LONGEST_MS) return;
			this.ms.push(ms);
			this.last = pass;
		};
		jest.spyOn(ClientRequest.prototype, 'setTimeout').mockImplementation(function (
			this: ClientRequest,
			ms,
			onTimeout,
		) {
			take(ms, onTimeout);
			return this;
		});
		// Of n8n's renewing of a token.
		jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
			const limit = new AbortController();
			take(ms, () => limit.abort());
			return limit.signal;
		});
	}

	/**
	 * Waits for work, and lets the limit of its latest call pass as soon as that hangs.
	 *
	 * @param hangs whether the vendor has begun not to answer; asked until it has
	 */
	async passWhen<T>(hangs: () => boolean, work: Promise<T>): Promise<T> {
		let isOver = false;
		const over = (): void => void (isOver = true);
		work.then(over, over);
		while (!isOver && !hangs()) await sleep(LOOK_MS);
		if (!isOver) this.last?.();
		return await work;
	}
}
