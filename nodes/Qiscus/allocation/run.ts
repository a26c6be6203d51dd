import type { Clock } from '../../shared/patience';
import type { Problem, Result } from '../../shared/problem';
import type { Agent } from './agents';
import type { AllocationSettings, Assignment, Reading } from './decide';
import type { Desk } from './desk';
import { CALL_MS, type Lease } from './lease';
import {
	decideNext,
	type ListedRoom,
	mergeRooms,
	type Outcome,
	type Round,
	settle,
	settleWaiting,
	startRound,
} from './queue';
import { COUNT_LAG_MS, prune } from './reservations';
import type { Room } from './room';
import { assigned, needless, notCarriedOut, notDecided, type Verdict, waits } from './verdicts';

/** What is asked of Qiscus on the way. */
export interface AllocationVendor {
	agents(): Promise<Result<Agent[]>>;
	/** Those who can serve the room's channel. */
	agentsOf(roomId: string): Promise<Result<Agent[]>>;
	/** Qiscus' list of those that wait. */
	waitingRooms(): Promise<Result<ListedRoom[]>>;
	room(roomId: string): Promise<Result<ListedRoom | undefined>>;
	assign(roomId: string, agentId: string): Promise<Result<Outcome>>;
}

/** A room that an item names, and who may take it. */
export interface Task {
	room: Room;
	settings: AllocationSettings;
}

/** What a run is started for, or another run of the process brings to the one that decides. */
export interface Brought {
	tasks: readonly Task[];
	/** Whether somebody may have a place more than before. */
	mayFree: boolean;
}

/** What a run works with. */
export interface RunParts {
	vendor: AllocationVendor;
	lease: Pick<Lease, 'release' | 'renew' | 'takeMark'>;
	desk: Desk;
	clock: Clock;
	/** From 0 to below 1. */
	random(): number;
	/** For the rooms of Qiscus' list; undefined where that list is not for this run. */
	listSettings: AllocationSettings | undefined;
	/** Whether the user has stopped the execution. */
	isCancelled(): boolean;
}

interface OpenRoom extends Task {
	/** Whether it is known by more than Qiscus' list. */
	isNamed: boolean;
	arrivedMs: number;
}

/** For so long a new room is missing in Qiscus' list; 3 s are seen [code]. */
const LIST_LAG_MS = 4_000;
/** If new rooms keep on coming, no longer than this is waited for an end of them. */
const MAX_GATHER_MS = 10_000;
/** Then others decide: items come out when a run ends. */
const MAX_ROUNDS_MS = 30_000;
/** So many rooms are asked about one by one; for more the list is waited for. */
const FEW = 3;
/** Agents that were read longer ago are read anew for a round. */
const FRESH_MS = 5_000;
const TICK_MS = 1_000;
/** Before each look at the counts; the last before all that follow. */
const LOOK_PAUSES_MS = [1_000, 2_000, 4_000, 8_000];
/** Whoever was refused for so many rooms in one run gets no more in it. */
const MAX_REFUSALS = 2;
/** After so many calls without an answer, one after the other, Qiscus is not asked any more. */
const MAX_SILENCES = 2;

const SILENT: Problem = {
	kind: 'unreachable',
	message: 'Qiscus does not answer when agents are assigned',
	advice: 'Check that Qiscus works. The rooms go on waiting; the next run takes them.',
};

/**
 * A run that decides who takes which room. It goes round again as long as others bring something or
 * leave a mark, and does not end before Qiscus counts what it has assigned: so whoever decides next, in
 * whatever process, need not be told.
 */
export class AllocationRun {
	private readonly startMs: number;
	private reading: Reading | undefined;
	/** Those to be decided, by id. */
	private open = new Map<string, OpenRoom>();
	private readonly verdicts = new Map<string, Verdict>();
	/** Those that this run has nothing more to do with. */
	private readonly doneIds = new Set<string>();
	/** Since when and until when new rooms have come that the list may lack. */
	private gathered: { firstMs: number; lastMs: number } | undefined;
	private freedMs = -Infinity;
	private looks = 0;
	private lookMs = 0;
	private lookUps = 0;
	private readonly refusals = new Map<string, number>();
	private silences = 0;
	private stop: Problem | 'lost' | undefined;

