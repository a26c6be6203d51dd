/** A room whose customer waits for an agent. */
export interface Room {
	id: string;
	/** Since when; undefined where nobody knows. */
	waitingSinceMs?: number | undefined;
	/** Undefined where the agents are those who can serve the room anyway (`available_agents`). */
	channelId?: string | undefined;
	/** Who served the customer last: `latest_service.user_id`. */
	lastAgentId?: string | undefined;
	/** Whom Qiscus would choose: `candidate_agent.id`. */
	candidateId?: string | undefined;
}

/** Further than any date, and than `Date` goes. */
const MAX_DATE_MS = 8.64e15;

/** Since when and how long a room waits, as an item has it; both are null where nobody knows. */
export function waitOf(
	{ waitingSinceMs }: Room,
	nowMs: number,
): { waitingSince: string | null; waitingMs: number | null } {
	if (waitingSinceMs === undefined || !(Math.abs(waitingSinceMs) <= MAX_DATE_MS)) {
		return { waitingSince: null, waitingMs: null };
	}
	return {
		waitingSince: new Date(waitingSinceMs).toISOString(),
		// Qiscus' clock may be ahead of n8n's.
		waitingMs: Math.max(0, nowMs - waitingSinceMs),
	};
}
