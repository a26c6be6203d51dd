import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { asBoolean, asText } from '../json/read';
import type { JsonValue } from '../json/types';
import { failed, type Result } from '../problem';

/** How many of a list an operation gives, as n8n's own nodes ask it. */
export const limitProperties: readonly INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/** @returns how many at most, infinity for all; an expression may give anything */
export function readLimit(this: IExecuteFunctions, itemIndex: number): Result<number> {
	const returnAll = this.getNodeParameter('returnAll', itemIndex, false) as JsonValue;
	if (asBoolean(returnAll) === true) return { ok: true, data: Infinity };
	const given = this.getNodeParameter('limit', itemIndex, 50) as JsonValue;
	const limit = Number(asText(given) ?? NaN);
	return Number.isSafeInteger(limit) && limit >= 1 ? { ok: true, data: limit } : NO_LIMIT;
}

const NO_LIMIT = failed({
	kind: 'invalid',
	message: 'Limit is not a whole number from 1 on',
	advice: 'Enter such a number, or switch on Return All.',
});
