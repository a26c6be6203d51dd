/** Several texts: a list, or one text with commas or line breaks between them. */
export type Texts = string | readonly string[];

/** Whether the values of an event are wanted; there is at least one. */
export type Compare = (values: readonly string[]) => boolean;

const SEPARATOR = /[,\r\n]/;
/** A longer search text is compared by its beginning: V8's search takes seconds for some of them in a long text. */
const MAX_SEARCH_CHARACTERS = 200;

/** The texts of a setting, trimmed and in lower case; anything else counts as none. */
export function textsOf(setting: unknown): string[] {
	const parts: unknown[] = typeof setting === 'string' ? setting.split(SEPARATOR) : [setting];
	return parts.flat().flatMap((part) => {
		if (typeof part !== 'string' && !Number.isFinite(part)) return [];
		const text = String(part).trim().toLowerCase();
		return text === '' ? [] : [text];
	});
}

/**
 * @param isWanted gets each value in lower case, and what was set
 * @returns undefined where the setting is empty or of no use
 */
export function compareTexts(
	setting: unknown,
	isWanted: (value: string, wanted: readonly string[]) => boolean,
): Compare | undefined {
	const wanted = textsOf(setting);
	if (wanted.length === 0) return undefined;
	return (values) => values.some((value) => isWanted(value.toLowerCase(), wanted));
}

/** One of the values is one of the texts. */
export function oneOf(setting: unknown): Compare | undefined {
	return compareTexts(setting, (value, wanted) => wanted.includes(value));
}

/** One of the values contains one of the texts. */
export function containsAny(setting: unknown): Compare | undefined {
	const searched = textsOf(setting).map((text) => text.slice(0, MAX_SEARCH_CHARACTERS));
	return compareTexts(searched, (value, wanted) => wanted.some((text) => value.includes(text)));
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
	return (values) => values.some((value) => isWanted(Number(value), limit));
}
