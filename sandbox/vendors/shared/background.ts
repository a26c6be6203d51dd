import { clearTimeout, setTimeout } from 'node:timers';

export interface Background {
	/** Starts a task that nobody waits for; `settled` and `close` know it. */
	run(task: () => Promise<void>): void;
	/** Resolves true after `ms`, or false as soon as everything closes. */
	wait(ms: number): Promise<boolean>;
	/** Resolves when no task is under way; rejects with what a task threw. */
	settled(): Promise<void>;
	/** Ends every wait; afterwards no timer is left. */
	close(): Promise<void>;
}

/** Work that goes on after an answer was given, such as the repeats of a failed delivery. */
export function createBackground(): Background {
	const tasks = new Set<Promise<void>>();
	const wakers = new Set<() => void>();
	const failures: unknown[] = [];
	let closed = false;

	function wait(ms: number): Promise<boolean> {
		if (closed) return Promise.resolve(false);
		return new Promise((resolve) => {
			const end = (value: boolean): void => {
				clearTimeout(timer);
				wakers.delete(wake);
				resolve(value);
			};
			const wake = (): void => end(false);
			const timer = setTimeout(() => end(true), ms);
			wakers.add(wake);
		});
	}

	function run(task: () => Promise<void>): void {
		const running: Promise<void> = task()
			.catch((error: unknown) => {
				failures.push(error);
			})
			.finally(() => tasks.delete(running));
		tasks.add(running);
	}

	async function settled(): Promise<void> {
		while (tasks.size > 0) await Promise.all(tasks);
		if (failures.length > 0) throw failures.shift();
	}

	return {
		run,
		wait,
		settled,
		close: async () => {
			closed = true;
			for (const wake of [...wakers]) wake();
			await settled();
		},
	};
}
