import type { SharedSet } from '../../../../nodes/Qiscus/allocation/lease';
import type { Clock } from '../../../../nodes/shared/patience';

interface Event {
	atMs: number;
	/** Drawn: of what happens at the same time, anything may come first. */
	order: number;
	go: () => void;
}

/** A time of its own in which several processes go on, one step at a time, in an order that a seed says. */
export class World {
	nowMs = 1_000_000;
	private readonly events: Event[] = [];

	constructor(readonly random: () => number) {}

	/** A whole number from 0 to below the limit. */
	below(limit: number): number {
		return Math.floor(this.random() * limit);
	}

	at(atMs: number, go: () => void): void {
		this.events.push({ atMs: Math.max(atMs, this.nowMs), order: this.random(), go });
	}

	/** Goes on until nothing is to be done any more, or until that time. */
	async run(untilMs = Infinity): Promise<void> {
		for (;;) {
			// What is ready goes on up to its next step.
			await new Promise((resolve) => setImmediate(resolve));
			const next = this.next();
			if (next === undefined || next.atMs > untilMs) break;
			this.events.splice(this.events.indexOf(next), 1);
			this.nowMs = next.atMs;
			next.go();
		}
		if (untilMs !== Infinity) this.nowMs = untilMs;
	}

	private next(): Event | undefined {
		let first: Event | undefined;
		for (const event of this.events) {
			if (first === undefined || isBefore(event, first)) first = event;
		}
		return first;
	}
}

function isBefore(one: Event, other: Event): boolean {
	return one.atMs === other.atMs ? one.order < other.order : one.atMs < other.atMs;
}

/** One of n8n's processes: it may stand still, or end in the middle of anything. */
export class Process {
	isDead = false;
	private frozenUntilMs = -Infinity;
	readonly clock: Clock = {
		now: () => this.world.nowMs,
		sleep: async (ms) => await this.wait(ms),
	};

	constructor(readonly world: World) {}

	/** From now on, it does nothing. */
	freeze(ms: number): void {
		this.frozenUntilMs = this.world.nowMs + ms;
	}

	async wait(ms: number): Promise<void> {
		await new Promise<void>((resolve) => {
			const wake = () => {
				if (this.isDead) return;
				if (this.world.nowMs < this.frozenUntilMs) this.world.at(this.frozenUntilMs, wake);
				else resolve();
			};
			this.world.at(this.world.nowMs + ms, wake);
		});
	}
}

/**
 * The row that n8n keeps in its database for a node. Its helpers read it in one query and write it whole
 * in the next; INSERT and DELETE are one step each, and an UPDATE of a row that has gone does nothing
 * (n8n's deduplication-helper).
 */
export class SharedRow {
	texts: string[] | undefined;
	isReachable = true;
	/** Before a process is about to send a query, and when the database has done what it says. */
	onQuery: (process: Process, at: 'done' | 'sent') => void = () => undefined;

	/** @param latencyMs the longest time of each way of a query */
	seenBy(process: Process, latencyMs: number): SharedSet {
		const { world } = process;
		const latency = () => world.below(latencyMs + 1);
		const query = async <T>(work: () => T): Promise<T> => {
			this.onQuery(process, 'sent');
			const [thereMs, backMs] = [latency(), latency()];
			const answer = new Promise<() => T>((resolve) => {
				if (process.isDead) return;
				// Whoever has sent it may stand still: the database does not.
				world.at(world.nowMs + thereMs, () => {
					const given = this.answerTo(work);
					this.onQuery(process, 'done');
					void process.wait(backMs).then(() => resolve(given));
				});
			});
			return (await answer)();
		};
		const read = async () => await query(() => this.texts && [...this.texts]);
		return {
			size: async () => (await read())?.length ?? 0,
			add: async (texts) => {
				const before = await read();
				const added = texts.filter((text) => before?.includes(text) !== true);
				await query(() => {
					if (before === undefined && this.texts !== undefined) throw new Error('duplicate key');
					if (before === undefined) this.texts = added;
					else this.update([...before, ...added]);
				});
				return added;
			},
			remove: async (texts) => {
				const before = await read();
				if (before === undefined) return;
				await query(() => this.update(before.filter((text) => !texts.includes(text))));
			},
			clear: async () => {
				await query(() => (this.texts = undefined));
			},
		};
	}

	private update(texts: string[]): void {
		if (this.texts !== undefined) this.texts = texts;
	}

	private answerTo<T>(work: () => T): () => T {
		try {
			if (!this.isReachable) throw new Error('The database does not answer');
			const given = work();
			return () => given;
		} catch (error) {
			return () => {
				throw error;
			};
		}
	}
}
