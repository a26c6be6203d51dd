import type { AllocationState } from './decide';
import type { Sighting, Sightings } from './lease';
import type { Room } from './room';
import type { Brought } from './run';

/**
 * What a process remembers of one node. A run that decides finds there what other runs of the process
 * bring, with all that they know of it; runs of other processes leave a mark.
 */
export class Desk implements Sightings {
	sighting: Sighting | undefined;
	/** What was promised and may not be counted yet; what other processes promise is counted. */
	state: AllocationState = { reservations: [], cursor: undefined };
	private brought: Brought[] | undefined;
	private waitingSince: ReadonlyMap<string, number | undefined> = new Map();

	/** From now on, others may bring something. */
	open(): void {
		this.brought = [];
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

	/** From now on, nothing can be brought. */
	close(): void {
		this.brought = undefined;
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
