import { join } from 'node:path';

import type { N8nApi, NewWorkflow, Workflow } from '../../../sandbox/n8n/api.ts';
import {
	type Qiscus,
	type QiscusOptions,
	type SlotName,
	startQiscus,
} from '../../../sandbox/vendors/qiscus/index.ts';
import { n8nLog } from './sharedN8n';
import { type Parameters, workflowOf } from './workflows';

const fixturesFolder = join(__dirname, '..', '..', 'fixtures', 'qiscus');

export const TRIGGER = 'Qiscus';
const CREDENTIAL = 'qiscusApi';
/** What a user makes up for URLs that are pasted by hand. */
export const WEBHOOK_TOKEN = 'made-up-by-the-user-1234567890';
export const EVENTS: SlotName[] = [
	'agentAllocation',
	'botMessage',
	'customButton',
	'markAsResolved',
	'newSession',
	'userLogout',
];

/** A Qiscus of the test's own. */
export async function startVendor(
	options: Omit<QiscusOptions, 'fixturesFolder'> = {},
): Promise<Qiscus> {
	return await startQiscus({ fixturesFolder, ...options });
}

/** A credential for the vendor's app. */
export async function createCredential(
	api: N8nApi,
	{ url, app }: Qiscus,
	data: Record<string, string> = {},
	shownName = `Qiscus ${crypto.randomUUID()}`,
): Promise<{ id: string; name: string }> {
	const { id, name } = await api.createCredential({
		name: shownName,
		type: CREDENTIAL,
		data: { appId: app.code, secretKey: app.secretKey, baseUrl: url, sdkBaseUrl: url, ...data },
	});
	return { id, name };
}

/** A workflow of the trigger alone. */
export const triggerWorkflow = (
	credential: { id: string; name: string },
	parameters: Parameters,
): NewWorkflow =>
	workflowOf(
		{ name: TRIGGER, type: 'qiscusTrigger', credential: CREDENTIAL },
		credential,
		parameters,
	);

/** The URL that a user copies from the editor, with what the trigger's panel says to append. */
export function pastedUrl(n8nUrl: string, { nodes: [node] }: Workflow, event: SlotName): string {
	return `${n8nUrl}/webhook/${node?.webhookId}/webhook?event=${event}&token=${WEBHOOK_TOKEN}`;
}

/**
 * Where secrets have got to that they should not: what n8n shows, stores and logs, and answers to
 * the vendor. n8n's store of credentials is not looked into, nor the node's static data, where the
 * token of its URLs belongs.
 *
 * @param said messages of n8n that were seen on the way
 */
export async function leaks(
	api: N8nApi,
	vendor: Qiscus,
	workflows: readonly Workflow[],
	said: readonly string[] = [],
): Promise<string[]> {
	const places: Array<[string, string]> = [
		['n8n’s log', n8nLog()],
		['a message', said.join('\n')],
		['an answer', vendor.deliveries.map(({ answerBody }) => answerBody).join('\n')],
	];
	for (const { id } of workflows) {
		const { nodes, connections, settings } = await api.getWorkflow(id);
		places.push(['an exported workflow', JSON.stringify({ nodes, connections, settings })]);
		const status = await api.publicationStatus(id);
		places.push(['the outcome of a publication', JSON.stringify(status)]);
		for (const { id: executionId } of await api.listExecutions({ workflowId: id })) {
			places.push(['an execution', JSON.stringify(await api.getExecution(executionId))]);
		}
	}
	const secrets = [vendor.marker, WEBHOOK_TOKEN, ...registeredTokens(vendor)];
	return places.flatMap(([place, text]) =>
		secrets.filter((secret) => text.includes(secret)).map((secret) => `${place} holds ${secret}`),
	);
}

/** The tokens of every URL that n8n has registered. */
function registeredTokens({ requests }: Qiscus): string[] {
	const bodies = requests.map(({ body }) => decodeURIComponent(body.replaceAll('%', '%25')));
	return bodies.flatMap((body) =>
		[...body.matchAll(/[?&]token=([\w-]{43})/g)].map(([, t]) => t ?? ''),
	);
}
