import type { IWebhookDescription } from 'n8n-workflow';

import { ACCEPTED_BODY } from './http';

const PATH = 'webhook';

/** Answers a vendor's validation calls; n8n shows no URL of it. */
const setup = (httpMethod: IWebhookDescription['httpMethod']): IWebhookDescription => ({
	name: 'setup',
	httpMethod,
	responseMode: 'onReceived',
	path: PATH,
	ndvHideUrl: true,
});

/**
 * The webhooks of a trigger. The order matters to n8n: HEAD and GET must be answered while `default`
 * registers, and the row after it is n8n's only sign that a registration did not finish
 * (n8n-experiments, 1). No expression in it: that would cost an isolate per delivery.
 */
export const webhooks: IWebhookDescription[] = [
	setup('HEAD'),
	setup('GET'),
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		responseData: ACCEPTED_BODY,
		path: PATH,
	},
	setup('PUT'),
];