	constructor(private readonly parts: RunParts) {
		this.startMs = parts.clock.now();
	}

	/** @returns what came of each room; the problem where Qiscus let nothing be done */
	async run(brought: Brought): Promise<Result<Verdict[]>> {
		const { desk, lease } = this.parts;
		desk.open();
		try {
			this.take(brought);
			await this.round(true);
			do await this.stay();
			while (await this.reopens());
		} finally {
			desk.close();
		}
		// A lease that cannot be given back is taken over.
		if (this.stop !== 'lost') await lease.release().catch(() => undefined);
		return this.result();
	}

	private take({ tasks, mayFree }: Brought): void {
		const arrivedMs = this.parts.clock.now();
		if (mayFree) this.freedMs = arrivedMs;
		for (const task of tasks) {
			const { id } = task.room;
			if (this.doneIds.has(id) || this.open.get(id)?.isNamed === true) continue;
			this.open.set(id, { ...task, isNamed: true, arrivedMs });
		}
	}

	/** Goes round again as long as there is a reason to, and looks at the counts. */
	private async stay(): Promise<void> {
		this.looks = 0;
		this.planLook();
		while (this.hasReasonToStay()) {
			await this.parts.clock.sleep(TICK_MS);
			if (!(await this.holds())) return;
			if (this.mayGoRound()) await this.gather();
			const nowMs = this.parts.clock.now();
			if (this.isGathered(nowMs)) await this.round(true);
			else if (nowMs >= this.lookMs) await this.look();
		}
	}

	private hasReasonToStay(): boolean {
		if (this.stop === 'lost') return false;
		const goesRound = this.stop === undefined && !this.parts.isCancelled();
		if (goesRound && this.gathered !== undefined) return true;
		return this.isUncounted() || (this.mayGoRound() && this.hopes());
	}

	private mayGoRound(): boolean {
		const { clock, isCancelled } = this.parts;
		return this.stop === undefined && clock.now() - this.startMs < MAX_ROUNDS_MS && !isCancelled();
	}

	/** Whether a place may be free that the counts do not show yet. */
	private hopes(): boolean {
		return this.open.size > 0 && this.parts.clock.now() - this.freedMs < COUNT_LAG_MS;
	}

	/** Whether Qiscus may not count yet what was assigned. */
	private isUncounted(): boolean {
		const young = prune(this.parts.desk.state.reservations, this.parts.clock.now());
		return young.some(({ agentId, countBefore }) => {
			const agent = this.reading?.agents.find(({ id }) => id === agentId);
			return (
				this.reading === undefined || (agent !== undefined && !(countBefore < (agent.count ?? 0)))
			);
		});
	}

	/** Takes what others bring. Many rooms at once are waited for until the list shows them. */
	private async gather(): Promise<void> {
		const { desk, listSettings } = this.parts;
		const known = this.open.size;
		for (const brought of desk.collect()) this.take(brought);
		const isMarked = await this.isMarked();
		const nowMs = this.parts.clock.now();
		if (isMarked) this.freedMs = nowMs;
		if (this.freedMs === nowMs) this.planLook();
		const news = this.open.size - known;
		if (news === 0 && !isMarked) return;
		const isSmall = !isMarked && this.gathered === undefined && news <= FEW;
		if (isSmall || listSettings === undefined) return await this.round(false);
		this.gathered = { firstMs: this.gathered?.firstMs ?? nowMs, lastMs: nowMs };
	}

	private isGathered(nowMs: number): boolean {
		if (this.gathered === undefined) return false;
		const { firstMs, lastMs } = this.gathered;
		const isQuiet = nowMs - lastMs >= LIST_LAG_MS;
		return isQuiet || nowMs - firstMs >= MAX_GATHER_MS || !this.mayGoRound();
	}

	private planLook(): void {
		const pauseMs = LOOK_PAUSES_MS[this.looks] ?? LOOK_PAUSES_MS.at(-1) ?? 0;
		this.lookMs = this.parts.clock.now() + pauseMs;
	}

	private async look(): Promise<void> {
		this.looks += 1;
		// What cannot be seen now is waited for until it is old enough.
		await this.readAgents();
		const waitsForList = this.gathered !== undefined;
		if (this.open.size > 0 && this.mayGoRound() && !waitsForList) await this.round(false);
		this.planLook();
	}

