import { picked } from '../simplified';

/** What people want of an operator [doc: Get a Operator, the sample answer]. */
export const shownOperator = picked([
	'id',
	'email',
	'nickName',
	'firstName',
	'lastName',
	'role',
	'departments',
	'isEnabled',
	'isChatEnabled',
	'statusCode',
	'statusMessage',
	'maximumConcurrentChat',
	'createdTime',
	'modifiedTime',
]);
