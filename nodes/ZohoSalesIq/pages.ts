import { asArray } from '../shared/json/read';
import type { JsonValue } from '../shared/json/types';
import type { Result } from '../shared/problem';
import type { SalesIqCall } from './transport';

/** The most pages a list is read for: more than any portal has, and an end for a list that never ends. */
const MAX_PAGES = 100;
/** SalesIQ's page sizes that were seen or documented are 10 and more: a shorter page is the last. */
const SMALLEST_PAGE = 10;

/**
 * Reads a list whose paging is not documented: asks on while pages are full and bring something new.
 *
 * @param read one item, told apart from others by its `id`; undefined leaves it out
 */
export async function readPages<T extends { id: string }>(
	call: SalesIqCall,
	path: string,
	read: (item: JsonValue) => T | undefined,
): Promise<Result<T[]>> {
	const found = new Map<string, T>();
	for (let page = 1; page <= MAX_PAGES; page++) {
		const result = await call({ method: 'GET', path, ...(page > 1 ? { query: { page } } : {}) });
		if (!result.ok) return result;
		const before = found.size;
		const items = asArray(result.data);
		for (const item of items.map(read)) {
			if (item !== undefined) found.set(item.id, item);
		}
		if (items.length < SMALLEST_PAGE || found.size === before) break;
	}
	return { ok: true, data: [...found.values()] };
}
