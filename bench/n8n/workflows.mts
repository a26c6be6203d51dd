import type { N8nApi, NewWorkflow, Workflow, WorkflowNode } from '../../sandbox/n8n/api.ts';
import { setUp as qiscusSetUp, token } from '../qiscus/deliveries.mjs';
import { EVENT, publicKeyText } from '../salesIq/deliveries.mjs';
import { WANTED } from './supply.mts';

const PACKAGE = 'n8n-nodes-qiscus-salesiq';

export type Reference = { id: string; name: string };
type NodeOf = Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters' | 'credentials'>;

/** Both triggers with pasted URLs: nothing has to be registered, and a delivery takes the same way. */
const MANUAL = { webhookSetup: 'manual' };

export const salesIqTrigger = (events: readonly string[] = [EVENT]): NodeOf => ({
	type: `${PACKAGE}.zohoSalesIqTrigger`,
	typeVersion: 2,
	parameters: {
		...MANUAL,
		publicKeys: [String(publicKeyText)],
		events: [...events],
		filters: { messageContainsAny: WANTED.salesIq },
	},
});

export const qiscusTrigger = (credential: Reference): NodeOf => ({
	type: `${PACKAGE}.qiscusTrigger`,
	typeVersion: 2,
	parameters: {
		...MANUAL,
		events: ['botMessage'],
		filters: { messageContainsAny: WANTED.qiscus },
	},
	credentials: { qiscusApi: credential },
});

/** With the token that the deliveries have. */
export async function qiscusCredential(api: N8nApi): Promise<Reference> {
	const { type, data } = qiscusSetUp.credential;
	const { id, name } = await api.createCredential({
		name: 'Qiscus',
		type,
		data: { ...data, webhookToken: token },
	});
	return { id, name };
}

export const githubTrigger = (credential: Reference): NodeOf => ({
	type: 'n8n-nodes-base.githubTrigger',
	typeVersion: 1,
	parameters: {
		owner: { __rl: true, mode: 'name', value: 'owner' },
		repository: { __rl: true, mode: 'name', value: 'repository' },
		events: ['issue_comment'],
		options: {},
	},
	credentials: { githubApi: credential },
});

/** @param header the credential of a header that callers have to send; without one, all are let in */
export const webhookNode = (options: { rawBody?: true } = {}, header?: Reference): NodeOf => ({
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	parameters: {
		httpMethod: 'POST',
		path: crypto.randomUUID(),
		authentication: header === undefined ? 'none' : 'headerAuth',
		options,
	},
	credentials: header === undefined ? {} : { httpHeaderAuth: header },
});

/** What a user builds without this package: the check in a Code node, then a Filter node. */
export const selfBuiltSteps: readonly NodeOf[] = [
	{
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		parameters: {
			jsCode: `const { verify } = require('crypto');
const key = \`${publicKeyText}\`;
const [{ json, binary }] = $input.all();
const body = Buffer.from(binary.data.data, 'base64');
const signature = Buffer.from(json.headers['x-siqsignature'] ?? '', 'base64');
return verify('sha256', body, key, signature) ? [{ json: json.body }] : [];`,
		},
	},
	{
		type: 'n8n-nodes-base.filter',
		typeVersion: 2.2,
		parameters: {
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
				conditions: [
					{
						id: 'text',
						leftValue: '={{ $json.entity.message.text }}',
						rightValue: WANTED.salesIq,
						operator: { type: 'string', operation: 'contains' },
					},
				],
				combinator: 'and',
			},
			options: {},
		},
	},
];

const NOTHING: NodeOf = { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };

/** A workflow of nodes in a row, the trigger first; what follows them does nothing. */
export function rowOf(name: string, ...nodes: readonly NodeOf[]): NewWorkflow {
	const placed = [...nodes, NOTHING].map((node, at) => ({
		...node,
		id: crypto.randomUUID(),
		name: `${at + 1}`,
		position: [200 * at, 0] as [number, number],
		...(at === 0 ? { webhookId: crypto.randomUUID() } : {}),
	}));
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	const pairs = placed.slice(1).map(({ name: next }, at) => [`${at + 1}`, to(next)]);
	return { name, nodes: placed, connections: Object.fromEntries(pairs) };
}

/** Where a published workflow is called. */
export function urlOf(n8nUrl: string, { nodes: [trigger] }: Workflow): string {
	const path = trigger?.parameters.path;
	const end = typeof path === 'string' ? path : `${trigger?.webhookId}/webhook`;
	return `${n8nUrl}/webhook/${end}`;
}
