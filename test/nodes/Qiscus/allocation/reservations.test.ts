import fc from 'fast-check';

import {
	effectiveCount,
	prune,
	release,
	type Reservation,
} from '../../../../nodes/Qiscus/allocation/reservations';
import { LAG_MS, reservationOf } from './samples';

const countOf = (count: number, reservations: Reservation[]) =>
	effectiveCount(count, reservations, '1');

describe('effectiveCount', () => {
	it.each<[string, number, number[], number]>([
		['nothing promised', 3, [], 3],
		['one that is not counted', 0, [0], 1],
		['one that is counted', 1, [0], 1],
		['two that are not counted', 0, [0, 1], 2],
		['the first counted, the second not', 1, [0, 1], 2],
		['both counted', 2, [0, 1], 2],
		['one not counted, with others before', 3, [3], 4],
		['one not counted, and one before resolved', 2, [3], 3],
		['one counted, and one before resolved: it cannot be told', 3, [3], 4],
		['more than the node has given', 5, [0, 1], 5],
		['somebody else’s before the last, which is not counted', 3, [0, 3], 4],
	])('with %s: count %d, promised after %j, is %d', (_what, count, before, effective) => {
		const reservations = before.map((countBefore) => reservationOf('1', countBefore));
		expect(countOf(count, reservations)).toBe(effective);
	});

	it('has nothing to do with what was promised to others', () => {
		expect(countOf(1, [reservationOf('2', 1), reservationOf('11', 1)])).toBe(1);
	});

	it('is never below Qiscus’ count', () => {
		fc.assert(
			fc.property(fc.nat(9), fc.array(fc.nat(9)), (count, promised) => {
				const reservations = promised.map((before) => reservationOf('1', before));
				expect(countOf(count, reservations)).toBeGreaterThanOrEqual(count);
			}),
		);
	});

	it('is the load itself as long as nobody is resolved, whatever part of it is counted', () => {
		fc.assert(
			fc.property(fc.nat(5), fc.array(fc.nat(100)), (load, shares) => {
				const reservations: Reservation[] = [];
				for (const share of shares) {
					const counted = load + Math.floor((reservations.length * share) / 100);
					expect(countOf(counted, reservations)).toBe(load + reservations.length);
					reservations.push(reservationOf('1', countOf(counted, reservations)));
				}
			}),
		);
	});
});

describe('prune', () => {
	it('leaves out what is older than the lag, and nothing else', () => {
		const reservations = [0, 1, 1_000].map((atMs) => reservationOf('1', 0, { atMs }));
		expect(prune(reservations, LAG_MS)).toStrictEqual(reservations);
		expect(prune(reservations, LAG_MS + 1)).toStrictEqual(reservations.slice(1));
		expect(prune(reservations, 1_500, 500)).toStrictEqual(reservations.slice(2));
		expect(prune(reservations, 1_501, 500)).toStrictEqual([]);
	});

	it('keeps what is behind one that may be younger', () => {
		// The first was given up by n8n and done later than the second, which alone is counted.
		const reservations = [9_000, 1_000, 9_000].map((atMs, before) =>
			reservationOf('1', before, { atMs }),
		);
		const kept = prune(reservations, LAG_MS + 2_000);
		expect(kept).toStrictEqual(reservations);
		expect(countOf(1, kept)).toBe(3);
		expect(prune([...reservations].reverse(), LAG_MS + 9_001)).toStrictEqual([]);
	});

	it('keeps what is done after the counts were asked for', () => {
		const reservations = [reservationOf('1', 2, { atMs: 10 * LAG_MS })];
		expect(prune(reservations, 0)).toStrictEqual(reservations);
	});
});

describe('release', () => {
	const first = reservationOf('1', 0, { roomId: 'a', atMs: 1_000 });
	const other = reservationOf('2', 0, { roomId: 'b', atMs: 2_000 });
	const second = reservationOf('1', 1, { roomId: 'c', atMs: 3_000 });
	const all = [first, other, second];

	it('frees the room’s, and lowers what the same agent’s later ones go by', () => {
		expect(release(all, 'a', 4_000)).toStrictEqual([other, { ...second, countBefore: 0 }]);
		expect(release(all, 'b', 4_000)).toStrictEqual([first, second]);
		expect(release(all, 'c', 4_000)).toStrictEqual([first, other]);
		expect(release(all, 'd', 4_000)).toStrictEqual(all);
		expect(all[2]?.countBefore).toBe(1);
	});

	it('frees nothing that may be younger than the resolve', () => {
		expect(release(all, 'a', 999)).toStrictEqual(all);
		expect(release(all, 'a', 1_000)).toHaveLength(2);
		const again = reservationOf('1', 2, { roomId: 'a', atMs: 5_000 });
		expect(release([...all, again], 'a', 4_000)).toStrictEqual([
			other,
			{ ...second, countBefore: 0 },
			{ ...again, countBefore: 1 },
		]);
	});

	it('lets a resolve that is told stall nobody', () => {
		// Both were promised; the first is resolved, and Qiscus counts one: whichever it is, it is one.
		expect(countOf(1, all)).toBe(2);
		expect(countOf(1, release(all, 'a', 4_000))).toBe(1);
		expect(countOf(0, release(all, 'a', 4_000))).toBe(1);
	});
});
