import type { IExecuteFunctions } from 'n8n-workflow';

import { FormBody } from '../../../shared/formBody';
import { asObject } from '../../../shared/json/read';
import type { JsonObject } from '../../../shared/json/types';
import type { Result } from '../../../shared/problem';
import { chosen, readText, required } from '../../../shared/resources/fields';
import type { ItemOperation } from '../../../shared/resources/types';
import { portalProperty } from '../fields/portal';
import { conversationProperty, conversationTools, item } from './conversationTools';
import { readFile } from './readFile';
import { shownMessage } from './shownMessage';

const TYPES = ['file', 'text'] as const;
const showForFile = { show: { messageType: ['file'] } };

/** POST `/conversations/{id}/messages`, SalesIQ.conversations.CREATE [doc; guess: the answer]. */
export const sendMessage: ItemOperation = {
	name: 'Send Message',
	value: 'sendMessage',
	action: 'Send message in conversation',
	description: 'Send a text or a file to the visitor, as the operator behind the credential',
	properties: [
		portalProperty,
		conversationProperty,
		{
			displayName: 'Message Type',
			name: 'messageType',
			type: 'options',
			options: [
				{ name: 'File', value: 'file', description: 'A file of up to 50 MB' },
				{ name: 'Text', value: 'text' },
			],
			default: 'text',
			description: 'What to send',
		},
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			required: true,
			description: 'What to say to the visitor',
			displayOptions: { show: { messageType: ['text'] } },
		},
		{
			displayName: 'Input Binary Field',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the input binary field containing the file to be sent',
			description: 'Which file of the incoming item to send; 50 MB at most',
			displayOptions: showForFile,
		},
		{
			displayName: 'Comment',
			name: 'comment',
			type: 'string',
			default: '',
			description: 'What to say about the file',
			displayOptions: showForFile,
		},
	],

	async execute(itemIndex) {
		const tools = conversationTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const body = await readBody.call(this, itemIndex);
		if (!body.ok) return body;
		const { api, id } = tools.data;
		const answer = await api.send(body.data);
		return answer.ok ? item(shownMessage(asObject(answer.data) ?? {}, id)) : answer;
	},
};

async function readBody(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Result<JsonObject | FormBody>> {
	const type = chosen(readText.call(this, 'messageType', itemIndex), TYPES, 'Message Type');
	if (!type.ok) return type;
	if (type.data === 'text') {
		const text = required(readText.call(this, 'text', itemIndex), 'Text');
		return text.ok ? { ok: true, data: { text: text.data } } : text;
	}
	const file = await readFile.call(this, itemIndex);
	if (!file.ok) return file;
	const comment = readText.call(this, 'comment', itemIndex);
	return {
		ok: true,
		data: new FormBody({ file: file.data, ...(comment === undefined ? {} : { comment }) }),
	};
}
