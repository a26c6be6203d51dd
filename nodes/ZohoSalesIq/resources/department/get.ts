import type { ItemOperation } from '../../../shared/resources/types';
import { locatorProperty } from '../fields/locator';
import { portalProperty } from '../fields/portal';
import { shownObject } from '../lists';
import { oneObject } from '../oneObject';
import { thingTools } from '../portalTools';
import { DEPARTMENT } from './fields';

/** GET `/departments/{id}`, SalesIQ.departments.READ [doc]. */
export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get department',
	description: 'Get a department with its operators and the settings of its mails',
	properties: [portalProperty, locatorProperty(DEPARTMENT)],

	async execute(itemIndex) {
		const tools = thingTools.call(this, itemIndex, DEPARTMENT);
		if (!tools.ok) return tools;
		const { call, path } = tools.data;
		return oneObject(await call({ method: 'GET', path }), 'a department', shownObject);
	},
};
