import type { ItemOperation } from '../../../shared/resources/types';
import { portalProperty } from '../fields/portal';
import { shownObject } from '../lists';
import { oneObject } from '../oneObject';
import { portalTools } from '../portalTools';

/** GET `/portals/{screenname}`, SalesIQ.portals.READ [doc]. */
export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get portal',
	description: 'Get a portal with its company, owner and time zone',
	properties: [portalProperty],

	async execute(itemIndex) {
		const tools = portalTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const { base, call } = tools.data;
		const answer = await call({ method: 'GET', path: `/portals${base}` });
		return oneObject(answer, 'a portal', shownObject);
	},
};
