import { goneFor, type OfflineSince } from '../../../../nodes/Qiscus/allocation/offline';
import { agentOf } from './samples';

const GRACE_MS = 60_000;
const off = (id: string, count: number | undefined = 1) => agentOf(id, { isOnline: false, count });
const on = (id: string) => agentOf(id, { count: 1 });
const goneAt = (agents: Parameters<typeof goneFor>[0], since: OfflineSince, nowMs: number) => {
	const gone = goneFor(agents, GRACE_MS, since, nowMs);
	return { ids: gone.agents.map(({ id }) => id), since: gone.since };
};

it('an agent is gone once they have been offline for so long, and not before', () => {
	const first = goneAt([off('1'), on('2')], {}, 1_000);
	expect(first).toEqual({ ids: [], since: { 1: 1_000 } });
	expect(goneAt([off('1'), on('2')], first.since, 60_999).ids).toEqual([]);
	expect(goneAt([off('1'), on('2')], first.since, 61_000)).toEqual({
		ids: ['1'],
		since: { 1: 1_000 },
	});
});

it('whoever comes back is forgotten, and so is whoever is no agent any more', () => {
	expect(goneAt([on('1')], { 1: 0, 3: 0 }, 100_000)).toEqual({ ids: [], since: {} });
	expect(goneAt([off('1')], {}, 100_000).ids).toEqual([]);
});

it('without a grace period they are gone at once', () => {
	expect(goneFor([off('1')], 0, {}, 5).agents).toHaveLength(1);
});

it('whoever has no customers has nothing to be moved, and whose number is unknown may have', () => {
	const agents = [off('1', 0), off('2'), { ...off('3'), count: undefined }];
	expect(goneAt(agents, { 1: 0, 2: 0, 3: 0 }, GRACE_MS)).toEqual({
		ids: ['2', '3'],
		since: { 1: 0, 2: 0, 3: 0 },
	});
});

it('a clock that was ahead keeps nobody’s rooms for long', () => {
	expect(goneAt([off('1')], { 1: 1e15 }, 1_000).since).toEqual({ 1: 1_000 });
});
