import type { ItemOperation } from '../../../shared/resources/types';
import { simplifyProperty } from '../../../shared/simplify';
import { readId } from '../fields/ids';
import { locatorProperty } from '../fields/locator';
import { portalProperty } from '../fields/portal';
import { oneObject } from '../oneObject';
import { portalTools } from '../portalTools';
import { asSimplified } from '../simplified';
import { shownApp } from './shownApp';

/** GET `/apps/{id}`, SalesIQ.Apps.READ [code]. */
export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get app',
	description: 'Get an app (brand)',
	properties: [
		portalProperty,
		locatorProperty({
			displayName: 'App',
			name: 'appId',
			one: 'an app',
			searchListMethod: 'searchApps',
			example: '40526000000002043',
			description: 'The app (brand) to get',
		}),
		simplifyProperty,
	],

	async execute(itemIndex) {
		const tools = portalTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const id = readId.call(this, itemIndex, 'appId', 'App');
		if (!id.ok) return id;
		const { base, call } = tools.data;
		const path = `${base}/apps/${encodeURIComponent(id.data)}`;
		const answer = await call({ method: 'GET', path });
		return oneObject(answer, 'an app', asSimplified.call(this, itemIndex, shownApp));
	},
};
