import { type IExecuteFunctions, tryToParseDateTime } from 'n8n-workflow';

import type { JsonValue } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';

/** Milliseconds since 1970, as SalesIQ writes times. */
const MS = /^\d{12,14}$/;

/** Digits that are no day (20261120): n8n would take them for a year, or for a part of one. */
const NO_DATE = /^(?!\d{8}$)\d*$/;

/** A field’s date in milliseconds; without a time zone it is one of the workflow’s. */
export function readTime(
	this: IExecuteFunctions,
	value: unknown,
	label: string,
): Result<number | undefined> {
	if (value === undefined || value === null || value === '') return { ok: true, data: undefined };
	const text = typeof value === 'object' ? undefined : String(value).trim();
	if (text !== undefined && MS.test(text)) return { ok: true, data: Number(text) };
	if (Array.isArray(value) || (text !== undefined && NO_DATE.test(text))) return noDate(label);
	try {
		return { ok: true, data: tryToParseDateTime(text ?? value, this.getTimezone()).toMillis() };
	} catch {
		return noDate(label);
	}
}

function noDate(label: string) {
	return failed({
		kind: 'invalid',
		message: `${label} is not a date`,
		advice: 'Choose a date, or let the expression give one, such as 2026-11-20T08:00:00Z.',
	});
}

/** SalesIQ’s time in ISO 8601; null where there is none, and as it is where it is none. */
export function shownTime(value: JsonValue | undefined): JsonValue {
	const text = typeof value === 'number' ? String(value) : (value ?? null);
	return typeof text === 'string' && MS.test(text) ? new Date(Number(text)).toISOString() : text;
}
