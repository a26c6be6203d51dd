/** A value as JSON can hold it. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
	[key: string]: JsonValue;
}

/**
 * Tells objects from everything else that JSON can hold.
 *
 * @param value anything
 * @returns true for an object that is neither null nor an array
 */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
