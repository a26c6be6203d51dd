import { type INodeProperties, type INodePropertyOptions, NodeHelpers } from 'n8n-workflow';

import codex from '../../../../nodes/ZohoSalesIq/ZohoSalesIq.node.json';
import { DEFAULT_RESOURCE, resources } from '../../../../nodes/ZohoSalesIq/resources';
import { permissionOptions } from '../../../../nodes/ZohoSalesIq/scopes';
import { eventOptions } from '../../../../nodes/ZohoSalesIq/trigger/events';
import { ZohoSalesIq } from '../../../../nodes/ZohoSalesIq/ZohoSalesIq.node';
import { ZohoSalesIqTrigger } from '../../../../nodes/ZohoSalesIq/ZohoSalesIqTrigger.node';

const node = new ZohoSalesIq();
const { description } = node;

/** The labels of what the editor shows for an operation. */
function shownFor(resource: string, operation: string, more: object = {}): string[] {
	const values = { resource, operation, returnAll: false, ...more };
	return description.properties
		.filter((property) =>
			NodeHelpers.displayParameter(values, property, { typeVersion: 1 }, description),
		)
		.map(({ displayName }) => displayName);
}

const optionsOf = ({ options = [] }: INodeProperties) => options as INodePropertyOptions[];
const namesOf = (property: INodeProperties) => optionsOf(property).map(({ name }) => name);
const operationProperties = description.properties.filter(({ name }) => name === 'operation');
const CONVERSATION = ['Portal', 'Conversation'];
const WEBHOOK = ['Portal', 'Webhook'];
const MANY = ['Portal', 'Return All', 'Limit'];
const APPS = 'App Names or IDs';
const DEPARTMENTS = 'Department Names or IDs';

describe('the editor', () => {
	it.each<[string, string, string[], object?]>([
		['app', 'create', ['Portal', 'Name', DEPARTMENTS, 'Additional Fields']],
		['app', 'get', ['Portal', 'App', 'Simplify']],
		['app', 'getAll', [...MANY, 'Simplify']],
		['conversation', 'addTags', [...CONVERSATION, 'Tag IDs']],
		['conversation', 'close', CONVERSATION],
		[
			'conversation',
			'create',
			['Portal', 'App', 'Department', 'Visitor ID', 'Question', 'Additional Fields'],
		],
		['conversation', 'downloadAttachment', ['File URL', 'Put Output File in Field']],
		['conversation', 'get', [...CONVERSATION, 'Simplify']],
		['conversation', 'getFeedback', CONVERSATION],
		['conversation', 'getAll', [...MANY, 'Sort By', 'Simplify', 'Filters']],
		[
			'conversation',
			'getAll',
			['Portal', 'Return All', 'Simplify', 'Filters'],
			{ returnAll: true },
		],
		['conversation', 'getMessages', [...CONVERSATION, 'Return All', 'Limit', 'Order']],
		['conversation', 'pickUp', CONVERSATION],
		[
			'conversation',
			'sendMessage',
			[...CONVERSATION, 'Message Type', 'Text'],
			{ messageType: 'text' },
		],
		[
			'conversation',
			'sendMessage',
			[...CONVERSATION, 'Message Type', 'Input Binary Field', 'Comment'],
			{ messageType: 'file' },
		],
		['conversation', 'transfer', [...CONVERSATION, 'Department', 'Operator', 'Note']],
		[
			'department',
			'create',
			['Portal', 'Name', 'Operator Names or IDs', 'Additional Fields', 'Mail Settings'],
		],
		['department', 'get', ['Portal', 'Department']],
		['department', 'getAll', [...MANY, 'Filters']],
		['department', 'update', ['Portal', 'Department', 'Update Fields', 'Mail Settings']],
		['feedback', 'get', ['Portal', 'Feedback ID']],
		['feedback', 'getAll', [...MANY, 'Filters']],
		['operator', 'associateDepartments', ['Portal', 'Operator', DEPARTMENTS]],
		[
			'operator',
			'create',
			['Portal', 'Email', 'Role', DEPARTMENTS, 'Monitored', 'Additional Fields'],
		],
		['operator', 'get', ['Portal', 'Operator', 'Simplify']],
		['operator', 'getAll', [...MANY, 'Simplify', 'Filters']],
		['operator', 'update', ['Portal', 'Operator', 'Update Fields']],
		['portal', 'create', ['Name', 'Additional Fields']],
		['portal', 'get', ['Portal']],
		['portal', 'getAll', ['Return All', 'Limit']],
		['portal', 'update', ['Portal', 'Update Fields']],
		['visitor', 'getAll', ['Portal', 'Visits', 'Time', 'Return All', 'Limit', 'Simplify']],
		['webhook', 'addApps', [...WEBHOOK, APPS]],
		['webhook', 'addEvents', [...WEBHOOK, 'Events', 'Additional Events']],
		[
			'webhook',
			'create',
			['Portal', 'Type', 'URL', 'Events', APPS, 'Additional Fields'],
			{ type: 'data' },
		],
		[
			'webhook',
			'create',
			['Portal', 'Type', 'URL', 'Events', 'Additional Fields'],
			{ type: 'administration' },
		],
		['webhook', 'delete', WEBHOOK],
		['webhook', 'deleteKey', [...WEBHOOK, 'Public Key']],
		['webhook', 'disable', WEBHOOK],
		['webhook', 'enable', WEBHOOK],
		['webhook', 'generateKey', WEBHOOK],
		['webhook', 'get', WEBHOOK],
		['webhook', 'getAll', MANY],
		['webhook', 'getFailedExecutions', [...WEBHOOK, 'Return All', 'Limit', 'Filters']],
		['webhook', 'removeApps', [...WEBHOOK, 'Remove All Apps', APPS], { removeAll: false }],
		['webhook', 'removeApps', [...WEBHOOK, 'Remove All Apps'], { removeAll: true }],
		['webhook', 'removeEvents', [...WEBHOOK, 'Events', 'Additional Events']],
		['webhook', 'retryFailedExecutions', [...WEBHOOK, 'Retry', 'Execution IDs'], { retry: 'ids' }],
		['webhook', 'retryFailedExecutions', [...WEBHOOK, 'Retry', 'Filters'], { retry: 'all' }],
		['webhook', 'update', [...WEBHOOK, 'Update Fields']],
	])('shows for %s %s its own fields', (resource, operation, fields, more = {}) => {
		expect(shownFor(resource, operation, more)).toEqual(['Resource', 'Operation', ...fields]);
	});

	it('asks for no Limit where all are wanted', () => {
		expect(shownFor('webhook', 'getAll', { returnAll: true })).not.toContain('Limit');
	});

	it('offers the events of the type that is chosen, under the trigger’s names', () => {
		const events = description.properties.filter(
			({ name, displayOptions }) =>
				name === 'events' && displayOptions?.show?.operation?.[0] === 'create',
		);
		const [data = [], administration = []] = events.map(optionsOf);
		expect(data.map(({ value }) => value)).toContain('conversation.created');
		expect(administration.map(({ value }) => value)).toContain('department.created');
		expect([...data, ...administration].sort((a, b) => a.name.localeCompare(b.name))).toEqual(
			[...eventOptions].sort((a, b) => a.name.localeCompare(b.name)),
		);
	});

	it('has fields of collections by name, each with a default of its type', () => {
		const collections = description.properties.filter(({ type }) => type === 'collection');
		for (const { options = [] } of collections) {
			const fields = options as INodeProperties[];
			const labels = fields.map(({ displayName }) => displayName);
			expect(labels).toEqual([...labels].sort());
		}
	});

	it('chooses the portal as the trigger does', () => {
		const portalOf = ({ properties }: { properties: INodeProperties[] }) =>
			properties.find(({ name }) => name === 'portal')?.modes;
		expect(portalOf(description)).toBeDefined();
		expect(portalOf(description)).toEqual(portalOf(new ZohoSalesIqTrigger().description));
	});

	it('removes all apps only where that is asked for, and retries only what is named', () => {
		const defaultOf = (wanted: string) =>
			description.properties.find(({ name }) => name === wanted)?.default;
		expect(defaultOf('removeAll')).toBe(false);
		expect(defaultOf('retry')).toBe('ids');
	});

	it('has the lists that its fields name', () => {
		const locators = description.properties.filter(({ type }) => type === 'resourceLocator');
		const searches = locators.map(({ modes }) => modes?.[0]?.typeOptions?.searchListMethod);
		expect(Object.keys(node.methods.listSearch)).toEqual(expect.arrayContaining(searches));
		for (const { modes, default: value } of locators) {
			expect(modes?.map(({ name }) => name)).toEqual(['list', 'id']);
			expect(value).toEqual({ mode: 'list', value: '' });
		}
	});
});

