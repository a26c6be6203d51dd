/** Several texts: a list, or one text with commas or line breaks between them. */
export type Texts = string | readonly string[];

/** Whether the values of an event are wanted; there is at least one. */
export type Compare = (values: readonly string[]) => boolean;

const SEPARATOR = /[,\r\n]/;
/** More than anybody types; what an expression gives beyond does not count. */
const MAX_TEXTS = 10_000;
/** Names, ids and addresses are shorter: a longer value is none of the texts, and is not looked at. */
const MAX_COMPARED_CHARACTERS = 2_000;
/** A longer search text is compared by its beginning: V8's search takes seconds for some of them in a long text. */
const MAX_SEARCH_CHARACTERS = 200;
/** Longer than what people write; the lower case of a long text alone takes its time. */
const MAX_SEARCHED_CHARACTERS = 200_000;
/** Characters times search texts: at the worst a comparison each, which together take some 30 ms. */
const SEARCH_WORK = 5_000_000;

/** The texts of a setting, trimmed and in lower case; anything else counts as none. */
export function textsOf(setting: unknown): string[] {
	const parts: unknown[] =
		typeof setting === 'string' ? setting.split(SEPARATOR, MAX_TEXTS) : [setting].flat();
	return parts.slice(0, MAX_TEXTS).flatMap((part) => {
		if (typeof part !== 'string' && !Number.isFinite(part)) return [];
		const text = String(part).trim().toLowerCase();
		return text === '' ? [] : [text];
	});
}

/** The values that are short enough to be compared as a whole, in lower case. */
export function comparable(values: readonly string[]): string[] {
	return values
		.filter((value) => value.length <= MAX_COMPARED_CHARACTERS)
		.map((value) => value.toLowerCase());
}

/**
 * @param isWanted gets each value in lower case, and what was set
 * @returns undefined where the setting is empty or of no use
 */
export function compareTexts(
	setting: unknown,
	isWanted: (value: string, wanted: ReadonlySet<string>) => boolean,
): Compare | undefined {
	const wanted = new Set(textsOf(setting));
	if (wanted.size === 0) return undefined;
	return (values) => comparable(values).some((value) => isWanted(value, wanted));
}

/** One of the values is one of the texts. */
export function oneOf(setting: unknown): Compare | undefined {
	return compareTexts(setting, (value, wanted) => wanted.has(value));
}

/**
 * One of the values contains one of the texts. Of long values the beginning is searched: the first
 * 200,000 characters for up to 25 texts, fewer for more of them, 5,000 for a thousand.
 */
export function containsAny(setting: unknown): Compare | undefined {
	const searched = textsOf(setting).map((text) => text.slice(0, MAX_SEARCH_CHARACTERS));
	if (searched.length === 0) return undefined;
	const characters = Math.min(MAX_SEARCHED_CHARACTERS, Math.floor(SEARCH_WORK / searched.length));
	return (values) => {
		const text = beginningOf(values, characters).toLowerCase();
		return searched.some((one) => text.includes(one));
	};
}

/** The values in a row, up to so many characters, with something between them that nobody types. */
function beginningOf(values: readonly string[], characters: number): string {
	let text = '';
	for (const value of values) {
		if (text.length >= characters) break;
		text += `${value.slice(0, characters - text.length)}\0`;
	}
	return text;
}

/** None of the values contains any of the texts. */
export function containsNone(setting: unknown): Compare | undefined {
	const contains = containsAny(setting);
	return contains === undefined ? undefined : (values) => !contains(values);
}

/** One of the values stands to the number as it should. */
export function compareNumber(
	setting: unknown,
	isWanted: (value: number, limit: number) => boolean,
): Compare | undefined {
	const limit = Number(textsOf(setting)[0] ?? NaN);
	if (Number.isNaN(limit)) return undefined;
	return (values) => comparable(values).some((value) => isWanted(Number(value), limit));
}
