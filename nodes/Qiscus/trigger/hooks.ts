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
import { isPrivateHost } from '../../shared/webhookUrl';
import { MIN_TOKEN_CHARACTERS } from '../credential';
import { slotApi } from '../slots';
import { callQiscus, qiscusCredential } from '../transport';
import { labelOf, slotsOf } from './events';
import { FILTERS } from './filters';
import {
	isRegistered,
	register,
	type RegistrationStore,
	type RegistrationTools,
	unregister,
} from './registration';
import { readSettings, type TriggerSettings } from './settings';
import { whyNotCallable } from './webhookUrl';

const CALL_TIMEOUT_MS = 15_000;

/** The three hooks of the trigger. n8n shows what they throw to the user who publishes or listens. */
export const hooks = {
	async checkExists(this: IHookFunctions): Promise<boolean> {
		const settings = readSettings.call(this);
		markTest.call(this);
		assertUseful(this.getNode(), settings, logOf.call(this));
		await assertReachable.call(this, settings);
		if (settings.isManual) return true;
		const wanted = slotsOf(settings.events);
		return orStop(this.getNode(), await isRegistered(toolsOf.call(this), wanted));
	},

	async create(this: IHookFunctions): Promise<boolean> {
		const { events, replaces } = readSettings.call(this);
		orStop(this.getNode(), await register(toolsOf.call(this), slotsOf(events), replaces));
		return true;
	},

	async delete(this: IHookFunctions): Promise<boolean> {
		if (readSettings.call(this).isManual) return true;
		orStop(this.getNode(), await unregister(toolsOf.call(this)));
		return true;
	},
};

/** What ends a test listening runs in the same mode as what ends a publication, also after a stop. */
function markTest(this: IHookFunctions): void {
	if (this.getActivationMode() === 'manual') storeOf.call(this).isTest = true;
}

function storeOf(this: IHookFunctions): RegistrationStore {
	return this.getWorkflowStaticData('node') as RegistrationStore;
}

/** Stops where the settings make no sense, and says where they do less than the user may believe. */
function assertUseful(
	node: INode,
	{ events, filters, repeatWindowMs }: TriggerSettings,
	log: (message: string) => void,
): void {
	if (events.length === 0) {
		stop(node, 'No event is chosen. Choose at least one under Trigger On.');
	}
	if (!(repeatWindowMs >= 0)) {
		stop(
			node,
			'Repeat Window (Seconds) is not a number of 0 or more. Set one, or remove the option.',
		);
	}
	const useless = uselessFilters(FILTERS, events, filters).map(({ filter, events: unseen }) => ({
		filter,
		events: events.filter((event) => unseen.includes(event)).map(labelOf),
	}));
	stopAtUselessFilters(node, log, useless, events);
}

/** Stops before anything is registered where Qiscus could never deliver, or a delivery never be let in. */
async function assertReachable(
	this: IHookFunctions,
	{ isManual, events }: TriggerSettings,
): Promise<void> {
	const node = this.getNode();
	const { appId, baseUrl, webhookToken } = orStop(node, await qiscusCredential.call(this));
	if (appId === '') stop(node, 'The Qiscus credential has no App ID. Open it and fill it in.');
	if ((isManual || events.includes('customButton')) && webhookToken.length < MIN_TOKEN_CHARACTERS) {
		const what = isManual
			? 'With Webhook Set-Up on Manual'
			: 'The Custom Button’s URL is pasted into Qiscus by hand, so';
		stop(
			node,
			`${what} the Qiscus credential needs a Webhook Token of at least ${MIN_TOKEN_CHARACTERS} characters. Open the credential, make one up, and append it to the URL as the trigger’s panel shows.`,
		);
	}
	if (isPrivateHost(new URL(baseUrl).hostname)) return;
	const url = ownUrl.call(this);
	const reason = whyNotCallable(url);
	if (reason === undefined) return;
	stop(
		node,
		`Qiscus cannot call this node: its webhook URL ${url} ${reason}. ${WEBHOOK_URL_ADVICE}`,
	);
}

function toolsOf(this: IHookFunctions): RegistrationTools {
	const store = storeOf.call(this);
	const call = callQiscus.bind(this);
	return {
		api: slotApi(async (request) => await call({ timeoutMs: CALL_TIMEOUT_MS, ...request })),
		store,
		own: {
			address: ownUrl.call(this),
			instanceUrl: this.getInstanceBaseUrl(),
			isTest: store.isTest === true,
		},
		isDeserted: async (address) => await isDeserted.call(this, address),
		log: logOf.call(this),
		now: Date.now,
		sleep,
	};
}
