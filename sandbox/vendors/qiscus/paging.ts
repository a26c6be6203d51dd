import type { JsonValue } from '../shared/jsonText.ts';
import { fieldError, optionalCount, optionalText } from './fields.ts';
import type { Fields } from './fields.ts';

/** Where a row stands in its list, by the first number, then by the second. */
export type Place = readonly [number, number];

export interface Page<T> {
	rows: T[];
	total: number;
	page: number;
	limit: number;
	/** Where the page before this one ends; null where there is none. */
	before: string | null;
	/** Where the page after this one begins; null where there is none. */
	after: string | null;
}

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

/**
 * One page of a list, by number or by cursor. A cursor is a place and not a row, so that a list may
 * change while somebody reads it. [guess]
 */
export function pageOf<T>(
	all: readonly T[],
	fields: Fields,
	placeOf: (row: T) => Place,
	isDescending = false,
): Page<T> {
	const limit = Math.min(optionalCount(fields, 'limit') ?? DEFAULT_LIMIT, MAX_LIMIT);
	const page = optionalCount(fields, 'page') ?? 1;
	const order = (a: Place, b: Place): number =>
		(a[0] - b[0] || a[1] - b[1]) * (isDescending ? -1 : 1);
	const sorted = [...all].sort((a, b) => order(placeOf(a), placeOf(b)));
	const after = cursorOf(fields, 'cursor_after');
	const before = cursorOf(fields, 'cursor_before');
	const start = startOf(
		sorted.map((row) => placeOf(row)),
		{ after, before, page, limit, order },
	);
	const rows = sorted.slice(start, start + limit);
	const cursor = (row: T | undefined): string | null =>
		row === undefined ? null : placeOf(row).join('-');
	return {
		rows,
		total: all.length,
		page,
		limit,
		before: start > 0 ? cursor(rows[0]) : null,
		after: start + limit < sorted.length ? cursor(rows.at(-1)) : null,
	};
}

/** Beside lists that know cursors. [code] */
export function cursorMeta({ after, before, limit, total }: Page<unknown>): JsonValue {
	return { after, before, per_page: limit, total_count: total };
}

/** Beside lists that know numbers only. [code] */
export function numberMeta({ limit, page, total }: Page<unknown>): JsonValue {
	return { limit, page, total, total_page: Math.ceil(total / limit) };
}

interface Wanted {
	after: Place | undefined;
	before: Place | undefined;
	page: number;
	limit: number;
	order(a: Place, b: Place): number;
}

function startOf(places: readonly Place[], wanted: Wanted): number {
	const { after, before, page, limit, order } = wanted;
	if (after !== undefined) return places.filter((place) => order(place, after) <= 0).length;
	if (before === undefined) return (page - 1) * limit;
	const earlier = places.filter((place) => order(place, before) < 0).length;
	return Math.max(0, earlier - limit);
}

/** An empty cursor is none. [guess] */
function cursorOf(fields: Fields, name: string): Place | undefined {
	const text = optionalText(fields, name);
	if (!text) return undefined;
	const parts = /^(\d+)-(\d+)$/.exec(text);
	if (parts === null) throw fieldError(name, 'is invalid');
	return [Number(parts[1]), Number(parts[2])];
}
