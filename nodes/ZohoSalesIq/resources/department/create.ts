import type { JsonValue } from '../../../shared/json/types';
import { readCollection, readText, required } from '../../../shared/resources/fields';
import type { ItemOperation } from '../../../shared/resources/types';
import { additionalFields } from '../fields/collections';
import { readMembers } from '../fields/members';
import { portalProperty } from '../fields/portal';
import { shownObject } from '../lists';
import { oneObject } from '../oneObject';
import { portalTools } from '../portalTools';
import { DESCRIPTION, OPERATORS } from './fields';
import { mailsProperty, readMails } from './mails';

/** POST `/departments`, SalesIQ.departments.CREATE [doc; guess: truths as texts]. */
export const create: ItemOperation = {
	name: 'Create',
	value: 'create',
	action: 'Create department',
	description: 'Create a department with its operators',
	properties: [
		portalProperty,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Returns',
			description: 'What the department is called',
		},
		OPERATORS.field,
		additionalFields(DESCRIPTION),
		mailsProperty,
	],

	async execute(itemIndex) {
		const tools = portalTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const name = required(readText.call(this, 'name', itemIndex), 'Name');
		if (!name.ok) return name;
		const operators = OPERATORS.read(
			this.getNodeParameter('operators', itemIndex, []) as JsonValue,
		);
		if (!operators.ok) return operators;
		const given = readCollection.call(this, 'additionalFields', itemIndex);
		const description = readMembers(DESCRIPTION, given);
		if (!description.ok) return description;
		const mails = readMails(readCollection.call(this, 'mailSettings', itemIndex));
		if (!mails.ok) return mails;
		const { base, call } = tools.data;
		const answer = await call({
			method: 'POST',
			path: `${base}/departments`,
			body: { name: name.data, operators: operators.data, ...description.data, ...mails.data },
		});
		return oneObject(answer, 'a department', shownObject);
	},
};
