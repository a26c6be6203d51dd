import { asObject, asText } from '../../shared/json/read';
import type { JsonObject } from '../../shared/json/types';
import type { Result } from '../../shared/problem';
import { readPages } from '../pages';
import type { SalesIqCall } from '../transport';
import { putAll } from '../trigger/names';

/** Every object of a list, told apart by a member; each once. */
export async function readObjects(
	call: SalesIqCall,
	path: string,
	idMember = 'id',
): Promise<Result<JsonObject[]>> {
	const found = await readPages(call, path, (item) => {
		const object = asObject(item);
		const id = asText(object?.[idMember]);
		return object === undefined || id === undefined ? undefined : { id, object };
	});
	return found.ok ? { ok: true, data: found.data.map(({ object }) => object) } : found;
}

/** An object of SalesIQ with the names and types that the trigger's items have, too. */
export function shownObject(object: JsonObject): JsonObject {
	const json: JsonObject = {};
	putAll(json, object);
	return json;
}
