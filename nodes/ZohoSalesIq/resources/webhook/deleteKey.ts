import type { ItemOperation } from '../../../shared/resources/types';
import { readId } from '../fields/ids';
import { portalProperty } from '../fields/portal';
import { keyProperty } from './keyField';
import { item, webhookProperty, webhookTools } from './webhookTools';

/** DELETE `/webhooks/{id}/keys/{keyid}`, SalesIQ.webhooks.DELETE [doc]. */
export const deleteKey: ItemOperation = {
	name: 'Delete Key',
	value: 'deleteKey',
	action: 'Delete public key of webhook',
	description: 'Delete a public key, so that SalesIQ signs with the other one',
	properties: [portalProperty, webhookProperty, keyProperty],

	async execute(itemIndex) {
		const tools = webhookTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const { api, id } = tools.data;
		const keyId = readId.call(this, itemIndex, 'keyId', 'Public Key');
		if (!keyId.ok) return keyId;
		const removed = await api.removeKey(id, keyId.data);
		return removed.ok ? item({ webhookId: id, id: keyId.data, deleted: true }) : removed;
	},
};
