import fc from 'fast-check';

import type { Room } from '../../../../nodes/Qiscus/allocation/room';
import {
	type Choice,
	type Eligible,
	STRATEGIES,
	type StrategyName,
} from '../../../../nodes/Qiscus/allocation/strategies';
import { agentOf } from './samples';

const NAMES = Object.keys(STRATEGIES) as StrategyName[];
const eligibleOf = (...counts: Array<[string, number]>): Eligible[] =>
	counts.map(([id, count]) => ({ agent: agentOf(id), count, cap: 9, obstacle: undefined }));
const THREE = eligibleOf(['9', 2], ['10', 1], ['11', 1]);

function choose(name: StrategyName, given: Partial<Choice> & { room?: Room } = {}) {
	const chosen = STRATEGIES[name]({
		eligible: THREE,
		room: { id: 'r' },
		order: [],
		cursor: undefined,
		random: 0,
		...given,
	});
	return chosen && [chosen.candidate.agent.id, chosen.why];
}

it.each(NAMES)('%s chooses nobody of nobody', (name) => {
	const room = { id: 'r', lastAgentId: '9', candidateId: '9' };
	expect(choose(name, { eligible: [], room, order: ['9'], cursor: '9' })).toBeUndefined();
});

it('leastBusy chooses the one with the fewest customers, of equals the smaller id', () => {
	expect(choose('leastBusy')).toStrictEqual(['10', 'Least busy of 3']);
	expect(choose('leastBusy', { eligible: eligibleOf(['3', 5], ['4', 4]) })?.[0]).toBe('4');
});

it.each([
	[undefined, '9'],
	['8', '9'],
	['9', '10'],
	['10', '11'],
	['11', '9'],
	['99', '9'],
	['100', '9'],
])('roundRobin after %s chooses %s', (cursor, id) => {
	expect(choose('roundRobin', { cursor })).toStrictEqual([id, 'Next in turn of 3']);
});

it('roundRobin gives everybody as many turns', () => {
	const turns: string[] = [];
	for (let at = 0; at < 9; at++) {
		const id = choose('roundRobin', { cursor: turns.at(-1) })?.[0];
		turns.push(id ?? '');
	}
	expect(turns).toStrictEqual(['9', '10', '11', '9', '10', '11', '9', '10', '11']);
});

it.each([
	[0, '9'],
	[0.333, '9'],
	[0.334, '10'],
	[0.666, '10'],
	[0.667, '11'],
	[0.999999999, '11'],
	[1, '11'],
])('random with %d chooses %s', (random, id) => {
	expect(choose('random', { random })).toStrictEqual([id, 'Drawn from 3']);
});

it.each<[StrategyName, (id?: string) => Room, string, string]>([
	[
		'lastAgentFirst',
		(lastAgentId) => ({ id: 'r', lastAgentId, candidateId: '9' }),
		'Served the customer last',
		'Least busy of 3, as the last agent cannot take it',
	],
	[
		'candidateFirst',
		(candidateId) => ({ id: 'r', candidateId, lastAgentId: '9' }),
		'Qiscus’ own candidate',
		'Least busy of 3, as Qiscus’ own candidate cannot take it',
	],
])('%s chooses the one named, and else the least busy', (name, roomOf, why, whyNot) => {
	expect(choose(name, { room: roomOf('11') })).toStrictEqual(['11', why]);
	expect(choose(name, { room: roomOf('5') })).toStrictEqual(['10', whyNot]);
	expect(choose(name, { room: roomOf() })).toStrictEqual(['10', 'Least busy of 3']);
});

it.each([
	[['11', '9'], '11'],
	[['5', '10', '11'], '10'],
	[['5'], '9'],
	[[], '9'],
])('givenOrder %j chooses %s', (order, id) => {
	expect(choose('givenOrder', { order })).toStrictEqual([id, 'First in the given order of 3']);
});

it('every strategy chooses one of those who can take the room', () => {
	const ids = fc.uniqueArray(fc.nat(30), { minLength: 1, maxLength: 6 });
	const id = fc.option(fc.nat(30).map(String), { nil: undefined });
	fc.assert(
		fc.property(
			fc.constantFrom(...NAMES),
			ids,
			fc.infiniteStream(fc.nat(5)),
			id,
			fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
			(name, agentIds, counts, other, random) => {
				const sorted = [...agentIds].sort((a, b) => a - b);
				const eligible = eligibleOf(
					...sorted.map((agentId): [string, number] => [
						String(agentId),
						counts.next().value as number,
					]),
				);
				const chosen = STRATEGIES[name]({
					eligible,
					room: { id: 'r', lastAgentId: other, candidateId: other },
					order: other === undefined ? [] : [other],
					cursor: other,
					random,
				});
				expect(eligible).toContain(chosen?.candidate);
			},
		),
	);
});
