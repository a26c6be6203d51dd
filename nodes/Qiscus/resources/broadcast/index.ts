import type { Resource } from '../../../shared/resources/types';
import { sendTemplate } from './sendTemplate';

export const broadcast: Resource = {
	name: 'Broadcast',
	value: 'broadcast',
	operations: [sendTemplate],
	defaultOperation: 'sendTemplate',
};
