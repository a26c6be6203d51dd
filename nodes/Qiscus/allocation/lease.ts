import { randomInt, randomUUID } from 'node:crypto';

import type { Clock } from '../../shared/patience';
import { COUNT_LAG_MS } from './reservations';

/**
 * A set of texts that all of n8n's processes share. Where there is none, `add` makes it in one step,
 * which of several callers only one can do. Later changes read it first and write it whole: of two at
 * the same moment one is lost.
 */
export interface SharedSet {
	size(): Promise<number>;
	/**
	 * @returns those that were not in it; rejects where somebody else made the set at the same moment,
	 *   or it cannot be reached
	 */
	add(texts: readonly string[]): Promise<readonly string[]>;
	remove(texts: readonly string[]): Promise<void>;
	/** Removes the set itself. */
	clear(): Promise<void>;
}

/** When a process first saw another's set in its present size. */
export interface Sighting {
	size: number;
	sinceMs: number;
}

/** What a process remembers of the sets of others between its runs. */
export interface Sightings {
	sighting: Sighting | undefined;
}

/** The longest time that one call to Qiscus may take while somebody decides. */
export const CALL_MS = 10_000;
/** How often a holder shows that it lives, at most. */
const BEAT_MS = 1_000;
/** A set that stays of one size for so long has lost its holder, if the next look says the same. */
const LEASE_MS = 15_000;
/** Between two beats there is one call at most. */
const LOOK_MS = CALL_MS + 2 * BEAT_MS;
/** Until what somebody may still do who believes to be the holder is in Qiscus' counts. */
const SETTLE_MS = CALL_MS + COUNT_LAG_MS;
/** After which a mark that was left at the moment of another's writing is left again. */
const CONFIRM_MS = 250;
const MAX_TRIES = 20;
/** Makes it unlikely that the sets of two holders are of one size. */
const MAX_PADDING = 100;

const LOCK = 'lock';
const MARK = 'mark';

/**
 * The right to decide, which one run at a time has in all of n8n's processes (n8n-experiments, 9).
 *
 * Taking it is one INSERT, so that one wins. A run that does not get it leaves a mark and ends. What
 * a holder that died leaves behind is taken over by whoever sees it unchanged for long enough: the set
 * is removed and made anew, and whoever finds its own token in it after `SETTLE_MS` has it. Should two
 * do that at once, the later removal takes the first one's token away, which it sees before it does
 * anything; and one that stood still for so long sees it before its next call to Qiscus.
 */
export class Lease {
	private readonly token: string = randomUUID();
	private renewedMs = 0;

	private constructor(
		private readonly set: SharedSet,
		private readonly clock: Clock,
	) {}

	/** @returns undefined where somebody else has it, who has been left a mark */
	static async take(
		set: SharedSet,
		clock: Clock,
		sightings: Sightings,
	): Promise<Lease | undefined> {
		const attempt = async () => await Lease.attempt(set, clock, sightings);
		for (let tries = 1; tries < MAX_TRIES; tries++) {
			// It is rejected where somebody made the set at the same moment.
			const end = await attempt().catch((): 'again' => 'again');
			if (end !== 'again') return end;
		}
		const end = await attempt();
		return end === 'again' ? undefined : end;
	}

	private static async attempt(
		set: SharedSet,
		clock: Clock,
		sightings: Sightings,
	): Promise<Lease | undefined | 'again'> {
		const size = await set.size();
		if (size === 0) {
			const lease = new Lease(set, clock);
			return (await lease.make()) ? lease : 'again';
		}
		if (isAbandoned(sightings, size, clock.now())) {
			return (await Lease.takeOver(set, clock, size)) ?? 'again';
		}
		return (await leaveMark(set, clock)) ? undefined : 'again';
	}

	private static async takeOver(
		set: SharedSet,
		clock: Clock,
		size: number,
	): Promise<Lease | undefined> {
		await clock.sleep(LOOK_MS);
		if ((await set.size()) !== size) return undefined;
		await set.clear();
		const lease = new Lease(set, clock);
		if (!(await lease.make())) return undefined;
		const endMs = clock.now() + SETTLE_MS;
		while (clock.now() < endMs) {
			await clock.sleep(2 * BEAT_MS);
			if (!(await lease.renew())) return undefined;
		}
		return lease;
	}

	private async make(): Promise<boolean> {
		const padding = Array.from({ length: randomInt(MAX_PADDING) }, (_, at) => `padding ${at}`);
		const added = await this.set.add([LOCK, this.token, ...padding]);
		this.renewedMs = this.clock.now();
		return added.includes(LOCK);
	}

	/**
	 * Shows that the holder lives. To be called before each call to Qiscus; it does something once in a
	 * second at most.
	 *
	 * @returns whether it is the holder still
	 */
	async renew(): Promise<boolean> {
		const nowMs = this.clock.now();
		if (nowMs - this.renewedMs < BEAT_MS) return true;
		const beat = `beat ${Math.floor(nowMs / BEAT_MS)}`;
		const added = await this.set.add([LOCK, this.token, beat]);
		// Whoever took it over has let go of it since: what has just been made is nobody's.
		if (added.includes(LOCK)) await this.set.clear();
		if (added.includes(this.token)) return false;
		this.renewedMs = nowMs;
		return true;
	}

	/** Whether somebody has left a mark since it was last asked. */
	async takeMark(): Promise<boolean> {
		const added = await this.set.add([LOCK, this.token, MARK]);
		if (added.includes(LOCK)) await this.set.clear();
		else await this.set.remove([MARK]);
		return !added.includes(MARK);
	}

	/** Lets the next one have it. */
	async release(): Promise<void> {
		this.renewedMs = 0;
		if (await this.renew()) await this.set.clear();
	}
}

/** Whoever finds that it is keeps the others of its process from finding the same. */
function isAbandoned(sightings: Sightings, size: number, nowMs: number): boolean {
	const { sighting } = sightings;
	if (sighting?.size === size && nowMs - sighting.sinceMs < LEASE_MS) return false;
	sightings.sighting = { size, sinceMs: nowMs };
	return sighting?.size === size;
}

/** @returns false where there was nobody any more to leave it to */
async function leaveMark(set: SharedSet, clock: Clock): Promise<boolean> {
	if (!(await mark(set))) return false;
	await clock.sleep(CONFIRM_MS);
	return await mark(set);
}

async function mark(set: SharedSet): Promise<boolean> {
	const added = await set.add([LOCK, MARK]);
	if (!added.includes(LOCK)) return true;
	await set.clear();
	return false;
}
