import { readCollection } from '../../../shared/resources/fields';
import { limitProperties } from '../../../shared/resources/limit';
import type { ItemOperation } from '../../../shared/resources/types';
import { PAGING } from '../../named';
import { modifiedAfterProperty, readModifiedAfter } from '../fields/modifiedAfter';
import { portalProperty } from '../fields/portal';
import { getList } from '../getList';

/** GET `/departments`, SalesIQ.departments.READ [doc; code: how an index counts]. */
export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many departments',
	description: 'Get many departments of a portal with their IDs and names',
	properties: [
		portalProperty,
		...limitProperties,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [modifiedAfterProperty],
		},
	],

	async execute(itemIndex) {
		const filters = readCollection.call(this, 'filters', itemIndex);
		const query = readModifiedAfter.call(this, filters);
		if (!query.ok) return query;
		return await getList.call(this, itemIndex, {
			path: 'departments',
			paging: PAGING.departments,
			query: query.data,
		});
	},
};
