import type { Resource } from '../../../shared/resources/types';
import { getAll } from './getAll';
import { sendAsBot } from './sendAsBot';
import { sendSystemEvent } from './sendSystemEvent';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	operations: [getAll, sendAsBot, sendSystemEvent],
	defaultOperation: 'sendAsBot',
};
