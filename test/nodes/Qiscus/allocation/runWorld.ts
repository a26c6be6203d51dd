import type { AllocationSettings } from '../../../../nodes/Qiscus/allocation/decide';
import { Desk } from '../../../../nodes/Qiscus/allocation/desk';
import { CALL_MS, Lease } from '../../../../nodes/Qiscus/allocation/lease';
import type { Outcome } from '../../../../nodes/Qiscus/allocation/queue';
import { COUNT_LAG_MS } from '../../../../nodes/Qiscus/allocation/reservations';
import type { AllocationVendor } from '../../../../nodes/Qiscus/allocation/rounds';
import { AllocationRun, type Brought } from '../../../../nodes/Qiscus/allocation/run';
import type { Verdict } from '../../../../nodes/Qiscus/allocation/verdicts';
import { failed, type Problem, type Result } from '../../../../nodes/shared/problem';
import { createRandom } from '../../../../sandbox/vendors/shared/random.ts';
import { settingsOf } from './samples';
import { VendorModel } from './vendorModel';
import { Process, SharedRow, World } from './world';

/** What happens to a call that assigns an agent. */
export type Fate =
	'answered' | 'carriedOutLate' | 'lost' | 'lostAnswer' | 'problem' | 'refused' | 'spurious';

export const PROBLEM: Problem = { kind: 'busy', message: 'Too many requests', advice: 'Wait' };
export const REFUSED: Problem = {
	kind: 'invalid',
	message: 'Qiscus did not accept the request',
	advice: '',
	words: 'is odd',
};

/** One process with what it remembers of the node. */
export interface NodeOfProcess {
	process: Process;
	desk: Desk;
}

export interface RunWorldOptions {
	seed: number;
	processes: number;
	/** How many customers each may have. */
	caps: number[];
	/** How old what is shown of an agent is at most. */
	lagMs?: number;
	/** How long a call takes at most, if nothing happens to it. */
	callMs?: number;
	settings?: Partial<AllocationSettings>;
	/** Undefined: the list is not for these runs. */
	isListed?: boolean;
}

/** Qiscus as it is, n8n's processes, and runs that decide as the node lets them. */
export class RunWorld {
	readonly world: World;
	readonly vendor = new VendorModel();
	readonly row = new SharedRow();
	readonly nodes: NodeOfProcess[];
	readonly settings: AllocationSettings;
	/** How old what is shown of each agent is. */
	lagOf: (agentId: string) => number;
	/** What happens to the next call that assigns. */
	fate: () => Fate = () => 'answered';
	/** What a call that only reads fails with. */
	trouble: (name: string) => Problem | undefined = () => undefined;
	/** What a call that assigns fails with, where it is its fate. */
	problem: Problem = PROBLEM;
	isHonest = true;
	readonly calls: string[] = [];
	readonly verdicts: Verdict[] = [];
	readonly failures: Problem[] = [];
	/** How many runs have begun and not ended, and how long the longest was. */
	open = 0;
	longestMs = 0;
	private readonly callMs: number;
	private readonly isListed: boolean;

	constructor(readonly options: RunWorldOptions) {
		this.world = new World(createRandom(options.seed));
		this.callMs = options.callMs ?? 200;
		this.isListed = options.isListed ?? true;
		this.vendor.nowMs = this.world.nowMs;
		for (const at of options.caps.keys()) this.vendor.addAgent(String(at));
		const lags = options.caps.map(() => this.world.below((options.lagMs ?? 0) + 1));
		this.lagOf = (id) => lags[Number(id)] ?? 0;
		this.settings = settingsOf({
			lagMs: COUNT_LAG_MS,
			capByAgent: new Map(options.caps.map((cap, at) => [String(at), cap])),
			...options.settings,
		});
		this.nodes = Array.from({ length: options.processes }, () => this.newNode());
	}

	private newNode(): NodeOfProcess {
		return { process: new Process(this.world), desk: new Desk() };
	}

	kill(process: Process): void {
		process.isDead = true;
		const at = this.nodes.findIndex((node) => node.process === process);
		if (at !== -1) this.nodes[at] = this.newNode();
	}

	/** Qiscus as it is now. */
	now(): VendorModel {
		this.vendor.pass(this.world.nowMs - this.vendor.nowMs);
		return this.vendor;
	}

	/** A customer writes, of which one process hears at once, and maybe once more. */
	customerWrites(roomId: string, times = 1): void {
		this.now().customerWrites(roomId);
		for (let at = 0; at < times; at++) this.event([roomId]);
	}

	/** An execution in one of the processes, or in a named one. */
	event(roomIds: readonly string[], mayFree = false, place?: number): void {
		const node = this.nodes[place ?? this.world.below(this.nodes.length)];
		if (node === undefined) throw new Error('There is no such process');
		void this.execute(node, this.broughtOf(roomIds, mayFree));
	}

