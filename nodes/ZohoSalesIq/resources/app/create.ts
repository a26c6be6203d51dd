import type { JsonValue } from '../../../shared/json/types';
import { readCollection, readText, required } from '../../../shared/resources/fields';
import type { ItemOperation } from '../../../shared/resources/types';
import { additionalFields } from '../fields/collections';
import { departmentsProperty, readSomeDepartments } from '../fields/departments';
import { type Member, readMembers, textMember, truthMember } from '../fields/members';
import { portalProperty } from '../fields/portal';
import { oneObject } from '../oneObject';
import { portalTools } from '../portalTools';
import { shownApp } from './shownApp';

/** The sample has truths, and an empty object for the description, which the text calls one [doc]. */
const MEMBERS: readonly Member[] = [
	truthMember(
		'business_hours',
		{
			displayName: 'Business Hours',
			name: 'businessHours',
			description: 'Whether the app tells visitors when somebody is there',
		},
		{ isText: false },
	),
	textMember('description', {
		displayName: 'Description',
		name: 'description',
		description: 'What the app is for',
	}),
	truthMember(
		'privacy',
		{
			displayName: 'Privacy',
			name: 'privacy',
			description: 'Whether the app has the options that the GDPR asks for',
		},
		{ isText: false },
	),
];

/** POST `/apps`, SalesIQ.Apps.CREATE [doc]. */
export const create: ItemOperation = {
	name: 'Create',
	value: 'create',
	action: 'Create app',
	description: 'Create an app (brand)',
	properties: [
		portalProperty,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Zylker Furniture',
			description: 'What the app is called',
		},
		departmentsProperty,
		additionalFields(MEMBERS),
	],

	async execute(itemIndex) {
		const tools = portalTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const name = required(readText.call(this, 'name', itemIndex), 'Name');
		if (!name.ok) return name;
		const departments = readSomeDepartments(
			this.getNodeParameter('departments', itemIndex, []) as JsonValue,
		);
		if (!departments.ok) return departments;
		const given = readCollection.call(this, 'additionalFields', itemIndex);
		const members = readMembers(MEMBERS, given);
		if (!members.ok) return members;
		const { base, call } = tools.data;
		const body = { name: name.data, departments: departments.data, ...members.data };
		const answer = await call({ method: 'POST', path: `${base}/apps`, body });
		return oneObject(answer, 'an app', shownApp);
	},
};
