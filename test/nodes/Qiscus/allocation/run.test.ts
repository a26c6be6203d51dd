import type { Lease } from '../../../../nodes/Qiscus/allocation/lease';
import { COUNT_LAG_MS } from '../../../../nodes/Qiscus/allocation/reservations';
import type { Brought } from '../../../../nodes/Qiscus/allocation/run';
import type { Verdict } from '../../../../nodes/Qiscus/allocation/verdicts';
import { type Problem, type Result, unreachable } from '../../../../nodes/shared/problem';
import { type Fate, PROBLEM, RunWorld, type RunWorldOptions } from './runWorld';

jest.setTimeout(120_000);

/** Longer than any run may take: rounds, the last call, and until what it may have done is old enough. */
const LONGEST_MS = 90_000;
const HOUR_MS = 3_600_000;
const PROBLEM_KINDS: Array<Problem['kind']> = ['token', 'busy', 'unreachable', 'permission'];

type PartOfLease = Pick<Lease, 'release' | 'renew' | 'takeMark'>;

/** A lease that nobody else wants, unless it is said otherwise. */
class TestLease implements PartOfLease {
	released = 0;
	releasedMs = Infinity;
	now = () => 0;
	isLost = false;
	marks = 0;

	async renew() {
		return !this.isLost;
	}

	async takeMark() {
		const isMarked = this.marks > 0;
		this.marks = Math.max(0, this.marks - 1);
		return isMarked;
	}

	async release() {
		this.released += 1;
		this.releasedMs = this.now();
	}
}

/** One run, with what it is started for, and its process. */
class OneRun {
	readonly one: RunWorld;
	readonly lease = new TestLease();
	private isCancelled = false;
	private readonly startMs: number;
	given: Result<Verdict[]> | undefined;
	endMs = Infinity;

	constructor(options: Partial<RunWorldOptions> = {}) {
		this.one = new RunWorld({ seed: 1, processes: 1, caps: [2, 2], callMs: 100, ...options });
		// What was before is in every count and list.
		this.one.world.nowMs += HOUR_MS;
		this.startMs = this.one.world.nowMs;
		this.lease.now = () => this.one.world.nowMs;
	}

	/** When so much time has passed since it began. */
	at(ms: number, go: () => void): this {
		this.one.world.at(this.startMs + ms, go);
		return this;
	}

	bring(what: Brought): boolean {
		return this.one.nodes[0]!.desk.bring(what);
	}

	cancel(): void {
		this.isCancelled = true;
	}

	async run(roomIds: readonly string[] = [], listsFirst = true, mayFree = false): Promise<this> {
		const { world, nodes } = this.one;
		const run = this.one.runOf(nodes[0]!, this.lease, () => this.isCancelled);
		void run.run(this.one.broughtOf(roomIds, mayFree), listsFirst).then((given) => {
			this.given = given;
			this.endMs = world.nowMs;
		});
		await world.run();
		if (this.given === undefined) throw new Error('The run has not ended');
		return this;
	}

	/** For how long nobody else could decide: the process may keep the lease longer than the run is. */
	get heldMs(): number {
		return this.lease.releasedMs - this.startMs;
	}

	get tookMs(): number {
		return this.endMs - this.startMs;
	}

	/** Each room with what came of it, in one line. */
	lines(): string[] {
		if (this.given?.ok !== true) throw new Error('The run has a problem');
		return this.given.data.map((verdict) => {
			const what =
				verdict.outcome === 'assigned'
					? verdict.candidate.agent.id
					: verdict.outcome === 'waiting'
						? verdict.waiting
						: verdict.outcome;
			return `${verdict.room.id} ${what}`;
		});
	}

	verdictOf(roomId: string): Verdict | undefined {
		return this.given?.ok === true
			? this.given.data.find(({ room }) => room.id === roomId)
			: undefined;
	}

	callsOf(name: string): string[] {
		return this.one.calls.filter((call) => call.startsWith(name));
	}
}

/** Rooms that have waited for a while when the run begins. */
function waiting(run: OneRun, ids: readonly string[], eachMs = 10_000): void {
	const { vendor, world } = run.one;
	const nowMs = world.nowMs;
	vendor.nowMs = nowMs - eachMs * ids.length;
	for (const id of ids) {
		vendor.customerWrites(id);
		vendor.pass(eachMs);
	}
}

