import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { resources } from '../../../../nodes/Qiscus/resources';
import { SLOT_NAMES } from '../../../../nodes/Qiscus/slots';
import { labelOf } from '../../../../nodes/Qiscus/trigger/events';

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

describe('the docs', () => {
	it('have each operation, in the order of the editor', () => {
		const rows = [...section('Operations').matchAll(/^\| (\w+) +\| ([\w ]+?) +\|/gm)]
			.map(([, resource, operation]) => `${resource}: ${operation}`)
			.slice(1);
		expect(rows).toEqual(
			resources.flatMap(({ name, operations }) =>
				operations.map((operation) => `${name}: ${operation.name}`).sort(),
			),
		);
	});

	it('have each field', () => {
		const fields = resources.flatMap(({ operations }) =>
			operations.flatMap(({ properties }) => properties.map(({ displayName }) => displayName)),
		);
		const told = [...section('Webhook').matchAll(/^- \*\*([^*]+)\*\*(?: \(\w+\))?:/gm)];
		expect(told.map(([, label]) => label)).toEqual([...new Set(fields)].sort(byDocs));
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
			message.replace('……', '…').replace(/^… is/, 'The … webhook of Qiscus is'),
		);
	});

	it('are read with the code’s messages', () => {
		expect(messages.length).toBeGreaterThanOrEqual(11);
	});
});

const ORDER = ['Event', 'URL', 'Enabled', 'Overwrite Another URL', 'Previous'];
function byDocs(a: string, b: string): number {
	return ORDER.indexOf(a) - ORDER.indexOf(b);
}
