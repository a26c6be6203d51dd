import type { OfficeDay, OfficeHours } from './officeHours';

const DAY = 24 * 60;
const WEEK = 7 * DAY;
const MINUTE_MS = 60_000;
/** 1 January 1970 was a Thursday. */
const FIRST_DAY = 4;

/** Whether the office is open, and until when that stays so. */
export interface Opening {
	isOpen: boolean;
	/** Undefined where it never changes. */
	nextChangeMs: number | undefined;
}

/**
 * Whether the office is open at a point in time, in the app's time zone.
 *
 * @returns undefined where Qiscus does not say which zone that is
 */
export function openingAt(
	{ offsetMinutes, days }: Pick<OfficeHours, 'days' | 'offsetMinutes'>,
	nowMs: number,
): Opening | undefined {
	if (offsetMinutes === undefined) return undefined;
	const localMinutes = nowMs / MINUTE_MS + offsetMinutes + FIRST_DAY * DAY;
	const now = modulo(localMinutes, WEEK);
	const spans = days.map(spanOf);
	const isOpenAt = (minute: number) =>
		spans.some(({ start, length }) => modulo(minute - start, WEEK) < length);
	const isOpen = isOpenAt(now);
	const waits = spans
		.flatMap(({ start, length }) => [start, start + length])
		.filter((edge) => isOpenAt(modulo(edge, WEEK)) !== isOpen)
		.map((edge) => modulo(edge - now, WEEK))
		.filter((wait) => wait > 0);
	return {
		isOpen,
		nextChangeMs: waits.length === 0 ? undefined : nowMs + Math.min(...waits) * MINUTE_MS,
	};
}

/** In minutes of the week; hours that begin and end at the same time last for a day. */
function spanOf({ day, start, end }: OfficeDay): { start: number; length: number } {
	return { start: day * DAY + start, length: end > start ? end - start : end + DAY - start };
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by;
