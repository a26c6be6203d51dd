import { asText } from '../../../shared/json/read';
import type { JsonObject } from '../../../shared/json/types';

/**
 * A list of names and values with others in it: a value goes where its name is already, else to the
 * end. What else stands there is kept as it is.
 *
 * @param known pairs of `key` and `value`
 */
export function merged(
	known: readonly JsonObject[],
	changes: ReadonlyMap<string, string>,
): JsonObject[] {
	const names = new Set(known.map(({ key }) => asText(key)));
	const kept = known.map((pair) => {
		const value = changes.get(asText(pair.key) ?? '');
		return value === undefined ? pair : { ...pair, value };
	});
	const added = [...changes].filter(([key]) => !names.has(key));
	return [...kept, ...added.map(([key, value]) => ({ key, value }))];
}
