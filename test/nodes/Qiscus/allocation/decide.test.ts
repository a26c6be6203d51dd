import fc from 'fast-check';

import type { Agent } from '../../../../nodes/Qiscus/allocation/agents';
import {
	type AllocationSettings,
	type AllocationState,
	decide,
} from '../../../../nodes/Qiscus/allocation/decide';
import {
	effectiveCount,
	prune,
	type Reservation,
} from '../../../../nodes/Qiscus/allocation/reservations';
import type { Room } from '../../../../nodes/Qiscus/allocation/room';
import { STRATEGIES, type StrategyName } from '../../../../nodes/Qiscus/allocation/strategies';
import { agentOf, EMPTY, LAG_MS, linesOf, reservationOf, settingsOf } from './samples';

const ROOM: Room = { id: 'r' };
const DEWI = agentOf('2', { name: 'Dewi', count: 1 });
const BUDI = agentOf('1', { name: 'Budi', count: 2 });
const SALES = { id: '31', name: 'Sales' };

function decided(
	agents: Agent[],
	given: Partial<AllocationSettings> = {},
	{ room = ROOM, state = EMPTY, readMs = 0, untilMs = 0, random = 0 } = {},
) {
	return decide(room, { agents, readMs }, settingsOf(given), state, { untilMs, random });
}

describe('an assignment', () => {
	it('names the agent, the reason, those considered, and what is promised by it', () => {
		const agents = [DEWI, BUDI, agentOf('3', { isOnline: false }), agentOf('4', { count: 4 })];
		const { candidates, ...decision } = decided(agents, {}, { untilMs: 7 });
		expect(decision).toStrictEqual({
			room: ROOM,
			agent: DEWI,
			reason: 'Least busy of 2: Dewi has 1 of 4 customers',
			state: {
				reservations: [{ agentId: '2', roomId: 'r', atMs: 7, countBefore: 1 }],
				cursor: '2',
			},
		});
		expect(linesOf(candidates)).toStrictEqual([
			'1 2/4 free',
			'2 1/4 free',
			'3 0/4 offline',
			'4 4/4 atCap',
		]);
	});

	it('goes by what is promised already', () => {
		const state = {
			reservations: [1, 2, 3].map((before) => reservationOf('2', before)),
			cursor: '9',
		};
		const decision = decided([DEWI, BUDI], {}, { state, untilMs: 5 });
		expect(decision).toMatchObject({
			agent: { id: '1' },
			reason: 'Least busy of 1: Budi has 2 of 4 customers',
		});
		expect(linesOf(decision.candidates)).toStrictEqual(['1 2/4 free', '2 4/4 atCap']);
	});

	it('forgets what every count shows', () => {
		const reservations = [
			reservationOf('2', 0, { atMs: 0 }),
			reservationOf('2', 1, { atMs: 1 }),
			reservationOf('1', 1, { atMs: 1 }),
		];
		const state = { reservations, cursor: undefined };
		const decision = decided([DEWI, BUDI], {}, { state, readMs: LAG_MS + 1, untilMs: 9 });
		expect('state' in decision && decision.state.reservations).toStrictEqual([
			...reservations.slice(1),
			{ agentId: '1', roomId: 'r', atMs: 9, countBefore: 2 },
		]);
	});

	it('takes the lag from the settings', () => {
		const state = { reservations: [reservationOf('2', 1)], cursor: undefined };
		const reasonOf = (lagMs: number) => decided([DEWI], { lagMs }, { state, readMs: 1_000 }).reason;
		expect(reasonOf(1_000)).toBe('Least busy of 1: Dewi has 2 of 4 customers');
		expect(reasonOf(999)).toBe('Least busy of 1: Dewi has 1 of 4 customers');
	});

	it('says what decided, by each strategy', () => {
		const room = { id: 'r', lastAgentId: '1', candidateId: '2' };
		const reasonOf = (strategy: StrategyName) =>
			decided(
				[DEWI, BUDI],
				{ strategy, agentIds: ['2', '1'] },
				{ room, state: { ...EMPTY, cursor: '1' }, random: 0.2 },
			).reason;
		expect(Object.keys(STRATEGIES).map((name) => reasonOf(name as StrategyName))).toStrictEqual([
			'Qiscus’ own candidate: Dewi has 1 of 4 customers',
			'First in the given order of 2: Dewi has 1 of 4 customers',
			'Served the customer last: Budi has 2 of 4 customers',
			'Least busy of 2: Dewi has 1 of 4 customers',
			'Drawn from 2: Budi has 2 of 4 customers',
			'Next in turn of 2: Dewi has 1 of 4 customers',
		]);
		expect(decided([agentOf('1', { name: 'Budi' })], { cap: 1 }).reason).toBe(
			'Least busy of 1: Budi has 0 of 1 customer',
		);
	});

	it('gives the last agent the room while online and under the cap', () => {
		const given = { strategy: 'lastAgentFirst' as const };
		const room = { id: 'r', lastAgentId: '1' };
		const chosen = (last: Agent) => decided([DEWI, last], given, { room }).agent?.name;
		expect(chosen(BUDI)).toBe('Budi');
		expect(chosen({ ...BUDI, count: 3 })).toBe('Budi');
		expect(chosen({ ...BUDI, count: 4 })).toBe('Dewi');
		expect(chosen({ ...BUDI, isOnline: false })).toBe('Dewi');
	});

	it('asks a fallback division where nobody of the pool can take the room, and no other', () => {
		const agents = [
			BUDI,
			agentOf('2', { name: 'Dewi', divisions: [SALES] }),
			agentOf('3', { divisions: [{ id: '32', name: 'Care' }] }),
		];
		const given = { agentIds: ['1'], fallbackDivisionIds: ['31', '32'], cap: 2 };
		const decision = decided(agents, given);
		expect(decision.reason).toBe(
			'Least busy of 1: Dewi has 0 of 2 customers (fallback division Sales)',
		);
		expect(linesOf(decision.candidates)).toStrictEqual(['1 2/2 atCap', '2 0/2 free']);
		expect(decided(agents, { ...given, cap: 3 }).reason).toBe(
			'Least busy of 1: Budi has 2 of 3 customers',
		);
	});
});

