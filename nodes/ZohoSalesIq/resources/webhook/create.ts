import type { IExecuteFunctions } from 'n8n-workflow';

import type { JsonObject, JsonValue } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import type { ItemOperation } from '../../../shared/resources/types';
import { listNamed } from '../../named';
import { type Webhook, webhookApi, type WebhookSettings } from '../../webhooks';
import { readIds } from '../fields/ids';
import { portalProperty } from '../fields/portal';
import { type PortalTools, portalTools } from '../portalTools';
import { appsProperty } from './appFields';
import { additionalEventsProperty, eventsProperty, readSomeEvents } from './eventFields';
import { keepFailuresProperty, readSettings, securedProperty, versionProperty } from './settings';
import { readUrl, withUrlAdvice } from './url';
import { webhookItem } from './webhookTools';

/** POST `/webhooks`, SalesIQ.webhooks.CREATE [doc]. SalesIQ calls the URL with HEAD meanwhile. */
export const create: ItemOperation = {
	name: 'Create',
	value: 'create',
	action: 'Create webhook',
	description: 'Create a webhook, so that SalesIQ calls a URL when something happens',
	properties: [
		portalProperty,
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: [
				{
					name: 'Administration',
					value: 'administration',
					description: 'For events of departments and operators; a portal can have three',
				},
				{
					name: 'Data',
					value: 'data',
					description: 'For events of conversations and visitors',
				},
			],
			default: 'data',
			description: 'Which events the webhook can have',
		},
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/salesiq',
			description: 'Address that SalesIQ calls. It has to answer HEAD with 200 already now.',
		},
		eventsProperty('data'),
		eventsProperty('administration'),
		{
			...appsProperty,
			displayOptions: { show: { type: ['data'] } },
			description:
				'The apps (brands) whose events count; none chosen means all. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [additionalEventsProperty, keepFailuresProperty, securedProperty, versionProperty],
		},
	],

	async execute(itemIndex) {
		const tools = portalTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const settings = readNew.call(this, itemIndex);
		if (!settings.ok) return settings;
		const created = await createOne(tools.data, settings.data);
		return webhookItem(withUrlAdvice(created, settings.data.url));
	},
};

function readNew(this: IExecuteFunctions, itemIndex: number): Result<WebhookSettings> {
	const read = (name: string) =>
		this.getNodeParameter(name, itemIndex, undefined) as JsonValue | undefined;
	const type = read('type');
	if (type !== 'data' && type !== 'administration') return NO_TYPE;
	const url = readUrl(read('url'));
	if (!url.ok) return url;
	const fields = (read('additionalFields') ?? {}) as JsonObject;
	const events = readSomeEvents(read('events'), fields.additionalEvents);
	if (!events.ok) return events;
	const apps = readIds(type === 'data' ? read('apps') : [], 'App Names or IDs');
	if (!apps.ok) return apps;
	const given = readSettings(fields);
	if (!given.ok) return given;
	return {
		ok: true,
		data: { type, url: url.data, events: events.data, appIds: apps.data, ...given.data },
	};
}

/** "Parameters are invalid or absent" [doc: error codes of the REST v2 page]. */
const PARAMETER_ABSENT = 1011;

/** "All apps" is asked for by naming none; where SalesIQ insists on names, all are named. Neither is documented. */
async function createOne(
	{ call, portal }: PortalTools,
	settings: WebhookSettings,
): Promise<Result<Webhook>> {
	const api = webhookApi(call, portal);
	const created = await api.create(settings);
	const isNameless = settings.type === 'data' && settings.appIds.length === 0;
	if (created.ok || created.problem.code !== PARAMETER_ABSENT || !isNameless) return created;
	const apps = await listNamed(call, portal, 'apps');
	if (!apps.ok || apps.data.length === 0) return created;
	return await api.create({ ...settings, appIds: apps.data.map(({ id }) => id) });
}

const NO_TYPE = failed({
	kind: 'invalid',
	message: 'Type is neither data nor administration',
	advice: 'Choose one of the two, or let the expression give data or administration.',
});
