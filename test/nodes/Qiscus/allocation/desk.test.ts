import { Desk } from '../../../../nodes/Qiscus/allocation/desk';
import { deskOf } from '../../../../nodes/Qiscus/allocation/desks';
import type { Brought } from '../../../../nodes/Qiscus/allocation/run';

const brought = (mayFree = false): Brought => ({ tasks: [], mayFree });

describe('what runs of a process bring', () => {
	it('is taken while one decides, each once', () => {
		const desk = new Desk();
		expect(desk.bring(brought())).toBe(false);
		desk.open();
		expect(desk.bring(brought(true))).toBe(true);
		expect(desk.bring(brought(false))).toBe(true);
		expect(desk.collect()).toEqual([brought(true), brought(false)]);
		expect(desk.collect()).toEqual([]);
		expect(desk.bring(brought())).toBe(true);
		desk.close();
		expect(desk.bring(brought())).toBe(false);
		expect(desk.collect()).toEqual([]);
	});

	it('what nobody has collected is the next run’s', () => {
		const desk = new Desk();
		desk.open();
		desk.bring(brought(true));
		desk.close();
		desk.open();
		expect(desk.collect()).toEqual([brought(true)]);
		desk.close();
		desk.open();
		expect(desk.collect()).toEqual([]);
	});
});

describe('since when a room waits', () => {
	it('is the longest that was known, as long as it is among those that wait', () => {
		const desk = new Desk();
		desk.remember([{ id: 'a', waitingSinceMs: 5 }, { id: 'b' }]);
		const since = (id: string, waitingSinceMs?: number) =>
			desk.remembered({ id, waitingSinceMs }).waitingSinceMs;
		expect([since('a', 9), since('a', 3), since('a')]).toEqual([5, 3, 5]);
		expect([since('b', 9), since('b'), since('c', 9), since('c')]).toEqual([
			9,
			undefined,
			9,
			undefined,
		]);
		desk.remember([{ id: 'b', waitingSinceMs: 7 }]);
		expect([since('a', 9), since('b', 9)]).toEqual([9, 7]);
	});

	it('leaves the rest of the room as it is', () => {
		const room = { id: 'a', waitingSinceMs: 1, channelId: '2', candidateId: '3', lastAgentId: '4' };
		expect(new Desk().remembered(room)).toEqual(room);
	});
});

describe('the desks of a process', () => {
	it('each node of each workflow has one', () => {
		const desk = deskOf('w', 'n');
		expect(deskOf('w', 'n')).toBe(desk);
		expect(deskOf('w', 'm')).not.toBe(desk);
		expect(deskOf('v', 'n')).not.toBe(desk);
	});

	it('there is an end of them, and what was used least recently goes first', () => {
		const desk = deskOf('w', 'used');
		const idle = deskOf('w', 'idle');
		for (let at = 0; at < 999; at++) {
			deskOf('w', `other ${at}`);
			expect(deskOf('w', 'used')).toBe(desk);
		}
		expect(deskOf('w', 'idle')).not.toBe(idle);
	});
});
