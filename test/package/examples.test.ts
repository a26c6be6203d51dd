import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import {
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypes,
	NodeHelpers,
	Workflow,
} from 'n8n-workflow';

import { QiscusApi } from '../../credentials/QiscusApi.credentials';
import { ZohoSalesIqOAuth2Api } from '../../credentials/ZohoSalesIqOAuth2Api.credentials';
import { Qiscus } from '../../nodes/Qiscus/Qiscus.node';
import { QiscusTrigger } from '../../nodes/Qiscus/QiscusTrigger.node';
import { ZohoSalesIq } from '../../nodes/ZohoSalesIq/ZohoSalesIq.node';
import { ZohoSalesIqTrigger } from '../../nodes/ZohoSalesIq/ZohoSalesIqTrigger.node';

const ROOT = join(__dirname, '..', '..');
const PACKAGE = 'n8n-nodes-qiscus-salesiq.';
const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const TYPES: Record<string, INodeType> = {
	[`${PACKAGE}qiscus`]: new Qiscus(),
	[`${PACKAGE}qiscusTrigger`]: new QiscusTrigger(),
	[`${PACKAGE}zohoSalesIq`]: new ZohoSalesIq(),
	[`${PACKAGE}zohoSalesIqTrigger`]: new ZohoSalesIqTrigger(),
};
/** Of n8n's own nodes, those that everybody has. */
const OTHERS =
	/^(n8n-nodes-base\.(dataTable|executeWorkflow|executeWorkflowTrigger|filter|httpRequest|if|manualTrigger|noOp|scheduleTrigger|set|splitOut|stickyNote|switch|wait)|@n8n\/n8n-nodes-langchain\.(agent|lmChatOpenAi|memoryBufferWindow))$/;
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';
/** What only the user can choose; n8n shows in red that it is missing. */
const TO_CHOOSE = ['portal'];
/** n8n pins no node with two outputs. */
const hasTwoOutputs = ({ parameters }: INode) => parameters.operation === 'assignWaitingRooms';
const CALLED = 'n8n-nodes-base.executeWorkflowTrigger';
const FIXTURES = ['qiscus', 'zohoSalesIq'].map((vendor) =>
	join(ROOT, 'test', 'fixtures', vendor, 'expected'),
);

interface Example {
	name: string;
	nodes: INode[];
	connections: Record<
		string,
		Record<string, Array<Array<{ node: string; type: string; index: number }>>>
	>;
	pinData: Record<string, Array<{ json: IDataObject }>>;
	[detail: string]: unknown;
}

const read = (file: string) =>
	JSON.parse(readFileSync(join(ROOT, 'examples', file), 'utf8')) as Example;
const files = readdirSync(join(ROOT, 'examples')).filter((file) => file.endsWith('.json'));

/** What is wrong with what a node has set, by the properties that n8n shows for it. */
function wrongIn(node: INode, { description }: INodeType): string[] {
	const whole = NodeHelpers.getNodeParameters(
		description.properties,
		node.parameters,
		true,
		false,
		node,
		description,
	);
	return Object.entries(node.parameters).flatMap(([name, value]) => {
		const shown = description.properties.find(
			(property) =>
				property.name === name &&
				NodeHelpers.displayParameter(whole ?? {}, property, node, description),
		);
		return shown === undefined ? [`${node.name} has no ${name}`] : wrongValue(shown, value);
	});
}

function wrongValue({ name, type, options = [] }: INodeProperties, value: unknown): string[] {
	const values = options.map((option) => (option as INodePropertyOptions).value);
	const isDynamic = values.length === 0;
	if (type === 'options' || type === 'multiOptions') {
		const given = Array.isArray(value) ? value : [value];
		const unknown = given.filter((one) => !isDynamic && !values.includes(one));
		return unknown.map((one) => `${name} cannot be ${one}`);
	}
	if (type !== 'collection') return [];
	return Object.entries(value as INodeParameters).flatMap(([key, member]) => {
		const option = options.find((one) => one.name === key);
		if (option === undefined) return [`${name} has no ${key}`];
		return wrongValue(option as INodeProperties, member);
	});
}

/** What notes name in bold: fields of nodes, a column, and a trigger that others have. */
const FIELDS = [
	'Customers per Agent',
	'Maximum Age',
	'status',
	'System Message',
	'Trigger On',
	'When Executed by Another Workflow',
];

