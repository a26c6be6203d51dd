import { limitProperties } from '../../../shared/resources/limit';
import type { ItemOperation } from '../../../shared/resources/types';
import { portalProperty } from '../fields/portal';
import { getList } from '../getList';

/** GET `/operators`, SalesIQ.operators.READ [code; guess: pages]. */
export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many operators',
	description: 'Get many operators of a portal with their IDs, names and roles',
	properties: [portalProperty, ...limitProperties],

	async execute(itemIndex) {
		return await getList.call(this, itemIndex, 'operators');
	},
};
