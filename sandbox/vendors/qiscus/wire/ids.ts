import { RawJson } from '../../shared/jsonText.ts';
import type { JsonValue } from '../../shared/jsonText.ts';

/** An id as a number where it is one, whatever its size. */
export function bareId(id: string): JsonValue {
	return /^\d+$/.test(id) ? new RawJson(id) : id;
}
