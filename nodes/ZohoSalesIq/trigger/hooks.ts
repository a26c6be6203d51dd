import { type IHookFunctions, type INode, sleep } from 'n8n-workflow';

import {
	isDeserted,
	logOf,
	orStop,
	ownUrl,
	stop,
	stopAtUselessFilters,
	WEBHOOK_URL_ADVICE,
} from '../../shared/activation';
import { uselessFilters } from '../../shared/filters/filters';
import { asText } from '../../shared/json/read';
import { isPrivateHost, isTestUrlOf } from '../../shared/webhookUrl';
import { listNamed } from '../named';
import { callSalesIq, salesIqServer } from '../transport';
import { webhookApi, type WebhookSettings, type WebhookType } from '../webhooks';
import { webhookTypeOf } from './events';
import { FILTERS } from './filters';
import { publicKeyOf } from './publicKeys';
import {
	isRegistered,
	register,
	type RegistrationStore,
	type RegistrationTools,
	unregister,
} from './registration';
import { readSettings, type TriggerSettings } from './settings';
import { urlFor, whyNotCallable } from './webhookUrl';

const TYPES: readonly WebhookType[] = ['data', 'administration'];
/** SalesIQ may call our URL twice, for up to 5 s each, before it answers a creation. */
const CALL_TIMEOUT_MS = 15_000;

/** The three hooks of the trigger. n8n shows what they throw to the user who publishes or listens. */
export const hooks = {
	async checkExists(this: IHookFunctions): Promise<boolean> {
		const settings = readSettings.call(this);
		assertUseful(this.getNode(), settings, logOf.call(this));
		if (settings.isManual) return true;
		await assertCallable.call(this);
		const wanted = wantedOf.call(this, settings);
		return orStop(this.getNode(), await isRegistered(toolsOf.call(this), wanted));
	},

	async create(this: IHookFunctions): Promise<boolean> {
		const wanted = wantedOf.call(this, readSettings.call(this));
		orStop(this.getNode(), await register(toolsOf.call(this), wanted));
		return true;
	},

	async delete(this: IHookFunctions): Promise<boolean> {
		if (readSettings.call(this).isManual) return true;
		orStop(this.getNode(), await unregister(toolsOf.call(this)));
		return true;
	},
};

/** Stops where the settings make no sense, and says where they do less than the user may believe. */
function assertUseful(
	node: INode,
	settings: TriggerSettings,
	log: (message: string) => void,
): void {
	const { events, filters, isManual, publicKeys, allowsUnsigned, maximumAgeMs } = settings;
	if (events.length === 0) {
		stop(node, 'No event is chosen. Choose at least one under Trigger On.');
	}
	if (maximumAgeMs !== undefined && !(maximumAgeMs > 0)) {
		stop(node, 'Maximum Age (Minutes) is not a number above 0. Set one, or remove the option.');
	}
	stopAtUselessFilters(node, log, uselessFilters(FILTERS, events, filters), events);
	if (!isManual) return;
	if (publicKeys.length === 0 && !allowsUnsigned) {
		// SalesIQ checks the URL before it has a webhook, and has no key before that: publishing comes first.
		log(
			'No public key is set, so every delivery is refused until one is pasted under Public Keys.',
		);
	}
	const unreadable = publicKeys.findIndex((text) => publicKeyOf(text) === undefined);
	if (unreadable !== -1) {
		stop(
			node,
			`Entry ${unreadable + 1} under Public Keys is not an RSA public key. Copy the whole key from SalesIQ once more.`,
		);
	}
}

/** Stops before anything is registered where SalesIQ could never deliver; one on this network may. */
async function assertCallable(this: IHookFunctions): Promise<void> {
	const { hostname } = orStop(this.getNode(), await salesIqServer.call(this));
	if (isPrivateHost(hostname)) return;
	const url = ownUrl.call(this);
	const reason = whyNotCallable(url);
	if (reason === undefined) return;
	stop(
		this.getNode(),
		`Zoho SalesIQ cannot call this node: its webhook URL ${url} ${reason}. ${WEBHOOK_URL_ADVICE}`,
	);
}

function toolsOf(this: IHookFunctions): RegistrationTools {
	const call = callSalesIq.bind(this);
	const portal = portalOf.call(this);
	const url = ownUrl.call(this);
	return {
		api: webhookApi(call, portal, CALL_TIMEOUT_MS),
		store: this.getWorkflowStaticData('node') as RegistrationStore,
		urls: TYPES.map((type) => urlFor(type, url)),
		listAppIds: async () => {
			const apps = await listNamed(call, portal, 'apps');
			return apps.ok ? { ok: true, data: apps.data.map(({ id }) => id) } : apps;
		},
		isDeserted: async (other) => await isDesertedTestUrl.call(this, url, other),
		log: logOf.call(this),
		now: Date.now,
		sleep,
	};
}

/** n8n answers HEAD with 200 where a trigger of ours listens, and with 404 where none does. */
async function isDesertedTestUrl(
	this: IHookFunctions,
	url: string,
	other: string,
): Promise<boolean> {
	// Who listens for a test event leaves every other webhook of the node alone.
	if (this.getActivationMode() === 'manual') return false;
	if (!isTestUrlOf(url, this.getInstanceBaseUrl(), other)) return false;
	return await isDeserted.call(this, other);
}

/** The webhooks that the chosen events need: one of each kind at most. */
function wantedOf(this: IHookFunctions, { events, apps }: TriggerSettings): WebhookSettings[] {
	const url = ownUrl.call(this);
	return TYPES.map((type) => ({
		type,
		url: urlFor(type, url),
		events: events.filter((event) => webhookTypeOf(event) === type),
		appIds: type === 'data' ? apps : [],
	})).filter((settings) => settings.events.length > 0);
}

function portalOf(this: IHookFunctions): string {
	const portal = asText(this.getNodeParameter('portal', '', { extractValue: true }) as string);
	return portal ?? stop(this.getNode(), 'No portal is chosen. Choose one under Portal.');
}
