import type { INodeParameters } from 'n8n-workflow';

import { filterHints } from '../../../nodes/ZohoSalesIq/trigger/filterHints';
import { ZohoSalesIqTrigger } from '../../../nodes/ZohoSalesIq/ZohoSalesIqTrigger.node';
import { filterIn, shownHints } from '../../support/hints';

/** The labels of the filters that the editor warns about. */
const hintsFor = (parameters: INodeParameters) =>
	shownHints(new ZohoSalesIqTrigger(), filterHints, parameters).map(filterIn);

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
