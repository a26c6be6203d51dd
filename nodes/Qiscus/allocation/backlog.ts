import type { AllocationSettings } from './decide';
import { type ListedRoom, mergeRooms } from './queue';
import type { Room } from './room';
import { notDecided, type Verdict } from './verdicts';

/** A room that an item names, and who may take it. */
export interface Task {
	room: Room;
	settings: AllocationSettings;
}

/** A room that is to be decided. */
export interface OpenRoom extends Task {
	/** Whether it is known by more than Qiscus' list. */
	isNamed: boolean;
	/** When this run heard of it. */
	arrivedMs: number;
}

/** The rooms of one run: what is to be decided, and what came of what was. */
export class Backlog {
	private open = new Map<string, OpenRoom>();
	private readonly verdicts = new Map<string, Verdict>();
	/** Those that need nothing more of this run. */
	private readonly doneIds = new Set<string>();

	/** How many rooms are to be decided. */
	get size(): number {
		return this.open.size;
	}

	get(roomId: string): OpenRoom | undefined {
		return this.open.get(roomId);
	}

	/** Oldest first. */
	rooms(): Room[] {
		return mergeRooms(
			[],
			[...this.open.values()].map(({ room }) => room),
		);
	}

	/** Adds rooms that items name. An event may be told twice: a room that is done stays so. */
	name(tasks: readonly Task[], arrivedMs: number): void {
		for (const { room, settings } of tasks) {
			const known = this.open.get(room.id);
			if (this.doneIds.has(room.id) || known?.isNamed === true) continue;
			const [whole = room] = mergeRooms([], known === undefined ? [room] : [known.room, room]);
			this.open.set(room.id, { room: whole, settings, isNamed: true, arrivedMs });
		}
	}

	/**
	 * Adds the rooms of Qiscus' list, and forgets those of an earlier one that are not in it.
	 *
	 * @param settings for those that no item names
	 */
	list(rows: readonly ListedRoom[], settings: AllocationSettings, arrivedMs: number): void {
		const before = this.open;
		const named = [...before.values()].filter(({ isNamed }) => isNamed).map(({ room }) => room);
		const rooms = mergeRooms(
			rows.filter(({ id }) => !this.doneIds.has(id)),
			named,
		);
		this.open = new Map(
			rooms.map((room) => {
				const known = before.get(room.id) ?? { settings, isNamed: false, arrivedMs };
				return [room.id, { ...known, room }];
			}),
		);
		for (const id of before.keys()) if (!this.open.has(id)) this.verdicts.delete(id);
	}

	/** The room goes on waiting, and may be decided anew. */
	keep(verdict: Verdict): void {
		this.verdicts.set(verdict.room.id, verdict);
	}

	/** The room is not decided again, unless Qiscus' list says that it waits. */
	park(verdict: Verdict): void {
		this.open.delete(verdict.room.id);
		this.keep(verdict);
	}

	/** The room needs nothing more. */
	close(verdict: Verdict): void {
		this.doneIds.add(verdict.room.id);
		this.park(verdict);
	}

	/** Whether anybody has got a room. */
	hasAssigned(): boolean {
		return [...this.verdicts.values()].some(({ outcome }) => outcome === 'assigned');
	}

	/** @param why nobody has decided about the others */
	all(why: string): Verdict[] {
		const rest = [...this.open.values()].filter(({ room }) => !this.verdicts.has(room.id));
		return [...this.verdicts.values(), ...rest.map(({ room }) => notDecided(room, why))];
	}
}
