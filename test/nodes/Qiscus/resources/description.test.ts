import { type INodeProperties, type INodePropertyOptions, NodeHelpers } from 'n8n-workflow';

import codex from '../../../../nodes/Qiscus/Qiscus.node.json';
import { Qiscus } from '../../../../nodes/Qiscus/Qiscus.node';
import { DEFAULT_RESOURCE, resources } from '../../../../nodes/Qiscus/resources';
import { isSlotName } from '../../../../nodes/Qiscus/slots';
import { eventOptions } from '../../../../nodes/Qiscus/trigger/events';
import { propertiesOf } from '../../../../nodes/shared/resources/description';

const { description } = new Qiscus();

/** The labels of what the editor shows for an operation. */
function shownFor(
	resource: string,
	operation: string,
	properties: INodeProperties[] = description.properties,
	more: object = {},
): string[] {
	const values = { resource, operation, ...more };
	return properties
		.filter((property) =>
			NodeHelpers.displayParameter(
				values,
				property,
				{ typeVersion: 1 },
				{ ...description, properties },
			),
		)
		.map(({ displayName }) => displayName);
}

const optionsOf = ({ options = [] }: INodeProperties) => options as INodePropertyOptions[];
const namesOf = (property: INodeProperties) => optionsOf(property).map(({ name }) => name);
const operationProperties = description.properties.filter(({ name }) => name === 'operation');

/** Of each operation that decides, with Choose From as it is at first; the first is the notice. */
const DECIDING = [
	expect.stringContaining('one deciding node'),
	'Choose From',
	'Strategy',
	'Customers per Agent',
	'Options',
];

describe('the editor', () => {
	it.each([
		['agent', 'get', ['Agent']],
		['agent', 'getAll', ['Return All', 'Limit', 'Filters']],
		['agent', 'getByDivision', ['Division', 'Return All', 'Limit', 'Options']],
		['agentAllocation', 'answer', ['Room ID', ...DECIDING]],
		['agentAllocation', 'assignWaitingRooms', DECIDING],
		['agentAllocation', 'reassignRooms', ['Grace Period (Seconds)', ...DECIDING]],
		['agentAllocation', 'getAvailableAgents', ['Room ID', 'Online Only', 'Return All', 'Limit']],
		['agentAllocation', 'getWaitingCount', []],
		['agentAllocation', 'handOverToAgent', ['Room ID', 'Agent', 'Replace Latest Agent']],
		['agentAllocation', 'handOverToBot', ['Room ID']],
		['agentAllocation', 'removeAgent', ['Room ID', 'Agent']],
		['app', 'getConfiguration', []],
		[
			'broadcast',
			'sendTemplate',
			[
				'Channel',
				'Template',
				'Language Name or ID',
				'Phone Number',
				'Variables',
				'Additional Fields',
			],
		],
		['channel', 'getAll', ['Return All', 'Limit']],
		['customer', 'getInformation', ['Room ID']],
		['customer', 'setProperty', ['Contact ID', 'Label', 'Value']],
		['customer', 'updateInformation', ['Room ID', 'Information']],
		['division', 'getAll', ['Return All', 'Limit']],
		['message', 'getAll', ['Room ID', 'Return All', 'Limit', 'Simplify']],
		['message', 'sendSystemEvent', ['Room ID', 'Text', 'Data']],
		['officeHours', 'get', []],
		['room', 'get', ['Room ID', 'Simplify']],
		['room', 'getAll', ['Return All', 'Limit', 'Simplify', 'Filters']],
		['room', 'resolve', ['Room ID', 'Notes', 'Additional Fields']],
		['room', 'setBotActive', ['Room ID', 'Active']],
		['tag', 'add', ['Room ID', 'Tag']],
		['tag', 'getAll', ['Room ID', 'Return All', 'Limit']],
		['webhook', 'disable', ['Event']],
		['webhook', 'get', ['Event']],
		['webhook', 'getAll', []],
		['webhook', 'restore', ['Event', 'Previous']],
		['webhook', 'set', ['Event', 'URL', 'Enabled', 'Overwrite Another URL']],
	])('shows for %s %s its own fields', (resource, operation, fields) => {
		expect(shownFor(resource, operation, undefined, { returnAll: false })).toEqual([
			'Resource',
			'Operation',
			...fields,
		]);
	});

	it('asks for no Limit where all are wanted', () => {
		expect(
			shownFor('agentAllocation', 'getAvailableAgents', undefined, { returnAll: true }),
		).not.toContain('Limit');
	});

	it.each([
		['text', ['Text']],
		['attachment', ['File URL', 'Caption']],
		['buttons', ['Text', 'Buttons']],
		['carousel', ['Cards']],
	])('shows for a message of the type %s its own form', (messageType, fields) => {
		expect(shownFor('message', 'sendAsBot', undefined, { messageType }).slice(2)).toEqual([
			'Room ID',
			'Message Type',
			...fields,
			'Additional Fields',
		]);
	});

	it('has no operation that this table does not have', () => {
		const all = resources.flatMap(({ value, operations }) =>
			operations.map((operation) => `${value} ${operation.value}`),
		);
		expect(all.sort()).toEqual([
			'agent get',
			'agent getAll',
			'agent getByDivision',
			'agentAllocation answer',
			'agentAllocation assignWaitingRooms',
			'agentAllocation getAvailableAgents',
			'agentAllocation getWaitingCount',
			'agentAllocation handOverToAgent',
			'agentAllocation handOverToBot',
			'agentAllocation reassignRooms',
			'agentAllocation removeAgent',
			'app getConfiguration',
			'broadcast sendTemplate',
			'channel getAll',
			'customer getInformation',
			'customer setProperty',
			'customer updateInformation',
			'division getAll',
			'message getAll',
			'message sendAsBot',
			'message sendSystemEvent',
			'officeHours get',
			'room get',
			'room getAll',
			'room resolve',
			'room setBotActive',
			'tag add',
			'tag getAll',
			'webhook disable',
			'webhook get',
			'webhook getAll',
			'webhook restore',
			'webhook set',
		]);
	});

	it('offers the events that have a webhook, under the trigger’s names', () => {
		const event = description.properties.find(({ name }) => name === 'event');
		expect(event?.options).toEqual(eventOptions.filter(({ value }) => isSlotName(String(value))));
		expect(event?.options).toHaveLength(5);
	});

	it.each(['overwrite', 'replaceLatestAgent'])('never does %s by default', (wanted) => {
		expect(description.properties.find(({ name }) => name === wanted)?.default).toBe(false);
	});
});

