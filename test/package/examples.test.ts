import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
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
import { Qiscus } from '../../nodes/Qiscus/Qiscus.node';
import { QiscusTrigger } from '../../nodes/Qiscus/QiscusTrigger.node';

const ROOT = join(__dirname, '..', '..');
const PACKAGE = 'n8n-nodes-qiscus-salesiq.';
const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const TYPES: Record<string, INodeType> = {
	[`${PACKAGE}qiscus`]: new Qiscus(),
	[`${PACKAGE}qiscusTrigger`]: new QiscusTrigger(),
};

interface Example {
	name: string;
	nodes: INode[];
	connections: Record<
		string,
		{ main: Array<Array<{ node: string; type: string; index: number }>> }
	>;
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

it('there are examples', () => expect(files).toHaveLength(2));

describe.each(files)('%s', (file) => {
	const example = read(file);
	const { nodes, connections } = example;
	const ours = nodes.filter(({ type }) => type.startsWith(PACKAGE));

	it('is an export without data of an n8n or of a credential', () => {
		expect(Object.keys(example)).toEqual(['name', 'nodes', 'connections', 'settings', 'pinData']);
		expect(example.settings).toEqual({ executionOrder: 'v1' });
		expect(example.pinData).toEqual({});
		for (const node of nodes) expect(node).not.toHaveProperty('credentials');
		const text = JSON.stringify(example);
		const secrets = new QiscusApi().properties
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

	it('has only what the package’s nodes know', () => {
		expect(ours.length).toBeGreaterThanOrEqual(2);
		for (const node of ours) {
			const nodeType = TYPES[node.type];
			if (nodeType === undefined) throw new Error(`There is no node ${node.type}`);
			expect([nodeType.description.version].flat().at(-1)).toBe(node.typeVersion);
			expect(wrongIn(node, nodeType)).toEqual([]);
			const { properties } = nodeType.description;
			expect(
				NodeHelpers.getNodeParametersIssues(properties, node, nodeType.description),
			).toBeNull();
		}
	});

	it('has one node that decides', () => {
		const deciding = ours.filter(({ parameters }) => parameters.resource === 'agentAllocation');
		expect(deciding.map(({ parameters }) => parameters.operation)).toEqual(['assignWaitingRooms']);
	});

	it('links nodes that are there, each but the notes', () => {
		const names = nodes.map(({ name }) => name);
		const links = Object.entries(connections).flatMap(([from, { main }]) =>
			main.flat().map(({ node }) => [from, node]),
		);
		const linked = new Set(links.flat());
		for (const name of linked) expect(names).toContain(name);
		const alone = nodes.filter(({ name }) => !linked.has(name));
		for (const { type } of alone) expect(type).toBe('n8n-nodes-base.stickyNote');
	});

	it('says in notes of two sentences at most what to fill in', () => {
		const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		expect(notes.length).toBeGreaterThan(0);
		for (const { parameters } of notes) {
			const text = String(parameters.content).replace(/^##.*\n/gm, '');
			expect(text.match(/[.!?](?=\s|$)/g)?.length).toBeLessThanOrEqual(2);
		}
	});
});

describe('the page on agent allocation', () => {
	it('has each field of Settings', () => {
		const page = readFileSync(join(ROOT, 'docs/agent-allocation.md'), 'utf8');
		const rows = page.split('| Field in Settings')[1]?.split('\n\n')[0] ?? '';
		const told = [...rows.matchAll(/^\| ((?:`[\w.]+`(?:, )?)+) +\|/gm)].flatMap(([, names = '']) =>
			names.replaceAll('`', '').split(', '),
		);
		const names = settings().map(([name]) => name);
		const isDay = (name: string) => name.startsWith('openingHours.');
		expect(told.filter((name) => !isDay(name))).toEqual(names.filter((name) => !isDay(name)));
		expect(told).toContain('openingHours.Monday');
	});

	it('names each example', () => {
		const page = readFileSync(join(ROOT, 'docs/agent-allocation.md'), 'utf8');
		for (const file of files) expect(page).toContain(`(../examples/${file})`);
	});
});

/** The fields of the node Settings with their values. */
function settings(): Array<[string, string | number]> {
	const { parameters } = nodeNamed('Settings');
	const { assignments } = parameters.assignments as unknown as {
		assignments: Array<{ name: string; value: string | number }>;
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
		jest.useFakeTimers({ now: new Date(now), doNotFake: ['nextTick', 'setImmediate'] });
		const values = { ...Object.fromEntries(settings()), ...change };
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
