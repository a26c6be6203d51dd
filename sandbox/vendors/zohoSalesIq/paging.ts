import { SalesIqError } from './errors.ts';
import type { AllQuirks } from './quirks.ts';

export interface IntegerLimits {
	min: number;
	max?: number;
	otherwise: number;
}

/** A whole number from the query: 1007 where it is none, 1011 where it is out of its limits. */
export function integerParam(
	query: URLSearchParams,
	param: string,
	{ min, max = Number.MAX_SAFE_INTEGER, otherwise }: IntegerLimits,
): number {
	const text = query.get(param);
	if (text === null) return otherwise;
	if (!/^\d+$/.test(text)) throw new SalesIqError(1007, { param });
	const value = Number(text);
	if (value < min || value > max) throw new SalesIqError(1011, { param });
	return value;
}

/** The items of one page, counted from 1. */
export function pageOf<T>(items: readonly T[], page: number, limit: number): T[] {
	return items.slice((page - 1) * limit, page * limit);
}

const INDEXED = { min: 1, max: 99, otherwise: 20 };

/** The items from `index` on, 20 at once [doc] or `limit` [code]; what it counts: the switch. */
export function indexedPage<T>(
	items: readonly T[],
	query: URLSearchParams,
	{ indexCounts }: Pick<AllQuirks, 'indexCounts'>,
): T[] {
	const index = integerParam(query, 'index', { min: 1, otherwise: 1 });
	const limit = integerParam(query, 'limit', INDEXED);
	const start = indexCounts === 'items' ? index - 1 : (index - 1) * limit;
	return items.slice(start, start + limit);
}
