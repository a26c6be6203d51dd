import fc from 'fast-check';

import {
	type AllocationSettings,
	type AllocationState,
	type Assignment,
	type Reading,
} from '../../../../nodes/Qiscus/allocation/decide';
import {
	decideNext,
	mergeRooms,
	type Outcome,
	settle,
	settleWaiting,
	startRound,
} from '../../../../nodes/Qiscus/allocation/queue';
import type { Room } from '../../../../nodes/Qiscus/allocation/room';
import { STRATEGIES, type StrategyName } from '../../../../nodes/Qiscus/allocation/strategies';
import { EMPTY, LAG_MS, settingsOf } from './samples';
import { VendorModel } from './vendorModel';

/** How long a call is waited for. */
const TIMEOUT_MS = 10_000;

/** What may happen to one call. */
interface Call {
	kind: 'answered' | 'carriedOutLate' | 'deadBefore' | 'lost' | 'lostAnswer' | 'spurious';
	/** A share of the time-out. */
	share: number;
	/** Which of the served rooms is resolved meanwhile, if any. */
	resolves: number | undefined;
	random: number;
}

type Step =
	| { kind: 'pass'; ms: number }
	| { kind: 'customer'; room: number }
	| { kind: 'resolve'; room: number }
	| { kind: 'online'; agent: number; isOnline: boolean }
	| { kind: 'run'; calls: Call[]; isHonest: boolean };

interface World {
	caps: number[];
	loads: number[];
	/** A share of the longest lag for each agent. */
	lags: number[];
	/** Whether each reading has a lag of its own instead, as replicas have. */
	jitters: number[] | undefined;
	strategy: StrategyName;
	steps: Step[];
}

const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
/** Most comes of what takes no time, or the longest. */
const extremeShare = fc.oneof(fc.constant(0), share, fc.constant(0.999));

/** What kind of world it is, so that what is rare in one happens in another. */
interface Pace {
	rooms: number;
	team: number;
	highestCap: number;
	/** How many calls of a run are out of the ordinary, at most. */
	calls: number;
	longestPassMs: number;
}
const PACES: readonly Pace[] = [
	{ rooms: 4, team: 1, highestCap: 2, calls: 1, longestPassMs: 8_000 },
	{ rooms: 4, team: 2, highestCap: 1, calls: 1, longestPassMs: 3_000 },
	{ rooms: 6, team: 2, highestCap: 3, calls: 3, longestPassMs: 12_000 },
	{ rooms: 15, team: 3, highestCap: 4, calls: 8, longestPassMs: 2 * LAG_MS },
];

const UNUSUAL = ['carriedOutLate', 'deadBefore', 'lost', 'lostAnswer', 'spurious'] as const;
const call: fc.Arbitrary<Call> = fc.record({
	kind: fc.oneof(
		{ weight: 2, arbitrary: fc.constant('answered' as const) },
		{ weight: 1, arbitrary: fc.constantFrom(...UNUSUAL) },
	),
	share: extremeShare,
	resolves: fc.option(fc.nat(9), { nil: undefined, freq: 3 }),
	random: share,
});

const kindOf = <Kind extends Step['kind']>(kind: Kind) => fc.constant(kind);
const stepOf = ({ rooms, team, calls, longestPassMs }: Pace): fc.Arbitrary<Step> =>
	fc.oneof(
		{ weight: 5, arbitrary: fc.record({ kind: kindOf('pass'), ms: fc.nat(longestPassMs) }) },
		{ weight: 5, arbitrary: fc.record({ kind: kindOf('customer'), room: fc.nat(rooms - 1) }) },
		{
			weight: 4,
			arbitrary: fc.record({
				kind: kindOf('resolve'),
				room: fc.nat(9),
			}),
		},
		{
			weight: 1,
			arbitrary: fc.record({
				kind: kindOf('online'),
				agent: fc.nat(team - 1),
				isOnline: fc.boolean(),
			}),
		},
		{
			weight: 6,
			arbitrary: fc.record({
				kind: kindOf('run'),
				calls: fc.array(call, { maxLength: calls }),
				isHonest: fc.boolean(),
			}),
		},
	);
const world: fc.Arbitrary<World> = fc.constantFrom(...PACES).chain((pace) => {
	const each = <T>(one: fc.Arbitrary<T>) =>
		fc.array(one, { minLength: pace.team, maxLength: pace.team });
	return fc.record({
		caps: each(fc.integer({ min: 1, max: pace.highestCap })),
		loads: each(fc.oneof(fc.constant(0), fc.nat(3))),
		lags: each(extremeShare),
		jitters: fc.option(fc.array(extremeShare, { minLength: 7, maxLength: 7 }), {
			nil: undefined,
		}),
		strategy: fc.constantFrom(...(Object.keys(STRATEGIES) as StrategyName[])),
		steps: fc.array(stepOf(pace), { minLength: 30, maxLength: 80, size: 'max' }),
	});
});

const ANSWERED: Call = { kind: 'answered', share: 0, resolves: undefined, random: 0 };

/** The node as its caller has to use it, against the model. */
class Simulation {
	readonly vendor = new VendorModel();
	readonly settings: AllocationSettings;
	private state: AllocationState = EMPTY;
	private items: Room[] = [];
	private readings = 0;
	/** How often the node found somebody, and how often nobody for want of capacity. */
	assigned = 0;
	waited = 0;

	constructor(readonly world: World) {
		for (const [at, load] of world.loads.entries()) {
			this.vendor.addAgent(String(at), Math.min(load, world.caps[at] ?? 0));
		}
		this.vendor.pass(2 * LAG_MS);
		this.settings = settingsOf({
			strategy: world.strategy,
			agentIds: ['1', '0', '2'],
			capByAgent: new Map(world.caps.map((cap, at) => [String(at), cap])),
		});
	}

