/** One attempt of a vendor to deliver an event, by the clock of this machine. */
export interface Attempt {
	/** When it began. */
	at: number;
	durationMs: number;
	/** Null where no whole answer came within the vendor's time limit. */
	status: number | null;
	answerBody: string;
	error?: string;
}

/** One execution of n8n's. */
export interface Run {
	/** The name of the event that is in its item; undefined where n8n gives no item back. */
	key: string | undefined;
	status: string;
}

/** When n8n was gone: from the signal until it was ready again. */
export interface Kill {
	fromMs: number;
	toMs: number;
}

/** What became of all events. */
export interface Account {
	told: number;
	/** At the first attempt. */
	acknowledgedAtOnce: number;
	/** At a later one. */
	acknowledgedLater: number;
	/**
	 * Not acknowledged by the trigger, but by n8n, which answers 200 to everything in the moment of its
	 * start between opening its database and looking at its tables. Nothing of the event is kept.
	 */
	swallowed: number;
	/** Sent again as often as the vendor does, each time while n8n was gone. */
	givenUp: number;
	/** Attempts that reached n8n and got no answer in time, whether or not an execution was stored. */
	lostAnswers: number;
	/** Events with more than one execution, each explained by a lost answer. */
	twice: number;
	/** Executions that n8n was killed in. */
	crashed: number;
	/** What must not be. */
	problems: string[];
}

/** What n8n says then (n8n 2.41.1, `abstract-server.js`). */
const STARTING = 'n8n is starting up. Please wait';

/** An end of the connection is noticed a moment after the kill. */
const NOTICED_MS = 250;

/**
 * Compares what a vendor saw with what n8n holds: what was acknowledged has an execution, everything
 * is acknowledged in the end but for what met no n8n each time, or one that was just starting, and an
 * event has one execution and at most one more for each of its answers that were lost.
 *
 * @param attempts by the event's name, in their order
 */
export function balance(
	attempts: ReadonlyMap<string, readonly Attempt[]>,
	runs: readonly Run[],
	kills: readonly Kill[],
): Account {
	const counts = new Map<string | undefined, number>();
	for (const { key } of runs) counts.set(key, (counts.get(key) ?? 0) + 1);
	const events = [...attempts].map(([key, own]) => ({
		key,
		acknowledgedAt: own.findIndex((attempt) => attempt.status === 200 && !isSwallowed(attempt)),
		isSwallowed: own.some(isSwallowed),
		lost: own.filter(isLost).length,
		isGivenUp: own.every((attempt) => isWhileGone(attempt, kills)),
		runs: counts.get(key) ?? 0,
	}));
	const strangers = runs.filter(({ key }) => key === undefined || !attempts.has(key));
	const problems = [
		...strangers.map(({ key, status }) => `a ${status} execution of ${key ?? 'nothing readable'}`),
		...events.flatMap((event) => {
			const { key, acknowledgedAt, lost } = event;
			if (acknowledgedAt === -1) {
				return event.isSwallowed || event.isGivenUp ? [] : [`${key} was never acknowledged`];
			}
			if (event.runs === 0) return [`${key} was acknowledged and has no execution`];
			if (event.runs > 1 + lost)
				return [`${key} has ${event.runs} executions, ${lost} lost answers`];
			return [];
		}),
	];
	const unacknowledged = events.filter(({ acknowledgedAt }) => acknowledgedAt === -1);
	return {
		told: events.length,
		acknowledgedAtOnce: events.filter(({ acknowledgedAt }) => acknowledgedAt === 0).length,
		acknowledgedLater: events.filter(({ acknowledgedAt }) => acknowledgedAt > 0).length,
		swallowed: unacknowledged.filter((event) => event.isSwallowed).length,
		givenUp: unacknowledged.filter((event) => !event.isSwallowed).length,
		lostAnswers: events.reduce((sum, { lost }) => sum + lost, 0),
		twice: events.filter((event) => event.runs > 1).length,
		crashed: runs.filter(({ status }) => status === 'crashed').length,
		problems,
	};
}

/** Where the connection was refused, n8n has seen nothing. */
function isLost({ status, error = '' }: Attempt): boolean {
	return status === null && !error.includes('ECONNREFUSED');
}

function isSwallowed({ status, answerBody }: Attempt): boolean {
	return status === 200 && answerBody === STARTING;
}

/** Whether n8n was gone for a part of an attempt at least. */
function isWhileGone({ at, durationMs }: Attempt, kills: readonly Kill[]): boolean {
	return kills.some(({ fromMs, toMs }) => at <= toMs && at + durationMs + NOTICED_MS >= fromMs);
}
