import { salesIqCompetitor, courseOf } from '../competitors.mts';
import { ENGINES } from '../engines.mts';
import { load } from '../load.mts';
import { inspect, INSPECTED, type MeasuredN8n, startMeasured } from '../measuredN8n.mts';
import { OWN_PACKAGE, timeByPackage } from '../packages.mts';
import { makeSupply, type Supply } from '../supply.mts';
import { printTable } from '../table.mts';
import type { Kind, Section } from '../types.mts';

const FULL = { seconds: 10, warmUpSeconds: 5 };
const SHORT = { seconds: 0.5, warmUpSeconds: 0.3 };
const KINDS: readonly Kind[] = ['accepted', 'filtered'];
/** The others are summed up. */
const SHOWN_PACKAGES = 12;

/** Where the time of a delivery to Zoho SalesIQ Trigger goes: one column for an engine and a kind. */
interface Column {
	title: string;
	/** Microseconds of a delivery in the main thread, by package. */
	packages: Map<string, number>;
	/** Microseconds of all threads. */
	cpuUs: number;
}

export const profile: Section = async (place) => {
	const supply = makeSupply(place.isShort);
	const columns: Column[] = [];
	for (const engine of ENGINES) {
		const measured = await startMeasured(place, engine, INSPECTED);
		try {
			const size = place.isShort ? SHORT : FULL;
			for (const column of await profileOne(measured, supply, size)) {
				columns.push({ ...column, title: `${engine.name}, ${column.title}` });
			}
		} finally {
			await measured.stop();
		}
	}
	print(columns);
	return true;
};

async function profileOne(
	measured: MeasuredN8n,
	{ salesIq }: Supply,
	{ seconds, warmUpSeconds }: typeof FULL,
): Promise<Column[]> {
	const trigger = await salesIqCompetitor(measured, salesIq);
	const inspector = await inspect(measured.n8n);
	const columns: Column[] = [];
	try {
		for (const kind of KINDS) {
			const course = courseOf(trigger, kind);
			const deliver = async (forSeconds: number): Promise<number> => {
				const extent = { seconds: forSeconds };
				return (await load(trigger, course, measured.executions, extent)).timesMs.length;
			};
			await deliver(warmUpSeconds);
			let count = 0;
			const startMs = await inspector.cpuMs();
			const recorded = await inspector.profile(async () => void (count = await deliver(seconds)));
			const cpuUs = (1_000 * ((await inspector.cpuMs()) - startMs)) / count;
			const packages = new Map(
				[...timeByPackage(recorded)].map(([name, us]) => [name, us / count]),
			);
			columns.push({ title: kind, packages, cpuUs });
		}
	} finally {
		inspector.close();
	}
	return columns;
}

function print(columns: readonly Column[]): void {
	const sums = new Map<string, number>();
	for (const { packages } of columns) {
		for (const [name, us] of packages) sums.set(name, Math.max(sums.get(name) ?? 0, us));
	}
	const byCost = [...sums.keys()].sort((a, b) => (sums.get(b) ?? 0) - (sums.get(a) ?? 0));
	const shown = [OWN_PACKAGE, ...byCost.filter((name) => name !== OWN_PACKAGE)].slice(
		0,
		SHOWN_PACKAGES,
	);
	const us = (number: number): string => `${(number / 1_000).toFixed(2)} ms`;
	const row = (title: string, of: (column: Column) => number): string[] => [
		title,
		...columns.map((column) => us(of(column))),
	];
	const total = ({ packages }: Column): number =>
		[...packages.values()].reduce((sum, one) => sum + one, 0);
	const rest = ({ packages }: Column): number =>
		[...packages].reduce((sum, [name, one]) => sum + (shown.includes(name) ? 0 : one), 0);
	printTable(
		['CPU time of a delivery', ...columns.map(({ title }) => title)],
		[
			...shown.map((name) => row(name, ({ packages }) => packages.get(name) ?? 0)),
			row('others', rest),
			row('main thread, together', total),
			row('all threads', ({ cpuUs }) => cpuUs),
		],
	);
}
