import type { Identity } from './types';

/** One trigger's memory of the events that have their execution already. */
export interface Once {
	/** Remembers the event. @returns false where it is remembered already */
	add(identity: Identity): boolean;
	/** Forgets the event, so that it counts as new when it arrives again. */
	forget(identity: Identity): void;
}

/**
 * Remembers which events a process has started an execution for. It lives in the process only:
 * after a restart, and in another process, an event that is sent again is new.
 */
export class RecentEvents {
	/** Each with the time until which it counts. */
	private readonly marks = new Map<string, number>();

	/** Stands before the oldest mark: a new iterator would pass over all that were deleted there. */
	private readonly oldest = this.marks.keys();

	/**
	 * @param capacity how many marks are remembered in all; the oldest is forgotten first
	 * @param now the time in milliseconds
	 */
	constructor(
		private readonly capacity: number,
		private readonly now: () => number = Date.now,
	) {}

	/** @param scope what tells one trigger from another: each starts its own execution for an event */
	of(scope: string): Once {
		const named = (name: string) => `${scope} ${name}`;
		return {
			add: ({ marks, repeats, windowMs }) => {
				if (repeats.some((name) => this.isRemembered(named(name)))) return false;
				const untilMs = windowMs === undefined ? Infinity : this.now() + windowMs;
				for (const name of marks) this.remember(named(name), untilMs);
				return true;
			},
			forget: ({ marks }) => {
				for (const name of marks) this.marks.delete(named(name));
			},
		};
	}

	private isRemembered(mark: string): boolean {
		const untilMs = this.marks.get(mark);
		return untilMs === Infinity || (untilMs !== undefined && untilMs > this.now());
	}

	private remember(mark: string, untilMs: number): void {
		// One whose time is over is as new as the others, and not the first to be forgotten.
		const known = this.marks.get(mark);
		if (known !== undefined && known <= this.now()) this.marks.delete(mark);
		this.marks.set(mark, untilMs);
		if (this.marks.size <= this.capacity) return;
		const { value, done } = this.oldest.next();
		if (!done) this.marks.delete(value);
	}
}
