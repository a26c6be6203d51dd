import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { JsonObject } from '../../../shared/json/types';
import type { Result } from '../../../shared/problem';
import type { Given } from '../../../shared/resources/types';
import { type Webhook, webhookApi, type WebhookApi } from '../../webhooks';
import { readId } from '../fields/ids';
import { locatorProperty } from '../fields/locator';
import { type PortalTools, portalTools } from '../portalTools';
import { shownWebhook } from './shownWebhook';

/** The webhook that an operation is about. */
export const webhookProperty: INodeProperties = locatorProperty({
	displayName: 'Webhook',
	name: 'webhookId',
	one: 'a webhook',
	searchListMethod: 'searchWebhooks',
	example: '19367000000120011',
	description: 'The webhook to work on',
});

/** What an operation on one webhook works with. */
export interface WebhookTools extends PortalTools {
	api: WebhookApi;
	id: string;
}

export function webhookTools(this: IExecuteFunctions, itemIndex: number): Result<WebhookTools> {
	const tools = portalTools.call(this, itemIndex);
	if (!tools.ok) return tools;
	const id = readId.call(this, itemIndex, 'webhookId', 'Webhook');
	if (!id.ok) return id;
	const { call, portal } = tools.data;
	return { ok: true, data: { ...tools.data, api: webhookApi(call, portal), id: id.data } };
}

/** One item. */
export function item(json: JsonObject): Given {
	return { ok: true, data: [{ json }] };
}

/** The item of a webhook. */
export function webhookItem(webhook: Result<Webhook>): Given {
	return webhook.ok ? item(shownWebhook(webhook.data)) : webhook;
}
