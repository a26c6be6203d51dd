import { publishAll } from '../competitors.mts';
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
	try {
		for (const { name, title, env } of ENGINES) {
			const measured = await startMeasured(place, { name, title, env }, INSPECTED);
			try {
				const rows = await countAll(measured, supply, gitHub, count);
				printTable([`Of a delivery, ${name}`, 'isolates', 'reads', 'writes', 'written'], rows);
			} finally {
				await measured.stop();
			}
		}
	} finally {
		await gitHub.close();
	}
	return true;
};

async function countAll(
	measured: MeasuredN8n,
	supply: Supply,
	gitHub: GitHub,
	count: number,
): Promise<string[][]> {
	const competitors = await publishAll(measured, supply, gitHub);
	const inspector = await inspect(measured.n8n);
	const rows: string[][] = [];
	try {
		await inspector.evaluate(COUNT);
		for (const competitor of competitors) {
			for (const [kind, course] of Object.entries(competitor.courses)) {
				// What n8n reads once, it has read by then.
				await load(competitor, course, measured.executions, { count: 2 }, 1);
				const counts = await counted(inspector, async () => {
					await load(competitor, course, measured.executions, { count }, 1);
				});
				rows.push([`${competitor.name}, ${kind}`, ...cells(counts, count)]);
			}
		}
	} finally {
		inspector.close();
	}
	return rows;
}

async function counted(inspector: Inspector, work: () => Promise<void>): Promise<Counts> {
	await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
	await inspector.evaluate(RESET);
	await work();
	await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
	return await inspector.evaluate<Counts>('globalThis.benchCounts');
}

function cells({ isolates, reads, writes, tables }: Counts, count: number): string[] {
	const each = (number: number): string => (number / count).toFixed(1);
	const written = Object.entries(tables)
		.filter(([, number]) => number >= count / 2)
		.map(([key, number]) => `${each(number)} ${key}`);
	return [each(isolates), each(reads), each(writes), written.join(', ') || '–'];
}
