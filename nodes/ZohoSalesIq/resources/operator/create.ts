import type { IExecuteFunctions } from 'n8n-workflow';

import type { JsonObject, JsonValue } from '../../../shared/json/types';
import type { Result } from '../../../shared/problem';
import { chosen, readCollection, readText, required } from '../../../shared/resources/fields';
import type { ItemOperation } from '../../../shared/resources/types';
import { additionalFields } from '../fields/collections';
import { departmentsProperty, readSomeDepartments } from '../fields/departments';
import { readMembers, truthOf } from '../fields/members';
import { portalProperty } from '../fields/portal';
import { oneObject } from '../oneObject';
import { portalTools } from '../portalTools';
import { DETAILS, ROLES } from './fields';
import { shownOperator } from './shownOperator';

/** POST `/operators`, SalesIQ.operators.CREATE [doc]. */
export const create: ItemOperation = {
	name: 'Create',
	value: 'create',
	action: 'Create operator',
	description: 'Create an operator, who is invited by email',
	properties: [
		portalProperty,
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. nathan@example.com',
			description: 'Email address of the operator',
		},
		{
			displayName: 'Role',
			name: 'role',
			type: 'options',
			options: ROLES.map((role) => ({ name: role, value: role })),
			default: 'Associate',
			description: 'What the operator may do',
		},
		departmentsProperty,
		{
			displayName: 'Monitored',
			name: 'isMonitored',
			type: 'boolean',
			default: false,
			description: 'Whether the chats of the operator can be monitored',
		},
		additionalFields(DETAILS),
	],

	async execute(itemIndex) {
		const tools = portalTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const body = readNew.call(this, itemIndex);
		if (!body.ok) return body;
		const { base, call } = tools.data;
		const answer = await call({ method: 'POST', path: `${base}/operators`, body: body.data });
		return oneObject(answer, 'an operator', shownOperator);
	},
};

function readNew(this: IExecuteFunctions, itemIndex: number): Result<JsonObject> {
	const read = (name: string) => this.getNodeParameter(name, itemIndex, '') as JsonValue;
	const email = required(readText.call(this, 'email', itemIndex), 'Email');
	if (!email.ok) return email;
	const role = chosen(read('role'), ROLES, 'Role');
	if (!role.ok) return role;
	const departments = readSomeDepartments(read('departments'));
	if (!departments.ok) return departments;
	const isMonitored = truthOf(read('isMonitored'), 'Monitored');
	if (!isMonitored.ok) return isMonitored;
	const details = readMembers(DETAILS, readCollection.call(this, 'additionalFields', itemIndex));
	if (!details.ok) return details;
	return {
		ok: true,
		data: {
			email_id: email.data,
			role: role.data,
			departments: departments.data,
			// A text in the sample [doc].
			is_monitored: String(isMonitored.data),
			...details.data,
		},
	};
}
