import { type INodeParameters, type INodeTypes, Workflow } from 'n8n-workflow';

import { filterHints } from '../../../nodes/ZohoSalesIq/trigger/filterHints';
import { ZohoSalesIqTrigger } from '../../../nodes/ZohoSalesIq/ZohoSalesIqTrigger.node';

/** The labels of the filters that the editor warns about, evaluated by n8n as the editor does it. */
function hintsFor(parameters: INodeParameters): string[] {
	const nodeType = new ZohoSalesIqTrigger();
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const node = {
		id: '1',
		name: 'SalesIQ',
		type: 'zohoSalesIqTrigger',
		typeVersion: 2,
		position: [0, 0] as [number, number],
		parameters,
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return filterHints
		.filter(({ displayCondition = '' }) =>
			workflow.expression.getSimpleParameterValue(node, displayCondition, 'internal', {}),
		)
		.map(({ message }) => /“(.*)”/.exec(message)?.[1] ?? message);
}

describe('the editor’s hint about a filter', () => {
	it('is shown while the filter misses a chosen event', () => {
		const events = ['conversation.rated', 'conversation.created'];
		expect(hintsFor({ events, filters: { ratingAtMost: 3 } })).toEqual(['Rating at Most']);
		expect(hintsFor({ events: ['operator.created'], apps: ['1'], filters: {} })).toEqual([
			'App Names or IDs',
		]);
		expect(
			hintsFor({ events, filters: { ratingAtLeast: 1, messageContainsAny: 'refund' } }),
		).toHaveLength(2);
	});

	it.each([
		[{ events: ['conversation.rated'], filters: { ratingAtMost: 3 } }],
		[{ events: ['conversation.created'], filters: {} }],
		[{ events: ['conversation.created'], filters: { messageContainsAny: '', operators: [] } }],
		[{ events: [], filters: { ratingAtMost: 3 } }],
		[{ events: ['operator.created'], apps: [] }],
		[{}],
	])('is not shown with %j', (parameters) => {
		expect(hintsFor(parameters as INodeParameters)).toEqual([]);
	});
});
