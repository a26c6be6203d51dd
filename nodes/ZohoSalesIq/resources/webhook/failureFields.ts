import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { asObject } from '../../../shared/json/read';
import type { JsonObject, JsonValue } from '../../../shared/json/types';
import type { Result } from '../../../shared/problem';
import { readRange } from '../fields/times';
import { additionalEventsProperty, eventsProperty, readEvents } from './eventFields';
import type { FailureFilter } from './failures';

/** Which of the failed executions an operation is about. */
export const failureFiltersProperty: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		additionalEventsProperty,
		{ ...eventsProperty(), description: 'Only failed executions of these events' },
		{
			displayName: 'From',
			name: 'from',
			type: 'dateTime',
			default: '',
			description: 'Only failed executions from this time on',
		},
		{
			displayName: 'To',
			name: 'to',
			type: 'dateTime',
			default: '',
			description: 'Only failed executions up to this time',
		},
	],
};

export function readFailureFilter(
	this: IExecuteFunctions,
	itemIndex: number,
): Result<FailureFilter> {
	const given = this.getNodeParameter('filters', itemIndex, {}) as JsonValue;
	const filters: JsonObject = asObject(given) ?? {};
	const range = readRange.call(this, filters, ['from', 'From'], ['to', 'To']);
	if (!range.ok) return range;
	const { from, to } = range.data;
	const events = readEvents(filters.events, filters.additionalEvents);
	if (!events.ok) return events;
	return {
		ok: true,
		data: {
			...(from === undefined ? {} : { from_time: from }),
			...(to === undefined ? {} : { to_time: to }),
			...(events.data.length === 0 ? {} : { events: events.data.join(',') }),
		},
	};
}
