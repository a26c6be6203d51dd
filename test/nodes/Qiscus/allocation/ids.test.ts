import fc from 'fast-check';

import { compareIds } from '../../../../nodes/Qiscus/allocation/ids';

const ids = fc.oneof(
	fc.stringMatching(/^0{0,2}[0-9]{1,20}$/),
	fc.constantFrom('', '0', '00', 'a', 'B', '1a', '-1'),
);

describe('compareIds', () => {
	it.each([
		['9', '10'],
		['99', '100'],
		['150001', '150002'],
		['68564000016029999', '68564000016030001'],
		['0', '1'],
		['010', '11'],
		['7', '07'],
		['9', 'a'],
		['99999', '-1'],
		['a', 'b'],
	])('puts %s before %s', (smaller, larger) => {
		expect(compareIds(smaller, larger)).toBeLessThan(0);
		expect(compareIds(larger, smaller)).toBeGreaterThan(0);
	});

	it('orders any ids one way only, and takes none for another', () => {
		fc.assert(
			fc.property(ids, ids, ids, (a, b, c) => {
				expect(Math.sign(compareIds(a, b))).toBe(-Math.sign(compareIds(b, a)) + 0);
				expect(compareIds(a, b) === 0).toBe(a === b);
				if (compareIds(a, b) <= 0 && compareIds(b, c) <= 0) {
					expect(compareIds(a, c)).toBeLessThanOrEqual(0);
				}
			}),
		);
	});

	it('compares numbers as numbers', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 0n, max: 10n ** 25n }), fc.bigInt({ min: 0n }), (a, b) => {
				expect(compareIds(String(a), String(b)) < 0).toBe(a < b);
			}),
		);
	});
});