const namesIn = (notes: readonly INode[]) =>
	notes.flatMap(({ parameters }) =>
		[...String(parameters.content).matchAll(/\*\*(.+?)\*\*/g)].map(([, name]) => name),
	);

/** Those that decide who gets a room. */
const deciding = ['qiscus-assign-waiting-rooms.json', 'qiscus-office-hours.json'];

/** Where something is in a value, such as `visitor.name`; members of lists are not told apart. */
function placesIn(value: unknown, at = ''): string[] {
	if (value === null || typeof value !== 'object') return [at];
	const members = Object.entries(value).flatMap(([name, member]) =>
		placesIn(member, Array.isArray(value) ? at : `${at}.${name}`),
	);
	return [at, ...members];
}

/** Where the items of an event have something, in the items that other tests check. */
function placesOf(event: unknown): Set<string> {
	const places = FIXTURES.flatMap((folder) =>
		readdirSync(folder)
			.filter((file) => file.startsWith(`${String(event)}.`))
			.flatMap((file) => placesIn(JSON.parse(readFileSync(join(folder, file), 'utf8')))),
	);
	return new Set([...places, '.eventId', '.receivedAt']);
}

/** A node without inputs starts the workflow. */
const isTrigger = ({ type }: INode) => /Trigger$/.test(type);

it('there are examples', () => expect(files.length).toBeGreaterThan(2));

describe.each(files)('%s', (file) => {
	const example = read(file);
	const { nodes, connections } = example;
	const ours = nodes.filter(({ type }) => type.startsWith(PACKAGE));

	it('is an export without data of an n8n or of a credential', () => {
		expect(Object.keys(example)).toEqual(['name', 'nodes', 'connections', 'settings', 'pinData']);
		expect(example.settings).toEqual({ executionOrder: 'v1' });
		for (const node of nodes) expect(node).not.toHaveProperty('credentials');
		const text = JSON.stringify(example);
		const secrets = [new QiscusApi(), new ZohoSalesIqOAuth2Api()]
			.flatMap(({ properties }) => properties)
			.filter(({ typeOptions }) => typeOptions?.password)
			.map((property) => property.name);
		for (const name of secrets) expect(text).not.toContain(name);
		expect(text).not.toMatch(/token|secret|password|sndbx|localhost|127\.0\.0\.1/i);
	});

	it('has ids of its own, and no name or place twice', () => {
		const ids = nodes.flatMap(({ id, webhookId }) => (webhookId ? [id, webhookId] : [id]));
		for (const id of ids) expect(id).toMatch(UUID);
		expect(new Set(ids).size).toBe(ids.length);
		expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
		expect(new Set(nodes.map(({ position }) => position.join())).size).toBe(nodes.length);
		for (const { position } of nodes) for (const at of position) expect(Math.abs(at) % 16).toBe(0);
	});

	it('has only what the package’s nodes know, and nodes that every n8n has', () => {
		expect(ours.length).toBeGreaterThan(0);
		for (const { type } of nodes) expect(type).toMatch(type in TYPES ? /./ : OTHERS);
		for (const node of ours) {
			const nodeType = TYPES[node.type];
			if (nodeType === undefined) throw new Error(`There is no node ${node.type}`);
			expect([nodeType.description.version].flat().at(-1)).toBe(node.typeVersion);
			expect(wrongIn(node, nodeType)).toEqual([]);
			const { properties } = nodeType.description;
			const issues = NodeHelpers.getNodeParametersIssues(properties, node, nodeType.description);
			const missing = Object.keys(issues?.parameters ?? {});
			expect(missing.filter((name) => !TO_CHOOSE.includes(name))).toEqual([]);
		}
	});

	it('has sample data on its triggers, and on each node that needs an account', () => {
		const wanted = nodes.filter(
			(node) => isTrigger(node) || (ours.includes(node) && !hasTwoOutputs(node)),
		);
		expect(Object.keys(example.pinData).sort()).toEqual(wanted.map(({ name }) => name).sort());
	});

	it('has samples as the triggers put them out', () => {
		const called = nodes.filter(({ type }) => type === CALLED);
		const triggers = ours.filter(isTrigger);
		for (const { name } of [...triggers, ...called]) {
			const samples = example.pinData[name] ?? [];
			expect(samples.length).toBeGreaterThan(0);
			for (const { json } of samples) {
				const known = placesOf(json.event);
				expect(placesIn(json).filter((place) => place !== '' && !known.has(place))).toEqual([]);
				const events = triggers.flatMap(({ parameters }) => parameters.events);
				expect(events).toContain(json.event);
			}
		}
	});

	it('can be called by another workflow, if it waits for an event of Qiscus', () => {
		const [trigger] = ours.filter(({ type }) => type === `${PACKAGE}qiscusTrigger`);
		const [called] = nodes.filter(({ type }) => type === CALLED);
		const isCaller = nodes.some(({ type }) => type === 'n8n-nodes-base.executeWorkflow');
		expect(called !== undefined).toBe(trigger !== undefined && !isCaller);
		if (trigger === undefined || called === undefined) return;
		expect(connections[called.name]).toEqual(connections[trigger.name]);
	});

	it('links nodes that are there, each but the notes', () => {
		const names = nodes.map(({ name }) => name);
		const links = Object.entries(connections).flatMap(([from, kinds]) =>
			Object.values(kinds)
				.flat(2)
				.map(({ node }) => [from, node]),
		);
		const linked = new Set(links.flat());
		for (const name of linked) expect(names).toContain(name);
		const alone = nodes.filter(({ name }) => !linked.has(name));
		for (const { type } of alone) expect(type).toBe(STICKY_NOTE);
	});

	it('says in notes of two sentences at most what to fill in', () => {
		const notes = nodes.filter(({ type }) => type === STICKY_NOTE);
		expect(notes.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['What to Fill In', 'Sample Data']),
		);
		const known = [
			...FIELDS,
			...files.map((one) => read(one).name),
			...nodes.flatMap(({ name, parameters }) => [name, parameters.tableName]),
			...settings(file).map(([name]) => name),
		];
		for (const name of namesIn(notes)) expect(known).toContain(name);
		for (const { parameters } of notes) {
			const text = String(parameters.content).replace(/^##.*\n/gm, '');
			expect([...text.matchAll(/[.!?](?=\s|$)/g)].length).toBeLessThanOrEqual(2);
		}
	});
});

