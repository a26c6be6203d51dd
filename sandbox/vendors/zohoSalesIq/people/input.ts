import type { JsonMembers } from '../../shared/jsonText.ts';
import { SalesIqError } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';
import type { Portal } from '../types.ts';
import { inPortal } from '../state.ts';
import { readText, readTexts } from '../webhookInput.ts';
import type { Body } from '../webhookInput.ts';

/** A text that has to be there; 1011 where it is missing or empty. */
export function requiredText(body: Body, key: string): string {
	const text = readText(body, key);
	if (text === undefined || text === '') throw new SalesIqError(1011, { json_key: key });
	return text;
}

/** Of these members, those that are there, as texts. */
export function textsOf(body: Body, keys: readonly string[]): JsonMembers {
	return membersOf(body, keys, readText);
}

/** Of these members, those that are there: true or false, as a truth or as a text [doc: both in samples]. */
export function truthsOf(body: Body, keys: readonly string[]): JsonMembers {
	return membersOf(body, keys, (from, key) => {
		const value = from[key];
		if (value === undefined) return undefined;
		if (!['true', 'false'].includes(String(value))) throw new SalesIqError(1007, { json_key: key });
		return String(value);
	});
}

function membersOf(
	body: Body,
	keys: readonly string[],
	read: (body: Body, key: string) => string | undefined,
): JsonMembers {
	const members = keys.map((key) => [key, read(body, key)] as const);
	return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

/** One of several words; undefined where the member is missing, 1011 for another word. */
export function readChoice<T extends string>(
	body: Body,
	key: string,
	choices: readonly T[],
): T | undefined {
	const text = readText(body, key);
	if (text === undefined) return undefined;
	const choice = choices.find((one) => one === text);
	if (choice === undefined) throw new SalesIqError(1011, { json_key: key });
	return choice;
}

/** Ids of what the portal has; undefined where the member is missing, the code for an unknown one. */
export function readKnown(
	body: Body,
	key: string,
	known: ReadonlyArray<{ readonly id: string; readonly screenname: string }>,
	portal: Portal,
	code: ErrorCode,
): string[] | undefined {
	const own = inPortal(known, portal).map(({ id }) => id);
	const ids = readTexts(body, key);
	if (ids?.length === 0) throw new SalesIqError(1011, { json_key: key });
	ids?.forEach((id, index) => {
		if (!own.includes(id)) throw new SalesIqError(code, { json_key: `${key}[${index}]` });
	});
	return ids;
}

/** What `readKnown` gives, or 1011: it has to be there. */
export function present<T>(value: T | undefined, key: string): T {
	if (value === undefined) throw new SalesIqError(1011, { json_key: key });
	return value;
}

/** Puts a thing in the place of another one. */
export function replace<T>(list: T[], old: T, changed: T): T {
	list[list.indexOf(old)] = changed;
	return changed;
}

/** A part of the body with members of its own; undefined where it is missing. */
export function readObject(body: Body, key: string): Body | undefined {
	const value = body[key];
	if (value === undefined) return undefined;
	const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
	if (!isObject) throw new SalesIqError(1007, { json_key: key });
	return value as Body;
}
