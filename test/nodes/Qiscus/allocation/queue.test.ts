import fc from 'fast-check';

import type { Agent } from '../../../../nodes/Qiscus/allocation/agents';
import type { AllocationState, Assignment } from '../../../../nodes/Qiscus/allocation/decide';
import {
	decideNext,
	type ListedRoom,
	mergeRooms,
	type Outcome,
	type Round,
	settle,
	settleWaiting,
	startRound,
} from '../../../../nodes/Qiscus/allocation/queue';
import type { Room } from '../../../../nodes/Qiscus/allocation/room';
import { waitOf } from '../../../../nodes/Qiscus/allocation/room';
import { agentOf, EMPTY, reservationOf, settingsOf } from './samples';

const idsOf = (rooms: readonly Room[]) => rooms.map(({ id }) => id);

describe('mergeRooms', () => {
	it('names each room once, oldest first, of equal age as they came', () => {
		const listed = [
			{ id: 'c', waitingSinceMs: 30 },
			{ id: 'a', waitingSinceMs: 10 },
			{ id: 'd', waitingSinceMs: 30 },
		];
		const incoming = [
			{ id: 'b', waitingSinceMs: 20 },
			{ id: 'c', waitingSinceMs: 35 },
			{ id: 'e', waitingSinceMs: 30 },
			{ id: 'b', waitingSinceMs: 40 },
		];
		expect(mergeRooms(listed, incoming).map((room) => [room.id, room.waitingSinceMs])).toEqual([
			['a', 10],
			['b', 20],
			['c', 30],
			['d', 30],
			['e', 30],
		]);
	});

	it('knows of a room what either says, and the later where both do', () => {
		const listed = [{ id: 'a', channelId: '1', waitingSinceMs: 10 }];
		const incoming = [
			{ id: 'a', candidateId: '7', lastAgentId: '8' },
			{ id: 'a', candidateId: '9', waitingSinceMs: 5 },
		];
		expect(mergeRooms(listed, incoming)).toStrictEqual([
			{ id: 'a', channelId: '1', waitingSinceMs: 5, candidateId: '9', lastAgentId: '8' },
		]);
	});

	it.each<[Partial<ListedRoom>, boolean]>([
		[{}, true],
		[{ isResolved: false, isWaiting: true }, true],
		[{ isResolved: undefined, isWaiting: undefined }, true],
		[{ isResolved: true }, false],
		[{ isWaiting: false }, false],
		[{ isResolved: true, isWaiting: true }, false],
	])('takes a row that says %j: %j', (row, isTaken) => {
		expect(mergeRooms([{ id: 'a', ...row }], [])).toHaveLength(isTaken ? 1 : 0);
	});

	it('takes a room that an item names, whatever its row says, as long as the item says', () => {
		const row = { id: 'a', isWaiting: false, waitingSinceMs: 1, channelId: '3' };
		expect(mergeRooms([row], [{ id: 'a', waitingSinceMs: 50 }])).toMatchObject([
			{ id: 'a', waitingSinceMs: 50, channelId: '3' },
		]);
	});

	it('puts rooms of unknown age first', () => {
		const listed = [{ id: 'a', waitingSinceMs: 1 }, { id: 'b' }];
		const incoming = [{ id: 'c', waitingSinceMs: NaN }, { id: 'a' }];
		expect(idsOf(mergeRooms(listed, incoming))).toStrictEqual(['b', 'c', 'a']);
	});

	it('forgets no room that waits and invents none', () => {
		const room = fc.record({
			id: fc.nat(9).map(String),
			waitingSinceMs: fc.option(fc.nat(5), { nil: undefined }),
			isWaiting: fc.option(fc.boolean(), { nil: undefined }),
		});
		fc.assert(
			fc.property(fc.array(room), fc.array(room), (listed, incoming) => {
				const rooms = mergeRooms(listed, incoming);
				const waiting = [...listed.filter(({ isWaiting }) => isWaiting !== false), ...incoming];
				expect(idsOf(rooms).sort()).toStrictEqual([...new Set(idsOf(waiting))].sort());
				const ages = rooms.map(({ waitingSinceMs }) => waitingSinceMs ?? -1);
				expect(ages).toStrictEqual([...ages].sort((a, b) => a - b));
			}),
		);
	});
});

describe('waitOf', () => {
	it.each<[number | undefined, string | null, number | null]>([
		[0, '1970-01-01T00:00:00.000Z', 5_000],
		[2_000, '1970-01-01T00:00:02.000Z', 3_000],
		[6_000, '1970-01-01T00:00:06.000Z', 0],
		[undefined, null, null],
		[NaN, null, null],
		[Infinity, null, null],
		[9e15, null, null],
	])('since %d says %s and %d', (waitingSinceMs, waitingSince, waitingMs) => {
		expect(waitOf({ id: 'r', waitingSinceMs }, 5_000)).toStrictEqual({ waitingSince, waitingMs });
	});
});

