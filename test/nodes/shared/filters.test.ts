import {
	compareNumber,
	containsAny,
	containsNone,
	oneOf,
	textsOf,
} from '../../../nodes/shared/filters/compare';
import { textsAt } from '../../../nodes/shared/filters/filters';

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `x${index}`);
const before = (characters: number) => `${'a'.repeat(characters)}needle`;

describe('a filter on what was never meant to be so long', () => {
	afterEach(() => jest.restoreAllMocks());

	it('counts the first 10,000 texts of a setting', () => {
		expect(textsOf(numbered(10_001).join(', '))).toHaveLength(10_000);
		expect(textsOf(numbered(10_001))).toHaveLength(10_000);
		expect(oneOf(numbered(10_000))?.(['X9999'])).toBe(true);
	});

	it('searches 200,000 characters for a few texts, and the fewer the more there are', () => {
		const contains = containsAny('needle');
		expect(contains?.([before(199_994)])).toBe(true);
		expect(contains?.([before(199_995)])).toBe(false);
		const many = [...numbered(999), 'needle'];
		expect(containsAny(many)?.([before(4_994)])).toBe(true);
		expect(containsAny(many)?.([before(4_995)])).toBe(false);
		expect(containsNone(many)?.([before(4_994)])).toBe(false);
	});

	it('searches as much of all values together', () => {
		const contains = containsAny('needle');
		expect(contains?.(['a'.repeat(100_000), before(50_000)])).toBe(true);
		expect(contains?.(['a'.repeat(100_000), before(100_000)])).toBe(false);
		expect(contains?.(['need', 'le'])).toBe(false);
	});

	it('makes the lower case of a message once, and of no more than is searched', () => {
		const contains = containsAny(numbered(1_000));
		const lowered = jest.spyOn(String.prototype, 'toLowerCase');
		expect(contains?.(['a'.repeat(1_000_000)])).toBe(false);
		expect(lowered.mock.contexts.map((text) => String(text).length)).toEqual([5_001]);
	});

	it('looks each value up, and compares it with no text by itself', () => {
		const isOneOf = oneOf(numbered(10_000));
		const compared = jest.spyOn(Array.prototype, 'includes');
		expect(isOneOf?.(['x9999'])).toBe(true);
		expect(compared).not.toHaveBeenCalled();
	});

	it('takes a value of more than 2,000 characters for none of the texts, and for no number', () => {
		const [long, longer] = ['a'.repeat(2_000), 'a'.repeat(2_001)];
		expect(oneOf([long])?.([long])).toBe(true);
		expect(oneOf([longer])?.([longer])).toBe(false);
		expect(compareNumber(1, (value) => value > 0)?.([`${'0'.repeat(2_000)}5`])).toBe(false);
	});

	it('reads the first thousand members of a list, and of lists within it', () => {
		const members = numbered(1_001).map((text) => ({ text, texts: [text, text] }));
		expect(textsAt({ list: members }, ['list', 'text'])).toEqual(numbered(1_000));
		expect(textsAt({ list: members }, ['list', 'texts'])).toHaveLength(1_000);
		expect(textsAt({ list: numbered(1_001) }, ['list'])).toEqual(numbered(1_000));
	});

	it('leaves the white space around very long texts where it is', () => {
		const space = ' '.repeat(10_001);
		expect(textsAt({ short: ' a ', long: space }, ['short'])).toEqual(['a']);
		expect(textsAt({ short: ' a ', long: space }, ['long'])).toEqual([space]);
	});
});