describe('one run', () => {
	it('gives the rooms of the list to the least busy, oldest first, and the rest waits', async () => {
		const run = new OneRun({ caps: [2, 1] });
		waiting(run, ['a', 'b', 'c', 'd', 'e']);
		await run.run();
		expect(run.lines()).toEqual(['a 0', 'b 1', 'c 0', 'd everybodyAtCap', 'e everybodyAtCap']);
		expect(run.callsOf('assign')).toEqual(['assign a 0', 'assign b 1', 'assign c 0']);
		expect(run.lease.released).toBe(1);
	});

	it('takes a room that an item names though no list has it, and each room once', async () => {
		const run = new OneRun();
		waiting(run, ['a']);
		run.one.now().customerWrites('new');
		await run.run(['new', 'a', 'new']);
		expect(run.lines().sort()).toEqual(['a 0', 'new 1']);
		expect(run.callsOf('list')).toHaveLength(1);
		expect(run.callsOf('agentsOf')).toHaveLength(1);
	});

	it('reads no list at first where it is not to, and none at all that is not for it', async () => {
		const later = new OneRun();
		waiting(later, ['a']);
		await later.run(['b'], false);
		expect(later.callsOf('list')).toEqual([]);
		const never = new OneRun({ isListed: false });
		waiting(never, ['a']);
		never.lease.marks = 3;
		await never.run(['b']);
		expect(never.callsOf('list')).toEqual([]);
	});

	it.each([
		[0, 1_000, 2_500],
		[5_000, 5_000, 8_000],
		[14_000, 14_000, 24_000],
		[HOUR_MS, COUNT_LAG_MS, COUNT_LAG_MS + 2_000],
	])('does not end before it is counted (%d ms), or old enough', async (lagMs, least, most) => {
		const run = new OneRun();
		run.one.lagOf = () => lagMs;
		waiting(run, ['a']);
		await run.run();
		expect(run.heldMs).toBeGreaterThanOrEqual(least);
		expect(run.heldMs).toBeLessThanOrEqual(most);
	});

	it('ends at once where nothing is to be done, or nothing was', async () => {
		for (const caps of [[2], []]) {
			const run = new OneRun({ caps });
			if (caps.length === 0) waiting(run, ['a']);
			await run.run();
			expect(run.tookMs).toBeLessThan(1_000);
			expect(run.callsOf('assign')).toEqual([]);
			expect(run.lease.released).toBe(1);
		}
	});

	it('waits for a place that becomes free, where an item says that one may', async () => {
		for (const mayFree of [true, false]) {
			const run = new OneRun({ caps: [1] });
			run.one.lagOf = () => 6_000;
			waiting(run, ['old']);
			await run.run();
			run.one.calls.length = 0;
			const next = new OneRun({ caps: [1] });
			next.one.lagOf = () => 6_000;
			next.one.vendor.nowMs = next.one.world.nowMs - 60_000;
			next.one.vendor.customerWrites('old');
			next.one.vendor.put('old', '0');
			next.one.vendor.pass(30_000);
			next.one.vendor.customerWrites('new');
			next.one.now();
			next.one.resolves(0, false);
			await next.run([], true, mayFree);
			expect(next.lines()).toEqual([mayFree ? 'new 0' : 'new everybodyAtCap']);
		}
	});
});

