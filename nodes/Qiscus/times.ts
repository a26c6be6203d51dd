import { asObject, asText } from '../shared/json/read';
import type { JsonValue } from '../shared/json/types';
import { convert } from './trigger/names';

/** Six digits behind the seconds, of which none says anything. */
const SPLIT_SECONDS = /\.\d+$/;

/**
 * A point in time as ISO 8601, null where there is none. Qiscus writes a text with or without a zone,
 * or `{date, timezone_type, timezone}` [code]; where it tells no zone, the text has none.
 */
export function shownTime(value: JsonValue | undefined): JsonValue {
	const parts = asObject(value);
	if (parts === undefined)
		return asText(value) === undefined ? null : convert(value ?? null, 'time');
	const date = asText(parts.date)?.replace(SPLIT_SECONDS, '').replace(' ', 'T');
	return date === undefined ? null : `${date}${zoneOf(asText(parts.timezone))}`;
}

/** A zone's name cannot stand behind a time; only the offsets can. */
function zoneOf(zone = ''): string {
	if (/^(?:UTC|Z|GMT)$/i.test(zone)) return 'Z';
	return /^[+-]\d\d:?\d\d$/.test(zone) ? zone : '';
}
