import { locatorProperty } from '../fields/locator';

/** A public key of the webhook that is chosen beside it. */
export const keyProperty = locatorProperty({
	displayName: 'Public Key',
	name: 'keyId',
	one: 'a public key',
	searchListMethod: 'searchWebhookKeys',
	example: '1566676375915',
	description: 'The public key to delete',
});
