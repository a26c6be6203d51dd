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
	private readonly marks = new Set<string>();

	/** Stands before the oldest mark: a new iterator would pass over all that were deleted there. */
	private readonly oldest = this.marks.values();

	/** @param capacity how many marks are remembered in all; the oldest is forgotten first */
	constructor(private readonly capacity: number) {}

	/** @param scope what tells one trigger from another: each starts its own execution for an event */
	of(scope: string): Once {
		const named = (name: string) => `${scope} ${name}`;
		return {
			add: ({ marks, repeats }) => {
				if (repeats.some((name) => this.marks.has(named(name)))) return false;
				for (const name of marks) this.remember(named(name));
				return true;
			},
			forget: ({ marks }) => {
				for (const name of marks) this.marks.delete(named(name));
			},
		};
	}

	private remember(mark: string): void {
		this.marks.add(mark);
		if (this.marks.size <= this.capacity) return;
		const { value, done } = this.oldest.next();
		if (!done) this.marks.delete(value);
	}
}