describe('what n8n asks of a node', () => {
	it('has resources and operations by name, each with a default that exists', () => {
		const [resource, ...rest] = description.properties;
		for (const property of [resource, ...operationProperties]) {
			if (property === undefined) throw new Error('no property');
			expect(property.noDataExpression).toBe(true);
			expect(namesOf(property)).toEqual([...namesOf(property)].sort());
			expect(optionsOf(property).map(({ value }) => value)).toContain(property.default);
		}
		expect(rest.slice(0, resources.length)).toEqual(operationProperties);
		expect(resource?.default).toBe(DEFAULT_RESOURCE);
	});

	it('says of each operation what it does, with its resource', () => {
		for (const { name, operations } of resources) {
			for (const operation of operations) {
				expect(operation.action).toMatch(/^[A-Z][a-z ]+$/);
				expect(operation.action).toMatch(new RegExp(name, 'i'));
				expect(operation.description).toMatch(/^[A-Z].*[^.]$/);
			}
		}
	});

	it('has no two operations of one value', () => {
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

	it('needs no scope that the credential does not offer', () => {
		const offered = permissionOptions.flatMap(({ value }) => String(value).split(','));
		const groups = ['Apps', 'conversations', 'departments', 'feedbacks', 'operators', 'portals'];
		for (const group of [...groups, 'visitors']) {
			expect(offered).toContain(`SalesIQ.${group}.READ`);
		}
		for (const right of ['READ', 'CREATE', 'UPDATE']) {
			expect(offered).toContain(`SalesIQ.conversations.${right}`);
		}
		for (const group of ['departments', 'operators', 'portals']) {
			expect(offered).toContain(`SalesIQ.${group}.CREATE`);
			expect(offered).toContain(`SalesIQ.${group}.UPDATE`);
		}
		expect(offered).toContain('SalesIQ.Apps.CREATE');
		for (const right of ['READ', 'CREATE', 'UPDATE', 'DELETE']) {
			expect(offered).toContain(`SalesIQ.webhooks.${right}`);
		}
	});
});
