import { type IHookFunctions, type INode, sleep } from 'n8n-workflow';

import { ActivationStopped } from '../../shared/activation';
import { asText } from '../../shared/json/read';
import { listApps } from '../apps';
import { isZohoDataCenter } from '../dataCenters';
import { isTransient, type Problem, type Result } from '../problems';
import { callSalesIq, CREDENTIAL } from '../transport';
import { webhookApi, type WebhookSettings, type WebhookType } from '../webhooks';
import { webhookTypeOf } from './events';
import {
	isRegistered,
	register,
	type RegistrationStore,
	type RegistrationTools,
	unregister,
} from './registration';
import { urlFor, whyNotCallable } from './webhookUrl';

const TYPES: readonly WebhookType[] = ['data', 'administration'];
/** SalesIQ may call our URL twice, for up to 5 s each, before it answers a creation. */
const CALL_TIMEOUT_MS = 15_000;

/** The three hooks of the trigger. n8n shows what they throw to the user who publishes or listens. */
export const hooks = {
	async checkExists(this: IHookFunctions): Promise<boolean> {
		await assertCallable.call(this);
		return orStop(this.getNode(), await isRegistered(toolsOf.call(this), wantedOf.call(this)));
	},

	async create(this: IHookFunctions): Promise<boolean> {
		orStop(this.getNode(), await register(toolsOf.call(this), wantedOf.call(this)));
		return true;
	},

	async delete(this: IHookFunctions): Promise<boolean> {
		orStop(this.getNode(), await unregister(toolsOf.call(this)));
		return true;
	},
};

/** Stops before anything is registered where SalesIQ could never deliver. */
async function assertCallable(this: IHookFunctions): Promise<void> {
	const credentials = await this.getCredentials<{ dataCenter: string }>(CREDENTIAL);
	if (!isZohoDataCenter(credentials)) return;
	const url = ownUrl.call(this);
	const reason = whyNotCallable(url);
	if (reason === undefined) return;
	stop(
		this.getNode(),
		`Zoho SalesIQ cannot call this node: its webhook URL ${url} ${reason}. ` +
			'Set n8n’s environment variable WEBHOOK_URL to its public address, such as https://n8n.example.com/, and restart n8n.',
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
			const apps = await listApps(call, portal);
			return apps.ok ? { ok: true, data: apps.data.map(({ id }) => id) } : apps;
		},
		log: (message) => this.logger.warn(message),
		now: Date.now,
		sleep,
	};
}

/** The webhooks that the chosen events need: one of each kind at most. */
function wantedOf(this: IHookFunctions): WebhookSettings[] {
	const events = this.getNodeParameter('events', []) as string[];
	if (events.length === 0) {
		stop(this.getNode(), 'No event is chosen. Choose at least one under Trigger On.');
	}
	const appIds = this.getNodeParameter('apps', []) as string[];
	const url = ownUrl.call(this);
	return TYPES.map((type) => ({
		type,
		url: urlFor(type, url),
		events: events.filter((event) => webhookTypeOf(event) === type),
		appIds: type === 'data' ? appIds : [],
	})).filter((settings) => settings.events.length > 0);
}

function portalOf(this: IHookFunctions): string {
	const portal = asText(this.getNodeParameter('portal', '', { extractValue: true }) as string);
	return portal ?? stop(this.getNode(), 'No portal is chosen. Choose one under Portal.');
}

function ownUrl(this: IHookFunctions): string {
	const url = this.getNodeWebhookUrl('default');
	return (
		url ??
		stop(this.getNode(), 'n8n gave this node no webhook URL. Set WEBHOOK_URL and restart n8n.')
	);
}

function orStop<T>(node: INode, result: Result<T>): T {
	return result.ok ? result.data : stop(node, messageOf(result.problem));
}

function messageOf(problem: Problem): string {
	const tried = isTransient(problem) ? ' n8n tried for half a minute.' : '';
	return `${problem.message}.${tried} ${problem.advice}`;
}

function stop({ name }: INode, message: string): never {
	throw new ActivationStopped(name, message);
}
