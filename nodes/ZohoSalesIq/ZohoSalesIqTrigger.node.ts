import {
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { receiveDelivery, respond } from '../shared/delivery/http';
import { RecentEvents } from '../shared/delivery/recentEvents';
import { takeDelivery } from '../shared/delivery/takeDelivery';
import { webhooks } from '../shared/delivery/webhooks';
import { eventsSubtitle } from '../shared/eventsSubtitle';
import { listSearch, loadOptions } from './methods/lists';
import { CREDENTIAL } from './transport';
import { properties, triggerPanel } from './trigger/description';
import { eventOptions } from './trigger/events';
import { filterHints } from './trigger/filterHints';
import { hooks } from './trigger/hooks';
import { readSettings } from './trigger/settings';
import { stateOf } from './trigger/state';
import { salesIqSteps } from './trigger/steps';

/** Two marks for an event: 5,000 events, more than a busy portal has within SalesIQ's retries, in about 2 MB. */
const recentEvents = new RecentEvents(10_000);

export class ZohoSalesIqTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Zoho SalesIQ Trigger',
		name: 'zohoSalesIqTrigger',
		icon: { light: 'file:zohoSalesIq.svg', dark: 'file:zohoSalesIq.dark.svg' },
		group: ['trigger'],
		// Above 1, n8n takes no expression isolate for a delivery as long as `webhooks` holds no expression.
		version: 2,
		subtitle: eventsSubtitle(eventOptions),
		description: 'Starts a workflow when something happens in Zoho SalesIQ',
		eventTriggerDescription: 'Waiting for Zoho SalesIQ to call the test URL',
		activationMessage: 'Zoho SalesIQ will now call this workflow.',
		triggerPanel,
		hints: filterHints,
		defaults: { name: 'Zoho SalesIQ Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: CREDENTIAL,
				required: true,
				displayOptions: { hide: { webhookSetup: ['manual'] } },
			},
		],
		webhooks,
		properties,
	};

	methods = { listSearch, loadOptions };

	webhookMethods = { default: hooks };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const scope = `${this.getWorkflow().id} ${this.getNode().id} ${this.getMode()}`;
		const settings = readSettings.call(this);
		const steps = salesIqSteps(settings, stateOf.call(this, scope, settings));
		const once = recentEvents.of(scope);
		const delivery = await receiveDelivery(this.getRequestObject());
		return respond.call(this, await takeDelivery(delivery, steps, once), once);
	}
}
