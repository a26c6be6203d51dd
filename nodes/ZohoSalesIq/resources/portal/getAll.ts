import { limitProperties, readLimit } from '../../../shared/resources/limit';
import type { ItemOperation } from '../../../shared/resources/types';
import { salesIqCall } from '../call';
import { readObjects, shownObject } from '../lists';

/** GET `/portals`, SalesIQ.portals.READ [doc; guess: pages]. The items have no ID but a screen name. */
export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many portals',
	description: 'Get many portals of the account with their screen names',
	properties: limitProperties,

	async execute(itemIndex) {
		const limit = readLimit.call(this, itemIndex);
		if (!limit.ok) return limit;
		const options = { idMember: 'screenname', limit: limit.data };
		const portals = await readObjects(salesIqCall.call(this), '/portals', options);
		if (!portals.ok) return portals;
		return { ok: true, data: portals.data.map((portal) => ({ json: shownObject(portal) })) };
	},
};
