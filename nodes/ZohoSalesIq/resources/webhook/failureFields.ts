import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { asObject } from '../../../shared/json/read';
import type { JsonObject, JsonValue } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import { readTime } from '../fields/times';
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
	const from = readTime.call(this, filters.from, 'From');
	if (!from.ok) return from;
	const to = readTime.call(this, filters.to, 'To');
	if (!to.ok) return to;
	if (from.data !== undefined && to.data !== undefined && from.data > to.data) return NO_RANGE;
	const events = readEvents(filters.events, filters.additionalEvents);
	if (!events.ok) return events;
	return {
		ok: true,
		data: {
			...(from.data === undefined ? {} : { from_time: from.data }),
			...(to.data === undefined ? {} : { to_time: to.data }),
			...(events.data.length === 0 ? {} : { events: events.data.join(',') }),
		},
	};
}

const NO_RANGE = failed({
	kind: 'invalid',
	message: 'From is later than To',
	advice: 'Exchange the two, or remove one.',
});
