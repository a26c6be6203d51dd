import type { Resource } from '../../../shared/resources/types';
import { addTags } from './addTags';
import { close } from './close';
import { create } from './create';
import { downloadAttachment } from './downloadAttachment';
import { get } from './get';
import { getAll } from './getAll';
import { getFeedback } from './getFeedback';
import { getMessages } from './getMessages';
import { pickUp } from './pickUp';
import { sendMessage } from './sendMessage';
import { transfer } from './transfer';

export const conversation: Resource = {
	name: 'Conversation',
	value: 'conversation',
	operations: [
		addTags,
		close,
		create,
		downloadAttachment,
		get,
		getFeedback,
		getAll,
		getMessages,
		pickUp,
		sendMessage,
		transfer,
	],
	defaultOperation: getAll.value,
};
