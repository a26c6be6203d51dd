import fc from 'fast-check';

import type { Agent } from '../../../../nodes/Qiscus/allocation/agents';
import { candidatesFor, type PoolSettings } from '../../../../nodes/Qiscus/allocation/pool';
import type { Room } from '../../../../nodes/Qiscus/allocation/room';
import { agentOf, linesOf, settingsOf } from './samples';

const SALES = { id: '31', name: 'Sales' };
const CARE = { id: '32', name: 'Care' };

function stagesOf(agents: Agent[], given: Partial<PoolSettings> = {}, room: Room = { id: 'r' }) {
	return candidatesFor(agents, settingsOf(given), room, ({ count }) => count).map(
		({ divisionId, candidates }) => ({ divisionId, lines: linesOf(candidates) }),
	);
}
const mainOf = (...given: Parameters<typeof stagesOf>) => stagesOf(...given)[0]?.lines;

describe('the main pool', () => {
	it('is everybody where nothing is chosen and no channel is told', () => {
		expect(mainOf([agentOf('2', { channelIds: ['9'] }), agentOf('1')])).toStrictEqual([
			'1 0/4 free',
			'2 0/4 free',
		]);
	});

	it('is those who serve the room’s channel, and those of whom it is not told', () => {
		const agents = [
			agentOf('1', { channelIds: ['9', '8'] }),
			agentOf('2', { channelIds: ['7'] }),
			agentOf('3', { channelIds: [] }),
			agentOf('4', { channelIds: undefined }),
		];
		expect(mainOf(agents, {}, { id: 'r', channelId: '8' })).toStrictEqual([
			'1 0/4 free',
			'2 0/4 notInPool',
			'3 0/4 notInPool',
			'4 0/4 free',
		]);
	});

	it('is the chosen agents and those of the chosen divisions, whatever channels they serve', () => {
		const agents = [
			agentOf('1', { channelIds: [] }),
			agentOf('2', { divisions: [CARE, SALES] }),
			agentOf('3', { divisions: [CARE], channelIds: ['8'] }),
		];
		const room = { id: 'r', channelId: '8' };
		expect(mainOf(agents, { agentIds: ['1'] }, room)).toStrictEqual([
			'1 0/4 free',
			'2 0/4 notInPool',
			'3 0/4 notInPool',
		]);
		expect(mainOf(agents, { agentIds: ['1'], divisionIds: ['31'] }, room)).toStrictEqual([
			'1 0/4 free',
			'2 0/4 free',
			'3 0/4 notInPool',
		]);
		expect(mainOf(agents, { divisionIds: ['31', '32'] }, room)).toStrictEqual([
			'1 0/4 notInPool',
			'2 0/4 free',
			'3 0/4 free',
		]);
	});
});

it('asks the fallback divisions in the order in which they are set', () => {
	const agents = [agentOf('1', { divisions: [SALES] }), agentOf('2', { divisions: [CARE, SALES] })];
	const given = { agentIds: ['1'], fallbackDivisionIds: ['32', '31', '99'] };
	expect(stagesOf(agents, given)).toStrictEqual([
		{ divisionId: undefined, lines: ['1 0/4 free', '2 0/4 notInPool'] },
		{ divisionId: '32', lines: ['1 0/4 notInPool', '2 0/4 free'] },
		{ divisionId: '31', lines: ['1 0/4 free', '2 0/4 free'] },
		{ divisionId: '99', lines: ['1 0/4 notInPool', '2 0/4 notInPool'] },
	]);
});

it.each<[string, Partial<Agent>, string]>([
	['nothing', {}, '1 0/4 free'],
	['one below the cap', { count: 3 }, '1 3/4 free'],
	['the cap', { count: 4 }, '1 4/4 atCap'],
	['more than the cap', { count: 5 }, '1 5/4 atCap'],
	['being offline', { isOnline: false }, '1 0/4 offline'],
	['being offline at the cap', { isOnline: false, count: 4 }, '1 4/4 offline'],
	['no count', { count: undefined }, '1 undefined/4 countUnknown'],
	['another role', { role: 'admin', isOnline: false }, '1 0/4 wrongRole'],
	['no role', { role: undefined }, '1 0/4 wrongRole'],
])('of somebody with %s says so', (_what, given, line) => {
	expect(mainOf([agentOf('1', given)])).toStrictEqual([line]);
});

it('lets supervisors and admins take rooms on request', () => {
	const agents = ['admin', 'agent', 'supervisor'].map((role, at) => agentOf(`${at}`, { role }));
	expect(mainOf(agents, { roles: ['admin', 'supervisor'] })).toStrictEqual([
		'0 0/4 free',
		'1 0/4 wrongRole',
		'2 0/4 free',
	]);
	expect(mainOf(agents, { roles: [] })?.join()).not.toContain('free');
});

describe('the cap', () => {
	const capByAgent = new Map([['1', 9]]);
	const capByDivision = new Map([
		['31', 2],
		['32', 7],
	]);
	it.each<[string, Partial<Agent>, number]>([
		['the node’s', {}, 4],
		['the division’s, be it lower', { divisions: [SALES] }, 2],
		['the division’s, be it higher', { divisions: [CARE] }, 7],
		['the lowest of several divisions’', { divisions: [CARE, SALES] }, 2],
		['the node’s, where the division has none', { divisions: [{ id: '33', name: 'x' }] }, 4],
		['the agent’s own, whatever the division’s', { id: '1', divisions: [SALES] }, 9],
	])('is %s', (_what, given, cap) => {
		const [stage] = candidatesFor(
			[agentOf('2', given)],
			settingsOf({ capByAgent, capByDivision }),
			{ id: 'r' },
			({ count }) => count,
		);
		expect(stage?.candidates[0]?.cap).toBe(cap);
	});

	it.each([NaN, -1, 0])('of %d is one that nobody is under', (cap) => {
		expect(mainOf([agentOf('1')], { cap })).toStrictEqual([`1 0/${cap} atCap`]);
		expect(mainOf([agentOf('1')], { capByAgent: new Map([['1', cap]]) })).toStrictEqual([
			`1 0/${cap} atCap`,
		]);
	});
});

it('goes by the effective count, not by Qiscus’', () => {
	const [stage] = candidatesFor([agentOf('1')], settingsOf(), { id: 'r' }, () => 4);
	expect(linesOf(stage?.candidates ?? [])).toStrictEqual(['1 4/4 atCap']);
});

it('is the same whatever order the agents come in, and leaves them as they are', () => {
	const agents = fc.uniqueArray(fc.nat(1_000), { maxLength: 8 }).chain((ids) =>
		fc.tuple(
			fc.constant(ids.map((id) => agentOf(String(id)))),
			fc.shuffledSubarray(
				ids.map((id) => agentOf(String(id))),
				{ minLength: ids.length },
			),
		),
	);
	fc.assert(
		fc.property(agents, ([some, shuffled]) => {
			const before = structuredClone(shuffled);
			expect(stagesOf(shuffled)).toStrictEqual(stagesOf(some));
			expect(shuffled).toStrictEqual(before);
		}),
	);
});
