import { limitProperties } from '../../../shared/resources/limit';
import type { ItemOperation } from '../../../shared/resources/types';
import { simplifyProperty } from '../../../shared/simplify';
import { PAGING } from '../../named';
import { portalProperty } from '../fields/portal';
import { getList } from '../getList';
import { asSimplified } from '../simplified';
import { shownApp } from './shownApp';

/** GET `/apps`, SalesIQ.Apps.READ [code; guess: pages]. */
export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many apps',
	description: 'Get many apps (brands) of a portal with their IDs and names',
	properties: [portalProperty, ...limitProperties, simplifyProperty],

	async execute(itemIndex) {
		return await getList.call(this, itemIndex, {
			path: 'apps',
			paging: PAGING.apps,
			shown: asSimplified.call(this, itemIndex, shownApp),
		});
	},
};
