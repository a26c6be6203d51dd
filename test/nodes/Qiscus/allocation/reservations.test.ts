import fc from 'fast-check';

import {
	effectiveCount,
	prune,
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
