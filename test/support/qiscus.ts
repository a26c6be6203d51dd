import { join } from 'node:path';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { QiscusApi } from '../../credentials/QiscusApi.credentials';
import { QiscusTrigger } from '../../nodes/Qiscus/QiscusTrigger.node';
import {
	type Qiscus,
	type QiscusOptions,
	startQiscus,
} from '../../sandbox/vendors/qiscus/index.ts';
import { TriggerHost, type TriggerHostOptions } from './triggerHost';

const fixturesFolder = join(__dirname, '..', 'fixtures', 'qiscus');

/** A Qiscus of the test's own. */
export async function startVendor(
	options: Omit<QiscusOptions, 'fixturesFolder'> = {},
): Promise<Qiscus> {
	return await startQiscus({ fixturesFolder, ...options });
}

/** A credential for the vendor's app, as n8n has it decrypted. */
export function credentialFor(
	{ url, app }: Qiscus,
	more: ICredentialDataDecryptedObject = {},
): ICredentialDataDecryptedObject {
	return {
		appId: app.code,
		secretKey: app.secretKey,
		baseUrl: url,
		sdkBaseUrl: url,
		adminAccess: 'none',
		sessionToken: '',
		webhookToken: '',
		signatureSecret: '',
		...more,
	};
}

/** The trigger in n8n-core's contexts, with a credential for the vendor. */
export async function startTrigger(
	vendor: Qiscus,
	{
		parameters = {},
		credential = {},
		...options
	}: Partial<TriggerHostOptions> & { credential?: ICredentialDataDecryptedObject } = {},
): Promise<TriggerHost> {
	return await TriggerHost.start({
		nodeType: new QiscusTrigger(),
		credentialType: new QiscusApi(),
		credentials: { qiscusApi: credentialFor(vendor, credential) },
		parameters: { events: ['botMessage'], ...parameters },
		...options,
	});
}
