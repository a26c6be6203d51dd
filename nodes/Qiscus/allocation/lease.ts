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

/** What whoever decides does with a lease. */
export type Holding = Pick<Lease, 'release' | 'renew' | 'takeMark'>;

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
/** A holder that lives shows it more often: no more than one call that assigns is between two beats. */
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
	private beats = 0;

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
		if (!(await leaveMark(set, clock))) return 'again';
		// With the mark in it.
		note(sightings, await set.size(), clock.now());
		return undefined;
	}

	private static async takeOver(
		set: SharedSet,
		clock: Clock,
		size: number,
	): Promise<Lease | undefined> {
		const stays = async (ms: number, isSo: () => Promise<boolean>) => {
			const endMs = clock.now() + ms;
			while (clock.now() < endMs) {
				await clock.sleep(2 * BEAT_MS);
				if (!(await isSo())) return false;
			}
			return true;
		};
		// More than once: the set of another holder may be of the same size for a moment.
		if (!(await stays(LOOK_MS, async () => (await set.size()) === size))) return undefined;
		await set.clear();
		const lease = new Lease(set, clock);
		if (!(await lease.make())) return undefined;
		return (await stays(SETTLE_MS, async () => await lease.renew())) ? lease : undefined;
	}

	private async make(): Promise<boolean> {
		const padding = Array.from({ length: randomInt(MAX_PADDING) }, (_, at) => `padding ${at}`);
		this.renewedMs = this.clock.now();
		const added = await this.set.add([LOCK, this.token, ...padding]);
		return added.includes(LOCK);
	}

	/**
	 * Shows that the holder lives. To be called before each call to Qiscus; it does something once in a
	 * second at most.
	 *
	 * @returns whether it is the holder still
	 */
	async renew(): Promise<boolean> {
		const ageMs = this.clock.now() - this.renewedMs;
		// A clock may be set back.
		return (ageMs >= 0 && ageMs < BEAT_MS) || (await this.beat());
	}

	private async beat(): Promise<boolean> {
		const nowMs = this.clock.now();
		const added = await this.set.add([LOCK, this.token, this.beatText()]);
		// Whoever took it over has let go of it since: what has just been made is nobody's.
		if (added.includes(LOCK)) await this.set.clear();
		// Of whoever stood still, a late writing may have brought the token back.
		const isLate = this.clock.now() - this.renewedMs >= LEASE_MS + LOOK_MS;
		if (added.includes(this.token) || isLate) return false;
		this.renewedMs = nowMs;
		return true;
	}

	/** Another each time, so that the set grows. */
	private beatText(): string {
		this.beats += 1;
		return `beat ${this.beats}`;
	}

	/** Whether somebody has left a mark since it was last asked. */
	async takeMark(): Promise<boolean> {
		// The look itself makes up for the mark that goes: a set that a beat and a mark leave as it was
		// would seem abandoned.
		const added = await this.set.add([LOCK, this.token, MARK, this.beatText()]);
		// It has just written its token into another's set, where it is not to find it.
		if (added.includes(this.token)) this.renewedMs = -Infinity;
		if (added.includes(LOCK)) await this.set.clear();
		else await this.set.remove([MARK]);
		return !added.includes(MARK);
	}

	/** Lets the next one have it. */
	async release(): Promise<void> {
		if (await this.beat()) await this.set.clear();
	}
}

function note(sightings: Sightings, size: number, nowMs: number): Sighting {
	const { sighting } = sightings;
	if (sighting?.size === size) return sighting;
	return (sightings.sighting = { size, sinceMs: nowMs });
}

/** Whoever finds that it is keeps the others of its process from finding the same. */
function isAbandoned(sightings: Sightings, size: number, nowMs: number): boolean {
	const { sinceMs } = note(sightings, size, nowMs);
	if (nowMs - sinceMs < LEASE_MS) return false;
	sightings.sighting = { size, sinceMs: nowMs };
	return true;
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
