import type { JsonValue } from './types';

/** Finds a number with 16 digits or more, or with an exponent: only such a one may not fit into a double. */
const MAYBE_LONG_NUMBER = /(?:^|[-:,[\s])\d(?:\d{15}|[\d.]*[eE])/;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const isKept = (digits: string): boolean => {
	const value = Number(digits);
	return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
};

/** Valid JSON, with every number that a double would change put into quotes. */
function quoteLongNumbers(text: string): string {
	let quoted = '';
	let position = 0;
	while (position < text.length) {
		const stringStart = text.indexOf('"', position);
		const gapEnd = stringStart === -1 ? text.length : stringStart;
		const gap = text.slice(position, gapEnd);
		quoted += gap.replace(NUMBER, (digits) => (isKept(digits) ? digits : `"${digits}"`));
		if (stringStart === -1) break;
		const stringEnd = endOfString(text, stringStart);
		quoted += text.slice(stringStart, stringEnd);
		position = stringEnd;
	}
	return quoted;
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
		return MAYBE_LONG_NUMBER.test(text) ? (JSON.parse(quoteLongNumbers(text)) as JsonValue) : value;
	} catch {
		return undefined;
	}
}
