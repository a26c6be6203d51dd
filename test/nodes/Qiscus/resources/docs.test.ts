import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { resources } from '../../../../nodes/Qiscus/resources';
import { SLOT_NAMES } from '../../../../nodes/Qiscus/slots';
import { labelOf } from '../../../../nodes/Qiscus/trigger/events';
import type { Operation } from '../../../../nodes/shared/resources/types';

const ROOT = join(__dirname, '../../../..');
/** As the code has it: typographic marks are plain in the docs. */
const plain = (text: string) =>
	text.replaceAll('’', "'").replace(/[“”]/g, '"').replaceAll("\\'", "'");
const DOCS = plain(readFileSync(join(ROOT, 'docs/qiscus.md'), 'utf8'));
const section = (title: string) => DOCS.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? '';

/** What is filled in is `…`. */
const withGaps = (text: string) => plain(text).replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…');

const sources = ['nodes/Qiscus/resources', 'nodes/shared/resources'].flatMap((folder) =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => readFileSync(join(ROOT, folder, file), 'utf8')),
);
/** Texts that are the message of a problem, the first of `refused`, or of an error. */
const MESSAGE =
	/(?:message:|refused\(|NodeOperationError\(\s*this\.getNode\(\),)\s*(?:'((?:[^'\\]|\\.)*)'|`([^`]*)`)/g;
const messages = sources.flatMap((source) =>
	[...source.matchAll(MESSAGE)].map(([, text = '', template = '']) => withGaps(text || template)),
);

/** As the editor sorts them. */
const byName = (a: string, b: string) => a.localeCompare(b);

describe('the docs', () => {
	it('have each operation, in the order of the editor', () => {
		const rows = [...section('Operations').matchAll(/^\| ([\w ]+?) +\| ([\w ]+?) +\|/gm)]
			.map(([, resource, operation]) => `${resource}: ${operation}`)
			.slice(1);
		expect(rows).toEqual(
			resources.flatMap(({ name, operations }) =>
				operations.map((operation) => `${name}: ${operation.name}`).sort(byName),
			),
		);
	});

	it('have the endpoint and the source of each operation', () => {
		const rows = [
			...section('Endpoints').matchAll(/^\| ([\w ]+: [\w ]+?) +\| (.+?) +\| (.+?) +\|$/gm),
		];
		expect(rows.map(([, operation]) => operation)).toEqual(
			resources.flatMap(({ name, operations }) =>
				operations.map((operation) => `${name}: ${operation.name}`).sort(byName),
			),
		);
		for (const [, , endpoint, source] of rows) {
			expect(endpoint).toMatch(/`\/|those of/);
			expect(source).toMatch(/^\[(?:doc|live|code|guess)\]/);
		}
	});

	/** Labels of what a user fills in. */
	const fieldsOf = ({ properties }: Operation) =>
		properties.filter(({ type }) => type !== 'notice').map(({ displayName }) => displayName);
	const withFields = resources.filter(({ operations }) =>
		operations.some((operation) => fieldsOf(operation).length > 0),
	);

	it.each(withFields)('have each field of $name once, with its operations', (resource) => {
		const told = [
			...section(resource.name).matchAll(/^- \*\*([^*]+)\*\*(?: \(([\w ,]+)\))?:/gm),
		].map(([, label = '', names]) => [label, names?.split(', ')]);
		const asking = resource.operations.filter((operation) => fieldsOf(operation).length > 0);
		const expected = [...new Set(asking.flatMap(fieldsOf))].map((field) => {
			const having = asking.filter((operation) => fieldsOf(operation).includes(field));
			// What all have that have any is told without naming them.
			const isOfAll = having.length === asking.length;
			return [field, isOfAll ? undefined : having.map(({ name }) => name).sort(byName)];
		});
		expect(told.sort()).toEqual(expected.sort());
	});

	it('have no link within the page that leads nowhere', () => {
		const anchors = [...DOCS.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
			title
				.toLowerCase()
				.replace(/[^\w -]/g, '')
				.replaceAll(' ', '-'),
		);
		const targets = [...DOCS.matchAll(/\]\(#([^)]+)\)/g)].map(([, target]) => target);
		expect(targets.length).toBeGreaterThan(resources.length);
		expect(anchors).toEqual(expect.arrayContaining(targets));
	});

	it('have each event', () => {
		for (const name of SLOT_NAMES) expect(DOCS).toContain(`${labelOf(name)} (\`${name}\`)`);
	});

	it.each(messages)('have the message: %s', (message) => {
		const told = [...section('Troubleshooting').matchAll(/^- \*\*(.+?)\*\*/gm)].map(
			([, text = '']) => text,
		);
		// A URL that is switched off is told as part of the gap before it.
		expect(told).toContain(
			message.replace('……', '…').replace(/^… (?=is set|is not shown)/, 'The … webhook of Qiscus '),
		);
	});

	it('are read with the code’s messages', () => {
		expect(messages.length).toBeGreaterThanOrEqual(22);
	});
});
