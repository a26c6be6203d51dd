import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '..', '..', 'fixtures', 'qiscus');
const APP_CODE = 'oni-bgo2lummmhvzqxbt5';
const MARK = /^<<secret:\w+>>$/;

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** The names of all payloads. */
export const fixtureNames = readdirSync(join(folder, 'events'))
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.slice(0, -'.json'.length));

/** A fixture as JSON; its long bare numbers are strings, as the node promises. */
export function readFixture(kind: 'events' | 'expected', name: string): Json {
	return readJson(readFileSync(join(folder, kind, `${name}.json`), 'utf8'));
}

export function readJson(text: string): Json {
	return JSON.parse(text.replace(/([:[,]\s*)(-?\d{16,})(?=\s*[,}\]])/g, '$1"$2"'));
}

/**
 * A payload as it should come out raw: without secrets, also where one is null, and its JSON texts
 * read, which may be written anew. What is left of the object in which the vendor plants a secret goes, too.
 */
export function withoutSecrets(value: Json): Json {
	if (typeof value === 'string') return heldIn(value) ?? value;
	if (Array.isArray(value)) return value.map(withoutSecrets);
	if (typeof value !== 'object' || value === null) return value;
	const kept = Object.entries(value).filter(
		([key, member]) =>
			!(typeof member === 'string' && MARK.test(member)) &&
			key !== 'direct_login_token' &&
			!(key === 'agent' && JSON.stringify(member) === '{}'),
	);
	return Object.fromEntries(kept.map(([key, member]) => [key, withoutSecrets(member)]));
}

/** The object or list that a text holds. */
function heldIn(text: string): Json | undefined {
	if (!/^[[{]/.test(text)) return undefined;
	try {
		return withoutSecrets(JSON.parse(text) as Json);
	} catch {
		return undefined;
	}
}

/** What each leaf of a fixture became when it was sent: ids are fresh for every event. */
export function freshValues(fixture: Json, sent: Json, appCode: string): Map<string, Set<string>> {
	const fresh = new Map([[APP_CODE, new Set([appCode])]]);
	const pair = (before: Json, after: Json | undefined): void => {
		if (typeof before === 'object' && before !== null) {
			for (const [key, value] of Object.entries(before)) {
				pair(value, (after as Record<string, Json>)[key]);
			}
			return;
		}
		const values = fresh.get(String(before)) ?? new Set();
		fresh.set(String(before), values.add(String(after)));
	};
	pair(withoutSecrets(fixture), withoutSecrets(sent));
	return fresh;
}

/** An item with the fixture's own values wherever it has those that became of them. */
export function restored(
	item: Json,
	expected: Json | undefined,
	fresh: Map<string, Set<string>>,
): Json {
	if (Array.isArray(item)) {
		const list = Array.isArray(expected) ? expected : [];
		return item.map((member, at) => restored(member, list[at], fresh));
	}
	if (typeof item === 'object' && item !== null) {
		const members = (expected ?? {}) as Record<string, Json>;
		return Object.fromEntries(
			Object.entries(item).map(([key, member]) => [key, restored(member, members[key], fresh)]),
		);
	}
	const isFresh = expected !== undefined && fresh.get(String(expected))?.has(String(item));
	return isFresh && typeof item === typeof expected ? expected : item;
}
