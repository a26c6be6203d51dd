import { limitProperties } from '../../../shared/resources/limit';
import type { ItemOperation } from '../../../shared/resources/types';
import { portalProperty } from '../fields/portal';
import { getList } from '../getList';

/** GET `/departments`, SalesIQ.departments.READ [code; guess: pages]. */
export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many departments',
	description: 'Get many departments of a portal with their IDs, names and operators',
	properties: [portalProperty, ...limitProperties],

	async execute(itemIndex) {
		return await getList.call(this, itemIndex, 'departments');
	},
};
