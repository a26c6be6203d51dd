import type { Clock } from '../../shared/patience';
import type { Problem, Result } from '../../shared/problem';
import type { Agent } from './agents';
import { Backlog, type OpenRoom } from './backlog';
import type { AllocationSettings, Assignment, Reading } from './decide';
import type { Desk } from './desk';
import { CALL_MS, type Lease } from './lease';
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
	assign(roomId: string, agentId: string): Promise<Result<Outcome>>;
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

const SILENT: Problem = {
	kind: 'unreachable',
	message: 'Qiscus does not answer when agents are assigned',
	advice: 'Check that Qiscus works. The rooms go on waiting, and the next run takes them.',
};
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
		// Without n8n's database nobody knows who decides.
		const holds = await this.parts.lease.renew().catch(() => false);
		if (!holds) this.stop = 'lost';
		return holds;
	}

	/** Whether a run of another process has come. */
	async isMarked(): Promise<boolean> {
		return await this.parts.lease.takeMark().catch(() => {
			this.stop = 'lost';
			return false;
		});
	}

	/** Takes what Qiscus lists for this run, if anything. */
	async readList(): Promise<void> {
		const { vendor, desk, listSettings, clock } = this.parts;
		if (listSettings === undefined) return;
		const listed = await vendor.waitingRooms();
		if (!listed.ok) {
			this.stop = listed.problem;
			return;
		}
		const rows = listed.data.map((room) => ({ ...room, ...desk.remembered(room) }));
		this.backlog.list(rows, listSettings, clock.now());
		desk.remember(this.backlog.rooms());
	}

	/** Reads the agents anew; where that fails, the run goes on with what it knows. */
	async readAgents(): Promise<Problem | undefined> {
		const readMs = this.parts.clock.now();
		const agents = await this.parts.vendor.agents();
		if (!agents.ok) return agents.problem;
		this.reading = { agents: agents.data, readMs };
		return undefined;
	}

	/** Whether Qiscus may not count yet what was assigned. */
	isUncounted(): boolean {
		const young = prune(this.parts.desk.state.reservations, this.parts.clock.now());
		const { reading } = this;
		if (reading === undefined) return young.length > 0;
		return young.some(({ agentId, countBefore }) => {
			const agent = reading.agents.find(({ id }) => id === agentId);
			return agent !== undefined && countBefore >= (agent.count ?? 0);
		});
	}

	/**
	 * Decides about every room, oldest first.
	 *
	 * @returns whether some were left until Qiscus' list shows them
	 */
	async go(): Promise<boolean> {
		const { clock, desk, random } = this.parts;
		let isForList = false;
		let round = startRound(this.backlog.rooms(), desk.state);
		this.lookUps = 0;
		while (this.mayGoOn) {
			const open = this.backlog.get(round.rooms[0]?.id ?? '');
			if (open === undefined) break;
			const now = round;
			const next = (reading: Reading) =>
				decideNext(now, reading, open.settings, {
					untilMs: clock.now() + CALL_MS,
					random: random(),
				});
			const reading = await this.readingFor(open, (all) => next(all)?.agent === null);
			const decision = reading === 'listed soon' ? undefined : reading && next(reading);
			isForList ||= reading === 'listed soon';
			if (decision?.agent) {
				if (await this.holds()) round = await this.assign(round, decision);
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
		const agents = await vendor.agentsOf(room.id);
		// As old as that of all, which may be used again: what is dropped as counted here, it may lack.
		if (agents.ok) return { agents: agents.data, readMs: this.reading?.readMs ?? readMs };
		this.reject(agents.problem, (words) => notDecided(room, words));
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
			this.reject(answer.problem, (words) => notCarriedOut(decision, 'refused', words));
			return this.withoutRefused(settleWaiting(round), agent.id);
		}
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
		if (outcome === 'assigned') this.backlog.close(assigned(decision));
		else if (outcome === 'alreadyServed' || outcome === 'resolved') {
			this.backlog.close(needless(room, outcome));
		} else if (outcome === 'unknown') this.backlog.park(notCarriedOut(decision, 'noAnswer', ''));
		else await this.concludeFull(decision);
	}

	/** Qiscus calls a room full, because it is, or for no reason [live]. */
	private async concludeFull(decision: Assignment): Promise<void> {
		const { room } = decision;
		const seen = await this.parts.vendor.room(room.id);
		const { isResolved, isWaiting } = (seen.ok && seen.data) || {};
		if (isResolved === true) this.backlog.close(needless(room, 'resolved'));
		else if (isWaiting === false) this.backlog.close(needless(room, 'alreadyServed'));
		else this.backlog.park(notCarriedOut(decision, 'refused', FULL));
	}

	/** What is wrong with one room keeps no other waiting; what is wrong with all ends the run. */
	private reject(problem: Problem, verdict: (words: string) => Verdict): void {
		if (problem.kind !== 'invalid' && problem.kind !== 'notFound') this.stop = problem;
		else this.backlog.park(verdict(problem.words ?? problem.message));
	}

	/** It may be the agent whom Qiscus refuses, and not the rooms. */
	private withoutRefused(round: Round, agentId: string): Round {
		const count = (this.refusals.get(agentId) ?? 0) + 1;
		this.refusals.set(agentId, count);
		if (count < MAX_REFUSALS) return round;
		return { ...round, goneAgentIds: [...round.goneAgentIds, agentId] };
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