	private async readAgents(): Promise<Problem | undefined> {
		const readMs = this.parts.clock.now();
		const agents = await this.parts.vendor.agents();
		if (!agents.ok) return agents.problem;
		this.reading = { agents: agents.data, readMs };
		return undefined;
	}

	/** Whether something came at the last moment, so that this run is not over. */
	private async reopens(): Promise<boolean> {
		const { desk } = this.parts;
		const last = desk.collect();
		desk.close();
		if (!this.mayGoRound()) return false;
		const isMarked = await this.isMarked();
		if (last.length === 0 && !isMarked) return false;
		desk.open();
		for (const brought of last) this.take(brought);
		const nowMs = this.parts.clock.now();
		this.gathered = { firstMs: nowMs, lastMs: nowMs };
		return true;
	}

	private async holds(): Promise<boolean> {
		// Without n8n's database nobody knows who decides.
		const holds = await this.parts.lease.renew().catch(() => false);
		if (!holds) this.stop = 'lost';
		return holds;
	}

	private async isMarked(): Promise<boolean> {
		return await this.parts.lease.takeMark().catch(() => {
			this.stop = 'lost';
			return false;
		});
	}

	/** Decides about all that is open, oldest first. */
	private async round(withList: boolean): Promise<void> {
		const { clock, desk, random } = this.parts;
		if (withList) await this.readList();
		this.lookUps = 0;
		const rooms = mergeRooms(
			[],
			[...this.open.values()].map(({ room }) => room),
		);
		let round = startRound(rooms, desk.state);
		for (;;) {
			const [room] = round.rooms;
			const open = room && this.open.get(room.id);
			if (open === undefined || this.stop !== undefined || this.parts.isCancelled()) break;
			const circumstances = () => ({ untilMs: clock.now() + CALL_MS, random: random() });
			const next = (reading: Reading) => decideNext(round, reading, open.settings, circumstances());
			const reading = await this.readingFor(open, (general) => next(general)?.agent === null);
			const decision = reading && next(reading);
			if (decision === undefined) round = settleWaiting(round);
			else if (decision.agent === null) {
				this.verdicts.set(decision.room.id, waits(decision));
				round = settleWaiting(round);
			} else if (await this.holds()) round = await this.assign(round, decision);
			desk.state = round.state;
		}
	}

	/** Takes the rooms of Qiscus' list, and forgets those of an earlier one that are not in it. */
	private async readList(): Promise<void> {
		const { vendor, desk, listSettings } = this.parts;
		this.gathered = undefined;
		if (listSettings === undefined) return;
		const listed = await vendor.waitingRooms();
		if (!listed.ok) {
			this.stop = listed.problem;
			return;
		}
		const arrivedMs = this.parts.clock.now();
		const named = [...this.open.values()].filter(({ isNamed }) => isNamed);
		const rows = listed.data.filter(({ id }) => !this.doneIds.has(id));
		const rooms = mergeRooms(
			rows,
			named.map(({ room }) => room),
		).map((room) => desk.remembered(room));
		const before = this.open;
		this.open = new Map(
			rooms.map((room) => {
				const known = before.get(room.id) ?? { settings: listSettings, isNamed: false, arrivedMs };
				return [room.id, { ...known, room }];
			}),
		);
		for (const id of before.keys()) if (!this.open.has(id)) this.verdicts.delete(id);
		desk.remember(rooms);
	}

	/**
	 * @param isHopeless whether nobody at all can take the room
	 * @returns undefined where the room has to wait for another round
	 */
	private async readingFor(
		{ room, settings, arrivedMs }: OpenRoom,
		isHopeless: (general: Reading) => boolean,
	): Promise<Reading | undefined> {
		const { vendor, clock, listSettings } = this.parts;
		const isByChannel = settings.agentIds.length + settings.divisionIds.length === 0;
		const needsOwn = isByChannel && room.channelId === undefined;
		if (!needsOwn) return await this.freshReading();
		if (this.reading !== undefined && isHopeless(this.reading)) return this.reading;
		const isListedSoon = listSettings !== undefined && clock.now() - arrivedMs < LIST_LAG_MS;
		if (isListedSoon && this.lookUps >= FEW) {
			this.gathered ??= { firstMs: clock.now(), lastMs: clock.now() };
			return undefined;
		}
		this.lookUps += 1;
		const readMs = clock.now();
		const agents = await vendor.agentsOf(room.id);
		// As old as the oldest: a reservation that it shows may be missing in the others.
		if (agents.ok) return { agents: agents.data, readMs: this.reading?.readMs ?? readMs };
		this.reject(room, agents.problem);
		return undefined;
	}

