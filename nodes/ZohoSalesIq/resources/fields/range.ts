import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { JsonObject } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import { readTime } from './times';

/** A range of time, either end of which may be open. */
export interface Range {
	from?: number;
	to?: number;
}

/** @param what is in the range, such as `failed executions` */
export function rangeProperties(what: string): INodeProperties[] {
	return [
		{
			displayName: 'From',
			name: 'from',
			type: 'dateTime',
			default: '',
			description: `Only ${what} from this time on`,
		},
		{
			displayName: 'To',
			name: 'to',
			type: 'dateTime',
			default: '',
			description: `Only ${what} up to this time`,
		},
	];
}

/** A field of a collection: its name, and its label in the editor. */
type Field = readonly [name: string, label: string];

/** The range in two fields of a collection of filters. */
export function readRange(
	this: IExecuteFunctions,
	filters: JsonObject,
	[fromName, fromLabel]: Field = ['from', 'From'],
	[toName, toLabel]: Field = ['to', 'To'],
): Result<Range> {
	const from = readTime.call(this, filters[fromName], fromLabel);
	if (!from.ok) return from;
	const to = readTime.call(this, filters[toName], toLabel);
	if (!to.ok) return to;
	if (from.data !== undefined && to.data !== undefined && from.data > to.data) {
		return failed({
			kind: 'invalid',
			message: `${fromLabel} is later than ${toLabel}`,
			advice: 'Exchange the two, or remove one.',
		});
	}
	return { ok: true, data: { from: from.data, to: to.data } };
}