describe('waiting', () => {
	it.each<[string, Agent[], Partial<AllocationSettings>, string, string, string[]]>([
		[
			'nobody is there',
			[],
			{},
			'outsidePool',
			'Nobody may take this room: of 0 agents none is in the pool and has a chosen role',
			[],
		],
		[
			'nobody is in the pool with the role',
			[BUDI, agentOf('2', { role: 'admin' })],
			{ agentIds: ['2'] },
			'outsidePool',
			'Nobody may take this room: of 2 agents none is in the pool and has a chosen role',
			['2 0/4 wrongRole'],
		],
		[
			'nobody is online',
			[agentOf('1', { isOnline: false }), agentOf('2', { role: 'admin' })],
			{},
			'nobodyOnline',
			'Nobody is online of 1 agent who may take this room',
			['1 0/4 offline', '2 0/4 wrongRole'],
		],
		[
			'everybody online is at the cap',
			[agentOf('1', { isOnline: false }), agentOf('2', { count: 4 }), agentOf('3', { count: 7 })],
			{},
			'everybodyAtCap',
			'Everybody who is online (2 agents) is at the cap',
			['1 0/4 offline', '2 4/4 atCap', '3 7/4 atCap'],
		],
		[
			'Qiscus does not count',
			[agentOf('2', { count: 4 }), agentOf('3', { count: undefined })],
			{},
			'everybodyAtCap',
			'Everybody who is online (2 agents) is at the cap, or Qiscus does not count their customers (1)',
			['2 4/4 atCap', '3 undefined/4 countUnknown'],
		],
		[
			'the fallback division is at the cap, too',
			[agentOf('1', { count: 4 }), agentOf('2', { count: 4, divisions: [SALES] }), agentOf('3')],
			{ agentIds: ['1', '2'], fallbackDivisionIds: ['31'] },
			'everybodyAtCap',
			'Everybody who is online (2 agents) is at the cap',
			['1 4/4 atCap', '2 4/4 atCap'],
		],
	])('where %s', (_when, agents, given, waiting, reason, lines) => {
		const { candidates, ...decision } = decided(agents, given);
		expect(decision).toStrictEqual({ room: ROOM, agent: null, waiting, reason });
		expect(linesOf(candidates)).toStrictEqual(lines);
	});
});

