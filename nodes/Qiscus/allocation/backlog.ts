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

/** What is told of a room so soon after it has ended is of the same session. */
const SAME_SESSION_MS = 15_000;

/** The rooms of one run: what is to be decided, and what came of what was. */
export class Backlog {
	private open = new Map<string, OpenRoom>();
	/** Of rooms that wait, by id. */
	private readonly verdicts = new Map<string, Verdict>();
	/** Of rooms that need nothing more. */
	private readonly ended: Verdict[] = [];
	/** When each of them came to its end, by id. */
	private readonly endedMs = new Map<string, number>();

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

	/** Adds rooms that items name. */
	name(tasks: readonly Task[], arrivedMs: number): void {
		for (const { room, settings } of tasks) {
			const known = this.open.get(room.id);
			if (this.isEnded(room.id, arrivedMs) || known?.isNamed === true) continue;
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
			rows.filter(({ id }) => !this.isEnded(id, arrivedMs)),
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

	/** The room needs nothing more, until its customer comes back. */
	close(verdict: Verdict, nowMs: number): void {
		const { id } = verdict.room;
		const isNews = verdict.outcome === 'assigned' || !this.endedMs.has(id);
		if (isNews) this.ended.push(verdict);
		this.endedMs.set(id, nowMs);
		this.open.delete(id);
		this.verdicts.delete(id);
	}

	/** An event may be told again, and a list be late. */
	private isEnded(roomId: string, nowMs: number): boolean {
		return nowMs - (this.endedMs.get(roomId) ?? -Infinity) < SAME_SESSION_MS;
	}

	/** Whether anybody has got a room. */
	hasAssigned(): boolean {
		return this.ended.some(({ outcome }) => outcome === 'assigned');
	}

	/** @param why nobody has decided about the others */
	all(why: string): Verdict[] {
		const rest = [...this.open.values()].filter(({ room }) => !this.verdicts.has(room.id));
		const undecided = rest.map(({ room }) => notDecided(room, why));
		return [...this.ended, ...this.verdicts.values(), ...undecided];
	}
}
