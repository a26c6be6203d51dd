import { asObject, asText } from '../shared/json/read';
import type { JsonValue } from '../shared/json/types';
import { type Paging, readPages } from './pages';
import type { Named } from '../shared/options';
import type { Result } from '../shared/problem';
import type { SalesIqCall } from './transport';

/** What a portal has lists of: apps (brands), departments, operators [code] (salesiq-api, section 6). */
export type NamedList = 'apps' | 'departments' | 'operators';

/** How each of them is paged [doc; apps: guess]. */
export const PAGING: Readonly<Record<NamedList, Paging>> = {
	apps: 'page',
	departments: 'index',
	operators: 'index',
};

/**
 * GET `/portals`, SalesIQ.portals.READ: every portal of the account
 * [doc: Get the List of All the Portals; the items have `name` and `screenname`, and no id].
 *
 * @returns the screen name as `id`
 */
export async function listPortals(call: SalesIqCall): Promise<Result<Named[]>> {
	return await readPages(call, '/portals', (item) => readNamed(item, 'screenname'));
}

/** GET `/{screenname}/apps`, `/departments` or `/operators`, with the READ scope of each [code]. */
export async function listNamed(
	call: SalesIqCall,
	portal: string,
	list: NamedList,
): Promise<Result<Named[]>> {
	const path = `/${encodeURIComponent(portal)}/${list}`;
	return await readPages(call, path, (item) => readNamed(item, 'id'), { paging: PAGING[list] });
}

/** Members that a name stands in, the first that is filled: operators have no `name` of their own [doc]. */
const NAME_MEMBERS = ['name', 'display_name', 'nick_name', 'first_name', 'email_id', 'email'];

function readNamed(item: JsonValue, idMember: string): Named | undefined {
	const object = asObject(item);
	const id = asText(object?.[idMember]);
	if (object === undefined || id === undefined) return undefined;
	const names = NAME_MEMBERS.map((member) => asText(object[member]));
	return { id, name: names.find((name) => name !== undefined) ?? id };
}
