import type { INodeProperties } from 'n8n-workflow';

import type { JsonValue } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import { readIds } from './ids';

const LABEL = 'Department Names or IDs';

/** Departments of the portal. */
export const departmentsProperty: INodeProperties = {
	displayName: LABEL,
	name: 'departments',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getDepartments', loadOptionsDependsOn: ['portal.value'] },
	default: [],
	description:
		'The departments. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** The ids of the departments that are chosen; maybe none. */
export function readDepartments(value: JsonValue | undefined): Result<string[]> {
	return readIds(value, LABEL);
}

/** As `readDepartments`, but one at least. */
export function readSomeDepartments(value: JsonValue | undefined): Result<string[]> {
	const departments = readDepartments(value);
	return departments.ok && departments.data.length === 0 ? NO_DEPARTMENT : departments;
}

const NO_DEPARTMENT = failed({
	kind: 'invalid',
	message: 'No department is chosen',
	advice: `Choose one under ${LABEL} at least.`,
});
