import type { IExecuteFunctions } from 'n8n-workflow';

import type { Result } from '../../../shared/problem';
import { chosen, readCollection } from '../../../shared/resources/fields';
import { limitProperties } from '../../../shared/resources/limit';
import type { ItemOperation } from '../../../shared/resources/types';
import { simplifyProperty } from '../../../shared/simplify';
import { PAGING } from '../../named';
import { modifiedAfterProperty, readModifiedAfter } from '../fields/modifiedAfter';
import { portalProperty } from '../fields/portal';
import { getList } from '../getList';
import { asSimplified } from '../simplified';
import { shownOperator } from './shownOperator';

/** The availability of an operator as SalesIQ numbers it [doc]. */
const STATUS_CODES = ['1', '3'] as const;

/** GET `/operators`, SalesIQ.operators.READ [doc; code: how an index counts]. */
export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many operators',
	description: 'Get many operators of a portal with their IDs, names and roles',
	properties: [
		portalProperty,
		...limitProperties,
		simplifyProperty,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				modifiedAfterProperty,
				{
					displayName: 'Status',
					name: 'statusCode',
					type: 'options',
					options: [
						{ name: 'Available', value: '1' },
						{ name: 'Busy', value: '3' },
					],
					default: '1',
					description: 'Only operators who are so now',
				},
			],
		},
	],

	async execute(itemIndex) {
		const query = readQuery.call(this, itemIndex);
		if (!query.ok) return query;
		return await getList.call(this, itemIndex, {
			path: 'operators',
			paging: PAGING.operators,
			query: query.data,
			shown: asSimplified.call(this, itemIndex, shownOperator),
		});
	},
};

function readQuery(
	this: IExecuteFunctions,
	itemIndex: number,
): Result<Record<string, number | string>> {
	const filters = readCollection.call(this, 'filters', itemIndex);
	const modified = readModifiedAfter.call(this, filters);
	if (!modified.ok || filters.statusCode === undefined) return modified;
	const status = chosen(String(filters.statusCode), STATUS_CODES, 'Status');
	return status.ok ? { ok: true, data: { ...modified.data, status_code: status.data } } : status;
}
