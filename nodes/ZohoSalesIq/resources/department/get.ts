import type { ItemOperation } from '../../../shared/resources/types';
import { portalProperty } from '../fields/portal';
import { shownObject } from '../lists';
import { oneObject } from '../oneObject';
import { departmentProperty, departmentTools } from './fields';

/** GET `/departments/{id}`, SalesIQ.departments.READ [doc]. */
export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get department',
	description: 'Get a department with its operators and the settings of its mails',
	properties: [portalProperty, departmentProperty],

	async execute(itemIndex) {
		const tools = departmentTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const { call, path } = tools.data;
		return oneObject(await call({ method: 'GET', path }), 'a department', shownObject);
	},
};
