import { type IWebhookFunctions, sleep } from 'n8n-workflow';

import { asText } from '../../shared/json/read';
import { callSalesIq } from '../transport';
import { webhookApi } from '../webhooks';
import { KeyRefresher, type RefreshedKeys } from './keyRefresh';
import type { RegistrationStore } from './registration';
import type { TriggerSettings } from './settings';
import type { TriggerState } from './steps';
import { refetchKeys } from './webhookKeys';

/** SalesIQ waits 5 s for an answer [doc]; this leaves the rest to n8n. */
const REFETCH_MS = 2_000;

const refresher = new KeyRefresher();

/** Which portal the signed deliveries of a trigger's webhooks come from; the API tells no portal's `org_id` [doc]. */
const orgIds = new Map<string, string>();
const MAX_ORG_IDS = 1_000;

/**
 * What the trigger knows when a delivery arrives.
 *
 * @param scope what tells this trigger from others in the process
 */
export function stateOf(
	this: IWebhookFunctions,
	scope: string,
	{ isManual }: TriggerSettings,
): TriggerState {
	const store = this.getWorkflowStaticData('node') as RegistrationStore;
	// A webhook that was registered before the set-up became manual has no say.
	const registrations = isManual ? [] : (store.registrations ?? []);
	let portalKey = scope;
	for (const { webhookId } of registrations) portalKey += ` ${webhookId}`;
	const refetch = async (): RefreshedKeys => {
		const portal = asText(this.getNodeParameter('portal', '', { extractValue: true }) as string);
		if (portal === undefined || registrations.length === 0) return undefined;
		const api = webhookApi(callSalesIq.bind(this), portal, REFETCH_MS);
		return await Promise.race([
			refetchKeys(api, registrations),
			sleep(REFETCH_MS).then(() => undefined),
		]);
	};
	return {
		registrations,
		refreshKeys: async () => await refresher.keys(scope, Date.now(), refetch),
		keepKeys: (refreshed) => {
			store.registrations = refreshed;
		},
		orgId: orgIds.get(portalKey),
		learnOrgId: (orgId) => {
			if (isManual) return;
			if (orgIds.size >= MAX_ORG_IDS) orgIds.clear();
			orgIds.set(portalKey, orgId);
		},
		now: Date.now,
	};
}
