const MINUTE_MS = 60_000;
/** Reasons come from our own code and are few; the bound holds whatever may call this one day. */
const MAX_REASONS = 100;

/**
 * Says how often deliveries were dropped, once per reason and minute: a flood of forged calls
 * must not become a flood of log lines.
 */
export class DropLog {
	private readonly minutes = new Map<string, { startMs: number; unreported: number }>();

	/**
	 * @param what how it was dropped, by which trigger of which workflow
	 * @returns the line to log now, or undefined where this delivery is only counted
	 */
	line(what: string, reason: string, nowMs: number): string | undefined {
		const key = `${what} ${reason}`;
		const minute = this.minutes.get(key);
		if (minute !== undefined && nowMs - minute.startMs < MINUTE_MS) {
			minute.unreported++;
			return undefined;
		}
		if (this.minutes.size >= MAX_REASONS) this.minutes.clear();
		this.minutes.set(key, { startMs: nowMs, unreported: 0 });
		const more = minute?.unreported ? ` (and ${minute.unreported} more since the last line)` : '';
		return `A delivery was ${what}: ${reason}${more}`;
	}
}
