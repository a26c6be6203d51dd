import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { sharedN8n } from './support/sharedN8n';

const run = promisify(execFile);
const script = join(__dirname, '..', '..', 'bench', 'n8n', 'run.mts');
const TIMEOUT_MS = 180_000;

const ENGINES = ['default', 'lazy', 'legacy'];
const COMPETITORS = [
	'Zoho SalesIQ Trigger, accepted',
	'Zoho SalesIQ Trigger, filtered',
	'Zoho SalesIQ Trigger, forged',
	'Qiscus Trigger, accepted',
	'Qiscus Trigger, filtered',
	'Qiscus Trigger, forged',
	'Webhook node, no check, accepted',
	'Webhook node, Header Auth, accepted',
	'Webhook + Code + Filter, accepted',
	'Webhook + Code + Filter, filtered',
	'GitHub Trigger, accepted',
];
/** Answers and executions per second, and two times to answer. */
const FIGURES = /^[1-9][\d,]* \| (?:[1-9][\d,]*|–) \| [\d.]+ ms \| [\d.]+ ms$/;
const RATIOS = 12;

/** The tables in a text, each as its rows below the head: what stands in the first cell, and the rest. */
const tablesIn = (text: string): string[][][] =>
	[...text.matchAll(/(?:^\|.+\|\n)+/gm)].map(([table]) =>
		table
			.trim()
			.split('\n')
			.map((line) => line.replace(/^\| | \|$/g, '').replace(/ +/g, ' '))
			.map((line) => {
				const [name = '', ...cells] = line.split(' | ');
				return [name.trim(), cells.join(' | ')];
			}),
	);

describe('npm run bench -- --short', () => {
	it(
		'has all executions of all competitors finish with each engine, and tells all figures',
		async () => {
			const { host } = sharedN8n();
			const args = ['--disable-warning=ExperimentalWarning', script, JSON.stringify(host)];
			// It ends in an error where an answer or the number of executions is not as it should be.
			const { stdout } = await run(host.node, [...args, '--short'], { timeout: TIMEOUT_MS });
			const tables = tablesIn(stdout);
			expect(tables).toHaveLength(ENGINES.length + 1);
			for (const [at, engine] of ENGINES.entries()) {
				const [[title] = [], , ...rows] = tables[at] ?? [];
				expect(title).toMatch(new RegExp(`^${engine}: `));
				expect(rows.map(([name]) => name)).toEqual(COMPETITORS);
				expect(rows.filter(([, figures = '']) => !FIGURES.test(figures))).toEqual([]);
			}
			expect(tables.at(-1)).toHaveLength(2 + RATIOS);
		},
		TIMEOUT_MS,
	);
});
