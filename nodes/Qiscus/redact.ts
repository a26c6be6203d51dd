import { parseLossless } from '../shared/json/parseLossless';
import { isDeeperThan } from '../shared/json/read';
import type { JsonObject, JsonValue } from '../shared/json/types';

/**
 * Names of members that hold secrets: those that Qiscus puts into payloads and answers [doc, code]
 * (`authentication_token`, `sdk_key`, `qismo_key`, `direct_login_token`, `secret_key`, `totp_token`,
 * a channel's `pin`), and those that follow the same habit [guess].
 */
const SECRET_NAME =
	/(?:^|[_-])(?:tokens?|secrets?|password|passphrase|pin|credentials?|authorization|jwt)$|[a-z](?:Token|Secret|Password)$|(?<!identifier|public)[_-]keys?$|(?:sdk|qismo|secret|api|app|access|private|server|auth)keys?$/i;

/** What people write to each other is theirs, whatever it looks like. */
const WRITTEN = new Set(['text', 'notes']);

/** As deep as a delivery may be; a text that is JSON may hold as much again. */
const MAX_DEPTH = 100;

/**
 * A copy without the members that hold secrets, at any depth and in texts that hold JSON (`extras`,
 * `room.options`). A text without a secret stays as it is, to the last character.
 *
 * @param value nested at most 100 levels deep; it is not changed
 */
export function redact(value: JsonValue): JsonValue {
	return cleaned(value) ?? null;
}

/** @returns the value itself where it holds no secret; undefined for a text that cannot be searched */
function cleaned(value: JsonValue): JsonValue | undefined {
	if (typeof value === 'string') return cleanedText(value);
	if (typeof value !== 'object' || value === null) return value;
	return Array.isArray(value) ? cleanedList(value) : cleanedObject(value);
}

function cleanedList(list: JsonValue[]): JsonValue[] {
	const members = list.map(cleaned);
	if (members.every((member, at) => member === list[at])) return list;
	return members.filter((member) => member !== undefined);
}

function cleanedObject(object: JsonObject): JsonObject {
	const members = Object.entries(object).map(([key, value]) => ({
		key,
		kept: value === undefined || SECRET_NAME.test(key) ? undefined : read(key, value),
	}));
	if (members.every(({ key, kept }) => kept === object[key])) return object;
	const left = members.filter(({ kept }) => kept !== undefined);
	return Object.fromEntries(left.map(({ key, kept }) => [key, kept]));
}

function read(key: string, value: JsonValue): JsonValue | undefined {
	return typeof value === 'string' && WRITTEN.has(key) ? value : cleaned(value);
}

function cleanedText(text: string): string | undefined {
	const json = text.trim();
	if (!/^[{["]/.test(json)) return text;
	const value = parseLossless(json);
	if (value === undefined) return text;
	// What cannot be searched is not passed on.
	if (isDeeperThan(value, MAX_DEPTH)) return undefined;
	const kept = cleaned(value);
	return kept === value && !namesSecret(text) ? text : JSON.stringify(kept);
}

const MEMBER_NAME = /"([^"\\]*)"\s*:/g;

/** A text may have a member twice, of which parsing leaves the last. */
function namesSecret(text: string): boolean {
	return [...text.matchAll(MEMBER_NAME)].some(([, name = '']) => SECRET_NAME.test(name));
}
