import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

import { anchorsOf } from './anchors';

const ROOT = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const pagesIn = (folder: string) =>
	readdirSync(join(ROOT, folder))
		.filter((name) => name.endsWith('.md'))
		.map((name) => join(folder, name));

/** Each link and picture of a page that leads to another place of this repository. */
const targetsOf = (page: string) => [
	...new Set(
		[...read(page).matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, target = '']) => target),
	),
];

describe.each([...pagesIn('.'), ...pagesIn('docs')])('%s', (page) => {
	it('has links that lead somewhere', () => {
		const dead = targetsOf(page).filter((target) => {
			const [path = '', anchor] = target.split('#');
			const file = path === '' ? page : normalize(join(dirname(page), path));
			if (!existsSync(join(ROOT, file))) return true;
			return anchor !== undefined && !anchorsOf(read(file)).includes(anchor);
		});
		expect(dead).toEqual([]);
	});
});
