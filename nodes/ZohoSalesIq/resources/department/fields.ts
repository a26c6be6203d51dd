import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { JsonValue } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import type { SalesIqCall } from '../../transport';
import { readId, readIds } from '../fields/ids';
import { locatorProperty } from '../fields/locator';
import { type Member, textMember, truthMember } from '../fields/members';
import { portalTools } from '../portalTools';

/** The department that an operation is about. */
export const departmentProperty: INodeProperties = locatorProperty({
	displayName: 'Department',
	name: 'departmentId',
	one: 'a department',
	searchListMethod: 'searchDepartments',
	example: '30000000000018',
	description: 'The department it is about',
});

/** What an operation on one department works with: a call, and the path of the department. */
export function departmentTools(
	this: IExecuteFunctions,
	itemIndex: number,
): Result<{ call: SalesIqCall; path: string }> {
	const tools = portalTools.call(this, itemIndex);
	if (!tools.ok) return tools;
	const id = readId.call(this, itemIndex, 'departmentId', 'Department');
	if (!id.ok) return id;
	const { base, call } = tools.data;
	return { ok: true, data: { call, path: `${base}/departments/${encodeURIComponent(id.data)}` } };
}

/** Who works in a department: one at least [doc: mandatory]. */
export const OPERATORS: Member = {
	key: 'operators',
	field: {
		displayName: 'Operator Names or IDs',
		name: 'operators',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getOperators', loadOptionsDependsOn: ['portal.value'] },
		default: [],
		description:
			'Who works in the department. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	read: readOperators,
};

function readOperators(value: JsonValue): Result<string[]> {
	const operators = readIds(value, 'Operator Names or IDs');
	return operators.ok && operators.data.length === 0 ? NO_OPERATOR : operators;
}

const NO_OPERATOR = failed({
	kind: 'invalid',
	message: 'No operator is chosen',
	advice: 'Choose one under Operator Names or IDs at least.',
});

/** What else may be said of a department [doc]. Its answers have truths as texts, so they are sent so [guess]. */
export const DESCRIPTION: readonly Member[] = [
	textMember('description', {
		displayName: 'Description',
		name: 'description',
		description: 'What the department is for',
	}),
	truthMember(
		'is_public',
		{
			displayName: 'Public',
			name: 'isPublic',
			description: 'Whether visitors can choose the department',
		},
		{ isText: true },
	),
];
