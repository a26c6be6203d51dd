import { WebhookPathTakenError } from 'n8n-workflow';

/**
 * Ends an activation at once, with a message for the user.
 *
 * n8n 2.41 tries every other error of a hook four more times and removes the node's further webhook
 * rows before it does, so that a vendor's HEAD then finds nothing (n8n-experiments, 1). It shows
 * the message only: what to do belongs into it.
 */
export class ActivationStopped extends WebhookPathTakenError {
	/** @param message what happened and what to do about it */
	constructor(nodeName: string, message: string) {
		super(nodeName);
		this.message = message;
	}
}
