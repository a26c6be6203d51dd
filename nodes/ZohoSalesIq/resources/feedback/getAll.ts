import type { IExecuteFunctions } from 'n8n-workflow';

import type { Result } from '../../../shared/problem';
import { readCollection } from '../../../shared/resources/fields';
import { limitProperties } from '../../../shared/resources/limit';
import type { ItemOperation } from '../../../shared/resources/types';
import { departmentsProperty, readDepartments } from '../fields/departments';
import { portalProperty } from '../fields/portal';
import { rangeProperties, readRange } from '../fields/range';
import { getList } from '../getList';

/** As many at once as others' code asks for [code]. */
const PAGE_SIZE = 20;

/** GET `/feedbacks`, SalesIQ.feedbacks.READ [code]. */
export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many feedback entries',
	description: 'Get what visitors have said of conversations, with ratings',
	properties: [
		portalProperty,
		...limitProperties,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					...departmentsProperty,
					description:
						'Only feedback on conversations of these departments. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				...rangeProperties('feedback'),
			],
		},
	],

	async execute(itemIndex) {
		const query = readQuery.call(this, itemIndex);
		if (!query.ok) return query;
		return await getList.call(this, itemIndex, {
			path: 'feedbacks',
			paging: 'index',
			query: { limit: PAGE_SIZE, ...query.data },
		});
	},
};

function readQuery(
	this: IExecuteFunctions,
	itemIndex: number,
): Result<Record<string, number | string>> {
	const filters = readCollection.call(this, 'filters', itemIndex);
	const departments = readDepartments(filters.departments);
	if (!departments.ok) return departments;
	const range = readRange.call(this, filters);
	if (!range.ok) return range;
	const { from, to } = range.data;
	return {
		ok: true,
		data: {
			...(departments.data.length === 0 ? {} : { department_ids: departments.data.join(',') }),
			...(from === undefined ? {} : { start_time: from }),
			...(to === undefined ? {} : { end_time: to }),
		},
	};
}
