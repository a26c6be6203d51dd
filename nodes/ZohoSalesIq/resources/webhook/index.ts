import type { Resource } from '../../../shared/resources/types';
import { addApps } from './addApps';
import { addEvents } from './addEvents';
import { create } from './create';
import { deleteWebhook } from './delete';
import { deleteKey } from './deleteKey';
import { disable } from './disable';
import { enable } from './enable';
import { generateKey } from './generateKey';
import { get } from './get';
import { getAll } from './getAll';
import { getFailedExecutions } from './getFailedExecutions';
import { removeApps } from './removeApps';
import { removeEvents } from './removeEvents';
import { retryFailedExecutions } from './retryFailedExecutions';
import { update } from './update';

export const webhook: Resource = {
	name: 'Webhook',
	value: 'webhook',
	operations: [
		addApps,
		addEvents,
		create,
		deleteWebhook,
		deleteKey,
		disable,
		enable,
		generateKey,
		getFailedExecutions,
		get,
		getAll,
		removeApps,
		removeEvents,
		retryFailedExecutions,
		update,
	],
	defaultOperation: getAll.value,
};
