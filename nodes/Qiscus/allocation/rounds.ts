import type { Clock } from '../../shared/patience';
import type { Problem, Result } from '../../shared/problem';
import type { Agent } from './agents';
import { Backlog, type OpenRoom } from './backlog';
import type { AllocationSettings, Assignment, Reading } from './decide';
import type { Desk } from './desk';
import { CALL_MS, type Holding } from './lease';
import {
	decideNext,
	type ListedRoom,
	type Outcome,
	type Round,
	settle,
	settleWaiting,
	startRound,
} from './queue';
import { prune } from './reservations';
import { assigned, needless, notCarriedOut, notDecided, type Verdict, waits } from './verdicts';

/** What is asked of Qiscus on the way. */
export interface AllocationVendor {
	agents(): Promise<Result<Agent[]>>;
	/** Those who can serve the room's channel. */
	agentsOf(roomId: string): Promise<Result<Agent[]>>;
	/** Qiscus' list of those that wait. */
	waitingRooms(): Promise<Result<ListedRoom[]>>;
	room(roomId: string): Promise<Result<ListedRoom | undefined>>;
	/** Whether the room is still as it was listed; where it is left out, Qiscus refuses the others. */
	mayAssign?(roomId: string): Promise<Result<boolean>>;
	assign(roomId: string, agentId: string): Promise<Result<Outcome>>;
}

/** What a run works with. */
export interface RunParts {
	vendor: AllocationVendor;
	lease: Holding;
	desk: Desk;
	clock: Clock;
	/** From 0 to below 1. */
	random(): number;
	/** For the rooms of Qiscus' list; undefined where that list is not for this run. */
	listSettings: AllocationSettings | undefined;
	/** Whether the user has stopped the execution. */
	isCancelled(): boolean;
}

/** For so long a new room is missing in Qiscus' list; 3 s are seen [code]. */
export const LIST_LAG_MS = 4_000;
/** So many rooms are asked about one by one; for more the list is waited for. */
export const FEW = 3;
/** Agents that were read longer ago are read anew for a round. */
const FRESH_MS = 5_000;
/** Whoever was refused for so many rooms in one run gets no more in it. */
const MAX_REFUSALS = 2;
/** After so many calls without an answer, one after the other, Qiscus is not asked any more. */
const MAX_SILENCES = 2;
/** Before n8n's database is asked once more. */
const RETRY_MS = 1_000;
/** How often a run shows that it lives while it reads. */
const BEATING_MS = 5_000;
const STEPS_AT_ONCE = 50;
/** For a decision Qiscus is asked whether the room may be assigned, and told whom to. */
const DECISION_MS = 2 * CALL_MS;

const SILENT: Problem = {
	kind: 'unreachable',
	message: 'Qiscus does not answer when agents are assigned',
	advice: 'Check that Qiscus works. The rooms go on waiting, and the next run takes them.',
};
const MAY: Result<boolean> = { ok: true, data: true };
const ALREADY_SERVED: Result<Outcome> = { ok: true, data: 'alreadyServed' };
const LOST = 'Nobody has decided yet: the next run of this node does';

/** Goes through the rooms of one run, as often as it is told to. */
export class Rounds {
	readonly backlog = new Backlog();
	/** Why nothing more is decided: Qiscus cannot be asked, or somebody else decides now. */
	private stop: Problem | 'lost' | undefined;
	/** All agents, as they were read last. */
	private reading: Reading | undefined;
	private lookUps = 0;
	private silences = 0;
	private readonly refusals = new Map<string, number>();
	/** When Qiscus was last told to assign an agent, by their id. */
	private readonly toldMs = new Map<string, number>();

	constructor(private readonly parts: RunParts) {}

	get isLost(): boolean {
		return this.stop === 'lost';
	}

	/** Whether another round makes sense. */
	get mayGoOn(): boolean {
		return this.stop === undefined && !this.parts.isCancelled();
	}

	/** To be asked before each call to Qiscus that changes something, and now and then. */
	async holds(): Promise<boolean> {
		const { lease, clock } = this.parts;
		const again = async () => {
			await clock.sleep(RETRY_MS);
			return await lease.renew();
		};
		// Without n8n's database nobody knows who decides.
		const holds = await lease
			.renew()
			.catch(again)
			.catch(() => false);
		if (!holds) this.stop = 'lost';
		return holds;
	}

