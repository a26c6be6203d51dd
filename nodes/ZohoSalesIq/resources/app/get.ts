import { asObject } from '../../../shared/json/read';
import { failed } from '../../../shared/problem';
import type { ItemOperation } from '../../../shared/resources/types';
import { readId } from '../fields/ids';
import { locator } from '../fields/locator';
import { portalProperty } from '../fields/portal';
import { shownObject } from '../lists';
import { portalTools } from '../portalTools';

/** GET `/apps/{id}`, SalesIQ.Apps.READ [code]. */
export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get app',
	description: 'Get an app (brand)',
	properties: [
		portalProperty,
		locator({
			displayName: 'App',
			name: 'appId',
			one: 'an app',
			searchListMethod: 'searchApps',
			example: '40526000000002043',
			description: 'The app (brand) to get',
		}),
	],

	async execute(itemIndex) {
		const tools = portalTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const id = readId.call(this, itemIndex, 'appId', 'App');
		if (!id.ok) return id;
		const { call, portal } = tools.data;
		const path = `/${encodeURIComponent(portal)}/apps/${encodeURIComponent(id.data)}`;
		const answer = await call({ method: 'GET', path });
		if (!answer.ok) return answer;
		const app = asObject(answer.data);
		return app === undefined ? NO_APP : { ok: true, data: [{ json: shownObject(app) }] };
	},
};

const NO_APP = failed({
	kind: 'invalid',
	message: 'Zoho SalesIQ answered without an app',
	advice: 'Try again. If it stays so, report it as an issue of this package.',
});
