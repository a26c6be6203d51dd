import type { Result } from '../../shared/problem';
import type { Task } from './backlog';
import { COUNT_LAG_MS } from './reservations';
import { FEW, LIST_LAG_MS, Rounds, type RunParts } from './rounds';
import type { Verdict } from './verdicts';

/** What a run is started for, or another run of the process brings to the one that decides. */
export interface Brought {
	tasks: readonly Task[];
	/** Whether somebody may have a place more than before. */
	mayFree: boolean;
}

/** If new rooms keep on coming, no longer than this is waited for an end of them. */
const MAX_GATHER_MS = 10_000;
/** Then others decide: items come out when a run ends. */
const MAX_ROUNDS_MS = 30_000;
/** A round that begins late has so much time. */
const LAST_ROUND_MS = 5_000;
const TICK_MS = 1_000;
/** Before each look at the counts; the last before all that follow. */
const LOOK_PAUSES_MS = [1_000, 2_000, 4_000, 8_000];

/**
 * A run that decides who takes which room. It goes round again as long as others bring something or
 * leave a mark, and stays until Qiscus counts what it has assigned: so whoever decides next, in whatever
 * process, need not be told. Where that takes too long, the process keeps the lease, and its next run
 * goes on from there.
 */
export class AllocationRun {
	private readonly startMs: number;
	private readonly rounds: Rounds;
	/** Since when and until when rooms have come that Qiscus' list may lack. */
	private gathered: { firstMs: number; lastMs: number } | undefined;
	/** When somebody may have got a place that the counts may not show. */
	private freedMs = -Infinity;
	private looks = 0;
	private lookMs = 0;
	private lookedMs = 0;

	constructor(private readonly parts: RunParts) {
		this.startMs = parts.clock.now();
		this.rounds = new Rounds(parts);
	}

	/**
	 * @param listsFirst whether Qiscus' list is read at once, or only when others have come
	 * @returns what came of each room; the problem where Qiscus let nothing be done
	 */
	async run(brought: Brought, listsFirst: boolean): Promise<Result<Verdict[]>> {
		const { desk, lease, clock } = this.parts;
		desk.open();
		try {
			this.take(brought);
			await this.goRound(listsFirst);
			do await this.stay();
			while (await this.reopens());
		} finally {
			desk.close();
		}
		if (!this.rounds.isLost) {
			if (this.rounds.isUncounted()) desk.keep(lease, clock);
			// One that cannot be given back is taken over.
			else await lease.release().catch(() => undefined);
		}
		return this.rounds.result();
	}

	private take({ tasks, mayFree }: Brought): void {
		const nowMs = this.parts.clock.now();
		if (mayFree) this.freedMs = nowMs;
		this.rounds.backlog.name(tasks, nowMs);
	}

	/** Goes round as long as there is a reason to, and looks at the counts. */
	private async stay(): Promise<void> {
		const { clock } = this.parts;
		this.looks = 0;
		this.planLook();
		while (this.hasReasonToStay()) {
			await clock.sleep(TICK_MS);
			if (!(await this.rounds.holds())) return;
			if (this.isInTime()) await this.gather();
			if (this.isGathered()) await this.goRound(true);
			else if (clock.now() >= this.lookMs) await this.look();
		}
	}

	private hasReasonToStay(): boolean {
		if (this.rounds.mayGoOn && this.gathered !== undefined) return true;
		return this.isInTime() && (this.rounds.isUncounted() || this.hopes());
	}

	private isInTime(): boolean {
		return this.rounds.mayGoOn && this.parts.clock.now() - this.startMs < MAX_ROUNDS_MS;
	}

	/** Whether a place may be free that no look at the counts could show yet. */
	private hopes(): boolean {
		return this.rounds.backlog.size > 0 && this.lookedMs <= this.shownMs();
	}

	/** When the counts show what may have got free, and no promise stands in its way. */
	private shownMs(): number {
		return this.freedMs + COUNT_LAG_MS;
	}

	/** Takes what others bring. Many rooms at once are waited for until the list shows them. */
	private async gather(): Promise<void> {
		const { desk, listSettings } = this.parts;
		const known = this.rounds.backlog.size;
		for (const brought of desk.collect()) this.take(brought);
		const isMarked = await this.rounds.isMarked();
		const nowMs = this.parts.clock.now();
		if (isMarked) this.freedMs = nowMs;
		const news = this.rounds.backlog.size - known;
		if (news === 0 && !isMarked) return;
		const isSmall = !isMarked && this.gathered === undefined && news <= FEW;
		if (isSmall || listSettings === undefined) await this.goRound(false);
		else this.waitForList();
	}

	private waitForList(): void {
		const nowMs = this.parts.clock.now();
		this.gathered = { firstMs: this.gathered?.firstMs ?? nowMs, lastMs: nowMs };
	}

	private isGathered(): boolean {
		if (this.gathered === undefined) return false;
		const { firstMs, lastMs } = this.gathered;
		const nowMs = this.parts.clock.now();
		const isQuiet = nowMs - lastMs >= LIST_LAG_MS;
		return isQuiet || nowMs - firstMs >= MAX_GATHER_MS || !this.isInTime();
	}

	private async goRound(withList: boolean): Promise<void> {
		if (withList) {
			this.gathered = undefined;
			await this.rounds.readList();
		}
		const nowMs = this.parts.clock.now();
		const endMs = Math.max(this.startMs + MAX_ROUNDS_MS, nowMs + LAST_ROUND_MS);
		if (await this.rounds.go(endMs)) this.waitForList();
	}

	private planLook(): void {
		const nowMs = this.parts.clock.now();
		const pauseMs = LOOK_PAUSES_MS[this.looks] ?? LOOK_PAUSES_MS.at(-1) ?? 0;
		const shownMs = this.shownMs();
		this.lookMs = Math.min(nowMs + pauseMs, shownMs < nowMs ? Infinity : shownMs + 1);
	}

	private async look(): Promise<void> {
		this.looks += 1;
		this.lookedMs = this.parts.clock.now();
		// What cannot be seen now is waited for until it is old enough.
		await this.rounds.readAgents();
		const mayServe = this.isInTime() && this.gathered === undefined;
		if (mayServe && this.rounds.backlog.size > 0) await this.goRound(false);
		this.planLook();
	}

	/** Whether something came at the last moment, so that this run is not over. */
	private async reopens(): Promise<boolean> {
		const { desk } = this.parts;
		const last = this.isInTime() ? desk.collect() : [];
		desk.close();
		if (!this.isInTime()) return false;
		const isMarked = await this.rounds.isMarked();
		if (last.length === 0 && !isMarked) return false;
		desk.open();
		for (const brought of last) this.take(brought);
		this.waitForList();
		return true;
	}
}
