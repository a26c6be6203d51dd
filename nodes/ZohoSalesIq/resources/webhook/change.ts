import type { Result } from '../../../shared/problem';
import { webhookTypeOf } from '../../trigger/events';
import type { Webhook, WebhookApi, WebhookSettings, WebhookType } from '../../webhooks';

/**
 * Reads a webhook and writes it whole, with changes: events and apps are replaced by what is sent
 * [doc], and what becomes of settings that are not sent is not documented.
 */
export async function changeWebhook(
	api: WebhookApi,
	webhook: Webhook,
	changes: Partial<WebhookSettings>,
): Promise<Result<Webhook>> {
	return await api.update(webhook.id, { ...settingsOf(webhook), ...changes });
}

/** What a webhook is set to. No app means all, or none: SalesIQ does not say which, so none is sent. */
function settingsOf(webhook: Webhook): WebhookSettings {
	const { url, events, appIds, secured, object } = webhook;
	const keepFailuresMs = textOf(object.expiry_time_for_executions_data);
	return {
		type: typeOf(webhook),
		url,
		events,
		appIds,
		secured,
		version: textOf(object.version),
		...(keepFailuresMs === undefined ? {} : { keepFailuresMs }),
	};
}

function typeOf({ type, events: [event = ''] }: Webhook): WebhookType {
	return type === 'data' || type === 'administration' ? type : webhookTypeOf(event);
}

function textOf(value: Webhook['object'][string]): string | undefined {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
