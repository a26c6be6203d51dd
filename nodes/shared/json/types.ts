/** Any value that JSON can carry. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A JSON object; a missing member reads as `undefined`. */
export interface JsonObject {
	[key: string]: JsonValue | undefined;
}
