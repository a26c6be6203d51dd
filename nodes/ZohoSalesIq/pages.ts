import { asArray } from '../shared/json/read';
import type { JsonValue } from '../shared/json/types';
import type { Result } from '../shared/problem';
import type { SalesIqCall, SalesIqRequest } from './transport';

/** The most calls a list is read with: more than any portal needs, and an end for a list that never ends. */
const MAX_CALLS = 100;

/** How a list is asked for what follows: by `page` [guess], or by `index` [doc: departments, operators]. */
export type Paging = 'index' | 'page';

/** A shorter page is the last: lists by `index` have 20 at once [doc], sizes seen elsewhere are 10 and more. */
const FULL_PAGE: Readonly<Record<Paging, number>> = { index: 20, page: 10 };

type Next = (seen: number, pages: number) => Record<string, number>;

/**
 * What follows so many items in so many pages. An index counts items [code]; the documents do not say
 * so, and where that brings nothing, it may count pages.
 */
const NEXT: Readonly<Record<Paging, readonly Next[]>> = {
	index: [(seen) => ({ index: seen + 1 }), (_, pages) => ({ index: pages + 1 })],
	page: [(_, pages) => ({ page: pages + 1 })],
};

/** Which part of a list is wanted. */
export interface ListOptions {
	/** `page` where it is left out. */
	paging?: Paging;
	query?: SalesIqRequest['query'];
	/** Where it is left out, all. */
	limit?: number;
}

/**
 * Reads a list: asks on while pages are full and bring something new.
 *
 * @param read one item, told apart from others by its `id`; undefined leaves it out
 * @returns each item once, up to the limit
 */
export async function readPages<T extends { id: string }>(
	call: SalesIqCall,
	path: string,
	read: (item: JsonValue) => T | undefined,
	{ paging = 'page', query, limit = Infinity }: ListOptions = {},
): Promise<Result<T[]>> {
	const found = new Map<string, T>();
	const ways = [...NEXT[paging]];
	let next: Record<string, number> = {};
	let seen = 0;
	let pages = 0;
	for (let calls = 0; calls < MAX_CALLS; calls++) {
		const result = await call({ method: 'GET', path, query: { ...query, ...next } });
		if (!result.ok) return result;
		const before = found.size;
		const items = asArray(result.data);
		for (const item of items.map(read)) {
			if (item !== undefined) found.set(item.id, item);
		}
		if (found.size > before) {
			seen += items.length;
			pages += 1;
			if (items.length < FULL_PAGE[paging] || found.size >= limit) break;
		} else {
			ways.shift();
		}
		const [way] = ways;
		if (way === undefined || pages === 0) break;
		next = way(seen, pages);
	}
	return { ok: true, data: [...found.values()].slice(0, limit) };
}
