import { median, percentile } from '../../figures.mjs';
import { NAMES, publishAll } from '../competitors.mts';
import { type Engine, type EngineName, ENGINES } from '../engines.mts';
import { startGitHub } from '../github.mts';
import { load, type Load } from '../load.mts';
import { type MeasuredN8n, startMeasured } from '../measuredN8n.mts';
import { makeSupply } from '../supply.mts';
import { ms, printTable, tell, whole } from '../table.mts';
import type { Competitor, Kind, Section } from '../types.mts';

const FULL = { rounds: 5, seconds: 3, warmUpSeconds: 2 };
const SHORT = { rounds: 1, seconds: 0.3, warmUpSeconds: 0 };

const KINDS: readonly Kind[] = ['accepted', 'filtered', 'forged'];
/** How long an n8n is called before its turn counts, as a share of a measurement. */
const WAKING = 0.3;

/** Who is measured, with what. */
interface Course {
	name: string;
	kind: Kind;
}

interface Ratio {
	of: Course;
	to: Course;
	atLeast: number;
	/** With which engines it is a target; with the others the host decides, and it is only told. */
	engines: readonly EngineName[];
}

const WITHOUT_ISOLATES: readonly EngineName[] = ['lazy', 'legacy'];
/** The engine that users are told to set. */
const RECOMMENDED: readonly EngineName[] = ['lazy'];

const OURS = [NAMES.salesIq, NAMES.qiscus];
const RATIOS: readonly Ratio[] = OURS.flatMap((name) => {
	const accepted: Course = { name, kind: 'accepted' };
	const to = (other: string, kind: Kind = 'accepted'): Course => ({ name: other, kind });
	return [
		{ of: accepted, to: to(NAMES.webhook), atLeast: 0.95, engines: WITHOUT_ISOLATES },
		{ of: accepted, to: to(NAMES.headerAuth), atLeast: 0.95, engines: WITHOUT_ISOLATES },
		{ of: accepted, to: to(NAMES.github), atLeast: 1, engines: WITHOUT_ISOLATES },
		{ of: accepted, to: to(NAMES.selfBuilt), atLeast: 2, engines: RECOMMENDED },
		{
			of: { name, kind: 'filtered' },
			to: to(NAMES.selfBuilt, 'filtered'),
			atLeast: 5,
			engines: RECOMMENDED,
		},
		{ of: { name, kind: 'forged' }, to: accepted, atLeast: 1, engines: WITHOUT_ISOLATES },
	];
});

interface Runner {
	engine: Engine;
	measured: MeasuredN8n;
	competitors: Competitor[];
	/** Of every round, by `keyOf`. */
	loads: Map<string, Load[]>;
}

/**
 * The triggers beside n8n's own nodes and what one builds of them, with each engine of n8n. One n8n
 * for each engine runs all the time, and one of them is called at a time.
 */
export const speed: Section = async (place) => {
	const { rounds, seconds, warmUpSeconds } = place.isShort ? SHORT : FULL;
	const supply = makeSupply(place.isShort);
	const gitHub = await startGitHub();
	const runners: Runner[] = [];
	try {
		for (const engine of ENGINES) {
			const measured = await startMeasured(place, engine);
			const runner: Runner = { engine, measured, competitors: [], loads: new Map() };
			runners.push(runner);
			runner.competitors = await publishAll(measured, supply, gitHub);
			tell(`n8n runs with the ${engine.name} engine`);
		}
		for (const runner of runners) await round(runner, 0, warmUpSeconds);
		for (const { loads } of runners) loads.clear();
		for (let at = 1; at <= rounds; at++) {
			for (const runner of runners) await round(runner, at, seconds);
			tell(`round ${at} of ${rounds}`);
		}
	} finally {
		for (const { measured } of runners) await measured.stop();
		await gitHub.close();
	}
	console.log(
		`10 callers at once, events of 2 kB; medians of ${rounds} rounds of ${seconds} s, in turns.`,
	);
	for (const runner of runners) printFigures(runner);
	return printRatios(runners);
};

/** @param at which round; each competitor begins one, because later ones find n8n warmer */
async function round(
	{ measured: { executions }, competitors, loads }: Runner,
	at: number,
	seconds: number,
): Promise<void> {
	const first = at % competitors.length;
	const turn = [...competitors.slice(first), ...competitors.slice(0, first)];
	for (const competitor of turn) {
		for (const kind of KINDS) {
			const course = competitor.courses[kind];
			if (course === undefined) continue;
			// An n8n that was idle while others were measured is slow at first.
			if (competitor === turn[0] && kind === 'accepted') {
				await load(competitor, course, executions, { seconds: seconds * WAKING });
			}
			const one = await load(competitor, course, executions, { seconds });
			const key = keyOf({ name: competitor.name, kind });
			loads.set(key, [...(loads.get(key) ?? []), one]);
		}
	}
}

const keyOf = ({ name, kind }: Course): string => `${name}, ${kind}`;

/** Where an execution is wanted, it counts when it has ended; what is dropped, when it is answered. */
const rateOf = ({ answered, finished }: Load, kind: Kind): number =>
	kind === 'accepted' && finished !== undefined ? finished : answered;

function printFigures({ engine: { name, title }, competitors, loads }: Runner): void {
	const courses = competitors.flatMap((one) =>
		KINDS.filter((kind) => one.courses[kind] !== undefined).map((kind) => ({ ...one, kind })),
	);
	const rows = courses.map((course) => {
		const key = keyOf(course);
		const all = loads.get(key) ?? [];
		const finished = all.flatMap((one) => one.finished ?? []);
		const times = all.flatMap(({ timesMs }) => timesMs);
		return [
			key,
			whole(median(all.map(({ answered }) => answered))),
			whole(finished.length === 0 ? undefined : median(finished)),
			ms(median(times)),
			ms(percentile(times, 0.99)),
		];
	});
	printTable([`${name}: ${title}`, 'answered/s', 'executions/s', 'p50', 'p99'], rows);
}

function printRatios(runners: readonly Runner[]): boolean {
	let isMet = true;
	const rows = RATIOS.map(({ of, to, atLeast, engines }) => {
		const cells = runners.map(({ engine: { name }, loads }) => {
			const theirs = loads.get(keyOf(to)) ?? [];
			const ratios = (loads.get(keyOf(of)) ?? []).map((one, at) => {
				const other = theirs[at];
				return other === undefined ? NaN : rateOf(one, of.kind) / rateOf(other, to.kind);
			});
			const ratio = median(ratios);
			if (!engines.includes(name)) return ratio.toFixed(2);
			const isReached = ratio >= atLeast;
			isMet &&= isReached;
			return `${ratio.toFixed(2)} ${isReached ? 'met' : 'not met'}`;
		});
		return [`${keyOf(of)} / ${keyOf(to)}`, atLeast.toFixed(2), ...cells];
	});
	printTable(['Events per second', 'at least', ...runners.map(({ engine }) => engine.name)], rows);
	return isMet;
}
