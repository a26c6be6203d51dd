import type { IExecuteFunctions } from 'n8n-workflow';

import { failed, type Problem } from '../../../shared/problem';
import type { Given } from '../../../shared/resources/types';
import type { Webhook, WebhookStatus } from '../../webhooks';
import { changeWebhook } from './change';
import { webhookItem, webhookTools } from './webhookTools';

/** Switches a webhook on or off, and looks whether SalesIQ has done so: that Update can is a [guess]. */
export async function switchTo(
	this: IExecuteFunctions,
	itemIndex: number,
	status: WebhookStatus,
): Promise<Given> {
	const tools = webhookTools.call(this, itemIndex);
	if (!tools.ok) return tools;
	const { api, id } = tools.data;
	const isWanted = ({ enabled }: Webhook) => enabled === (status === 'enabled');
	const before = await api.get(id);
	if (!before.ok || isWanted(before.data)) return webhookItem(before);
	const written = await changeWebhook(api, before.data, { status });
	if (!written.ok) {
		return written.problem.kind === 'invalid' ? failed(refused(status, written.problem)) : written;
	}
	const after = await api.get(id);
	if (after.ok && !isWanted(after.data)) return failed(ignored(status));
	return webhookItem(after);
}

const ADVICE =
	'SalesIQ documents no way to do so through its API. Use the toggle of the webhook in SalesIQ, under Settings > Developers > Webhooks.';

function refused(status: WebhookStatus, { message, ...problem }: Problem): Problem {
	const reason = message.slice(message.indexOf('('));
	return {
		...problem,
		message: `Zoho SalesIQ did not let n8n make the webhook ${status} ${reason}`,
		advice: ADVICE,
	};
}

function ignored(status: WebhookStatus): Problem {
	return {
		kind: 'invalid',
		message: `Zoho SalesIQ took the change, but the webhook is not ${status}`,
		advice: ADVICE,
	};
}
