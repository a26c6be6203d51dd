import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Result } from '../../../shared/problem';
import type { SalesIqCall } from '../../transport';
import { readId } from '../fields/ids';
import { locatorProperty } from '../fields/locator';
import { portalTools } from '../portalTools';
import { picked } from '../simplified';

/** The operator that an operation is about. */
export const operatorProperty: INodeProperties = locatorProperty({
	displayName: 'Operator',
	name: 'operatorId',
	one: 'an operator',
	searchListMethod: 'searchOperators',
	example: '30000000000006',
	description: 'The operator it is about',
});

/** What an operation on one operator works with: a call, and the path of the operator. */
export function operatorTools(
	this: IExecuteFunctions,
	itemIndex: number,
): Result<{ call: SalesIqCall; path: string }> {
	const tools = portalTools.call(this, itemIndex);
	if (!tools.ok) return tools;
	const id = readId.call(this, itemIndex, 'operatorId', 'Operator');
	if (!id.ok) return id;
	const { base, call } = tools.data;
	return { ok: true, data: { call, path: `${base}/operators/${encodeURIComponent(id.data)}` } };
}

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
