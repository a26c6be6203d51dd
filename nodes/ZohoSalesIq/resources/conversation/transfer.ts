import type { JsonValue } from '../../../shared/json/types';
import { readText } from '../../../shared/resources/fields';
import type { ItemOperation } from '../../../shared/resources/types';
import { readId, readIdIn } from '../fields/ids';
import { locatorProperty } from '../fields/locator';
import { portalProperty } from '../fields/portal';
import { changedItem, conversationProperty, conversationTools } from './conversationTools';

/** PUT `/conversations/{id}/transfer`, SalesIQ.conversations.UPDATE [doc]. */
export const transfer: ItemOperation = {
	name: 'Transfer',
	value: 'transfer',
	action: 'Transfer conversation',
	description: 'Hand a conversation over to another department, or to an operator of it',
	properties: [
		portalProperty,
		conversationProperty,
		locatorProperty({
			displayName: 'Department',
			name: 'departmentId',
			one: 'a department',
			searchListMethod: 'searchDepartments',
			example: '301050000004',
			description: 'Where the conversation goes',
		}),
		locatorProperty({
			displayName: 'Operator',
			name: 'operatorId',
			one: 'an operator',
			searchListMethod: 'searchOperators',
			example: '30102333033335',
			description: 'Who gets it. Without one, the whole department is asked.',
			required: false,
		}),
		{
			displayName: 'Note',
			name: 'note',
			type: 'string',
			default: '',
			description: 'What whoever takes it should know',
		},
	],

	async execute(itemIndex) {
		const tools = conversationTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const departmentId = readId.call(this, itemIndex, 'departmentId', 'Department');
		if (!departmentId.ok) return departmentId;
		const operator = this.getNodeParameter('operatorId', itemIndex, '') as JsonValue;
		const operatorId = readIdIn(operator, 'Operator');
		if (!operatorId.ok) return operatorId;
		const note = readText.call(this, 'note', itemIndex);
		const { api, id } = tools.data;
		const answer = await api.transfer({
			department_id: departmentId.data,
			...(operatorId.data === undefined ? {} : { operator_id: operatorId.data }),
			// The documents' text calls it `notes`, their sample `note` [doc].
			...(note === undefined ? {} : { note, notes: note }),
		});
		return changedItem(answer, id);
	},
};
