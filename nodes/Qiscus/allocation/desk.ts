import type { Clock } from '../../shared/patience';
import type { AllocationState } from './decide';
import type { Holding, Sighting, Sightings } from './lease';
import { prune } from './reservations';
import type { Room } from './room';
import type { Brought } from './run';

/** So many events are kept for the next run at most. */
const MAX_LEFT = 1_000;
/** How often a lease that is kept is looked after. */
const KEEPING_MS = 1_000;

/**
 * What a process remembers of one node. A run that decides finds there what other runs of the process
 * bring, with all that they know of it; runs of other processes leave a mark.
 */
export class Desk implements Sightings {
	sighting: Sighting | undefined;
	/** What was promised and may not be counted yet; what other processes promise is counted. */
	state: AllocationState = { reservations: [], cursor: undefined };
	private brought: Brought[] | undefined;
	/** What came too late for the run that it was brought to. */
	private left: Brought[] = [];
	private kept: Holding | undefined;
	private waitingSince: ReadonlyMap<string, number | undefined> = new Map();

	/** From now on, others may bring something. */
	open(): void {
		this.brought = this.left.splice(0);
	}

	/** @returns whether a run of this process decides, which has been given it */
	bring(what: Brought): boolean {
		this.brought?.push(what);
		return this.brought !== undefined;
	}

	/** What was brought since it was last asked. */
	collect(): Brought[] {
		return this.brought?.splice(0) ?? [];
	}

	/** From now on, nothing can be brought; what nobody has collected is the next run's. */
	close(): void {
		this.left = [...this.left, ...(this.brought ?? [])].slice(-MAX_LEFT);
		this.brought = undefined;
	}

	/**
	 * Keeps the lease of a run that has ended until what it promised is old enough to be counted: nobody
	 * else may decide before that, but for the next run of this process, which knows of it.
	 */
	keep(lease: Holding, clock: Clock): void {
		this.kept = lease;
		void this.letGoInTime(lease, clock);
	}

	/** The lease that is kept, if there is one. */
	takeKept(): Holding | undefined {
		const lease = this.kept;
		this.kept = undefined;
		return lease;
	}

	private async letGoInTime(lease: Holding, clock: Clock): Promise<void> {
		while (this.kept === lease) {
			const isCounted = prune(this.state.reservations, clock.now()).length === 0;
			const holds = await lease.renew().catch(() => false);
			if (this.kept !== lease) return;
			if (!holds || isCounted) this.kept = undefined;
			// One that cannot be given back is taken over.
			if (holds && isCounted) await lease.release().catch(() => undefined);
			else await clock.sleep(KEEPING_MS);
		}
	}

	/** The room with the longest wait that is known: Qiscus says when the customer wrote last. */
	remembered(room: Room): Room {
		const since = [this.waitingSince.get(room.id), room.waitingSinceMs];
		const known = since.filter((ms) => ms !== undefined);
		return { ...room, waitingSinceMs: known.length === 0 ? undefined : Math.min(...known) };
	}

	/** @param rooms all that wait now */
	remember(rooms: readonly Room[]): void {
		this.waitingSince = new Map(rooms.map(({ id, waitingSinceMs }) => [id, waitingSinceMs]));
	}
}
