/**
 * Gives one name after the other, and begins anew after the last.
 *
 * @returns the next name; after the first round with a number
 */
export function namesInTurn(names: readonly string[]): () => string {
	let given = 0;
	return () => {
		const name = names[given % names.length] ?? '';
		const round = 1 + Math.trunc(given / names.length);
		given += 1;
		return round === 1 ? name : `${name} ${round}`;
	};
}
