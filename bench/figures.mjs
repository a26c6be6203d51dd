// What the benchmarks reckon and print with.

/** @param {readonly number[]} numbers */
export const median = (numbers) => percentile(numbers, 0.5);

/**
 * The number below which a share of all lies.
 *
 * @param {readonly number[]} numbers
 * @param {number} share such as 0.99
 * @returns {number} NaN of none
 */
export function percentile(numbers, share) {
	const sorted = [...numbers].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/**
 * Gives the values in turn, from the first again after the last.
 *
 * @template T
 * @param {readonly T[]} values
 * @returns {Generator<T, never>}
 */
export function* endless(values) {
	for (;;) yield* values;
}

/**
 * @template T
 * @param {Generator<T, never>} values
 * @param {number} count
 * @returns {T[]} the next ones
 */
export const take = (values, count) => Array.from({ length: count }, () => values.next().value);

/**
 * @param {number} number
 * @param {string} [unit]
 */
export const fixed = (number, unit = '') => `${number.toFixed(2)}${unit}`;
