import type { Registration } from './registration';

/** A flood of forged deliveries must not become a flood of calls to SalesIQ. */
const PAUSE_MS = 60_000;
const MAX_TRIGGERS = 1_000;

/** The registrations with the keys that SalesIQ has now; undefined where it did not tell in time. */
export type RefreshedKeys = Promise<Registration[] | undefined>;

/**
 * Asks for a trigger's public keys again, at most once a minute in a process. Who comes within that
 * minute gets the answer of the one who asked, so that a new key serves everybody who waits for it.
 */
export class KeyRefresher {
	private readonly asked = new Map<string, { startMs: number; keys: RefreshedKeys }>();

	/**
	 * @param scope what tells one trigger from another
	 * @param ask fetches the keys; bounded in time, and never rejects
	 */
	async keys(scope: string, nowMs: number, ask: () => RefreshedKeys): RefreshedKeys {
		const last = this.asked.get(scope);
		if (last !== undefined && nowMs - last.startMs < PAUSE_MS) return await last.keys;
		if (this.asked.size >= MAX_TRIGGERS) this.asked.clear();
		const keys = ask();
		this.asked.set(scope, { startMs: nowMs, keys });
		return await keys;
	}
}
