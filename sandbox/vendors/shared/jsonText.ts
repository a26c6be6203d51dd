/**
 * JSON handled as text. Vendors send numbers above 2^53 bare, and `JSON.parse` would change them
 * before they are sent on.
 */

/** A piece of JSON that `writeJson` copies as it is. */
export class RawJson {
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}
}

export type JsonValue =
	string | number | boolean | null | undefined | RawJson | readonly JsonValue[] | JsonMembers;

export interface JsonMembers {
	readonly [name: string]: JsonValue;
}

/** `JSON.stringify` with `RawJson` pieces copied; members that are undefined are left out. */
export function writeJson(value: JsonValue): string {
	if (value instanceof RawJson) return value.text;
	if (isList(value)) return `[${value.map(writeJson).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
	const members = Object.entries(value).filter(([, member]) => member !== undefined);
	return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${writeJson(member)}`).join(',')}}`;
}

/** `Array.isArray`, which does not narrow readonly arrays out of a union. */
export function isList(value: JsonValue): value is readonly JsonValue[] {
	return Array.isArray(value);
}

/** Where a member's value stands in the text. */
interface Span {
	start: number;
	end: number;
}

/** The tokens of JSON; what is between them is white space. */
export const JSON_TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

/** The value of a member of the outermost object, as it is written; undefined if there is none. */
export function memberText(text: string, name: string): string | undefined {
	const span = memberSpans(text).get(name);
	return span === undefined ? undefined : text.slice(span.start, span.end);
}

/** A member's string or number without quotes, so that `"12"` and `12` are both `12`. */
export function scalarText(text: string, name: string): string | undefined {
	const raw = memberText(text, name);
	return raw?.startsWith('"') ? raw.slice(1, -1) : raw;
}

/**
 * The text with a member's value replaced, or with the member put first where there is none.
 * Text that is not an object is returned as it is.
 */
export function setMember(text: string, name: string, raw: string): string {
	const span = memberSpans(text).get(name);
	if (span !== undefined) return text.slice(0, span.start) + raw + text.slice(span.end);
	const at = text.indexOf('{') + 1;
	if (at === 0 || text.slice(0, at - 1).trim() !== '') return text;
	const comma = text.slice(at).trim() === '}' ? '' : ',';
	return `${text.slice(0, at)}${JSON.stringify(name)}:${raw}${comma}${text.slice(at)}`;
}

/** A value in the form of the one it replaces: in quotes where that one had quotes. */
export function likeMember(text: string, name: string, value: string): string {
	return memberText(text, name)?.startsWith('"') ? JSON.stringify(value) : value;
}

function memberSpans(text: string): Map<string, Span> {
	const spans = new Map<string, Span>();
	let depth = 0;
	let previous = '';
	let previousEnd = 0;
	let name: string | undefined;
	let start: number | undefined;
	for (const match of text.matchAll(JSON_TOKEN)) {
		const token = match[0];
		const closes = token === '}' || token === ']';
		if (depth === 0 && token !== '{') return spans;
		if (depth === 1 && (token === ',' || closes)) {
			if (name !== undefined && start !== undefined) spans.set(name, { start, end: previousEnd });
			name = start = undefined;
		} else if (depth === 1 && token === ':' && name === undefined) {
			name = previous.slice(1, -1);
		} else if (name !== undefined && start === undefined) {
			start = match.index;
		}
		if (token === '{' || token === '[') depth += 1;
		if (closes) depth -= 1;
		if (depth === 0) return spans;
		previous = token;
		previousEnd = match.index + token.length;
	}
	return spans;
}
