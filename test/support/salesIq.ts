import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { ZohoSalesIqTrigger } from '../../nodes/ZohoSalesIq/ZohoSalesIqTrigger.node';
import { acceptConsent } from '../../sandbox/consent.ts';
import {
	startZohoSalesIq,
	type ZohoSalesIq,
	type ZohoSalesIqOptions,
} from '../../sandbox/vendors/zohoSalesIq/index.ts';
import { TriggerHost, type TriggerHostOptions } from './triggerHost';

const fixturesFolder = join(__dirname, '..', 'fixtures', 'zohoSalesIq');

/** A SalesIQ vendor of the test's own. */
export async function startVendor(
	options: Omit<ZohoSalesIqOptions, 'fixturesFolder'> = {},
): Promise<ZohoSalesIq> {
	return await startZohoSalesIq({ fixturesFolder, retryIntervalMs: 50, ...options });
}

const GROUPS = [
	'webhooks',
	'Apps',
	'portals',
	'departments',
	'operators',
	'feedbacks',
	'conversations',
	'visitors',
];
const SCOPES = GROUPS.map((group) => `SalesIQ.${group}.ALL`);

/** The data of a connected credential, as n8n has it after the consent. */
export async function connectedCredential(
	{ url, client }: ZohoSalesIq,
	scopes = SCOPES,
	authoriseAs = '/oauth/v2/auth',
) {
	const redirectUri = 'http://127.0.0.1/callback';
	const location = await acceptConsent(
		`${url}${authoriseAs}?${new URLSearchParams({
			client_id: client.id,
			response_type: 'code',
			redirect_uri: redirectUri,
			scope: scopes.join(','),
			access_type: 'offline',
			prompt: 'consent',
		})}`,
	);
	const answer = await fetch(`${url}/oauth/v2/token`, {
		method: 'POST',
		body: new URLSearchParams({
			grant_type: 'authorization_code',
			code: new URL(location).searchParams.get('code') ?? '',
			client_id: client.id,
			client_secret: client.secret,
			redirect_uri: redirectUri,
		}),
	});
	return {
		grantType: 'authorizationCode',
		authentication: 'body',
		accessTokenUrl: `${url}/oauth/v2/token`,
		authUrl: `${url}${authoriseAs}`,
		clientId: client.id,
		clientSecret: client.secret,
		scope: scopes.join(','),
		dataCenter: 'custom',
		accountsUrl: url,
		salesIqUrl: url,
		oauthTokenData: (await answer.json()) as IDataObject,
	};
}

/** Calls the vendor's API in an administrator's name, below the first portal. */
export async function callApi(
	vendor: ZohoSalesIq,
	method: string,
	path: string,
	body?: object,
): Promise<void> {
	const { oauthTokenData } = await connectedCredential(vendor);
	const response = await fetch(`${vendor.url}/api/v2/${vendor.portals[0]?.screenname}${path}`, {
		method,
		headers: {
			authorization: `Bearer ${String(oauthTokenData.access_token)}`,
			'content-type': 'application/json',
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const answer = (await response.json()) as { error?: object };
	if (answer.error !== undefined) throw new Error(JSON.stringify(answer.error));
}

/** Gives a webhook another key: a second one is made, then the first is deleted. */
export async function rotateKey(vendor: ZohoSalesIq, webhookId: string): Promise<void> {
	const first = vendor.webhooks().find(({ id }) => id === webhookId)?.keys[0];
	await callApi(vendor, 'POST', `/webhooks/${webhookId}/keys`);
	await callApi(vendor, 'DELETE', `/webhooks/${webhookId}/keys/${first?.id}`);
}

/** The trigger in n8n-core's contexts, with a credential that is connected to the vendor. */
export async function startTrigger(
	vendor: ZohoSalesIq,
	{ parameters = {}, scopes, ...options }: Partial<TriggerHostOptions> & { scopes?: string[] } = {},
): Promise<TriggerHost> {
	return await TriggerHost.start({
		nodeType: new ZohoSalesIqTrigger(),
		credentials: { zohoSalesIqOAuth2Api: await connectedCredential(vendor, scopes) },
		parameters: {
			portal: { __rl: true, mode: 'id', value: vendor.portals[0]?.screenname ?? '' },
			events: ['conversation.created'],
			...parameters,
		},
		...options,
	});
}
