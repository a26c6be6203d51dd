import type { LocatorTexts } from '../../../shared/resources/locator';
import type { ItemOperation } from '../../../shared/resources/types';
import { simplifyProperty } from '../../../shared/simplify';
import { locatorProperty } from '../fields/locator';
import { portalProperty } from '../fields/portal';
import { oneObject } from '../oneObject';
import { type Thing, thingTools } from '../portalTools';
import { asSimplified } from '../simplified';
import { shownApp } from './shownApp';

const APP: Thing & LocatorTexts = {
	list: 'apps',
	displayName: 'App',
	name: 'appId',
	one: 'an app',
	searchListMethod: 'searchApps',
	example: '40526000000002043',
	description: 'The app (brand) to get',
};

/** GET `/apps/{id}`, SalesIQ.Apps.READ [code]. */
export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get app',
	description: 'Get an app (brand)',
	properties: [portalProperty, locatorProperty(APP), simplifyProperty],

	async execute(itemIndex) {
		const tools = thingTools.call(this, itemIndex, APP);
		if (!tools.ok) return tools;
		const { call, path } = tools.data;
		const answer = await call({ method: 'GET', path });
		return oneObject(answer, 'an app', asSimplified.call(this, itemIndex, shownApp));
	},
};
