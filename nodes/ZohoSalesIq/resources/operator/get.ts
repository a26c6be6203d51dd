import type { ItemOperation } from '../../../shared/resources/types';
import { simplifyProperty } from '../../../shared/simplify';
import { portalProperty } from '../fields/portal';
import { oneObject } from '../oneObject';
import { asSimplified } from '../simplified';
import { operatorProperty, operatorTools, shownOperator } from './operatorTools';

/** GET `/operators/{id}`, SalesIQ.operators.READ [doc]. */
export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get operator',
	description: 'Get an operator with role, departments and availability',
	properties: [portalProperty, operatorProperty, simplifyProperty],

	async execute(itemIndex) {
		const tools = operatorTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const { call, path } = tools.data;
		const answer = await call({ method: 'GET', path });
		return oneObject(answer, 'an operator', asSimplified.call(this, itemIndex, shownOperator));
	},
};
