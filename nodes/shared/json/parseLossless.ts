import type { JsonValue } from './types';

/** `1e16`. */
const SHORTEST_LONG_NUMBER = 4;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const isKept = (digits: string): boolean => {
	const value = Number(digits);
	return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
};

/** Deeper than any payload; what lies deeper is not searched. */
const MAX_SEARCHED_DEPTH = 100;

/** Whether a number may have been changed: a double changes none that it reads as less than 2^53. */
function hasLongNumber(value: JsonValue | undefined, levels = MAX_SEARCHED_DEPTH): boolean {
	if (typeof value === 'number') return Math.abs(value) > Number.MAX_SAFE_INTEGER;
	if (typeof value !== 'object' || value === null) return false;
	if (levels === 0) return true;
	if (Array.isArray(value)) return value.some((member) => hasLongNumber(member, levels - 1));
	for (const key in value) if (hasLongNumber(value[key], levels - 1)) return true;
	return false;
}

/** Valid JSON, with every integer beyond 2^53 and every number beyond a double's range put into quotes. */
function quoteLongNumbers(text: string): string {
	let quoted = '';
	let copied = 0;
	let position = 0;
	while (position < text.length) {
		const stringStart = text.indexOf('"', position);
		const gapEnd = stringStart === -1 ? text.length : stringStart;
		if (gapEnd - position >= SHORTEST_LONG_NUMBER) {
			const gap = text.slice(position, gapEnd);
			quoted += text.slice(copied, position);
			quoted += gap.replace(NUMBER, (digits) => (isKept(digits) ? digits : `"${digits}"`));
			copied = gapEnd;
		}
		if (stringStart === -1) break;
		position = endOfString(text, stringStart);
	}
	return quoted + text.slice(copied);
}

/** The position behind the string that starts at `start`; the text's end where it is not closed. */
function endOfString(text: string, start: number): number {
	let quote = text.indexOf('"', start + 1);
	while (quote !== -1) {
		let backslashes = 0;
		while (text[quote - 1 - backslashes] === '\\') backslashes++;
		if (backslashes % 2 === 0) return quote + 1;
		quote = text.indexOf('"', quote + 1);
	}
	return text.length;
}

/**
 * Parses JSON without losing a digit: an integer beyond 2^53, and a number beyond a double's
 * range, arrive as strings of the digits that were sent; everything else is as `JSON.parse` has it.
 * Vendors send ids as bare numbers (`68564000016029999`) that a double would round.
 *
 * @returns the value, or undefined where the text is not JSON; it never throws
 */
export function parseLossless(text: string): JsonValue | undefined {
	try {
		const value = JSON.parse(text) as JsonValue;
		return hasLongNumber(value) ? (JSON.parse(quoteLongNumbers(text)) as JsonValue) : value;
	} catch {
		return undefined;
	}
}