describe('what comes while a run decides', () => {
	it('a room that is brought is decided by the same run', async () => {
		const run = new OneRun();
		run.one.lagOf = () => 5_000;
		waiting(run, ['a']);
		run.at(2_500, () => {
			run.one.now().customerWrites('b');
			expect(run.bring(run.one.broughtOf(['b']))).toBe(true);
		});
		await run.run();
		expect(run.lines()).toEqual(['a 0', 'b 1']);
		expect(run.bring(run.one.broughtOf(['c']))).toBe(false);
	});

	it('a mark is a reason to read the list again, when it shows what is new', async () => {
		const run = new OneRun();
		run.one.lagOf = () => 5_000;
		waiting(run, ['a']);
		run.at(2_500, () => {
			run.one.now().customerWrites('b');
			run.lease.marks += 1;
		});
		await run.run();
		expect(run.lines()).toEqual(['a 0', 'b 1']);
		expect(run.callsOf('list')).toHaveLength(2);
	});

	it.each(['mark', 'bring'])('one that comes at the last moment too (%s)', async (how) => {
		// At each moment of a run's life, until it takes nothing more.
		for (let ms = 0; ms < 4_000; ms += 50) {
			const run = new OneRun({ callMs: 600 });
			waiting(run, ['a']);
			let isTaken = true;
			run.at(ms, () => {
				run.one.now().customerWrites('b');
				if (how === 'mark') {
					isTaken = run.lease.released === 0;
					if (isTaken) run.lease.marks += 1;
				} else isTaken = run.bring(run.one.broughtOf(['b']));
			});
			await run.run();
			expect([ms, ...run.lines()]).toEqual([ms, 'a 0', ...(isTaken ? ['b 1'] : [])]);
		}
	});

	it.each([0, 1_000])(
		'a burst of 300 costs few calls (%d ms apart from the run)',
		async (fromMs) => {
			const run = new OneRun({ caps: Array.from({ length: 20 }, () => 4) });
			for (let at = 0; at < 300; at++) {
				run.at(fromMs + at * 8, () => {
					run.one.now().customerWrites(`b${at}`);
					run.bring(run.one.broughtOf([`b${at}`]));
					run.bring(run.one.broughtOf([`b${at}`]));
				});
			}
			run.one.now().customerWrites('first');
			await run.run(['first']);
			const lines = run.lines();
			expect(lines.filter((line) => / \d+$/.test(line))).toHaveLength(80);
			expect(lines.filter((line) => line.endsWith('everybodyAtCap'))).toHaveLength(221);
			expect(run.callsOf('assign')).toHaveLength(80);
			expect(run.one.calls.length).toBeLessThan(1.25 * 80);
			expect(run.tookMs).toBeLessThan(30_000);
			// Oldest first: nobody who came later is served before somebody who waits.
			const served = lines.filter((line) => / \d+$/.test(line)).map((line) => line.split(' ')[0]);
			const expected = ['first', ...Array.from({ length: 79 }, (_, at) => `b${at}`)];
			expect(served.sort()).toEqual(expected.sort());
		},
	);
});

