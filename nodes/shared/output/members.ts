import { asBoolean } from '../json/read';
import type { JsonObject, JsonValue } from '../json/types';
import type { Kind, MemberName } from './names';

/** Deeper than any payload; what lies deeper is passed on as it is, so that no nesting fills the stack. */
const MAX_DEPTH = 50;
/** A number in this range is a point in time, 1973 to 9999; a smaller one under a time's name is a duration. */
const FIRST_MS = 100_000_000_000;
const LAST_MS = 253_402_300_799_999;
/** Few enough digits for a double to keep each. */
const NUMBER = /^-?\d{1,15}(?:\.\d{1,15})?$/;

/** Nothing stands beside the member that is placed. */
const ALONE: JsonObject = {};

/** What each kind of name makes of a text or a number; a value that does not fit is kept as it is. */
const CONVERSIONS: Readonly<Record<Kind, (value: string | number) => JsonValue>> = {
	free: (value) => value,
	number: toNumber,
	plain: (value) => value,
	seconds: fromSeconds,
	text: (value) => String(value),
	time: toTime,
	truth: (value) => asBoolean(value) ?? value,
	type: (value) => String(value).trim(),
};

/** How the members of a vendor's objects get into an item; none of it throws for whatever JSON may hold. */
export interface Members {
	/** The value as Simplify shows it under a name of this kind. */
	convert(value: JsonValue, kind: Kind): JsonValue;
	/** Puts one member of the source into the target, renamed and converted. */
	put(target: JsonObject, source: JsonObject, key: string): void;
	/** Puts every member of the source into the target, renamed and converted. */
	putAll(target: JsonObject, source: JsonObject): void;
}

/** @param memberName what becomes of the vendor's names */
export function membersOf(memberName: (key: string) => MemberName): Members {
	function convert(value: JsonValue, kind: Kind, depth = 0): JsonValue {
		if (typeof value === 'string' || typeof value === 'number') return CONVERSIONS[kind](value);
		if (typeof value !== 'object' || value === null) return value;
		if (kind === 'free' || depth >= MAX_DEPTH) return value;
		if (Array.isArray(value)) return value.map((member) => convert(member, kind, depth + 1));
		const target: JsonObject = {};
		putAll(target, value, depth + 1);
		return target;
	}

	function putAll(target: JsonObject, source: JsonObject, depth = 0): void {
		for (const key of Object.keys(source)) put(target, source, key, depth);
	}

	function put(target: JsonObject, source: JsonObject, key: string, depth = 0): void {
		const value = source[key];
		if (value === undefined) return;
		const name = memberName(key);
		place(target, name, convert(value, name.kind, depth), source);
	}

	return {
		convert: (value, kind) => convert(value, kind),
		put: (target, source, key) => put(target, source, key),
		putAll: (target, source) => putAll(target, source),
	};
}

/**
 * Places a value under the first of its names that nothing else needs. The same value twice is told
 * once, and an empty one gives way.
 *
 * @param rivals the object that the value comes from: a member that bears the name itself comes first
 */
export function place(
	target: JsonObject,
	{ key, names }: Pick<MemberName, 'key' | 'names'>,
	value: JsonValue,
	rivals: JsonObject = ALONE,
): void {
	const [best] = names;
	if (target[best] === undefined && (best === key || rivals[best] === undefined)) {
		target[best] = value;
		return;
	}
	for (const name of names) {
		const rival = name === key ? undefined : own(rivals, name);
		const present = own(target, name);
		if (value === present || (rival !== undefined && rival === own(rivals, key))) return;
		if (isEmpty(rival) && isEmpty(present)) {
			target[name] = value;
			return;
		}
		if (isEmpty(value)) return;
	}
	let spare = `${names[names.length - 1]}_`;
	while (Object.hasOwn(target, spare)) spare += '_';
	target[spare] = value;
}

function own(object: JsonObject, name: string): JsonValue | undefined {
	return Object.hasOwn(object, name) ? object[name] : undefined;
}

function isEmpty(value: JsonValue | undefined): boolean {
	return value === undefined || value === null || value === '';
}

function toNumber(value: string | number): string | number {
	if (typeof value === 'number') return value;
	const text = value.trim();
	return NUMBER.test(text) ? Number(text) : value;
}

/** Points in time as text without a zone stay without one: only the vendor knows which. */
const ZONELESS = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/;

function toTime(value: string | number): string | number {
	if (typeof value === 'string' && ZONELESS.test(value)) return value.replace(' ', 'T');
	const ms = toNumber(value);
	if (typeof ms !== 'number' || ms < FIRST_MS || ms > LAST_MS) return ms;
	return new Date(ms).toISOString();
}

/** Seconds since 1970 are a point in time; so are milliseconds, which some senders have in their place. */
function fromSeconds(value: string | number): string | number {
	const seconds = toNumber(value);
	const isSeconds =
		typeof seconds === 'number' && seconds * 1_000 >= FIRST_MS && seconds < FIRST_MS;
	return isSeconds ? toTime(seconds * 1_000) : toTime(value);
}
