import { asObject } from '../../../shared/json/read';
import type { JsonObject, JsonValue } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import type { ItemOperation } from '../../../shared/resources/types';
import type { WebhookSettings } from '../../webhooks';
import { someChanges } from '../fields/collections';
import { readIds } from '../fields/ids';
import { portalProperty } from '../fields/portal';
import { appsProperty } from './appFields';
import { changeWebhook } from './change';
import { additionalEventsProperty, eventsProperty, readSomeEvents } from './eventFields';
import { keepFailuresProperty, readSettings, securedProperty, versionProperty } from './settings';
import { readUrl, withUrlAdvice } from './url';
import { webhookItem, webhookProperty, webhookTools } from './webhookTools';

/**
 * PUT `/webhooks/{id}`, SalesIQ.webhooks.UPDATE [doc], after GET `/webhooks/{id}`,
 * SalesIQ.webhooks.READ [guess: path].
 */
export const update: ItemOperation = {
	name: 'Update',
	value: 'update',
	action: 'Update webhook',
	description: 'Change the URL, the events, the apps or other settings of a webhook',
	properties: [
		portalProperty,
		webhookProperty,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					...additionalEventsProperty,
					description:
						'Names of events that are not in the list, separated by commas. Together with Events, they replace all events that the webhook has.',
				},
				{
					...appsProperty,
					description:
						'The apps (brands) whose events count; they replace those that the webhook has. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					...eventsProperty(),
					description:
						'What SalesIQ calls the URL for; together with Additional Events, they replace all events that the webhook has',
				},
				keepFailuresProperty,
				securedProperty,
				{
					displayName: 'URL',
					name: 'url',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/salesiq',
					description: 'Address that SalesIQ calls. It has to answer HEAD with 200 already now.',
				},
				versionProperty,
			],
		},
	],

	async execute(itemIndex) {
		const tools = webhookTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const { api, id } = tools.data;
		const fields = this.getNodeParameter('updateFields', itemIndex, {}) as JsonValue;
		const changes = readChanges(asObject(fields) ?? {});
		if (!changes.ok) return changes;
		const webhook = await api.get(id);
		if (!webhook.ok) return webhook;
		if (changes.data.appIds !== undefined && webhook.data.type === 'administration') return NO_APPS;
		const { url = webhook.data.url } = changes.data;
		return webhookItem(withUrlAdvice(await changeWebhook(api, webhook.data, changes.data), url));
	},
};

/** Only what is given; what is not stays as it is. */
function readChanges(fields: JsonObject): Result<Partial<WebhookSettings>> {
	const settings = readSettings(fields);
	if (!settings.ok) return settings;
	const changes: Partial<WebhookSettings> = settings.data;
	if (fields.url !== undefined) {
		const url = readUrl(fields.url);
		if (!url.ok) return url;
		changes.url = url.data;
	}
	if (fields.events !== undefined || fields.additionalEvents !== undefined) {
		const events = readSomeEvents(fields.events, fields.additionalEvents);
		if (!events.ok) return events;
		changes.events = events.data;
	}
	if (fields.apps !== undefined) {
		const apps = readIds(fields.apps, 'App Names or IDs');
		if (!apps.ok) return apps;
		if (apps.data.length === 0) return NO_APP;
		changes.appIds = apps.data;
	}
	return someChanges(changes);
}

const NO_APP = failed({
	kind: 'invalid',
	message: 'App Names or IDs is empty',
	advice:
		'Choose one at least, or remove the field. How to widen a webhook to all apps is not documented: create a new one without apps.',
});

const NO_APPS = failed({
	kind: 'invalid',
	message: 'An administration webhook has no apps',
	advice: 'Remove App Names or IDs from Update Fields: departments and operators belong to no app.',
});
