import type { Random } from '../../../../sandbox/vendors/shared/random.ts';

/** Choices, each with how often it is taken beside the others. */
export type Choices<T> = ReadonlyArray<readonly [weight: number, choice: T]>;

/** One of the choices, by their weights. */
export function draw<T>(random: Random, choices: Choices<T>): T {
	const total = choices.reduce((sum, [weight]) => sum + weight, 0);
	let left = random() * total;
	for (const [weight, choice] of choices) {
		left -= weight;
		if (left < 0) return choice;
	}
	throw new Error('There is nothing to draw from');
}

/** A whole number from the first to the last. */
export function between(random: Random, first: number, last: number): number {
	return first + Math.floor(random() * (last - first + 1));
}

export function oneOf<T>(random: Random, values: readonly T[]): T {
	return draw(
		random,
		values.map((value) => [1, value] as const),
	);
}

export function randomBytes(random: Random, length: number): Buffer {
	return Buffer.from(Array.from({ length }, () => between(random, 0, 255)));
}
