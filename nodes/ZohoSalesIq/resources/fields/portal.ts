import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { asText } from '../../../shared/json/read';
import type { JsonValue } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import { properties as triggerProperties } from '../../trigger/description';

/** The portal that an operation works in, chosen as in the trigger. */
export const portalProperty: INodeProperties = {
	displayName: 'Portal',
	name: 'portal',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The SalesIQ portal to work in',
	modes: triggerProperties.find(({ name }) => name === 'portal')?.modes,
};

/** As in the editor; a dot or two alone would be a step in the path of a URL. */
const SCREEN_NAME = /^(?!\.{1,2}$)[^\s/?#]{1,100}$/;

/** The screen name of an item’s portal; an expression may give anything. */
export function readPortal(this: IExecuteFunctions, itemIndex: number): Result<string> {
	const given = this.getNodeParameter('portal', itemIndex, '', { extractValue: true });
	const portal = asText(given as JsonValue);
	return portal !== undefined && SCREEN_NAME.test(portal) ? { ok: true, data: portal } : NO_PORTAL;
}

const NO_PORTAL = failed({
	kind: 'invalid',
	message: 'Portal is empty, or not a screen name',
	advice:
		'Choose the portal from the list, or give its screen name: the part of the dashboard’s URL behind the host.',
});