describe('where Qiscus gives trouble', () => {
	it.each(PROBLEM_KINDS)(
		'what was assigned still comes out, the rest with why (%s)',
		async (kind) => {
			const run = new OneRun({ caps: [9] });
			run.one.lagOf = () => 3_000;
			waiting(run, ['a', 'b', 'c']);
			let calls = 0;
			run.one.problem = { ...PROBLEM, kind };
			run.one.fate = () => (++calls === 2 ? 'problem' : 'answered');
			await run.run();
			expect(run.lines()).toEqual(['a 0', 'b notDecided', 'c notDecided']);
			expect(run.verdictOf('c')?.reason).toBe(PROBLEM.message);
			expect(run.callsOf('assign')).toHaveLength(2);
			expect(run.heldMs).toBeGreaterThan(3_000);
			expect(run.lease.released).toBe(1);
		},
	);

	it.each(['list', 'agents', 'agentsOf'])(
		'where nothing was done, it is the run’s problem (%s)',
		async (name) => {
			for (const kind of PROBLEM_KINDS) {
				const run = new OneRun();
				run.one.trouble = (call) => (call === name ? { ...PROBLEM, kind } : undefined);
				waiting(run, ['a']);
				await run.run(name === 'agentsOf' ? ['new'] : [], name !== 'agentsOf');
				expect(run.given).toEqual({ ok: false, problem: { ...PROBLEM, kind } });
				expect(run.callsOf('assign')).toEqual([]);
				expect(run.lease.released).toBe(1);
			}
		},
	);

	it('counts that cannot be read are waited for until they are old', async () => {
		const run = new OneRun();
		waiting(run, ['a']);
		let reads = 0;
		run.one.trouble = (call) =>
			call === 'agents' && ++reads > 1 ? unreachable('x', 'y') : undefined;
		await run.run();
		expect(run.lines()).toEqual(['a 0']);
		expect(run.heldMs).toBeGreaterThanOrEqual(COUNT_LAG_MS);
	});

	it('a room that is refused keeps no other waiting, and who is refused twice gets none', async () => {
		const run = new OneRun({ caps: [9, 9] });
		waiting(run, ['a', 'b', 'c', 'd', 'e']);
		// The first agent is refused always.
		run.one.fate = () => (run.one.calls.at(-1)?.endsWith(' 0') ? 'refused' : 'answered');
		await run.run();
		expect(run.lines().sort()).toEqual(['a refused', 'b refused', 'c 1', 'd 1', 'e 1']);
		expect(run.verdictOf('a')?.reason).toBe('Qiscus did not let Agent 0 take the room: is odd');
	});

	it('a room that is called full without reason is asked for once more, then looked at', async () => {
		const run = new OneRun({ caps: [9] });
		waiting(run, ['a', 'b', 'c']);
		const fates: Fate[] = ['spurious', 'answered', 'spurious', 'spurious', 'answered'];
		run.one.fate = () => fates.shift() ?? 'answered';
		await run.run();
		expect(run.lines().sort()).toEqual(['a 0', 'b refused', 'c 0']);
		expect(run.callsOf('room')).toHaveLength(1);
	});

	it('a stale row of a served or resolved room is no agent’s', async () => {
		const run = new OneRun({ caps: [9, 9] });
		run.one.isHonest = false;
		waiting(run, ['a', 'b', 'c']);
		const { vendor } = run.one;
		vendor.put('a', '1');
		vendor.resolve(vendor.rooms.get('b')!);
		vendor.rooms.get('b')!.servedMs = vendor.nowMs;
		await run.run(['b']);
		expect(run.lines()).toEqual(['a alreadyServed', 'b resolved', 'c 0']);
		expect(vendor.mostAnswers).toBe(1);
	});

	it('after two calls in a row without an answer it asks no more, and says so', async () => {
		const run = new OneRun({ caps: [9] });
		waiting(run, ['a', 'b', 'c', 'd']);
		const fates: Fate[] = ['answered', 'lostAnswer', 'lost'];
		run.one.fate = () => fates.shift() ?? 'answered';
		await run.run();
		expect(run.lines()).toEqual(['a 0', 'b noAnswer', 'c noAnswer', 'd notDecided']);
		expect(run.verdictOf('d')?.reason).toBe('Qiscus does not answer when agents are assigned');
		expect(run.verdictOf('b')?.reason).toBe(
			'Qiscus did not answer whether Agent 0 has the room now',
		);
	});

	it('what may have been done counts as done', async () => {
		const run = new OneRun({ caps: [2] });
		run.one.lagOf = () => 15_000;
		waiting(run, ['a', 'b', 'c']);
		const fates: Fate[] = ['carriedOutLate'];
		run.one.fate = () => fates.shift() ?? 'answered';
		await run.run();
		expect(run.lines().sort()).toEqual(['a noAnswer', 'b 0', 'c everybodyAtCap']);
		expect(run.one.overCap()).toEqual([]);
	});

	it('an agent who has gone is left out, and the room is given to another', async () => {
		const run = new OneRun({ caps: [9, 9] });
		waiting(run, ['a', 'b']);
		const { agents } = run.one.vendor;
		run.one.fate = () => {
			agents.get('0')!.isOnline = false;
			return 'answered';
		};
		await run.run();
		expect(run.lines()).toEqual(['a 1', 'b 1']);
		expect(run.callsOf('assign')).toEqual(['assign a 0', 'assign a 1', 'assign b 1']);
	});
});

