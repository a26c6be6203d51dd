/** A question that the vendor's documents leave open: the vendor's possible answers, and what has to work with each. */
export interface Question<Position> {
	positions: readonly Position[];
	check(position: Position): Promise<void>;
}

/** A question for each switch. */
export type Questions<Quirks> = { [Name in keyof Quirks]: Question<Quirks[Name]> };

/**
 * Runs the check of each question with each of its answers.
 *
 * @param quirksOf the switches of the vendor, which are put back afterwards
 */
export function askEach<Quirks extends object>(
	questions: Questions<Quirks>,
	quirksOf: () => Quirks,
): void {
	const cases = Object.entries<Question<unknown>>(questions as Record<string, Question<unknown>>);
	const rows = cases.flatMap(([name, { positions, check }]) =>
		positions.map((position) => ({
			quirks: { [name]: position },
			check: async () => await check(position),
		})),
	);
	it.each(rows)('the node works with $quirks', async ({ quirks, check }) => {
		const before = { ...quirksOf() };
		Object.assign(quirksOf(), quirks);
		try {
			await check();
		} finally {
			Object.assign(quirksOf(), before);
		}
	});
}
