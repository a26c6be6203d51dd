import type { IWebhookFunctions } from 'n8n-workflow';

import type { QiscusCredential } from '../credential';
import { CREDENTIAL, qiscusCredential } from '../transport';

/** What of the credential a delivery is checked with. */
export type DeliveryAccess = Pick<QiscusCredential, 'appId' | 'signatureSecret' | 'webhookToken'>;

/**
 * n8n reads a credential from its database and decrypts it whenever it is asked for it, which would
 * be once for every delivery. A change of the credential is noticed after this time.
 */
const FRESH_MS = 10_000;
const MAX_CREDENTIALS = 1_000;

const known = new Map<string, { access: DeliveryAccess; untilMs: number }>();

/** @returns undefined where the credential cannot be read, so that nothing can be let in */
export async function deliveryAccess(this: IWebhookFunctions): Promise<DeliveryAccess | undefined> {
	const { id, name } = this.getNode().credentials?.[CREDENTIAL] ?? {};
	const key = id ?? name ?? '';
	const found = known.get(key);
	if (found !== undefined && found.untilMs > Date.now()) return found.access;
	const credential = await qiscusCredential.call(this);
	if (!credential.ok) return undefined;
	const { appId, signatureSecret, webhookToken } = credential.data;
	const access = { appId, signatureSecret, webhookToken };
	if (known.size >= MAX_CREDENTIALS) known.clear();
	known.set(key, { access, untilMs: Date.now() + FRESH_MS });
	return access;
}
