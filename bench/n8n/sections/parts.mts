import { setTimeout as sleep } from 'node:timers/promises';

import { NAMES, publishAll } from '../competitors.mts';
import { ENGINES } from '../engines.mts';
import { type GitHub, startGitHub } from '../github.mts';
import type { Inspector } from '../inspector.mts';
import { load } from '../load.mts';
import { inspect, INSPECTED, type MeasuredN8n, startMeasured } from '../measuredN8n.mts';
import { makeSupply, type Supply } from '../supply.mts';
import { printTable } from '../table.mts';
import type { Section } from '../types.mts';

const DELIVERIES = 50;
const SHORT_DELIVERIES = 5;
const SETTLE_MS = 500;

/** What n8n has done since the counters were set to zero. */
interface Counts {
	/** V8 isolates that were taken to evaluate expressions. */
	isolates: number;
	reads: number;
	writes: number;
	/** How often something was written into a table, by statement. */
	tables: Record<string, number>;
}

/** Runs inside n8n: counts isolates and SQL statements, without changing what they do. */
const COUNT = `(() => {
	const load = process.mainModule.require.bind(process.mainModule);
	const counts = { isolates: 0, reads: 0, writes: 0, tables: {} };
	globalThis.benchCounts = counts;
	const { prototype } = load('sqlite3').Database;
	for (const name of ['run', 'all', 'get', 'each', 'exec', 'prepare']) {
		const original = prototype[name];
		prototype[name] = function (sql, ...more) {
			const [, verb, table = ''] = /^\\s*(\\w+)(?:\\s+(?:OR \\w+ )?(?:INTO |FROM )?"?(\\w+))?/i.exec(sql) ?? [];
			if (/^(SELECT|WITH)$/i.test(verb)) counts.reads++;
			if (/^(INSERT|UPDATE|DELETE|REPLACE)$/i.test(verb)) {
				counts.writes++;
				const key = verb.toUpperCase() + ' ' + table;
				counts.tables[key] = (counts.tables[key] ?? 0) + 1;
			}
			return original.call(this, sql, ...more);
		};
	}
	const evaluator = load('n8n-workflow').Expression.vmEvaluator;
	if (evaluator === undefined) return;
	const { pool } = evaluator;
	const acquire = pool.acquire;
	pool.acquire = function (...more) {
		counts.isolates++;
		return acquire.apply(this, more);
	};
})()`;
const RESET =
	'void Object.assign(globalThis.benchCounts, { isolates: 0, reads: 0, writes: 0, tables: {} })';

/** What makes n8n take an isolate or write to its database, for each competitor and kind of delivery. */
export const parts: Section = async (place) => {
	const supply = makeSupply(true);
	const gitHub = await startGitHub();
	const count = place.isShort ? SHORT_DELIVERIES : DELIVERIES;
	const byEngine: Array<Map<string, Counts>> = [];
	try {
		for (const engine of ENGINES) {
			const measured = await startMeasured(place, engine, INSPECTED);
			try {
				byEngine.push(await countAll(measured, supply, gitHub, count));
			} finally {
				await measured.stop();
			}
		}
	} finally {
		await gitHub.close();
	}
	print(byEngine, count);
	return true;
};

function print(byEngine: ReadonlyArray<Map<string, Counts>>, count: number): void {
	const each = (number = NaN): string => (number / count).toFixed(1);
	const [asItComes = new Map<string, Counts>()] = byEngine;
	printTable(
		[
			'Of a delivery',
			...ENGINES.map(({ name }) => `isolates, ${name}`),
			'database reads',
			'writes',
		],
		[...asItComes].map(([key, { reads, writes }]) => [
			key,
			...byEngine.map((counts) => each(counts.get(key)?.isolates)),
			each(reads),
			each(writes),
		]),
	);
	const written = asItComes.get(keyOf(NAMES.salesIq, 'accepted'))?.tables ?? {};
	printTable(
		['Written for an accepted event', 'times'],
		Object.entries(written).map(([statement, times]) => [statement, each(times)]),
	);
}

const keyOf = (name: string, kind: string): string => `${name}, ${kind}`;

async function countAll(
	measured: MeasuredN8n,
	supply: Supply,
	gitHub: GitHub,
	count: number,
): Promise<Map<string, Counts>> {
	const competitors = await publishAll(measured, supply, gitHub);
	const inspector = await inspect(measured.n8n);
	const all = new Map<string, Counts>();
	try {
		await inspector.evaluate(COUNT);
		for (const competitor of competitors) {
			for (const [kind, course] of Object.entries(competitor.courses)) {
				// What n8n reads once, it has read by then.
				await load(competitor, course, measured.executions, { count: 2 }, 1);
				const counts = await counted(inspector, async () => {
					await load(competitor, course, measured.executions, { count }, 1);
				});
				all.set(keyOf(competitor.name, kind), counts);
			}
		}
	} finally {
		inspector.close();
	}
	return all;
}

async function counted(inspector: Inspector, work: () => Promise<void>): Promise<Counts> {
	await sleep(SETTLE_MS);
	await inspector.evaluate(RESET);
	await work();
	await sleep(SETTLE_MS);
	return await inspector.evaluate<Counts>('globalThis.benchCounts');
}