	/** Whether a run of another process has come. */
	async isMarked(): Promise<boolean> {
		return await this.parts.lease.takeMark().catch(() => false);
	}

	/** Shows that this run lives while it waits for what may take several calls. */
	private async beating<T>(work: Promise<T>): Promise<T> {
		let isOver = false;
		const over = work.finally(() => {
			isOver = true;
		});
		while (!isOver) {
			await Promise.race([over, this.parts.clock.sleep(BEATING_MS)]);
			if (!isOver) await this.holds();
		}
		return await over;
	}

	/** Takes what Qiscus lists for this run, if anything. */
	async readList(): Promise<void> {
		const { vendor, desk, listSettings, clock } = this.parts;
		if (listSettings === undefined) return;
		const listed = await this.beating(vendor.waitingRooms());
		if (!listed.ok) {
			this.stop ??= listed.problem;
			return;
		}
		const rows = listed.data.map((room) => ({ ...room, ...desk.remembered(room) }));
		this.backlog.list(rows, listSettings, clock.now());
		desk.remember(this.backlog.rooms());
	}

	/** Reads the agents anew; where that fails, the run goes on with what it knows. */
	async readAgents(): Promise<Problem | undefined> {
		const readMs = this.parts.clock.now();
		const agents = await this.beating(this.parts.vendor.agents());
		if (!agents.ok) return agents.problem;
		this.reading = { agents: agents.data, readMs };
		return undefined;
	}

	/** Whether Qiscus may not count yet what was assigned. */
	isUncounted(): boolean {
		const young = prune(this.parts.desk.state.reservations, this.parts.clock.now());
		const { reading } = this;
		if (reading === undefined) return young.length > 0;
		return young.some(({ agentId, atMs, countBefore }) => {
			const agent = reading.agents.find(({ id }) => id === agentId);
			const isOlder = reading.readMs <= (this.toldMs.get(agentId) ?? atMs);
			return isOlder || countBefore >= (agent?.count ?? 0);
		});
	}

	/**
	 * Decides about every room, oldest first.
	 *
	 * @param endMs when the rest is left to the next run
	 * @returns whether some were left until Qiscus' list shows them
	 */
	async go(endMs: number): Promise<boolean> {
		const { clock, desk, random } = this.parts;
		let isForList = false;
		let round = startRound(this.backlog.rooms(), desk.state);
		this.lookUps = 0;
		for (let step = 1; this.mayGoOn && clock.now() < endMs; step++) {
			// Others of this process have work, too.
			if (step % STEPS_AT_ONCE === 0) await clock.sleep(0);
			const open = this.backlog.get(round.rooms[0]?.id ?? '');
			if (open === undefined) break;
			const now = round;
			const next = (reading: Reading) =>
				decideNext(now, reading, open.settings, {
					untilMs: clock.now() + DECISION_MS,
					random: random(),
				});
			const reading = await this.readingFor(open, (all) => next(all)?.agent === null);
			const decision = reading === 'listed soon' ? undefined : reading && next(reading);
			isForList ||= reading === 'listed soon';
			if (decision?.agent) {
				round = await this.carryOut(round, decision);
			} else {
				if (decision !== undefined) this.backlog.keep(waits(decision));
				round = settleWaiting(round);
			}
			desk.state = round.state;
		}
		return isForList;
	}

	/**
	 * The agents by whom a room is decided: those who can serve it, where its channel is not known and
	 * counts.
	 *
	 * @param isHopeless whether nobody at all could take the room
	 * @returns undefined where there are none
	 */
	private async readingFor(
		{ room, settings, arrivedMs }: OpenRoom,
		isHopeless: (all: Reading) => boolean,
	): Promise<Reading | 'listed soon' | undefined> {
		const { vendor, clock, listSettings } = this.parts;
		const isByChannel = settings.agentIds.length + settings.divisionIds.length === 0;
		if (!isByChannel || room.channelId !== undefined) return await this.freshReading();
		if (this.reading !== undefined && isHopeless(this.reading)) return this.reading;
		const isListedSoon = listSettings !== undefined && clock.now() - arrivedMs < LIST_LAG_MS;
		if (isListedSoon && this.lookUps >= FEW) return 'listed soon';
		this.lookUps += 1;
		const readMs = clock.now();
		const agents = await this.beating(vendor.agentsOf(room.id));
		// As old as that of all, which may be used again: what is dropped as counted here, it may lack.
		if (agents.ok) return { agents: agents.data, readMs: this.reading?.readMs ?? readMs };
		this.reject(agents.problem, (words) => notDecided(room, words));
		return undefined;
	}