	broughtOf(roomIds: readonly string[], mayFree = false): Brought {
		const { nowMs } = this.world;
		const tasks = roomIds.map((id) => ({
			room: { id, waitingSinceMs: nowMs },
			settings: this.settings,
		}));
		return { tasks, mayFree };
	}

	/** As the node does it. */
	async execute(node: NodeOfProcess, brought: Brought): Promise<Result<Verdict[]> | undefined> {
		const { process, desk } = node;
		if (desk.bring(brought)) return undefined;
		const startMs = this.world.nowMs;
		this.open += 1;
		try {
			const lease = await Lease.take(this.row.seenBy(process, 3), process.clock, desk);
			if (lease === undefined) {
				desk.bring(brought);
				return undefined;
			}
			const given = await this.runOf(node, lease).run(brought, this.isListed);
			if (given.ok) this.verdicts.push(...given.data);
			else this.failures.push(given.problem);
			return given;
		} finally {
			this.open -= 1;
			this.longestMs = Math.max(this.longestMs, this.world.nowMs - startMs);
		}
	}

	/** Only the run, with a lease of one's own. */
	runOf(
		{ process, desk }: NodeOfProcess,
		lease: Pick<Lease, 'release' | 'renew' | 'takeMark'>,
		isCancelled: () => boolean = () => false,
	): AllocationRun {
		return new AllocationRun({
			vendor: this.seenBy(process),
			lease,
			desk,
			clock: process.clock,
			random: this.world.random,
			listSettings: this.isListed ? this.settings : undefined,
			isCancelled,
		});
	}

	private seenBy(process: Process): AllocationVendor {
		/** The answer of a call that only reads, as it was half way. */
		const reads = async <T>(name: string, read: () => T): Promise<Result<T>> => {
			this.calls.push(name);
			const half = this.world.below(this.callMs + 1) / 2;
			await process.wait(half);
			const problem = this.trouble(name);
			const data = read();
			await process.wait(half);
			return problem === undefined ? { ok: true, data } : failed(problem);
		};
		const agents = () => this.now().shownAgents(({ id }) => this.lagOf(id));
		return {
			agents: async () => await reads('agents', agents),
			agentsOf: async () => await reads('agentsOf', agents),
			waitingRooms: async () => await reads('list', () => this.now().listedRooms(this.isHonest)),
			room: async (roomId) =>
				await reads('room', () => {
					const room = this.now().rooms.get(roomId);
					if (room === undefined) return undefined;
					const { id, agentId, isResolved } = room;
					return { id, isResolved, isWaiting: !isResolved && agentId === undefined };
				}),
			assign: async (roomId, agentId) => {
				this.calls.push(`assign ${roomId} ${agentId}`);
				return await this.assign(process, roomId, agentId);
			},
		};
	}

	private async assign(
		process: Process,
		roomId: string,
		agentId: string,
	): Promise<Result<Outcome>> {
		const fate = this.fate();
		if (fate === 'answered' || fate === 'spurious' || fate === 'refused' || fate === 'problem') {
			const half = this.world.below(this.callMs + 1) / 2;
			await process.wait(half);
			const outcome = fate === 'answered' ? this.now().put(roomId, agentId) : 'maxAgents';
			await process.wait(half);
			if (fate === 'refused') return failed(REFUSED);
			if (fate === 'problem') return failed(this.problem);
			// Qiscus says the same of a room that has somebody.
			return { ok: true, data: outcome === 'alreadyServed' ? 'maxAgents' : outcome };
		}
		const atMs = this.world.nowMs + this.world.below(CALL_MS);
		if (fate === 'carriedOutLate') this.now().putLater(roomId, agentId, atMs);
		if (fate === 'lostAnswer') this.now().put(roomId, agentId);
		await process.wait(this.world.below(2) === 0 ? CALL_MS : this.callMs);
		return { ok: true, data: 'unknown' };
	}

	/** Somebody has finished with one of the rooms that are served. */
	resolves(at: number, isTold: boolean): boolean {
		const rooms = this.now().servedRooms();
		const room = rooms[at % rooms.length];
		if (room === undefined) return false;
		this.vendor.resolve(room);
		if (isTold) this.event([], true);
		return true;
	}

	/** Agents who ever had more than they may have. */
	overCap(): string[] {
		const { caps } = this.options;
		return [...this.vendor.agents.values()]
			.filter(({ id, highest }) => highest > (caps[Number(id)] ?? 0))
			.map(({ id, highest }) => `${id}: ${highest} of ${caps[Number(id)]}`);
	}
}
