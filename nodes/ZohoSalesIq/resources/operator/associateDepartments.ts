import type { JsonValue } from '../../../shared/json/types';
import type { ItemOperation } from '../../../shared/resources/types';
import type { SalesIqCall, SalesIqRequest } from '../../transport';
import { departmentsProperty, readSomeDepartments } from '../fields/departments';
import { locatorProperty } from '../fields/locator';
import { portalProperty } from '../fields/portal';
import { oneObject } from '../oneObject';
import { thingTools } from '../portalTools';
import { OPERATOR } from './fields';
import { shownOperator } from './shownOperator';

/**
 * PUT `/operators/{id}/departments`, or where SalesIQ refuses the method POST
 * `/operators/{id}/departments`, SalesIQ.operators.UPDATE [doc; guess: the method].
 */
export const associateDepartments: ItemOperation = {
	name: 'Associate Departments',
	value: 'associateDepartments',
	action: 'Associate operator with departments',
	description: 'Let an operator work in departments',
	properties: [portalProperty, locatorProperty(OPERATOR), departmentsProperty],

	async execute(itemIndex) {
		const tools = thingTools.call(this, itemIndex, OPERATOR);
		if (!tools.ok) return tools;
		const departments = readSomeDepartments(
			this.getNodeParameter('departments', itemIndex, []) as JsonValue,
		);
		if (!departments.ok) return departments;
		const { call, path } = tools.data;
		const answer = await withEitherMethod(call, {
			path: `${path}/departments`,
			body: { ids: departments.data },
		});
		return oneObject(answer, 'an operator', shownOperator);
	},
};

/** "Invalid request type" and "invalid method" [doc: error codes]: nothing was done. */
const WRONG_METHOD = [1004, 1010];

async function withEitherMethod(
	call: SalesIqCall,
	request: Omit<SalesIqRequest, 'method'>,
): ReturnType<SalesIqCall> {
	const answer = await call({ ...request, method: 'PUT' });
	if (answer.ok || !WRONG_METHOD.includes(answer.problem.code ?? 0)) return answer;
	return await call({ ...request, method: 'POST' });
}
