// Values of 16 MB of JSON, as much as n8n takes, with as many members as the triggers take, and settings as long as they count.
const BYTES = 16 * 1024 * 1024;
/** About as many as a body may have. */
const MOST_MEMBERS = 99_000;
const MEMBER = 'a'.repeat(Math.floor(BYTES / MOST_MEMBERS) - 12);

const list = (count, member) => Array.from({ length: count }, (_, index) => member(index));

/** What a field may hold in the place of what it should. @type {Record<string, unknown>} */
export const VALUES = {
	'16 MB of one letter': 'a'.repeat(BYTES - 10_000),
	'16 MB of another alphabet': 'Ж'.repeat(BYTES / 2 - 10_000),
	'16 MB that grow in lower case': 'İ'.repeat(BYTES / 2 - 10_000),
	'16 MB of white space': ' '.repeat(BYTES - 10_000),
	'eight texts of 2 MB': list(8, () => 'a'.repeat(BYTES / 8 - 10_000)),
	'99,000 texts': list(MOST_MEMBERS, (index) => `${MEMBER}${index}`),
	'24,000 objects': list(24_000, (index) => ({
		id: MEMBER,
		text: MEMBER,
		key: 'a',
		value: index,
	})),
	'lists of lists': list(300, () => ({
		id: list(160, () => MEMBER),
		text: list(160, () => MEMBER),
	})),
	'an object of 99,000': Object.fromEntries(
		list(MOST_MEMBERS, (index) => [`${MEMBER}${index}`, 0]),
	),
};

const MOST_TEXTS = 10_000;

/** What somebody may type. @type {Record<string, unknown>} */
export const SETTINGS = {
	'1 text': 'ab',
	'25 texts': list(25, (index) => `ab${index}`),
	'1,000 texts': list(1_000, (index) => `ab${index}`).join(','),
	'1,000 long texts': list(1_000, (index) => `${'a'.repeat(190)}b${index}`).join(','),
	'10,000 texts': list(MOST_TEXTS, (index) => `ab${index}`).join(', '),
	'10,000 long texts': list(MOST_TEXTS, (index) => `${'aaЖ'.repeat(60)}${index}`).join('\n'),
	'a number': 4,
	yes: true,
	'10,000 properties': {
		property: list(MOST_TEXTS, (index) => ({ name: 'a', value: `${index}` })),
	},
};
