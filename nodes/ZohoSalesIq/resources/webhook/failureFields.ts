import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { asObject } from '../../../shared/json/read';
import type { JsonObject, JsonValue } from '../../../shared/json/types';
import type { Result } from '../../../shared/problem';
import { rangeProperties, readRange } from '../fields/range';
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
		...rangeProperties('failed executions'),
	],
};

export function readFailureFilter(
	this: IExecuteFunctions,
	itemIndex: number,
): Result<FailureFilter> {
	const given = this.getNodeParameter('filters', itemIndex, {}) as JsonValue;
	const filters: JsonObject = asObject(given) ?? {};
	const range = readRange.call(this, filters);
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
