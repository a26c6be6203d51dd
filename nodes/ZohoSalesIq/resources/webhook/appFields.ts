import type { INodeProperties } from 'n8n-workflow';

import type { JsonValue } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import { readIds } from '../fields/ids';

/** Apps of the portal; those that a webhook hears of, where it is a data webhook [doc]. */
export const appsProperty: INodeProperties = {
	displayName: 'App Names or IDs',
	name: 'apps',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getApps', loadOptionsDependsOn: ['portal.value'] },
	default: [],
	description:
		'The apps (brands). Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** The ids of the apps that are chosen: one at least, because none would mean all to SalesIQ. */
export function readSomeApps(value: JsonValue): Result<string[]> {
	const apps = readIds(value, 'App Names or IDs');
	return apps.ok && apps.data.length === 0 ? NO_APP : apps;
}

const NO_APP = failed({
	kind: 'invalid',
	message: 'No app is chosen',
	advice: 'Choose one under App Names or IDs at least.',
});