describe('where a run has to end', () => {
	it('without the lease nothing more is assigned, nor is the lease given back', async () => {
		const run = new OneRun({ caps: [9] });
		waiting(run, ['a', 'b', 'c']);
		run.one.fate = () => {
			run.lease.isLost = true;
			return 'answered';
		};
		await run.run();
		expect(run.lines()).toEqual(['a 0', 'b notDecided', 'c notDecided']);
		expect(run.verdictOf('b')?.reason).toMatch(/^Nobody has decided yet/);
		expect(run.callsOf('assign')).toHaveLength(1);
		expect(run.lease.released).toBe(0);
	});

	it('nor where n8n’s database fails', async () => {
		const run = new OneRun({ caps: [9] });
		run.one.lagOf = () => HOUR_MS;
		waiting(run, ['a']);
		run.at(3_500, () => {
			jest.spyOn(run.lease, 'renew').mockRejectedValue(new Error('gone'));
			run.one.now().customerWrites('b');
			run.bring(run.one.broughtOf(['b']));
		});
		await run.run();
		expect(run.callsOf('assign')).toEqual(['assign a 0']);
		expect(run.lease.released).toBe(0);
	});

	it('one that is cancelled assigns no more, but waits until what it has assigned is counted', async () => {
		const run = new OneRun({ caps: [9] });
		run.one.lagOf = () => 5_000;
		waiting(run, ['a', 'b', 'c']);
		run.one.fate = () => {
			run.cancel();
			return 'answered';
		};
		run.at(2_500, () => (run.lease.marks += 1));
		await run.run();
		expect(run.lines()).toEqual(['a 0', 'b notDecided', 'c notDecided']);
		expect(run.callsOf('list')).toHaveLength(1);
		expect(run.heldMs).toBeGreaterThanOrEqual(5_000);
		expect(run.lease.released).toBe(1);
	});

	it('a lease that cannot be given back is no problem of the run', async () => {
		const run = new OneRun();
		waiting(run, ['a']);
		jest.spyOn(run.lease, 'release').mockRejectedValue(new Error('gone'));
		await run.run();
		expect(run.lines()).toEqual(['a 0']);
	});

	it.each([1, 2, 3])(
		'it ends, and with few calls, whatever comes and happens (seed %i)',
		async (seed) => {
			const run = new OneRun({ seed, caps: [2, 2, 2, 50], callMs: 4_000 });
			const { world, vendor } = run.one;
			run.one.lagOf = () => world.below(COUNT_LAG_MS - 1_000);
			const fates: Fate[] = [
				'spurious',
				'refused',
				'answered',
				'lostAnswer',
				'answered',
				'answered',
			];
			run.one.fate = () => fates[world.below(fates.length)] ?? 'answered';
			run.one.isHonest = false;
			// New rooms, marks, items and resolves come for ever.
			for (let ms = 0; ms < 600_000; ms += 250) {
				run.at(ms, () => {
					run.one.now().customerWrites(`r${ms}`);
					run.lease.marks += 1;
					run.bring(run.one.broughtOf([`r${ms}`], true));
					const [agent] = vendor.agents.values();
					if (agent !== undefined) agent.isOnline = world.below(2) === 0;
				});
			}
			waiting(run, ['a', 'b', 'c']);
			await run.run();
			expect(run.tookMs).toBeLessThan(LONGEST_MS);
			expect(run.one.calls.length).toBeLessThan(200);
			expect(run.one.overCap()).toEqual([]);
		},
	);
});

