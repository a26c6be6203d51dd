import { join } from 'node:path';

import { acceptConsent } from '../../../sandbox/consent.ts';
import type { N8nApi, NewWorkflow } from '../../../sandbox/n8n/api.ts';
import {
	startZohoSalesIq,
	type ZohoSalesIq,
	type ZohoSalesIqOptions,
} from '../../../sandbox/vendors/zohoSalesIq/index.ts';
import { type Parameters, workflowOf } from './workflows';

const fixturesFolder = join(__dirname, '..', '..', 'fixtures', 'zohoSalesIq');

export const TRIGGER = 'SalesIQ';
const CREDENTIAL = 'zohoSalesIqOAuth2Api';

/** A SalesIQ vendor of the test's own. */
export async function startVendor(
	options: Omit<ZohoSalesIqOptions, 'fixturesFolder'> = {},
): Promise<ZohoSalesIq> {
	return await startZohoSalesIq({ fixturesFolder, retryIntervalMs: 200, ...options });
}

/** A credential for the vendor, connected through its consent page. */
export async function connect(
	api: N8nApi,
	vendor: ZohoSalesIq,
	data: Record<string, string | string[]> = {},
	shownName = 'SalesIQ',
): Promise<{ id: string; name: string }> {
	const { id, name } = await api.createCredential({
		name: shownName,
		type: CREDENTIAL,
		data: {
			dataCenter: 'custom',
			accountsUrl: vendor.url,
			salesIqUrl: vendor.url,
			clientId: vendor.client.id,
			clientSecret: vendor.client.secret,
			...data,
		},
	});
	await api.connectOAuth2(id, acceptConsent);
	return { id, name };
}

/** A workflow of the trigger alone. */
export const triggerWorkflow = (
	credential: { id: string; name: string } | undefined,
	parameters: Parameters,
): NewWorkflow =>
	workflowOf(
		{ name: TRIGGER, type: 'zohoSalesIqTrigger', credential: CREDENTIAL },
		credential,
		parameters,
	);

export const portal = (screenName: string) => ({ __rl: true, mode: 'id', value: screenName });
