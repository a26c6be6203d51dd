import type { JsonValue } from '../../../shared/json/types';
import type { ItemOperation } from '../../../shared/resources/types';
import { withEitherMethod } from '../../eitherMethod';
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
