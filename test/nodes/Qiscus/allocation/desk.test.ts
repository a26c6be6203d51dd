import { setImmediate } from 'node:timers/promises';

import { Desk } from '../../../../nodes/Qiscus/allocation/desk';
import { deskOf } from '../../../../nodes/Qiscus/allocation/desks';
import { COUNT_LAG_MS } from '../../../../nodes/Qiscus/allocation/reservations';
import type { Brought } from '../../../../nodes/Qiscus/allocation/run';
import { reservationOf } from './samples';

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

describe('a lease that is kept', () => {
	/** A desk with a promise of the time 0, and a clock of which each sleep is a second. */
	function keeping(renew: () => Promise<boolean> = async () => true) {
		const desk = new Desk();
		desk.state = { reservations: [reservationOf('1', 0, { atMs: 0 })], cursor: undefined };
		const time = { nowMs: 0 };
		const lease = {
			renew: jest.fn(renew),
			release: jest.fn(async () => undefined),
			takeMark: async () => false,
		};
		const sleep = async () => {
			await setImmediate();
			time.nowMs += 1_000;
		};
		desk.keep(lease, { now: () => time.nowMs, sleep });
		return { desk, lease, time };
	}
	const untilQuiet = async () => {
		for (let turn = 0; turn < 100; turn++) await setImmediate();
	};

	it('is given back when what was promised is old enough to be counted, and not before', async () => {
		const { desk, lease, time } = keeping();
		await untilQuiet();
		expect(lease.release).toHaveBeenCalledTimes(1);
		expect(time.nowMs).toBe(COUNT_LAG_MS + 1_000);
		expect(lease.renew).toHaveBeenCalledTimes(time.nowMs / 1_000 + 1);
		expect(desk.takeKept()).toBeUndefined();
	});

	it('goes to the next run of the process, which has it alone', async () => {
		const { desk, lease } = keeping();
		await setImmediate();
		expect(desk.takeKept()).toBe(lease);
		expect(desk.takeKept()).toBeUndefined();
		await untilQuiet();
		expect(lease.release).not.toHaveBeenCalled();
	});

	it.each([
		['somebody else has it', async () => false],
		['n8n’s database fails', async () => await Promise.reject(new Error('gone'))],
	])('is forgotten where %s', async (_, renew) => {
		const { desk, lease } = keeping(renew);
		await untilQuiet();
		expect(desk.takeKept()).toBeUndefined();
		expect(lease.renew).toHaveBeenCalledTimes(1);
		expect(lease.release).not.toHaveBeenCalled();
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
