import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { resources as qiscus } from '../../nodes/Qiscus/resources';
import { resources as zohoSalesIq } from '../../nodes/ZohoSalesIq/resources';
import type { Resource } from '../../nodes/shared/resources/types';
import { anchorsOf } from './anchors';

const ROOT = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const README = read('README.md');

/** What stands below a heading, up to the next one of its level or of a higher one. */
function section(text: string, heading: string): string {
	const [marks = ''] = heading.split(' ');
	const below = text.split(`\n${heading}\n`)[1] ?? '';
	return below.split(new RegExp(`\\n#{1,${marks.length}} `))[0] ?? '';
}
/** The rows of the tables in a text, each as the texts of its cells, without headings. */
const rowsOf = (text: string) =>
	[...text.matchAll(/^\| (.+) \|$/gm)]
		.map(([, row = '']) => row.split('|').map((cell) => cell.trim()))
		.slice(2);
/** The first table in a text, whole. */
const firstTable = (text: string) => /(?:^\|.+\n)+/m.exec(text)?.[0] ?? '';

/** As the editor sorts them. */
const byName = (a: string, b: string) => a.localeCompare(b);
const operationsOf = (resources: readonly Resource[]) =>
	resources.flatMap(({ name, operations }) =>
		operations.map((operation) => `${name}: ${operation.name}`).sort(byName),
	);

const NODES = [
	{
		name: 'Qiscus',
		resources: qiscus,
		page: 'docs/qiscus.md',
		codex: 'nodes/Qiscus/Qiscus.node.json',
		told: rowsOf(section(read('docs/qiscus.md'), '## Endpoints')),
	},
	{
		name: 'Zoho SalesIQ',
		resources: zohoSalesIq,
		page: 'docs/zoho-salesiq.md',
		codex: 'nodes/ZohoSalesIq/ZohoSalesIq.node.json',
		told: rowsOf(section(read('docs/zoho-salesiq.md'), '## Operations')).map(
			([resource = '', operation = '', , endpoint = '', , source = '']) => [
				`${resource}: ${operation}`,
				endpoint,
				source.replace(/\w+/g, '[$&]'),
			],
		),
	},
];

describe.each(NODES)('the README on $name', ({ name, resources, page, codex, told }) => {
	const rows = rowsOf(section(README, `### Operations of ${name}`));

	it('has each operation once, in the order of the editor', () => {
		expect(rows.map(([operation]) => operation)).toEqual(operationsOf(resources));
	});

	it('has the endpoint and the source of each operation, as its page has them', () => {
		expect(rows).toEqual(told);
		for (const [, endpoint, source] of rows) {
			expect(endpoint).toMatch(/`\/|those of/);
			expect(source).toMatch(/^\[(?:doc|live|code|guess)\]/);
		}
	});

	it('explains each source mark', () => {
		const explained = [...section(README, '## All operations').matchAll(/^- \[(\w+)\]: /gm)].map(
			([, mark]) => mark,
		);
		const marks = rows.flatMap(([, , source = '']) =>
			[...source.matchAll(/\[(\w+)\]/g)].map(([, mark]) => mark),
		);
		expect(explained).toEqual(expect.arrayContaining([...new Set(marks)]));
	});

	it('has each resource, with a link to its part of the page', () => {
		const links = rowsOf(firstTable(section(README, `## ${name}`))).map(([first]) => first);
		expect(links).toEqual(
			resources.map((resource) => {
				const anchor = resource.name.toLowerCase().replaceAll(' ', '-');
				return `[${resource.name}](${page}#${anchor})`;
			}),
		);
	});

	it('is where the node links to', () => {
		const { resources: links } = JSON.parse(read(codex)) as {
			resources: Record<'credentialDocumentation' | 'primaryDocumentation', [{ url: string }]>;
		};
		for (const [{ url }] of [links.credentialDocumentation, links.primaryDocumentation]) {
			expect(anchorsOf(README)).toContain(url.split('#')[1]);
		}
	});
});
