import { RawJson } from '../../shared/jsonText.ts';
import type { JsonValue } from '../../shared/jsonText.ts';

/** What came as JSON, to be sent on; null where nothing came. */
export function jsonOf(value: unknown): JsonValue {
	return value === undefined ? null : new RawJson(JSON.stringify(value));
}
