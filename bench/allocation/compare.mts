import { median } from '../figures.mjs';
import { AGENTS, type Answerer, burst, CAP, type Figures, ROOMS } from './burst.mts';
import { assignWaitingRooms } from './node.mts';
import { straightforward } from './straightforward.mts';

const SEEDS = Number(process.argv[2] ?? 5);
const MAX_CALLS_PER_ROOM = 1.2;

const ANSWERERS: ReadonlyArray<readonly [string, Answerer]> = [
	['Straightforward answer', straightforward],
	['Assign Waiting Rooms', assignWaitingRooms],
];

const row = (seed: number | string, name: string, ...cells: string[]): void =>
	console.log([String(seed).padEnd(8), name.padEnd(24), ...cells.map(right)].join(''));
const right = (cell: string): string => cell.padStart(14);

console.log(
	`${ROOMS} customers at once, each told twice; ${AGENTS} agents, at most ${CAP} customers each;\n` +
		'counts up to 8 s late, the list of rooms 3 s, 1 of 20 rooms refused once for no reason.\n',
);
row('Seed', 'Answered by', 'Assigned', 'Over the cap', 'Twice', 'Calls/room', 'Last after');

const all = new Map<string, Figures[]>(ANSWERERS.map(([name]) => [name, []]));
for (let seed = 1; seed <= SEEDS; seed++) {
	for (const [name, answerer] of ANSWERERS) {
		const figures = await burst(seed, answerer);
		all.get(name)?.push(figures);
		print(seed, name, figures);
	}
}
console.log();
for (const [name, figures] of all) {
	const of = (key: keyof Figures): number => median(figures.map((one) => one[key]));
	print('Median', name, {
		assigned: of('assigned'),
		over: of('over'),
		twice: of('twice'),
		callsPerRoom: of('callsPerRoom'),
		lastSeconds: of('lastSeconds'),
	});
}

const ours = all.get('Assign Waiting Rooms') ?? [];
const isExact = ours.every(
	({ assigned, over, twice }) => assigned === AGENTS * CAP && over === 0 && twice === 0,
);
const calls = median(ours.map(({ callsPerRoom }) => callsPerRoom));
console.log(`\nAssign Waiting Rooms: at most ${MAX_CALLS_PER_ROOM} calls for each assigned room`);
process.exit(isExact && calls <= MAX_CALLS_PER_ROOM ? 0 : 1);

function print(seed: number | string, name: string, figures: Figures): void {
	const { assigned, over, twice, callsPerRoom, lastSeconds } = figures;
	row(
		seed,
		name,
		...[assigned, over, twice].map(String),
		callsPerRoom.toFixed(2),
		`${lastSeconds.toFixed(1)} s`,
	);
}
