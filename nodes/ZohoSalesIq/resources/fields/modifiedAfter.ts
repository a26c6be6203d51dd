import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { JsonObject } from '../../../shared/json/types';
import type { Result } from '../../../shared/problem';
import { readTime } from './times';

/** A filter of lists that SalesIQ tells the changes of [doc: departments, operators]. */
export const modifiedAfterProperty: INodeProperties = {
	displayName: 'Modified After',
	name: 'modifiedAfter',
	type: 'dateTime',
	default: '',
	description: 'Only those that were changed after this time',
};

/** The query of the filter; empty where it is not set. */
export function readModifiedAfter(
	this: IExecuteFunctions,
	{ modifiedAfter }: JsonObject,
): Result<Record<string, number>> {
	const time = readTime.call(this, modifiedAfter, 'Modified After');
	if (!time.ok) return time;
	return { ok: true, data: time.data === undefined ? {} : { last_sync_time: time.data } };
}
