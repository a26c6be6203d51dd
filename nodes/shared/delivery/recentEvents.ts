/** One trigger's memory of the events that have their execution already. */
export interface Once {
	/** Marks the event as seen. @returns false where it was seen before */
	add(eventId: string): boolean;
	/** Takes the mark back, so that the same event counts as new when it arrives again. */
	forget(eventId: string): void;
}

/**
 * Remembers which events a process has started an execution for. It lives in the process only:
 * after a restart, and in another process, an event that is sent again is new.
 */
export class RecentEvents {
	private readonly seen = new Set<string>();

	/** @param capacity how many events are remembered in all; the oldest is forgotten first */
	constructor(private readonly capacity: number) {}

	/** @param scope what tells one trigger from another: each starts its own execution for an event */
	of(scope: string): Once {
		return {
			add: (eventId) => this.add(`${scope} ${eventId}`),
			forget: (eventId) => void this.seen.delete(`${scope} ${eventId}`),
		};
	}

	private add(mark: string): boolean {
		if (this.seen.has(mark)) return false;
		this.seen.add(mark);
		if (this.seen.size > this.capacity) this.forgetOldest();
		return true;
	}

	private forgetOldest(): void {
		const { value, done } = this.seen.values().next();
		if (!done) this.seen.delete(value);
	}
}
