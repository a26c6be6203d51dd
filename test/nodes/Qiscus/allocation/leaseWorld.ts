import { CALL_MS, Lease, type Sightings } from '../../../../nodes/Qiscus/allocation/lease';
import { createRandom } from '../../../../sandbox/vendors/shared/random.ts';
import { Process, SharedRow, World } from './world';

/** A call to the vendor, which begins as soon as somebody was told to be the holder. */
export interface Act {
	lease: Lease;
	startMs: number;
	endMs: number;
}

/** A run that left a mark and ended. */
interface Waiter {
	cameMs: number;
}

export interface LeaseWorldOptions {
	seed: number;
	processes: number;
	/** The longest time of each of the database's steps. */
	latencyMs: number;
}

/** What a run does once it holds the lease. */
export interface Plan {
	/** How many calls in its first round. */
	acts: number;
	/** How often it looks for marks, once in a second. */
	ticks: number;
	/** The longest call. */
	callMs: number;
}

interface Node extends Sightings {
	process: Process;
}

const TICK_MS = 1_000;

/** Processes whose runs want to decide: each takes the lease, acts, takes marks and releases as a run does. */
export class LeaseWorld {
	readonly world: World;
	readonly row = new SharedRow();
	readonly nodes: Node[];
	readonly acts: Act[] = [];
	/** When somebody began to look at everything that waits. */
	readonly looks: number[] = [];
	readonly waiters: Waiter[] = [];
	readonly rejected: unknown[] = [];
	taken = 0;
	/** Of those that came to their end. */
	readonly released = new Set<Lease>();
	lost = 0;
	/** Runs that have begun and not ended. */
	open = 0;

	constructor(private readonly options: LeaseWorldOptions) {
		this.world = new World(createRandom(options.seed));
		this.nodes = Array.from({ length: options.processes }, () => this.newNode());
	}

	private newNode(): Node {
		return { process: new Process(this.world), sighting: undefined };
	}

	/** A process ends, and another one begins. */
	kill(process: Process): void {
		process.isDead = true;
		const at = this.nodes.findIndex((node) => node.process === process);
		if (at !== -1) this.nodes[at] = this.newNode();
	}

	/** A run that comes to one of the processes, or to one that is named. */
	arrives(inMs: number, plan: Plan, named?: number): void {
		const { world, nodes } = this;
		const place = named ?? world.below(nodes.length);
		world.at(world.nowMs + inMs, () => {
			const node = nodes[place];
			if (node === undefined) throw new Error('There is no such process');
			this.open += 1;
			void this.decides(node, plan)
				.catch((error: unknown) => this.rejected.push(error))
				.finally(() => (this.open -= 1));
		});
	}

	private async decides(node: Node, plan: Plan): Promise<void> {
		const { process } = node;
		const cameMs = this.world.nowMs;
		const set = this.row.seenBy(process, this.options.latencyMs);
		const lease = await Lease.take(set, process.clock, node);
		if (lease === undefined) {
			this.waiters.push({ cameMs });
			return;
		}
		this.taken += 1;
		if (!(await this.works(lease, process, plan))) {
			this.lost += 1;
			return;
		}
		this.released.add(lease);
		await lease.release();
	}

	private async works(lease: Lease, process: Process, plan: Plan): Promise<boolean> {
		do {
			this.looks.push(this.world.nowMs);
			for (let act = 0; act < plan.acts; act++) {
				if (!(await this.call(lease, process, plan.callMs))) return false;
			}
			for (let tick = 0; tick < plan.ticks; tick++) {
				await process.wait(TICK_MS);
				if (!(await lease.renew())) return false;
				if (!(await lease.takeMark())) continue;
				this.looks.push(this.world.nowMs);
				if (!(await this.call(lease, process, plan.callMs))) return false;
			}
		} while (await lease.takeMark());
		return true;
	}

	private async call(lease: Lease, process: Process, callMs: number): Promise<boolean> {
		if (!(await lease.renew())) return false;
		const startMs = this.world.nowMs;
		const ms = Math.min(this.world.below(callMs + 1), CALL_MS);
		this.acts.push({ lease, startMs, endMs: startMs + ms });
		await process.wait(ms);
		return true;
	}

	/** How often two holders acted at the same time. */
	overlaps(): number {
		return this.handovers().filter(([one, other]) => other.startMs < one.endMs).length;
	}

	/** Each act with those of others that begin after it, or at the same time. */
	handovers(): Array<[Act, Act]> {
		const acts = [...this.acts].sort((a, b) => a.startMs - b.startMs);
		return acts.flatMap((one, at) =>
			acts
				.slice(at + 1)
				.filter(({ lease }) => lease !== one.lease)
				.map((other): [Act, Act] => [one, other]),
		);
	}

	/** Runs that ended without anybody's looking after they had come. */
	forgotten(): Waiter[] {
		return this.waiters.filter(({ cameMs }) => !this.looks.some((atMs) => atMs >= cameMs));
	}
}
