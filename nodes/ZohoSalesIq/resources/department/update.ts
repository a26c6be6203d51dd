import { asText } from '../../../shared/json/read';
import { readCollection, required } from '../../../shared/resources/fields';
import type { ItemOperation } from '../../../shared/resources/types';
import { someChanges, updateFields } from '../fields/collections';
import { locatorProperty } from '../fields/locator';
import { type Member, readMembers } from '../fields/members';
import { portalProperty } from '../fields/portal';
import { shownObject } from '../lists';
import { oneObject } from '../oneObject';
import { thingTools } from '../portalTools';
import { DEPARTMENT, DESCRIPTION, OPERATORS } from './fields';
import { mailsProperty, readMails } from './mails';

const MEMBERS: readonly Member[] = [
	...DESCRIPTION,
	{
		key: 'name',
		field: {
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			description: 'What the department is called',
		},
		read: (value) => required(asText(value), 'Name'),
	},
	OPERATORS,
];

/** PUT `/departments/{id}`, SalesIQ.departments.UPDATE [doc; guess: the method, truths as texts]. */
export const update: ItemOperation = {
	name: 'Update',
	value: 'update',
	action: 'Update department',
	description: 'Change the name, the operators or other settings of a department',
	properties: [portalProperty, locatorProperty(DEPARTMENT), updateFields(MEMBERS), mailsProperty],

	async execute(itemIndex) {
		const tools = thingTools.call(this, itemIndex, DEPARTMENT);
		if (!tools.ok) return tools;
		const members = readMembers(MEMBERS, readCollection.call(this, 'updateFields', itemIndex));
		if (!members.ok) return members;
		const mails = readMails(readCollection.call(this, 'mailSettings', itemIndex));
		if (!mails.ok) return mails;
		const body = someChanges({ ...members.data, ...mails.data });
		if (!body.ok) return body;
		const { call, path } = tools.data;
		const answer = await call({ method: 'PUT', path, body: body.data });
		return oneObject(answer, 'a department', shownObject);
	},
};
