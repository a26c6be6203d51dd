import { asObject, asText } from '../json/read';
import type { JsonValue } from '../json/types';
import type { Compare } from './compare';

/** Reads from an event what a filter compares; nothing where the event does not tell it. */
export type Read<Event> = (event: Event) => string[];

/** One filter: what it is called, where it applies, what it reads there, and how that is compared. */
export interface Filter<Event, Name extends string = string> {
	name: Name;
	label: string;
	/** @returns undefined where the filter does not apply to the event */
	readsOf(event: string): ReadonlyArray<Read<Event>> | undefined;
	/** @returns undefined where the setting is empty or of no use */
	compile(setting: unknown): Compare | undefined;
}

/** What the user set, by the filters' names; the values may come from expressions and be of any type. */
type Settings<Name extends string> = Partial<Record<Name, unknown>> | null | undefined;

/**
 * Compiles the settings into one question: whether an event is wanted. It has to pass every filter
 * that is set and applies to it; where one applies and the event does not tell the value, it is not
 * wanted. Neither the compiling nor the question ever throws.
 */
export function compileFilters<Event extends { name: string }, Name extends string>(
	filters: ReadonlyArray<Filter<Event, Name>>,
	settings: Settings<Name>,
): (event: Event) => boolean {
	const chosen = compileChosen(filters, settings);
	return (event) =>
		chosen.every(({ filter, compare }) => {
			const reads = filter.readsOf(event.name);
			if (reads === undefined) return true;
			const values = reads.flatMap((read) => read(event));
			return values.length > 0 && compare(values);
		});
}

/**
 * The chosen events that a filter which is set never sees, because it does not apply to them: they
 * start the workflow whatever the filter says. To be named when the workflow is activated.
 *
 * @param events the names of the chosen events
 * @returns one entry per such filter, with its label
 */
export function uselessFilters<Event, Name extends string>(
	filters: ReadonlyArray<Filter<Event, Name>>,
	events: readonly string[],
	settings: Settings<Name>,
): Array<{ filter: string; events: string[] }> {
	return compileChosen(filters, settings)
		.map(({ filter: { label, readsOf } }) => ({
			filter: label,
			events: events.filter((event) => readsOf(event) === undefined),
		}))
		.filter((useless) => useless.events.length > 0);
}

/** The filters that are set to something that can be compared. */
function compileChosen<Event, Name extends string>(
	filters: ReadonlyArray<Filter<Event, Name>>,
	settings: Settings<Name>,
): Array<{ filter: Filter<Event, Name>; compare: Compare }> {
	const chosen = [];
	for (const filter of filters) {
		const setting = settings?.[filter.name];
		const compare = setting === undefined ? undefined : filter.compile(setting);
		if (compare !== undefined) chosen.push({ filter, compare });
	}
	return chosen;
}

/** Some events and what is read from them; several rows about one event add up. */
export type Row<Event> = readonly [events: readonly string[], ...reads: Array<Read<Event>>];

/** What is read from which event, for `Filter.readsOf`. */
export function readsFrom<Event>(...rows: Array<Row<Event>>): Filter<Event>['readsOf'] {
	const byEvent = new Map<string, Array<Read<Event>>>();
	for (const [events, ...reads] of rows) {
		for (const event of events) byEvent.set(event, [...(byEvent.get(event) ?? []), ...reads]);
	}
	return (event) => byEvent.get(event);
}

/** More than a list of a vendor's has; what stands behind is not compared. */
const MAX_MEMBERS = 1_000;

/** The texts and numbers below a value; of a list on the way, the first thousand members are followed. */
export function textsAt(value: JsonValue | undefined, steps: readonly string[]): string[] {
	let values = [value];
	for (const step of steps) values = membersAt(values, step);
	return values.map(comparedText).filter((text) => text !== undefined);
}

/** A text this long is no name with white space around it; to trim 16 MB of white space takes its time. */
const MAX_TRIMMED_CHARACTERS = 10_000;

/** The value as text to compare, as `asText` has it; a very long one is left as it is. */
export function comparedText(value: JsonValue | undefined): string | undefined {
	const isLong = typeof value === 'string' && value.length > MAX_TRIMMED_CHARACTERS;
	return isLong ? value : asText(value);
}

function membersAt(
	values: ReadonlyArray<JsonValue | undefined>,
	step: string,
): Array<JsonValue | undefined> {
	const found: Array<JsonValue | undefined> = [];
	for (const value of values) {
		const member = asObject(value)?.[step];
		found.push(...firstOf(Array.isArray(member) ? member : [member], found.length));
		if (found.length >= MAX_MEMBERS) break;
	}
	return found;
}

/** Of a list as many members as are compared, where some are taken already. */
export function firstOf<T>(list: readonly T[], taken = 0): T[] {
	return list.slice(0, MAX_MEMBERS - taken);
}
