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
import { credentialTest } from './methods/credentialTest';
import { loadOptions } from './methods/lists';
import { properties, triggerPanel } from './trigger/description';
import { eventOptions } from './trigger/events';
import { hints } from './trigger/hints';
import { hooks } from './trigger/hooks';
import { readSettings } from './trigger/settings';
import { stateOf } from './trigger/state';
import { qiscusSteps } from './trigger/steps';

/** One mark for an event: 10,000 messages, in about 2 MB. */
const recentEvents = new RecentEvents(10_000);

export class QiscusTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Qiscus Trigger',
		name: 'qiscusTrigger',
		icon: { light: 'file:qiscus.svg', dark: 'file:qiscus.dark.svg' },
		group: ['trigger'],
		// Above 1, n8n takes no expression isolate for a delivery as long as `webhooks` holds no expression.
		version: 2,
		subtitle: eventsSubtitle(eventOptions),
		description: 'Starts a workflow when something happens in Qiscus Omnichannel Chat',
		eventTriggerDescription: 'Waiting for Qiscus to call the test URL',
		activationMessage: 'Events of Qiscus now start this workflow.',
		triggerPanel,
		hints,
		defaults: { name: 'Qiscus Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'qiscusApi', required: true, testedBy: 'qiscusApiTest' }],
		webhooks,
		properties,
	};

	methods = { credentialTest, loadOptions };

	webhookMethods = { default: hooks };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const scope = `${this.getWorkflow().id} ${this.getNode().id} ${this.getMode()}`;
		const settings = readSettings.call(this);
		const steps = qiscusSteps(settings, await stateOf.call(this));
		const once = recentEvents.of(scope);
		const delivery = await receiveDelivery(this.getRequestObject());
		return respond.call(this, await takeDelivery(delivery, steps, once), once);
	}
}