describe('a round', () => {
	const rooms = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
	const team = [agentOf('1'), agentOf('2')];
	const state: AllocationState = { reservations: [reservationOf('9', 0)], cursor: '9' };

	const nextOf = (round: Round, agents: Agent[] = team) =>
		decideNext(round, { agents, readMs: 0 }, settingsOf({ cap: 1 }), { untilMs: 99, random: 0 });
	function assignmentOf(round: Round): Assignment {
		const decision = nextOf(round);
		if (!decision || decision.agent === null) throw new Error('Nobody was found');
		return decision;
	}
	const after = (outcome: Outcome, round: Round) => settle(round, assignmentOf(round), outcome, 50);

	it('decides the oldest room first, and another after that', () => {
		let round = startRound(rooms, state);
		expect(assignmentOf(round)).toMatchObject({ room: { id: 'a' }, agent: { id: '1' } });
		round = after('assigned', round);
		expect(assignmentOf(round)).toMatchObject({ room: { id: 'b' }, agent: { id: '2' } });
		round = after('assigned', round);
		expect(nextOf(round)).toMatchObject({ room: { id: 'c' }, waiting: 'everybodyAtCap' });
		round = settleWaiting(round);
		expect(nextOf(round)).toBeUndefined();
		expect(round.state.cursor).toBe('2');
	});

	it('remembers what is assigned, since when Qiscus has answered', () => {
		const { reservations, cursor } = after('assigned', startRound(rooms, state)).state;
		expect(reservations).toStrictEqual([
			...state.reservations,
			{ agentId: '1', roomId: 'a', atMs: 50, countBefore: 0 },
		]);
		expect(cursor).toBe('1');
	});

	it('remembers what Qiscus may still do, and leaves the room for the next run', () => {
		const round = after('unknown', startRound(rooms, state));
		expect(round.state.reservations.at(-1)).toMatchObject({ roomId: 'a', atMs: 99 });
		expect(idsOf(round.rooms)).toStrictEqual(['b', 'c']);
	});

	it.each<[Outcome]>([['alreadyServed'], ['resolved']])('is done with a room on %s', (outcome) => {
		const round = after(outcome, startRound(rooms, state));
		expect(round).toStrictEqual({ ...startRound(rooms.slice(1), state) });
	});

	it('asks once more for a room that Qiscus calls full, and then leaves it', () => {
		let round = after('maxAgents', startRound(rooms, state));
		expect(round.state).toBe(state);
		expect(assignmentOf(round)).toMatchObject({ room: { id: 'a' }, agent: { id: '1' } });
		round = after('maxAgents', round);
		expect(idsOf(round.rooms)).toStrictEqual(['b', 'c']);
		expect(idsOf(after('maxAgents', round).rooms)).toStrictEqual(['b', 'c']);
	});

	it('asks nobody again who is gone', () => {
		let round = after('agentGone', startRound(rooms, state));
		expect(round.state).toBe(state);
		expect(assignmentOf(round)).toMatchObject({ room: { id: 'a' }, agent: { id: '2' } });
		round = after('agentGone', round);
		expect(nextOf(round)).toMatchObject({ room: { id: 'a' }, waiting: 'nobodyOnline' });
	});

	it('calls a room full twice in all, whoever is gone in between', () => {
		const round = after('agentGone', after('maxAgents', startRound(rooms, state)));
		expect(idsOf(after('maxAgents', round).rooms)).toStrictEqual(['b', 'c']);
		expect(settleWaiting(round).isFull).toBe(false);
	});

	it('ends, and each room with it, whatever Qiscus says', () => {
		const outcomes: Outcome[] = [
			'agentGone',
			'alreadyServed',
			'assigned',
			'maxAgents',
			'resolved',
			'unknown',
		];
		const setUp = fc.record({
			counts: fc.array(fc.nat(2), { maxLength: 4 }),
			asked: fc.nat(8),
			answers: fc.infiniteStream(fc.constantFrom(...outcomes)),
		});
		fc.assert(
			fc.property(setUp, ({ counts, asked, answers }) => {
				const agents = counts.map((count, at) => agentOf(String(at), { count }));
				const all = Array.from({ length: asked }, (_, at) => ({ id: `r${at}` }));
				const settings = settingsOf({ cap: 3 });
				let round = startRound(all, EMPTY);
				const ended: string[] = [];
				for (let steps = 0; ; steps++) {
					expect(steps).toBeLessThanOrEqual(2 * asked + agents.length);
					const before = round;
					const at = { untilMs: 0, random: 0 };
					const decision = decideNext(round, { agents, readMs: 0 }, settings, at);
					if (decision === undefined) break;
					expect(decision.room).toBe(before.rooms[0]);
					round =
						decision.agent === null
							? settleWaiting(round)
							: settle(round, decision, answers.next().value as Outcome, 0);
					if (round.rooms.length < before.rooms.length) ended.push(decision.room.id);
				}
				expect(ended).toStrictEqual(idsOf(all));
			}),
		);
	});
});

it('is over at once where there is no room', () => {
	const round = startRound([], EMPTY);
	const settings = settingsOf();
	const reading = { agents: [], readMs: 0 };
	expect(decideNext(round, reading, settings, { untilMs: 0, random: 0 })).toBeUndefined();
});