describe('whatever the pool, the counts and the caps', () => {
	const id = fc.nat(6).map(String);
	const ids = fc.uniqueArray(id, { maxLength: 3 });
	const cap = fc.nat(5);
	const agents = fc.uniqueArray(
		fc.record({
			id,
			isOnline: fc.boolean(),
			role: fc.constantFrom('agent', 'supervisor', undefined),
			count: fc.option(fc.nat(5), { nil: undefined }),
			divisions: fc.array(id.map((division) => ({ id: division, name: `D${division}` }))),
			channelIds: fc.option(ids, { nil: undefined }),
		}),
		{ selector: (agent) => agent.id, maxLength: 7 },
	);
	const settings = fc.record({
		strategy: fc.constantFrom(...(Object.keys(STRATEGIES) as StrategyName[])),
		roles: fc.constantFrom(['agent'], ['agent', 'supervisor'], []),
		agentIds: ids,
		divisionIds: ids,
		fallbackDivisionIds: ids,
		cap,
		capByAgent: fc.array(fc.tuple(id, cap)).map((caps) => new Map(caps)),
		capByDivision: fc.array(fc.tuple(id, cap)).map((caps) => new Map(caps)),
	});
	const room = fc.record({
		id: fc.constant('r'),
		channelId: fc.option(id, { nil: undefined }),
		lastAgentId: fc.option(id, { nil: undefined }),
		candidateId: fc.option(id, { nil: undefined }),
	});
	const atMs = fc.nat(2 * LAG_MS);
	const state: fc.Arbitrary<AllocationState> = fc.record({
		reservations: fc.array(
			fc.record({ agentId: id, roomId: id, atMs, countBefore: fc.nat(5) }),
		) as fc.Arbitrary<Reservation[]>,
		cursor: fc.option(id, { nil: undefined }),
	});
	const random = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
	const given = fc.record({ agents, settings, room, state, random, readMs: atMs });

	it('chooses somebody who may take the room, is online and under the cap, or nobody can', () => {
		fc.assert(
			fc.property(given, ({ agents: some, settings: set, room: asked, state: kept, ...rest }) => {
				const team = some.map((one) => agentOf(one.id, one));
				const all = settingsOf(set);
				const decision = decide(asked, { agents: team, readMs: rest.readMs }, all, kept, {
					untilMs: 99,
					random: rest.random,
				});
				/** Told once more, without the code under test but for the count. */
				const canTake = team.filter((agent) => {
					const inDivision = (chosen: string[]) =>
						agent.divisions.some((division) => chosen.includes(division.id));
					const isChosen = all.agentIds.includes(agent.id) || inDivision([...all.divisionIds]);
					const serves =
						asked.channelId === undefined ||
						(agent.channelIds ?? [asked.channelId]).includes(asked.channelId);
					const isFree = all.agentIds.length === 0 && all.divisionIds.length === 0;
					const isIn = (isFree ? serves : isChosen) || inDivision([...all.fallbackDivisionIds]);
					const caps = agent.divisions
						.map((division) => all.capByDivision.get(division.id))
						.filter((value) => value !== undefined);
					const most =
						all.capByAgent.get(agent.id) ??
						Math.min(...caps, ...(caps[0] === undefined ? [all.cap] : []));
					return (
						isIn &&
						agent.isOnline &&
						all.roles.includes(agent.role ?? '') &&
						agent.count !== undefined &&
						effectiveCount(agent.count, prune(kept.reservations, rest.readMs), agent.id) < most
					);
				});
				if (decision.agent === null) {
					expect(canTake).toStrictEqual([]);
					return;
				}
				expect(canTake).toContain(decision.agent);
				const { reservations } = decision.state;
				expect(reservations.slice(0, -1)).toStrictEqual(prune(kept.reservations, rest.readMs));
				expect(reservations.at(-1)).toMatchObject({ agentId: decision.agent.id, roomId: 'r' });
			}),
			{ numRuns: 1_000 },
		);
	});

	it('decides the same whatever order the agents come in', () => {
		const shuffled = given.chain((all) =>
			fc.tuple(fc.constant(all), fc.shuffledSubarray(all.agents, { minLength: all.agents.length })),
		);
		fc.assert(
			fc.property(shuffled, ([all, others]) => {
				const [one, other] = [all.agents, others].map((some) =>
					decide(
						all.room,
						{ agents: some.map((agent) => agentOf(agent.id, agent)), readMs: all.readMs },
						settingsOf(all.settings),
						all.state,
						{ untilMs: 0, random: all.random },
					),
				);
				expect(other).toStrictEqual(one);
			}),
		);
	});
});