	take(step: Step): void {
		const { vendor } = this;
		if (step.kind === 'pass') vendor.pass(step.ms);
		if (step.kind === 'customer') this.customerWrites(`r${step.room}`);
		if (step.kind === 'resolve') this.resolve(step.room);
		if (step.kind === 'online') {
			const agent = vendor.agents.get(String(step.agent));
			if (agent !== undefined) agent.isOnline = step.isOnline;
		}
		if (step.kind === 'run') this.run(step.calls, step.isHonest);
		this.expectPromises();
	}

	/** Each customer who writes comes as an item, which is there once. */
	private customerWrites(roomId: string): void {
		this.vendor.customerWrites(roomId);
		const waitingSinceMs = this.vendor.nowMs;
		this.items.push({
			id: roomId,
			waitingSinceMs,
			channelId: '1',
			candidateId: '0',
			lastAgentId: '1',
		});
	}

	resolve(at: number): void {
		const rooms = this.vendor.servedRooms();
		const room = rooms[at % rooms.length];
		if (room !== undefined) this.vendor.resolve(room);
	}

	private read(): Reading {
		const { lags, jitters } = this.world;
		const readMs = this.vendor.nowMs;
		const agents = this.vendor.shownAgents(({ id }) => {
			const shares = jitters ?? lags;
			const at = jitters === undefined ? Number(id) : this.readings++;
			return Math.floor((shares[at % shares.length] ?? 0) * LAG_MS);
		});
		this.vendor.pass(100);
		return { agents, readMs };
	}

	/** One run through the waiting rooms; of the calls that are not told, nothing is to be said. */
	run(calls: readonly Call[], isHonest: boolean): void {
		const { vendor } = this;
		const reading = this.read();
		const rooms = mergeRooms(vendor.listedRooms(isHonest), this.items);
		this.items = [];
		let round = startRound(rooms, this.state);
		for (let at = 0; ; at++) {
			if (at > 1_000) throw new Error('The round does not end');
			const { kind, share: part, resolves, random } = calls[at] ?? ANSWERED;
			const untilMs = vendor.nowMs + TIMEOUT_MS;
			const decision = decideNext(round, reading, this.settings, { untilMs, random });
			if (decision === undefined) break;
			if (decision.agent === null) {
				this.waited += 1;
				round = settleWaiting(round);
				continue;
			}
			this.assigned += 1;
			this.state = decision.state;
			if (kind === 'deadBefore') return;
			const outcome = this.tell(decision, kind, Math.floor(part * TIMEOUT_MS));
			if (resolves !== undefined) this.resolve(resolves);
			round = settle(round, decision, outcome, vendor.nowMs);
			this.state = round.state;
			this.expectPromises();
		}
	}

	private tell({ room, agent }: Assignment, kind: Call['kind'], ms: number): Outcome {
		const { vendor } = this;
		if (kind === 'lost' || kind === 'carriedOutLate') {
			if (kind === 'carriedOutLate') vendor.putLater(room.id, agent.id, vendor.nowMs + ms);
			// The node may give up before the call is carried out.
			vendor.pass(Math.floor(ms / 2));
			return 'unknown';
		}
		vendor.pass(Math.floor(ms / 2));
		const outcome = kind === 'spurious' ? 'maxAgents' : vendor.put(room.id, agent.id);
		vendor.pass(Math.floor(ms / 2));
		return kind === 'lostAnswer' ? 'unknown' : outcome;
	}

	private expectPromises(): void {
		const { agents, mostAnswers } = this.vendor;
		const overCap = [...agents.values()].filter(
			({ id, highest }) => highest > (this.world.caps[Number(id)] ?? 0),
		);
		if (overCap.length > 0) expect(overCap).toStrictEqual([]);
		if (mostAnswers > 1) expect(mostAnswers).toBe(1);
	}

	/** Everybody comes online, and no more customers: how many rooms could be served at once. */
	settleDown(): number {
		for (const agent of this.vendor.agents.values()) agent.isOnline = true;
		this.vendor.pass(TIMEOUT_MS + LAG_MS + 1);
		const free = this.world.caps.map((cap, at) => cap - this.vendor.loadOf(String(at)));
		return free.reduce((sum, one) => sum + one, 0);
	}
}

describe('against a model of Qiscus', () => {
	it('gives nobody more than the cap, no room two agents, and serves every room in the end', () => {
		let assigned = 0;
		let waited = 0;
		fc.assert(
			fc.property(world, (given) => {
				const simulation = new Simulation(given);
				const { vendor } = simulation;
				for (const one of given.steps) simulation.take(one);
				for (let rounds = 0; vendor.rooms.size > 0; rounds++) {
					// Once counts have settled, as many as there is room for are served at once.
					const free = simulation.settleDown();
					const waiting = vendor.waitingRooms().length;
					simulation.run([], true);
					expect(vendor.waitingRooms().length).toBe(Math.max(0, waiting - free));
					if (vendor.waitingRooms().length === 0) break;
					expect(rounds).toBeLessThan(vendor.rooms.size);
					simulation.resolve(rounds);
				}
				for (const { answers } of vendor.rooms.values()) expect(answers).toBe(1);
				assigned += simulation.assigned;
				waited += simulation.waited;
			}),
			{ numRuns: 2_000 },
		);
		// Neither half of it is about nothing.
		expect(assigned).toBeGreaterThan(1_000);
		expect(waited).toBeGreaterThan(1_000);
	});
});
