import { asObject, asText } from '../../shared/json/read';
import type { JsonObject, JsonValue } from '../../shared/json/types';
import type { Result } from '../../shared/problem';
import { type ListOptions, readPages } from '../pages';
import type { SalesIqCall } from '../transport';
import { putAll } from '../trigger/names';

/** The objects of a list, told apart by a member; each once. */
export async function readObjects(
	call: SalesIqCall,
	path: string,
	{ idMember = 'id', ...options }: ListOptions & { idMember?: string } = {},
): Promise<Result<JsonObject[]>> {
	const read = (item: JsonValue) => {
		const object = asObject(item);
		const id = asText(object?.[idMember]);
		return object === undefined || id === undefined ? undefined : { id, object };
	};
	const found = await readPages(call, path, read, options);
	return found.ok ? { ok: true, data: found.data.map(({ object }) => object) } : found;
}

/** An object of SalesIQ with the names and types that the trigger's items have, too. */
export function shownObject(object: JsonObject): JsonObject {
	const json: JsonObject = {};
	putAll(json, object);
	return json;
}
