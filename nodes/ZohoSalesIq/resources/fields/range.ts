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

/** The range in a collection of filters. */
export function readRange(this: IExecuteFunctions, filters: JsonObject): Result<Range> {
	const from = readTime.call(this, filters.from, 'From');
	if (!from.ok) return from;
	const to = readTime.call(this, filters.to, 'To');
	if (!to.ok) return to;
	if (from.data !== undefined && to.data !== undefined && from.data > to.data) return NO_RANGE;
	return { ok: true, data: { from: from.data, to: to.data } };
}

const NO_RANGE = failed({
	kind: 'invalid',
	message: 'From is later than To',
	advice: 'Exchange the two, or remove one.',
});
