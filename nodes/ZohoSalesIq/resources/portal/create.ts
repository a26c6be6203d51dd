import { readCollection, readText, required } from '../../../shared/resources/fields';
import type { ItemOperation } from '../../../shared/resources/types';
import { salesIqCall } from '../call';
import { additionalFields } from '../fields/collections';
import { readMembers } from '../fields/members';
import { shownObject } from '../lists';
import { oneObject } from '../oneObject';
import { NEW } from './fields';

/** POST `/portals`, SalesIQ.portals.CREATE [doc]. */
export const create: ItemOperation = {
	name: 'Create',
	value: 'create',
	action: 'Create portal',
	description: 'Create a portal of the account',
	properties: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Zylker',
			description: 'What the portal is called',
		},
		additionalFields(NEW),
	],

	async execute(itemIndex) {
		const name = required(readText.call(this, 'name', itemIndex), 'Name');
		if (!name.ok) return name;
		const more = readMembers(NEW, readCollection.call(this, 'additionalFields', itemIndex));
		if (!more.ok) return more;
		const body = { name: name.data, ...more.data };
		const answer = await salesIqCall.call(this)({ method: 'POST', path: '/portals', body });
		return oneObject(answer, 'a portal', shownObject);
	},
};
