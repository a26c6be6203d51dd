import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const FOLDER = join(ROOT, 'docs', 'pictures');
const MOST_BYTES = 1_500_000;

const pages = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((file) => `docs/${file}`)]
	.filter((file) => file.endsWith('.md'))
	.map((file) => ({ folder: dirname(file), text: readFileSync(join(ROOT, file), 'utf8') }));
/** Every picture of a page, with the words for those who cannot see it. */
const shown = pages.flatMap(({ folder, text }) =>
	[...text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map(([, words = '', path = '']) => ({
		words,
		path: join(ROOT, folder, path),
	})),
);
const taken = readdirSync(FOLDER).map((file) => join(FOLDER, file));

describe('the pictures of the docs', () => {
	it('are each on a page, and there are no others', () => {
		expect([...new Set(shown.map(({ path }) => path))].sort()).toEqual(taken.sort());
	});

	it('are told in words', () => {
		expect(shown.filter(({ words }) => words.split(' ').length <= 5)).toEqual([]);
	});

	it('stay small together', () => {
		const bytes = taken.reduce((sum, file) => sum + statSync(file).size, 0);
		expect(bytes).toBeLessThan(MOST_BYTES);
	});
});
