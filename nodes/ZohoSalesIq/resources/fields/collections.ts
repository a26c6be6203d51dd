import type { INodeProperties } from 'n8n-workflow';

import { failed, type Result } from '../../../shared/problem';
import { fieldsOf, type Member } from './members';

const collection =
	(displayName: string, name: string) =>
	(members: readonly Member[]): INodeProperties => ({
		displayName,
		name,
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: fieldsOf(members),
	});

/** What may be said of something new. */
export const additionalFields = collection('Additional Fields', 'additionalFields');

/** What may be changed. */
export const updateFields = collection('Update Fields', 'updateFields');

/** The changes, if there are any. */
export function someChanges<T extends object>(changes: T): Result<T> {
	return Object.keys(changes).length === 0 ? NOTHING : { ok: true, data: changes };
}

const NOTHING = failed({
	kind: 'invalid',
	message: 'Update Fields is empty, so there is nothing to change',
	advice: 'Add a field under Update Fields.',
});
