import { asArray, asObject, asText } from '../shared/json/read';
import type { JsonValue } from '../shared/json/types';
import type { Result } from './problems';
import type { SalesIqCall } from './transport';

/** Something that a user chooses by name. */
export interface Named {
	id: string;
	name: string;
}

/** GET `/portals`, SalesIQ.portals.READ [code]: every portal of the account; `id` is the screen name. */
export async function listPortals(call: SalesIqCall): Promise<Result<Named[]>> {
	const result = await call({ method: 'GET', path: '/portals' });
	return result.ok ? { ok: true, data: readNamed(result.data, 'screenname') } : result;
}

/** GET `/apps`, SalesIQ.Apps.READ [code]: the portal's apps (brands). */
export async function listApps(call: SalesIqCall, portal: string): Promise<Result<Named[]>> {
	const result = await call({ method: 'GET', path: `/${encodeURIComponent(portal)}/apps` });
	return result.ok ? { ok: true, data: readNamed(result.data, 'id') } : result;
}

function readNamed(data: JsonValue | undefined, idMember: string): Named[] {
	return asArray(data).flatMap((item) => {
		const object = asObject(item);
		const id = asText(object?.[idMember]);
		return id === undefined ? [] : [{ id, name: asText(object?.name) ?? id }];
	});
}
