import type { N8nApi, Workflow } from '../../../sandbox/n8n/api.ts';
import type { FaultAnswer, FaultMatch } from '../../../sandbox/vendors/shared/faults.ts';
import * as qiscus from './qiscus';
import * as salesIq from './salesIq';

/** A vendor of its own, with one workflow that is published and unpublished there. */
export interface Scene {
	workflow: Workflow;
	/** The name of the trigger in the workflow. */
	trigger: string;
	/** How many calls the vendor's API has got. */
	calls(): number;
	/** What happens to the next call of the API, after so many that go through. */
	failNext(match: Pick<FaultMatch, 'skip'>, answer: FaultAnswer): void;
	/** The URLs at which the vendor calls n8n. */
	registered(): string[];
	/** Whether an event starts the workflow. */
	isDelivered(): Promise<boolean>;
	/** Whether all is as it was before anything was published. */
	isAsBefore(): boolean;
	close(): Promise<void>;
}

const FOREIGN = { url: 'https://crm.example.com/qiscus', enabled: true };

/** Qiscus, with another system's URL in the slot that the trigger takes. */
export async function qiscusScene(api: N8nApi): Promise<Scene> {
	const vendor = await qiscus.startVendor();
	vendor.setSlot('botMessage', FOREIGN);
	const slot = () => vendor.slots().botMessage;
	const credential = await qiscus.createCredential(api, vendor);
	return {
		workflow: await api.createWorkflow(
			qiscus.triggerWorkflow(credential, { events: ['botMessage'], occupiedSlot: 'replace' }),
		),
		trigger: qiscus.TRIGGER,
		calls: () => vendor.requests.length,
		failNext: vendor.failNext,
		registered: () => (slot().url === FOREIGN.url ? [] : [slot().url ?? '']),
		isDelivered: async () => {
			const { delivery } = await vendor.emit('botMessage', { variant: 'whatsApp' });
			return delivery?.status === 200 && delivery.url !== FOREIGN.url;
		},
		isAsBefore: () => slot().url === FOREIGN.url && slot().enabled,
		close: vendor.close,
	};
}

const API = /^\/api\//;

/** SalesIQ, which shows no key that it has not just made: the most calls. */
export async function salesIqScene(api: N8nApi): Promise<Scene> {
	const vendor = await salesIq.startVendor({ quirks: { detailsShowKey: false } });
	const credential = await salesIq.connect(api, vendor);
	return {
		workflow: await api.createWorkflow(
			salesIq.triggerWorkflow(credential, {
				portal: salesIq.portal(vendor.portals[0]?.screenname ?? ''),
				events: ['conversation.created'],
			}),
		),
		trigger: salesIq.TRIGGER,
		calls: () => vendor.requests.filter(({ path }) => API.test(path)).length,
		failNext: (match, answer) => vendor.failNext({ ...match, path: API }, answer),
		registered: () => vendor.webhooks().map(({ url }) => url),
		isDelivered: async () => {
			const { deliveries } = await vendor.emit('conversation.created');
			return deliveries.length === 1 && deliveries[0]?.status === 200;
		},
		isAsBefore: () => vendor.webhooks().length === 0,
		close: vendor.close,
	};
}
