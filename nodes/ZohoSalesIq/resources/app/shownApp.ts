import { picked } from '../simplified';

/** What people want of an app [doc: Create an App, the sample answer]. */
export const shownApp = picked([
	'id',
	'name',
	'uniqueName',
	'enabled',
	'language',
	'description',
	'creator',
	'createdTime',
	'modifiedTime',
]);
