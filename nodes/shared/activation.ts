import { type IHookFunctions, type INode, WebhookPathTakenError } from 'n8n-workflow';

import { isTransient, type Result } from './problem';

const OWN_URL_TIMEOUT_MS = 3_000;

/** What to do where a vendor cannot reach n8n. */
export const WEBHOOK_URL_ADVICE =
	'Set n8n’s environment variable WEBHOOK_URL to its public address, such as https://n8n.example.com/, and restart n8n.';

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

/** Ends an activation with a message. */
export function stop({ name }: INode, message: string): never {
	throw new ActivationStopped(name, message);
}

/** The data, or the end of the activation with the problem's message and advice. */
export function orStop<T>(node: INode, result: Result<T>): T {
	if (result.ok) return result.data;
	const { problem } = result;
	const tried = isTransient(problem) ? ' n8n tried for half a minute.' : '';
	return stop(node, `${problem.message}.${tried} ${problem.advice}`);
}

/**
 * Stops where a filter sees none of the chosen events, and says in the log which it does not see.
 *
 * @param useless the filters that miss events, with what they miss
 * @param events the chosen events
 */
export function stopAtUselessFilters(
	node: INode,
	log: (message: string) => void,
	useless: ReadonlyArray<{ filter: string; events: readonly string[] }>,
	events: readonly string[],
): void {
	for (const { filter, events: unseen } of useless) {
		if (unseen.length < events.length) {
			log(
				`The filter ${filter} does not see ${unseen.join(', ')}: they start the workflow whatever it says.`,
			);
			continue;
		}
		stop(
			node,
			`The filter ${filter} can never see what is chosen (${unseen.join(', ')}). Remove the filter, or choose an event that it applies to.`,
		);
	}
}

/** The node's webhook URL: of production while publishing, of test while listening. */
export function ownUrl(this: IHookFunctions): string {
	const url = this.getNodeWebhookUrl('default');
	return (
		url ??
		stop(this.getNode(), 'n8n gave this node no webhook URL. Set WEBHOOK_URL and restart n8n.')
	);
}

/** Says something in n8n's log, for those who look after it. */
export function logOf(this: IHookFunctions): (message: string) => void {
	return (message) => this.logger.warn(`${this.getNode().name}: ${message}`);
}

/**
 * Whether nobody listens at a URL of one of our triggers: n8n answers HEAD with 200 where one does,
 * and with 404 where none does. False where that cannot be told.
 */
export async function isDeserted(this: IHookFunctions, url: string): Promise<boolean> {
	try {
		const { statusCode } = (await this.helpers.httpRequest({
			method: 'HEAD',
			url,
			timeout: OWN_URL_TIMEOUT_MS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})) as { statusCode: number };
		return statusCode === 404;
	} catch {
		// n8n may not reach its own public address; then nobody knows.
		return false;
	}
}
