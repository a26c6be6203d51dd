import type { Agent } from './agents';

/** Since when agents are offline, by id, in milliseconds. */
export type OfflineSince = Readonly<Record<string, number>>;

/**
 * Those who have been offline for so long that others get their rooms.
 *
 * @param since as the last run left it
 * @returns them, and what the next run needs to know
 */
export function goneFor(
	agents: readonly Agent[],
	graceMs: number,
	since: OfflineSince,
	nowMs: number,
): { agents: Agent[]; since: OfflineSince } {
	const offline = agents.filter(({ isOnline }) => !isOnline);
	const sinceMs = (id: string) => Math.min(since[id] ?? nowMs, nowMs);
	return {
		agents: offline.filter(({ id, count }) => count !== 0 && nowMs - sinceMs(id) >= graceMs),
		since: Object.fromEntries(offline.map(({ id }) => [id, sinceMs(id)])),
	};
}
