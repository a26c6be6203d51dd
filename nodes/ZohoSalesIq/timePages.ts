import { asObject, asText } from '../shared/json/read';
import type { JsonObject, JsonValue } from '../shared/json/types';
import type { Result } from '../shared/problem';
import type { Range } from './resources/fields/range';

/** A list that can be asked for by time and by page. */
export interface TimePages {
	/** Asks for a page, counted from 1, of what is within the range, both its times included; more does no harm. */
	ask(range: Range, page: number): Promise<Result<JsonValue[]>>;
	/** The member of an item that the list is sorted and bounded by; undefined: it is not by a time. */
	timeMember: string | undefined;
	/** How many a full page has. */
	pageSize: number;
	/** Which items are wanted; they are told apart by their `id`. */
	isWanted(item: JsonObject): boolean;
}

/** More than a portal has, and an end for a list that never ends. */
const MAX_PAGES = 1_000;

/**
 * Reads a list until there is enough, each item once. A page number loses and doubles items where
 * others come and go meanwhile. So where the list is sorted by its times, in whichever direction,
 * what follows is asked for by its time, and by the page only within one time; else by the page.
 *
 * @param limit infinity for all
 */
export async function readTimePages(
	{ ask, timeMember, pageSize, isWanted }: TimePages,
	range: Range,
	limit: number,
): Promise<Result<JsonObject[]>> {
	const seen = new Set<string>();
	const found: JsonObject[] = [];
	let within = range;
	let page = 1;
	let goesByTime = timeMember !== undefined;
	for (let calls = 0; calls < MAX_PAGES; calls++) {
		const answer = await ask(within, page);
		if (!answer.ok) return answer;
		const before = seen.size;
		for (const value of answer.data) {
			const item = asObject(value);
			const id = asText(item?.id);
			if (item === undefined || id === undefined || seen.has(id)) continue;
			seen.add(id);
			if (isWanted(item)) found.push(item);
		}
		if (found.length >= limit || answer.data.length < pageSize) break;
		const added = seen.size - before;
		// Where SalesIQ takes a time for another one than it shows, or for none, pages have to do.
		goesByTime = goesByTime && added * 2 >= pageSize;
		const rest = goesByTime ? restOf(within, answer.data, timeMember ?? '') : undefined;
		if (rest !== undefined) {
			within = rest;
			page = 1;
		} else if (added > 0 || page * pageSize <= seen.size) {
			page++;
		} else {
			break;
		}
	}
	return { ok: true, data: found.slice(0, limit) };
}

/** The range behind a page, where the page shows in which direction the list is sorted. */
function restOf(range: Range, items: readonly JsonValue[], member: string): Range | undefined {
	const times = items.map((item) => Number(asText(asObject(item)?.[member]) ?? NaN));
	const first = times[0] ?? NaN;
	const last = times.at(-1) ?? NaN;
	const pairs = times.slice(1).map((time, index) => time - (times[index] ?? NaN));
	if (last < first && pairs.every((step) => step <= 0)) {
		return last < (range.to ?? Infinity) ? { ...range, to: last } : undefined;
	}
	if (last > first && pairs.every((step) => step >= 0)) {
		return last > (range.from ?? -Infinity) ? { ...range, from: last } : undefined;
	}
	return undefined;
}
