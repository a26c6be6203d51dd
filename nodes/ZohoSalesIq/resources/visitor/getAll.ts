import type { IExecuteFunctions } from 'n8n-workflow';

import type { JsonValue } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import { chosen } from '../../../shared/resources/fields';
import { limitProperties, readLimit } from '../../../shared/resources/limit';
import type { ItemOperation } from '../../../shared/resources/types';
import { simplifyProperty } from '../../../shared/simplify';
import { salesIqAsk } from '../call';
import { portalProperty } from '../fields/portal';
import { readTime } from '../fields/times';
import { portalTools } from '../portalTools';
import { asSimplified } from '../simplified';
import { readVisitors, shownVisitor, type VisitorQuery } from './visitors';

const DIRECTIONS = { after: 'next_key', before: 'prev_key' } as const;

/** GET `/api/v3/{screenname}/visitors`, SalesIQ.visitors.READ [doc; guess: where the key of the next page stands]. */
export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many visitors',
	description: 'Get the visitors of the website before or after a time',
	properties: [
		portalProperty,
		{
			displayName: 'Visits',
			name: 'direction',
			type: 'options',
			options: [
				{ name: 'After a Time', value: 'after' },
				{ name: 'Before a Time', value: 'before' },
			],
			default: 'before',
			description: 'Whether visitors before or after the time are wanted',
		},
		{
			displayName: 'Time',
			name: 'time',
			type: 'dateTime',
			default: '={{ $now.toISO() }}',
			required: true,
			description: 'The time before or after which visitors were there; by default, now',
		},
		...limitProperties,
		simplifyProperty,
	],

	async execute(itemIndex) {
		const tools = portalTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const query = readQuery.call(this, itemIndex);
		if (!query.ok) return query;
		const path = `${tools.data.base}/visitors`;
		const visitors = await readVisitors(salesIqAsk.call(this), path, query.data);
		if (!visitors.ok) return visitors;
		const shown = asSimplified.call(this, itemIndex, shownVisitor);
		return { ok: true, data: visitors.data.map((visitor) => ({ json: shown(visitor) })) };
	},
};

function readQuery(this: IExecuteFunctions, itemIndex: number): Result<VisitorQuery> {
	const read = (name: string) => this.getNodeParameter(name, itemIndex, '') as JsonValue;
	const direction = chosen(read('direction'), ['after', 'before'] as const, 'Visits');
	if (!direction.ok) return direction;
	const time = readTime.call(this, read('time'), 'Time');
	if (!time.ok) return time;
	if (time.data === undefined) return NO_TIME;
	const limit = readLimit.call(this, itemIndex);
	if (!limit.ok) return limit;
	return {
		ok: true,
		data: { direction: DIRECTIONS[direction.data], timeMs: time.data, limit: limit.data },
	};
}

const NO_TIME = failed({
	kind: 'invalid',
	message: 'Time is empty',
	advice:
		'Choose a time, or let the expression give one, such as that of the last visitor you know.',
});
