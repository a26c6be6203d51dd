import { readCollection } from '../../../shared/resources/fields';
import type { ItemOperation } from '../../../shared/resources/types';
import { someChanges, updateFields } from '../fields/collections';
import { locatorProperty } from '../fields/locator';
import { readMembers } from '../fields/members';
import { portalProperty } from '../fields/portal';
import { oneObject } from '../oneObject';
import { thingTools } from '../portalTools';
import { CHANGES, OPERATOR } from './fields';
import { shownOperator } from './shownOperator';

/** PUT `/operators/{id}`, SalesIQ.operators.UPDATE [doc; guess: the method]. */
export const update: ItemOperation = {
	name: 'Update',
	value: 'update',
	action: 'Update operator',
	description: 'Change the role, the number of chats or other details of an operator',
	properties: [portalProperty, locatorProperty(OPERATOR), updateFields(CHANGES)],

	async execute(itemIndex) {
		const tools = thingTools.call(this, itemIndex, OPERATOR);
		if (!tools.ok) return tools;
		const members = readMembers(CHANGES, readCollection.call(this, 'updateFields', itemIndex));
		if (!members.ok) return members;
		const body = someChanges(members.data);
		if (!body.ok) return body;
		const { call, path } = tools.data;
		const answer = await call({ method: 'PUT', path, body: body.data });
		return oneObject(answer, 'an operator', shownOperator);
	},
};
