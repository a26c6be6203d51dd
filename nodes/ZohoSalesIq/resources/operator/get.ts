import type { ItemOperation } from '../../../shared/resources/types';
import { simplifyProperty } from '../../../shared/simplify';
import { locatorProperty } from '../fields/locator';
import { portalProperty } from '../fields/portal';
import { oneObject } from '../oneObject';
import { thingTools } from '../portalTools';
import { asSimplified } from '../simplified';
import { OPERATOR } from './fields';
import { shownOperator } from './shownOperator';

/** GET `/operators/{id}`, SalesIQ.operators.READ [doc]. */
export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get operator',
	description: 'Get an operator with role, departments and availability',
	properties: [portalProperty, locatorProperty(OPERATOR), simplifyProperty],

	async execute(itemIndex) {
		const tools = thingTools.call(this, itemIndex, OPERATOR);
		if (!tools.ok) return tools;
		const { call, path } = tools.data;
		const answer = await call({ method: 'GET', path });
		return oneObject(answer, 'an operator', asSimplified.call(this, itemIndex, shownOperator));
	},
};
