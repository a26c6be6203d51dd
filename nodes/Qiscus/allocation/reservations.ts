/**
 * The longest time for which Qiscus' count of an agent's customers may not show a change, with room to
 * spare: seconds have been seen [live]. It also has to cover how far the clocks of n8n's processes
 * differ.
 */
export const COUNT_LAG_MS = 20_000;

/** A room that this node has given to an agent, and that Qiscus' count may not show yet. */
export interface Reservation {
	agentId: string;
	roomId: string;
	/** The latest time at which Qiscus may have done it. */
	atMs: number;
	/** The agent's effective count by which it was decided. */
	countBefore: number;
}

/**
 * How many customers an agent has at most: Qiscus' count, and each reservation that it may lack. A
 * reservation that is older than the lag is in the count; a younger one has been seen in it where Qiscus
 * counts more customers than the agent had at most before.
 *
 * Why nobody gets over the cap by it: let the load be what the agent has and is promised.
 * If no reservation is seen, the load has grown by the reservations at most since the time that the count
 * shows, and all of them are added to the count.
 * Else the load was at most `countBefore` before the last that is seen, so that it now is at most that,
 * one for it, and those behind it: at most the count and those behind it, which are added.
 * In both cases a customer who is resolved, seen or not, only makes the load smaller; and no count has to
 * be newer than the one before, so that replicas of different age do no harm to whoever knows the
 * reservations. A process that does not know them goes by a count that has shown them once.
 *
 * What it costs: if a customer who is in `countBefore` is resolved, the count may not rise above that
 * number, and the agent seems to have one customer more than there are,
 * until the agent's last reservation is older than the lag. Otherwise the effective count is the load.
 *
 * What it cannot know: a room that somebody else gives to the agent counts when Qiscus counts it, and not
 * before; and if that comes before the count of a reservation, it is taken for it until both are counted.
 *
 * @param count of Qiscus
 * @param reservations as `prune` leaves them, of which none that is younger may be missing
 */
export function effectiveCount(
	count: number,
	reservations: readonly Reservation[],
	agentId: string,
): number {
	const unseen = reservations.filter(
		(reservation) => reservation.agentId === agentId && reservation.countBefore >= count,
	);
	return count + unseen.length;
}

/**
 * Leaves out what is older than the lag, and so in the counts: all before the first that is not. One
 * behind it may be older, where Qiscus did not say when it did the other; it stays, because a count that
 * shows this one alone is not to be taken for one that shows both.
 *
 * @param readMs when the counts were asked for, not when they are decided by: in a long run a reservation
 *   gets old that the counts, read before it, do not show. Of two runs the second has to ask for the
 *   counts after the first has ended.
 */
export function prune(
	reservations: readonly Reservation[],
	readMs: number,
	lagMs: number = COUNT_LAG_MS,
): Reservation[] {
	const first = reservations.findIndex(({ atMs }) => readMs - atMs <= lagMs);
	return first === -1 ? [] : reservations.slice(first);
}
