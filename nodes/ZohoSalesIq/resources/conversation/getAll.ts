import type { IExecuteFunctions } from 'n8n-workflow';

import type { Result } from '../../../shared/problem';
import { chosen, readText } from '../../../shared/resources/fields';
import { limitProperties, readLimit } from '../../../shared/resources/limit';
import type { ItemOperation } from '../../../shared/resources/types';
import { simplifyProperty } from '../../../shared/simplify';
import { portalProperty } from '../fields/portal';
import { portalTools } from '../portalTools';
import { asSimplified } from '../simplified';
import { filtersProperty, readFilter } from './filters';
import { readConversations, SORT_BY, type SortBy } from './readConversations';
import { shownConversation } from './shownConversation';

/** GET `/conversations`, SalesIQ.conversations.READ [doc; guess: the order]. */
export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many conversations',
	description: 'Get many conversations of a department',
	properties: [
		portalProperty,
		...limitProperties,
		{
			displayName: 'Sort By',
			name: 'sortBy',
			type: 'options',
			options: [
				{ name: 'End Time', value: 'end_time' },
				{ name: 'Opened Time', value: 'in_time' },
				{ name: 'Updated Time', value: 'updated_time' },
			],
			default: 'in_time',
			description: 'Which conversations come first',
			displayOptions: { show: { returnAll: [false] } },
		},
		simplifyProperty,
		filtersProperty,
	],

	async execute(itemIndex) {
		const tools = portalTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const limit = readLimit.call(this, itemIndex);
		if (!limit.ok) return limit;
		const sortBy = readSortBy.call(this, itemIndex, limit.data);
		if (!sortBy.ok) return sortBy;
		const filter = readFilter.call(this, itemIndex);
		if (!filter.ok) return filter;
		const found = await readConversations(tools.data, filter.data, sortBy.data, limit.data);
		if (!found.ok) return found;
		const shown = asSimplified.call(this, itemIndex, shownConversation);
		return { ok: true, data: found.data.map((one) => ({ json: shown(one) })) };
	},
};

/** All can be read without losing one only by the time that does not change. */
function readSortBy(this: IExecuteFunctions, itemIndex: number, limit: number): Result<SortBy> {
	if (limit === Infinity) return { ok: true, data: 'in_time' };
	return chosen(readText.call(this, 'sortBy', itemIndex), SORT_BY, 'Sort By');
}
