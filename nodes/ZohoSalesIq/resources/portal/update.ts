import { readCollection } from '../../../shared/resources/fields';
import type { ItemOperation } from '../../../shared/resources/types';
import { someChanges, updateFields } from '../fields/collections';
import { readMembers } from '../fields/members';
import { portalProperty } from '../fields/portal';
import { shownObject } from '../lists';
import { oneObject } from '../oneObject';
import { portalTools } from '../portalTools';
import { CHANGES } from './fields';

/** PUT `/portals/{screenname}`, SalesIQ.portals.UPDATE [doc; guess: the method]. */
export const update: ItemOperation = {
	name: 'Update',
	value: 'update',
	action: 'Update portal',
	description: 'Change what a portal says of its company',
	properties: [portalProperty, updateFields(CHANGES)],

	async execute(itemIndex) {
		const tools = portalTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const members = readMembers(CHANGES, readCollection.call(this, 'updateFields', itemIndex));
		if (!members.ok) return members;
		const body = someChanges(members.data);
		if (!body.ok) return body;
		const { base, call } = tools.data;
		const answer = await call({ method: 'PUT', path: `/portals${base}`, body: body.data });
		return oneObject(answer, 'a portal', shownObject);
	},
};
