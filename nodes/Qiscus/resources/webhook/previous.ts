import { parseLossless } from '../../../shared/json/parseLossless';
import { asBoolean, asObject } from '../../../shared/json/read';
import type { JsonValue } from '../../../shared/json/types';
import { isWebAddress } from '../../../shared/network';
import { failed, type Result } from '../../../shared/problem';

/** What a webhook was before it was changed. */
export interface Previous {
	/** Null where none was set. */
	url: string | null;
	enabled: boolean;
}

/** Reads what an earlier item says; an expression may give an object, or JSON as text. */
export function readPrevious(value: unknown): Result<Previous> {
	const read = typeof value === 'string' ? parseLossless(value) : (value as JsonValue | undefined);
	if (isNone(value, read)) return NONE;
	const previous = asObject(read);
	if (previous === undefined) return UNREADABLE;
	if (previous.url === null) return { ok: true, data: { url: null, enabled: false } };
	const url = typeof previous.url === 'string' ? previous.url.trim() : '';
	const enabled = readEnabled(previous.enabled);
	if (!isWebAddress(url) || enabled === undefined) return UNREADABLE;
	return { ok: true, data: { url, enabled } };
}

/** Nothing was known of a webhook that Qiscus does not show. */
function isNone(value: unknown, read: JsonValue | undefined): boolean {
	return read === null || value === undefined || value === '';
}

/** A URL of which Qiscus did not tell whether it was called counts as one that was. */
function readEnabled(enabled: JsonValue | undefined): boolean | undefined {
	return enabled === undefined || enabled === 'unknown' ? true : asBoolean(enabled);
}

const NONE = failed({
	kind: 'invalid',
	message: 'Previous is empty, so there is nothing to put back',
	advice:
		'Give the member previous of an item of Set, Disable or Restore. It is empty where Qiscus did not show what was there before.',
});

const UNREADABLE = failed({
	kind: 'invalid',
	message: 'Previous is not an object with url and enabled',
	advice:
		'Give the member previous of an item of Set, Disable or Restore, such as {"url": "https://example.com/qiscus", "enabled": true}.',
});