/** What the operations of a resource are about, where its name is none of a thing. */
const SUBJECTS: Record<string, RegExp> = { 'Agent Allocation': /\b(?:agent|room)s?\b/ };

describe('what n8n asks of a node', () => {
	it('has resources and operations by name, each with a default that exists', () => {
		const [resource, ...rest] = description.properties;
		for (const property of [resource, ...operationProperties]) {
			if (property === undefined) throw new Error('no property');
			expect(property.noDataExpression).toBe(true);
			expect(namesOf(property)).toEqual([...namesOf(property)].sort((a, b) => a.localeCompare(b)));
			expect(optionsOf(property).map(({ value }) => value)).toContain(property.default);
		}
		expect(rest.slice(0, resources.length)).toEqual(operationProperties);
		expect(resource?.default).toBe(DEFAULT_RESOURCE);
	});

	it('says of each operation what it does, with its resource', () => {
		for (const { name, operations } of resources) {
			for (const operation of operations) {
				expect(operation.name).toMatch(/^[A-Z]/);
				expect(operation.action.replace('WhatsApp', '')).toMatch(/^[A-Z][a-z ]+$/);
				expect(operation.action).toMatch(SUBJECTS[name] ?? new RegExp(name, 'i'));
				expect(operation.description).toMatch(/^[A-Z].*[^.]$/);
			}
		}
	});

	it('has no two things of one value', () => {
		const values = resources.flatMap(({ value, operations }) =>
			operations.map((operation) => `${value} ${operation.value}`),
		);
		expect(values).toEqual([...new Set(values)]);
	});

	it('has a codex entry of its own, and may be a tool', () => {
		expect(codex.node).toBe(`n8n-nodes-qiscus-salesiq.${description.name}`);
		expect(codex.nodeVersion).toBe(String(description.version));
		expect(description.usableAsTool).toBe(true);
	});
});

it('a property’s own condition is kept beside that of its operation', () => {
	const texts = { action: '', description: '', execute: async () => ({ ok: true, data: [] }) };
	const property = (name: string, displayOptions: INodeProperties['displayOptions']) => ({
		displayName: name,
		name,
		type: 'string' as const,
		default: '',
		displayOptions,
	});
	const properties = propertiesOf(
		[
			{
				name: 'Thing',
				value: 'thing',
				defaultOperation: 'do',
				operations: [
					{
						...texts,
						name: 'Do',
						value: 'do',
						properties: [
							property('a', undefined),
							property('b', { show: { a: ['x'] } }),
							property('c', { hide: { a: ['x'] } }),
						],
					} as never,
				],
			},
		],
		'thing',
	);
	const shown = (operation: string, a: string) =>
		shownFor('thing', operation, properties, { a }).slice(2);
	expect(shown('do', 'x')).toEqual(['a', 'b']);
	expect(shown('do', 'y')).toEqual(['a', 'c']);
	expect(shown('other', 'x')).toEqual([]);
});
