/** A row of numbers from 0 to below 1, the same for the same seed (mulberry32). */
export type Random = () => number;

export function createRandom(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Lower-case letters and digits. */
export function randomText(random: Random, length: number): string {
	const draw = (): string => LETTERS.charAt(Math.floor(random() * LETTERS.length));
	return Array.from({ length }, draw).join('');
}
