import type { INodeProperties } from 'n8n-workflow';

import { failed, type Result } from '../../../shared/problem';
import { fieldsOf, type Member } from './members';

/** What may be said of something new. */
export function additionalFields(members: readonly Member[]): INodeProperties {
	return {
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: fieldsOf(members),
	};
}

/** What may be changed. */
export function updateFields(members: readonly Member[]): INodeProperties {
	return {
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: fieldsOf(members),
	};
}

/** The changes, if there are any. */
export function someChanges<T extends object>(changes: T): Result<T> {
	return Object.keys(changes).length === 0 ? NOTHING : { ok: true, data: changes };
}

const NOTHING = failed({
	kind: 'invalid',
	message: 'Update Fields is empty, so there is nothing to change',
	advice: 'Add a field under Update Fields.',
});
