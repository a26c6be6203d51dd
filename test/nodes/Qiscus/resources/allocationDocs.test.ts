import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { COUNT_LAG_MS } from '../../../../nodes/Qiscus/allocation/reservations';
import { type Candidate, type Obstacle } from '../../../../nodes/Qiscus/allocation/pool';
import { STRATEGIES } from '../../../../nodes/Qiscus/allocation/strategies';
import {
	assigned,
	type Verdict,
	waits,
	type WhyWaiting,
} from '../../../../nodes/Qiscus/allocation/verdicts';
import { resources } from '../../../../nodes/Qiscus/resources';
import { settingsProperties } from '../../../../nodes/Qiscus/resources/agentAllocation/settings';
import { verdictItems } from '../../../../nodes/Qiscus/resources/agentAllocation/verdictItems';

const FILE = join(__dirname, '../../../../docs/agent-allocation.md');
const DOCS = readFileSync(FILE, 'utf8');
const section = (title: string) => DOCS.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';

/** The rows of the table whose first heading is given, each as the texts of its cells. */
function table(heading: string): string[][] {
	const lines = DOCS.split('\n');
	const at = lines.findIndex(
		(line, row) => cellsOf(line)[0] === heading && lines[row + 1]?.startsWith('| ---'),
	);
	if (at === -1) throw new Error(`There is no table of ${heading}`);
	const end = lines.findIndex((line, row) => row > at && !line.startsWith('|'));
	return lines.slice(at + 2, end).map(cellsOf);
}
const cellsOf = (line: string) =>
	line
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());
const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).sort();
const firstCells = (heading: string) => table(heading).map(([first = '']) => first);

const fields = settingsProperties.filter(({ type }) => type !== 'notice');
const ofOptions = fields
	.filter(({ type }) => type === 'collection')
	.flatMap(({ options }) => options as INodeProperties[]);
const valuesOf = (name: string) =>
	(fields.find((field) => field.name === name)?.options ?? []).map((option) =>
		'value' in option ? String(option.value) : '',
	);

const AGENT = {
	id: '150001',
	name: 'Ayu',
	email: 'ayu@example.com',
	role: 'agent',
	isOnline: true,
	count: 1,
	divisions: [],
	channelIds: ['902'],
};
const CANDIDATE: Candidate = { agent: AGENT, count: 1, cap: 2, obstacle: undefined };
const ROOM = { id: '280000001' };
const DECIDED = { room: ROOM, reason: 'Because', candidates: [CANDIDATE] };

/** Each name that an item has, and those inside of it, as the docs write them. */
function namesIn(value: unknown, prefix = ''): string[] {
	if (Array.isArray(value)) return namesIn(value[0], prefix.replace(/\.$/, '[].'));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, member]) => {
		// Of lists of divisions and channels the text tells.
		const isTold = name === 'divisions' || name === 'channelIds';
		return [`${prefix}${name}`, ...(isTold ? [] : namesIn(member, `${prefix}${name}.`))];
	});
}
function itemOf(verdict: Verdict): unknown {
	const [given] = verdictItems([ROOM.id], { ok: true, data: [verdict] });
	return given?.ok === true ? given.data[0]?.json : undefined;
}

describe('the page on agent allocation', () => {
	it('has each setting, with its default', () => {
		const labels = [...fields.filter(({ type }) => type !== 'collection'), ...ofOptions];
		const rows = table('Field');
		expect(rows.map(([label]) => label)).toEqual(labels.map(({ displayName }) => displayName));
		const shown = labels
			.filter((field) => typeof field.default !== 'object' || Array.isArray(field.default))
			.map((field): [string, string] => [field.displayName, String(field.default)])
			.filter(([, value]) => value !== '');
		expect(shown.map(([label]) => label)).toEqual([
			'Choose From',
			'Strategy',
			'Customers per Agent',
			'Roles',
		]);
		for (const [label, value] of shown) {
			const [, told] = rows.find(([name]) => name === label) ?? [];
			expect(told?.replaceAll('`', '')).toBe(value);
		}
	});

	it('has the choices of Choose From and Strategy', () => {
		expect(firstCells('Choose From')).toEqual(code(valuesOf('pool')));
		expect(firstCells('Strategy')).toEqual(code(valuesOf('strategy')));
		expect(firstCells('Strategy')).toEqual(code(Object.keys(STRATEGIES)));
	});

	it('has each field of an item', () => {
		const [one, other] = [
			itemOf(
				assigned({ ...DECIDED, agent: AGENT, state: { reservations: [], cursor: undefined } }),
			),
			itemOf(waits({ ...DECIDED, agent: null, waiting: 'everybodyAtCap' })),
		];
		const names = [...new Set([...namesIn(one), ...namesIn(other)])];
		// Of the room there is nothing to say but what is in it.
		expect(firstCells('In the item').sort()).toEqual(code(names.filter((name) => name !== 'room')));
	});

	it('has each outcome with its output', () => {
		const outcomes: Record<Verdict['outcome'], string> = {
			alreadyServed: 'Assigned',
			assigned: 'Assigned',
			resolved: 'Assigned',
			waiting: 'Waiting',
		};
		const rows = table('`outcome`').map(([name, output]) => [name, output]);
		expect(rows).toEqual(Object.entries(outcomes).map(([name, output]) => [`\`${name}\``, output]));
	});

	it('has each reason for waiting, and what to do about it', () => {
		const reasons: Record<WhyWaiting, true> = {
			everybodyAtCap: true,
			noAnswer: true,
			nobodyOnline: true,
			notDecided: true,
			outsidePool: true,
			refused: true,
		};
		expect(firstCells('`waitingReason`')).toEqual(code(Object.keys(reasons)));
		const checklist = section('Rooms wait although agents are online');
		const items = [...checklist.matchAll(/^- \*\*(`\w+`)\*\*/gm)].map(([, name]) => name);
		expect(items).toEqual(code(Object.keys(reasons)));
	});

	it('has each obstacle', () => {
		const obstacles: Record<Obstacle, true> = {
			atCap: true,
			countUnknown: true,
			notInPool: true,
			offline: true,
			wrongRole: true,
		};
		expect(firstCells('`candidates[].obstacle`')).toEqual(code(Object.keys(obstacles)));
	});

	it('says the lag up to which it is promised that nobody has too many', () => {
		const promises = section('What is promised, and where it ends');
		expect(/within \*\*(\d+) seconds\*\*/.exec(promises)?.[1]).toBe(String(COUNT_LAG_MS / 1_000));
	});

	it('names the operations that decide', () => {
		const deciding = resources
			.flatMap(({ operations }) => operations)
			.filter(({ outputs }) => outputs !== undefined)
			.map(({ name }) => name);
		const told = [...section('Which operation').matchAll(/^- \*\*([\w ]+)\*\*/gm)];
		expect(told.map(([, name]) => name).sort()).toEqual(deciding.sort());
	});

	it('has no link that leads nowhere', () => {
		const targets = [...DOCS.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
		expect(targets.length).toBeGreaterThan(10);
		for (const target of targets) {
			const [path = '', anchor] = target.split('#');
			const file = path === '' ? FILE : join(dirname(FILE), path);
			expect(existsSync(file)).toBe(true);
			if (anchor !== undefined) expect(anchorsOf(readFileSync(file, 'utf8'))).toContain(anchor);
		}
	});
});

function anchorsOf(text: string): string[] {
	return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
		title
			.toLowerCase()
			.replace(/[^\w -]/g, '')
			.replaceAll(' ', '-'),
	);
}