it.each(deciding)('%s has one node that decides', (file) => {
	const found = read(file).nodes.filter(
		({ parameters }) => parameters.resource === 'agentAllocation',
	);
	expect(found.map(({ parameters }) => parameters.operation)).toEqual(['assignWaitingRooms']);
});

it.each(files)('%s is in the page of examples, with its picture, settings and table', (file) => {
	const page = readFileSync(join(ROOT, 'docs', 'examples.md'), 'utf8');
	const section = page.split(/^## /m).find((text) => text.includes(`(../examples/${file})`)) ?? '';
	const picture = `pictures/example-${basename(file, '.json')}.png`;
	expect(section).toContain(`](${picture})`);
	expect(existsSync(join(ROOT, 'docs', picture))).toBe(true);
	// Those of office hours are in the page on agent allocation.
	const names = file === 'qiscus-office-hours.json' ? [] : settings(file).map(([name]) => name);
	for (const name of names) expect(section).toContain(`\`${name}\``);
	const tables = read(file).nodes.map(({ parameters }) => parameters.tableName);
	for (const table of tables.filter(Boolean)) expect(section).toContain(`\`${String(table)}\``);
});

describe('the page on agent allocation', () => {
	it('has each field of Settings', () => {
		const page = readFileSync(join(ROOT, 'docs/agent-allocation.md'), 'utf8');
		const rows = page.split('| Field in Settings')[1]?.split('\n\n')[0] ?? '';
		const told = [...rows.matchAll(/^\| ((?:`[\w.]+`(?:, )?)+) +\|/gm)].flatMap(([, names = '']) =>
			names.replaceAll('`', '').split(', '),
		);
		const names = settings('qiscus-office-hours.json').map(([name]) => name);
		const isDay = (name: string) => name.startsWith('openingHours.');
		expect(told.filter((name) => !isDay(name))).toEqual(names.filter((name) => !isDay(name)));
		expect(told).toContain('openingHours.Monday');
	});

	it('names each example of it', () => {
		const page = readFileSync(join(ROOT, 'docs/agent-allocation.md'), 'utf8');
		for (const file of deciding) expect(page).toContain(`(../examples/${file})`);
	});
});

/** The fields of the node Settings with their values. */
function settings(file: string): Array<[string, string | number]> {
	const node = read(file).nodes.find(({ name }) => name === 'Settings');
	const { assignments = [] } = (node?.parameters.assignments ?? {}) as unknown as {
		assignments?: Array<{ name: string; value: string | number }>;
	};
	return assignments.map(({ name, value }) => [name.replace(/^settings\./, ''), value]);
}

function nodeNamed(name: string): INode {
	const found = read('qiscus-office-hours.json').nodes.find((node) => node.name === name);
	if (found === undefined) throw new Error(`There is no node ${name}`);
	return found;
}

describe('whether the desk is open', () => {
	afterEach(() => void jest.useRealTimers());

	/** What the conditions of the node give, evaluated by n8n at a point in time. */
	function isOpen(now: string, change: Record<string, string | undefined>): boolean {
		jest.useFakeTimers({
			now: new Date(now),
			doNotFake: ['nextTick', 'setImmediate'],
		});
		const values = {
			...Object.fromEntries(settings('qiscus-office-hours.json')),
			...change,
		};
		const days = Object.entries(values).filter(([name]) => name.startsWith('openingHours.'));
		const openingHours = Object.fromEntries(days.map(([name, hours]) => [name.slice(13), hours]));
		const node = nodeNamed('Desk Open?');
		const { conditions } = node.parameters.conditions as unknown as {
			conditions: Array<{ leftValue: string; operator: { operation: string } }>;
		};
		const nodeTypes: INodeTypes = {
			getByName: () => new Qiscus(),
			getByNameAndVersion: () => new Qiscus(),
			getKnownTypes: () => ({}),
		};
		// It leaves out of a node what the type does not have.
		const workflow = new Workflow({
			nodes: [structuredClone(node)],
			connections: {},
			active: false,
			nodeTypes,
		});
		const items = [{ json: { settings: { ...values, openingHours } } }] as never;
		return conditions.every(({ leftValue, operator }) => {
			const value = workflow.expression.getParameterValue(
				leftValue,
				null,
				0,
				0,
				node.name,
				items,
				'internal',
				{},
			);
			return String(value) === operator.operation;
		});
	}

	// In Jakarta it is seven hours later than in UTC.
	it.each([
		['in the hours', '2026-11-25T05:00:00Z', {}, true],
		['before them', '2026-11-25T01:59:59Z', {}, false],
		['when they begin', '2026-11-25T02:00:00Z', {}, true],
		['when they end', '2026-11-25T10:00:00Z', {}, false],
		['on a Saturday', '2026-11-28T05:00:00Z', {}, false],
		[
			'on a Monday there that is Sunday in UTC',
			'2026-11-29T20:00:00Z',
			{ 'openingHours.Monday': '00:00-24:00' },
			true,
		],
		['on a holiday', '2026-12-25T05:00:00Z', {}, false],
		['on the second holiday', '2027-01-01T05:00:00Z', {}, false],
		['the day after', '2027-01-04T05:00:00Z', {}, true],
		[
			'on a holiday there that has not begun in UTC',
			'2026-12-24T20:00:00Z',
			{ 'openingHours.Friday': '00:00-24:00' },
			false,
		],
		[
			'in the second of two periods',
			'2026-11-25T06:30:00Z',
			{ 'openingHours.Wednesday': '09:00-12:00, 13:00-17:00' },
			true,
		],
		[
			'between two periods',
			'2026-11-25T05:30:00Z',
			{ 'openingHours.Wednesday': '09:00-12:00, 13:00-17:00' },
			false,
		],
		[
			'with an hour of one digit',
			'2026-11-25T03:00:00Z',
			{ 'openingHours.Wednesday': '9:00 - 17:00' },
			true,
		],
		[
			'the last minute of a day',
			'2026-11-25T16:59:30Z',
			{ 'openingHours.Wednesday': '00:00-24:00' },
			true,
		],
		['with what are no hours', '2026-11-25T05:00:00Z', { 'openingHours.Wednesday': 'open' }, false],
		['with no time zone of that name', '2026-11-25T05:00:00Z', { timeZone: 'Nowhere' }, false],
		['with summer time', '2026-07-01T07:30:00Z', { timeZone: 'Europe/Berlin' }, true],
		['without summer time', '2026-12-01T07:30:00Z', { timeZone: 'Europe/Berlin' }, false],
	])('is told %s', (_, now, change, expected) => {
		expect(isOpen(now, change as Record<string, string>)).toBe(expected);
	});
});
