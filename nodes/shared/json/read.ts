import type { JsonObject, JsonValue } from './types';

/** The value if it is an object (no array, not null), else undefined. */
export function asObject(value: JsonValue | undefined): JsonObject | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

/** The value if it is an array, else an empty one. */
export function asArray(value: JsonValue | undefined): JsonValue[] {
	return Array.isArray(value) ? value : [];
}

/**
 * The value as text: a string trimmed, a number in its decimal digits.
 * Vendors send one and the same id as either. Anything else, and an empty text, is undefined.
 */
export function asText(value: JsonValue | undefined): string | undefined {
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string') return undefined;
	return value.trim() || undefined;
}

/** `false`. */
const LONGEST_TRUTH = 5;

/** The value as a truth: `true`, `"true"`, `1`, `"1"` and their opposites; anything else is undefined. */
export function asBoolean(value: JsonValue | undefined): boolean | undefined {
	const text = asText(typeof value === 'boolean' ? String(value) : value) ?? '';
	if (text.length > LONGEST_TRUTH) return undefined;
	const word = text.toLowerCase();
	if (word === 'true' || word === '1') return true;
	if (word === 'false' || word === '0') return false;
	return undefined;
}

/** The texts of an array of strings and numbers; members of other types are left out. */
export function asTexts(value: JsonValue | undefined): string[] {
	return asArray(value)
		.map(asText)
		.filter((text) => text !== undefined);
}

/** Whether arrays and objects lie in one another deeper than so many levels. */
export function isDeeperThan(value: JsonValue | undefined, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (levels === 0) return true;
	if (Array.isArray(value)) return value.some((member) => isDeeperThan(member, levels - 1));
	for (const key in value) if (isDeeperThan(value[key], levels - 1)) return true;
	return false;
}