	private async freshReading(): Promise<Reading | undefined> {
		const oldestMs = this.parts.clock.now() - FRESH_MS;
		if (this.reading === undefined || this.reading.readMs < oldestMs) {
			this.stop = await this.readAgents();
		}
		return this.stop === undefined ? this.reading : undefined;
	}

	/** Tells Qiscus of a decision. */
	private async assign(round: Round, decision: Assignment): Promise<Round> {
		const { vendor, clock } = this.parts;
		const { room, agent } = decision;
		const answer = await vendor.assign(room.id, agent.id);
		if (!answer.ok) {
			this.reject(room, answer.problem, decision);
			const isOften = this.countRefusal(agent.id) >= MAX_REFUSALS;
			const next = settleWaiting(round);
			return isOften ? { ...next, goneAgentIds: [...next.goneAgentIds, agent.id] } : next;
		}
		const next = settle(round, decision, answer.data, clock.now());
		const isLeft = next.left.length > round.left.length;
		this.silences = answer.data === 'unknown' ? this.silences + 1 : 0;
		if (this.silences >= MAX_SILENCES) this.stop = SILENT;
		if (answer.data === 'assigned') this.close(assigned(decision));
		else if (answer.data === 'resolved' || answer.data === 'alreadyServed') {
			this.close(needless(room, answer.data));
		} else if (isLeft && answer.data === 'unknown')
			this.park(notCarriedOut(decision, 'noAnswer', ''));
		else if (isLeft) await this.closeIfServed(decision);
		return next;
	}

	private countRefusal(agentId: string): number {
		const count = (this.refusals.get(agentId) ?? 0) + 1;
		this.refusals.set(agentId, count);
		return count;
	}

	/** Whether Qiscus calls a room full because it is, or for no reason [live]. */
	private async closeIfServed(decision: Assignment): Promise<void> {
		const { room } = decision;
		const seen = await this.parts.vendor.room(room.id);
		if (seen.ok && seen.data?.isResolved === true) this.close(needless(room, 'resolved'));
		else if (seen.ok && seen.data?.isWaiting === false) this.close(needless(room, 'alreadyServed'));
		else
			this.park(
				notCarriedOut(decision, 'refused', 'it says that the room is full, and shows nobody in it'),
			);
	}

	/** What is wrong with one room keeps no other waiting; what is wrong with all ends the run. */
	private reject(room: Room, problem: Problem, decision?: Assignment): void {
		if (problem.kind !== 'invalid' && problem.kind !== 'notFound') {
			this.stop = problem;
		} else if (decision === undefined) {
			this.park(notDecided(room, problem.message));
		} else {
			this.park(notCarriedOut(decision, 'refused', problem.words ?? problem.message));
		}
	}

	/** The room needs nothing more of this run. */
	private close(verdict: Verdict): void {
		this.doneIds.add(verdict.room.id);
		this.park(verdict);
	}

	/** The room is not decided again, unless Qiscus' list says that it waits. */
	private park(verdict: Verdict): void {
		this.open.delete(verdict.room.id);
		this.verdicts.set(verdict.room.id, verdict);
	}

	private result(): Result<Verdict[]> {
		const verdicts = [...this.verdicts.values()];
		const isIdle = !verdicts.some(({ outcome }) => outcome === 'assigned');
		if (this.stop !== undefined && this.stop !== 'lost' && isIdle) {
			return { ok: false, problem: this.stop };
		}
		const why =
			this.stop === undefined || this.stop === 'lost'
				? 'Nobody has decided yet: the next run of this node does'
				: this.stop.message;
		const rest = [...this.open.values()]
			.filter(({ room }) => !this.verdicts.has(room.id))
			.map(({ room }) => notDecided(room, why));
		return { ok: true, data: [...verdicts, ...rest] };
	}
}
