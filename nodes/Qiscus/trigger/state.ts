import type { IWebhookFunctions } from 'n8n-workflow';

import { hasRoom } from '../rooms';
import { callQiscus } from '../transport';
import { deliveryAccess } from './access';
import type { RegistrationStore } from './registration';
import type { TriggerState } from './steps';

/** Of the answer to a delivery, whose time-out is not documented, this leaves the most to n8n. */
const CONFIRMATION_MS = 3_000;

/** What the trigger knows when a delivery arrives. */
export async function stateOf(this: IWebhookFunctions): Promise<TriggerState> {
	const { token } = this.getWorkflowStaticData('node') as RegistrationStore;
	return {
		token,
		access: await deliveryAccess.call(this),
		knowsRoom: async (roomId) => await hasRoom(callQiscus.bind(this), roomId, CONFIRMATION_MS),
		now: Date.now,
	};
}
