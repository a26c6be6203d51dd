import type { JsonValue } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import type { LocatorTexts } from '../../../shared/resources/locator';
import { readIds } from '../fields/ids';
import { type Member, textMember, truthMember } from '../fields/members';
import type { Thing } from '../portalTools';

/** The department that an operation is about. */
export const DEPARTMENT: Thing & LocatorTexts = {
	list: 'departments',
	displayName: 'Department',
	name: 'departmentId',
	one: 'a department',
	searchListMethod: 'searchDepartments',
	example: '30000000000018',
	description: 'The department to work on',
};

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