describe('many runs', () => {
	const FATES: Fate[] = ['carriedOutLate', 'lost', 'lostAnswer', 'spurious', 'refused', 'problem'];

	interface Life {
		processes: number;
		/** A share of the calls. */
		faults: number;
		/** A share of the queries after which the process ends. */
		kills: number;
		/** In what time the customers come. */
		withinMs: number;
		/** Whether each reading has a lag of its own, as replicas have. */
		isOfReplicas?: boolean;
	}

	const SEEDS = 60;
	const ROOMS = 12;

	/** Customers, agents and resolves for an hour, and a Schedule Trigger that comes every 30 s. */
	async function live(seed: number, life: Life): Promise<RunWorld> {
		const one = new RunWorld({
			seed,
			processes: life.processes,
			caps: [1 + (seed % 3), 2, 1],
			lagMs: 19_000,
		});
		const { world, vendor, row } = one;
		const inTime = (ms: number, go: () => void) => world.at(world.nowMs + world.below(ms), go);
		if (life.isOfReplicas === true) one.lagOf = () => world.below(19_000);
		one.isHonest = seed % 2 === 0;
		one.fate = () =>
			world.random() < life.faults ? (FATES[world.below(FATES.length)] ?? 'lost') : 'answered';
		one.trouble = () => (world.random() < life.faults / 4 ? PROBLEM : undefined);
		const killsUntilMs = world.nowMs + life.withinMs;
		row.onQuery = (process) => {
			if (world.nowMs < killsUntilMs && world.random() < life.kills) one.kill(process);
		};
		for (let at = 0; at < ROOMS; at++) {
			inTime(life.withinMs, () => one.customerWrites(`r${at}`, 1 + world.below(2)));
		}
		for (let at = 0; at < 40; at++) {
			inTime(life.withinMs, () => one.resolves(world.below(9), world.below(2) === 0));
			inTime(life.withinMs, () => {
				const agent = vendor.agents.get(String(world.below(3)));
				if (agent !== undefined) agent.isOnline = !agent.isOnline;
			});
		}
		world.at(world.nowMs + life.withinMs, () => {
			for (const agent of vendor.agents.values()) agent.isOnline = true;
		});
		for (let at = 0; at < 160; at++) inTime(HOUR_MS - 300_000, () => one.resolves(0, false));
		for (let ms = 500; ms < HOUR_MS; ms += 30_000) {
			world.at(world.nowMs + ms, () => one.event([]));
		}
		await world.run();
		one.now();
		return one;
	}

	const LIVES: Array<[string, Life]> = [
		['one process', { processes: 1, faults: 0, kills: 0, withinMs: 60_000 }],
		['three processes', { processes: 3, faults: 0, kills: 0, withinMs: 60_000 }],
		['three processes at leisure', { processes: 3, faults: 0, kills: 0, withinMs: 600_000 }],
		['lost answers and refusals', { processes: 3, faults: 0.3, kills: 0, withinMs: 300_000 }],
		['processes that end', { processes: 3, faults: 0.1, kills: 0.003, withinMs: 300_000 }],
		[
			'one process and counts of replicas',
			{ processes: 1, faults: 0.1, kills: 0, withinMs: 300_000, isOfReplicas: true },
		],
	];

	it.each(LIVES)(
		'nobody gets more than the cap, no room two agents, every room somebody: %s',
		async (_, life) => {
			let assigned = 0;
			for (let seed = 1; seed <= SEEDS; seed++) {
				const one = await live(seed, life);
				const { mostAnswers } = one.vendor;
				expect([seed, one.overCap(), mostAnswers, one.vendor.waitingRooms()]).toEqual([
					seed,
					[],
					1,
					[],
				]);
				if (life.kills === 0) expect([one.open, one.longestMs > LONGEST_MS]).toEqual([0, false]);
				expect(one.row.texts).toBeUndefined();
				assigned += one.verdicts.filter(({ outcome }) => outcome === 'assigned').length;
			}
			expect(assigned).toBeGreaterThan(SEEDS * ROOMS * 0.5);
		},
	);
});

describe('what is easily forgotten', () => {
	// Such a reading may show more customers than it was decided by.
	it('a count that was read before an assignment does not show it', async () => {
		const run = new OneRun({ caps: [3, 9] });
		const { one, lease } = run;
		const { vendor, world } = one;
		vendor.nowMs = world.nowMs - 60_000;
		for (const [id, load] of [
			['0', 3],
			['1', 5],
		] as const) {
			for (let at = 0; at < load; at++) {
				vendor.customerWrites(`${id}-${at}`);
				vendor.put(`${id}-${at}`, id);
			}
		}
		one.now();
		one.lagOf = (id) => (id === '0' ? 10_000 : 0);
		vendor.resolve(vendor.rooms.get('0-0')!);
		vendor.customerWrites('a');
		// Others keep the run from ending until the first agent's place is seen.
		for (const ms of [500, 3_500, 6_500]) run.at(ms, () => (lease.marks += 1));
		run.at(9_000, () => {
			one.now().customerWrites('b');
			run.bring(one.broughtOf(['b']));
		});
		await run.run(['a'], false);
		expect(run.lines()).toEqual(['a 1', 'b 0']);
		const assignedMs = vendor.agents.get('0')!.loads.at(-1)!.atMs;
		expect(run.lease.releasedMs - assignedMs).toBeGreaterThanOrEqual(10_000);
	});

	it('each room that is brought is decided, by this run or by the next of the process', async () => {
		const run = new OneRun({ caps: [99] });
		run.one.lagOf = () => HOUR_MS;
		run.one.now().customerWrites('a');
		const brought: string[] = [];
		for (let ms = 14_000; ms < 60_000; ms += 370) {
			run.at(ms, () => {
				const id = `r${ms}`;
				if (!run.bring(run.one.broughtOf([id]))) return;
				run.one.now().customerWrites(id);
				brought.push(id);
			});
		}
		await run.run(['a']);
		// Without the list, it knows of nothing else.
		const next = run.one.runOf(run.one.nodes[0]!, new TestLease());
		void next.run(run.one.broughtOf([]), false);
		await run.one.world.run();
		expect(brought.length).toBeGreaterThan(10);
		expect(run.one.now().waitingRooms()).toEqual([]);
	});
});
