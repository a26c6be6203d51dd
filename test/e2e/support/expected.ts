import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '..', '..', 'fixtures', 'zohoSalesIq');

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** The names of all payloads of the vendor's page. */
export const fixtureNames = readdirSync(join(folder, 'events'))
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.slice(0, -'.json'.length));

/** A fixture's text, `events` as the vendor sends it or `expected` as the item should be. */
export function fixtureText(kind: 'events' | 'expected', name: string): string {
	return readFileSync(join(folder, kind, `${name}.json`), 'utf8');
}

/** Reads a payload; its long bare numbers become strings, as the node promises. */
export function readPayload(text: string): Json {
	return JSON.parse(text.replace(/([:[,]\s*)(-?\d{16,})(?=\s*[,}\]])/g, '$1"$2"'));
}

/**
 * The hand-checked item of a fixture with the ids and times of this run: wherever the fixture and
 * the text that was sent differ, the item has to differ likewise.
 *
 * @param sent the text of the event as the vendor sent it
 */
export function expectedItem(name: string, sent: string): Json {
	const fresh = new Map<string, string>();
	pair(readPayload(fixtureText('events', name)), readPayload(sent), fresh);
	return replace(JSON.parse(fixtureText('expected', name)), fresh);
}

/** Collects what each leaf of the fixture became. */
function pair(before: Json, after: Json | undefined, fresh: Map<string, string>): void {
	if (typeof before === 'object' && before !== null) {
		for (const [key, value] of Object.entries(before)) {
			pair(value, (after as Record<string, Json>)[key], fresh);
		}
		return;
	}
	if (String(before) === String(after)) return;
	const known = fresh.get(String(before));
	if (known !== undefined && known !== String(after)) {
		throw new Error(
			`The fixture's ${String(before)} became two things: ${known}, ${String(after)}`,
		);
	}
	fresh.set(String(before), String(after));
}

function replace(value: Json, fresh: Map<string, string>): Json {
	if (Array.isArray(value)) return value.map((item) => replace(item, fresh));
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(
			Object.entries(value).map(([key, item]) => [key, replace(item, fresh)]),
		);
	}
	if (typeof value !== 'string') return value;
	const timeMs = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN;
	if (Number.isNaN(timeMs)) return fresh.get(value) ?? value;
	const moved = fresh.get(String(timeMs));
	return moved === undefined ? value : new Date(Number(moved)).toISOString();
}