	private async freshReading(): Promise<Reading | undefined> {
		const oldestMs = this.parts.clock.now() - FRESH_MS;
		if (this.reading === undefined || this.reading.readMs < oldestMs) {
			const problem = await this.readAgents();
			this.stop ??= problem;
		}
		return this.stop === undefined ? this.reading : undefined;
	}

	/** Tells Qiscus of a decision, if the room may still be assigned, and this run is the one to do it. */
	private async carryOut(round: Round, decision: Assignment): Promise<Round> {
		const { vendor, clock } = this.parts;
		const { room, agent } = decision;
		const may = (await vendor.mayAssign?.(room.id)) ?? MAY;
		if (!(await this.holds())) return round;
		this.toldMs.set(agent.id, clock.now());
		if (!may.ok) return this.refuse(round, decision, may.problem);
		const answer = may.data ? await vendor.assign(room.id, agent.id) : ALREADY_SERVED;
		if (!answer.ok) return this.refuse(round, decision, answer.problem);
		const outcome = answer.data;
		this.silences = outcome === 'unknown' ? this.silences + 1 : 0;
		if (this.silences >= MAX_SILENCES) this.stop = SILENT;
		const next = settle(round, decision, outcome, clock.now());
		const isOver = next.rooms.length < round.rooms.length;
		if (isOver) await this.conclude(decision, outcome);
		return next;
	}

	/** What an outcome means for the room, which is not decided again at once. */
	private async conclude(decision: Assignment, outcome: Outcome): Promise<void> {
		const { room } = decision;
		if (outcome === 'assigned') this.close(assigned(decision));
		else if (outcome === 'alreadyServed' || outcome === 'resolved') {
			this.close(needless(room, outcome));
		} else if (outcome === 'unknown') this.backlog.park(notCarriedOut(decision, 'noAnswer', ''));
		else await this.concludeFull(decision);
	}

	/** Qiscus calls a room full, because it is, or for no reason [live]. */
	private async concludeFull(decision: Assignment): Promise<void> {
		const { room } = decision;
		const seen = await this.parts.vendor.room(room.id);
		const { isResolved, isWaiting } = (seen.ok && seen.data) || {};
		if (isResolved === true) this.close(needless(room, 'resolved'));
		else if (isWaiting === false) this.close(needless(room, 'alreadyServed'));
		else this.backlog.park(notCarriedOut(decision, 'refused', FULL));
	}

	private close(verdict: Verdict): void {
		this.backlog.close(verdict, this.parts.clock.now());
	}

	/** What is wrong with one room keeps no other waiting; what is wrong with all ends the run. */
	private reject(problem: Problem, verdict: (words: string) => Verdict): void {
		if (problem.kind !== 'invalid' && problem.kind !== 'notFound') this.stop = problem;
		else this.backlog.park(verdict(problem.words ?? problem.message));
	}

	/** It may be the agent whom Qiscus refuses, and not the rooms. */
	private refuse(round: Round, decision: Assignment, problem: Problem): Round {
		const { id } = decision.agent;
		const count = (this.refusals.get(id) ?? 0) + 1;
		this.refusals.set(id, count);
		this.reject(problem, (words) => notCarriedOut(decision, 'refused', words));
		const next = settleWaiting(round);
		if (count < MAX_REFUSALS) return next;
		return { ...next, goneAgentIds: [...next.goneAgentIds, id] };
	}

	/** @returns what came of each room; the problem where Qiscus let nothing be done */
	result(): Result<Verdict[]> {
		const { stop } = this;
		const problem = stop === 'lost' ? undefined : stop;
		if (problem !== undefined && !this.backlog.hasAssigned()) return { ok: false, problem };
		return { ok: true, data: this.backlog.all(problem?.message ?? LOST) };
	}
}

const FULL = 'it says that the room is full, and shows nobody in it';
