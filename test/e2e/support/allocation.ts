import type { NewWorkflow, WorkflowNode } from '../../../sandbox/n8n/api.ts';
import type { JsonObject } from '../../../sandbox/n8n/json.ts';
import type { Parameters } from './workflows';

const PACKAGE = 'n8n-nodes-qiscus-salesiq';

/** The names of nodes. */
export const ASSIGN = 'Assign Waiting Rooms';
export const ASSIGNED = 'Assigned';
export const WAITING = 'Waiting';

type Credential = Record<string, { id: string; name: string }>;

/** A node for a workflow. */
export function nodeOf(
	name: string,
	type: string,
	more: Partial<WorkflowNode> & { typeVersion?: number } = {},
): WorkflowNode {
	return {
		id: crypto.randomUUID(),
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	};
}

/** The action node, or with `Tool` behind it, the same as an AI agent gets it. */
export function qiscusNode(
	name: string,
	parameters: Parameters,
	credentials: Credential,
	kind: '' | 'Tool' = '',
): WorkflowNode {
	return nodeOf(name, `${PACKAGE}.qiscus${kind}`, {
		parameters: { resource: 'agentAllocation', ...parameters },
		credentials,
	});
}

/** A connection from a node's only output. */
export function to(node: string, type = 'main'): JsonObject {
	return { [type]: [[{ node, type, index: 0 }]] };
}

/**
 * What the docs recommend: whatever may give somebody a room, and the clock, lead to one node; behind
 * each of its outputs stands one more.
 */
export function allocationWorkflow(
	credential: { id: string; name: string },
	{ cap, everyS, trigger = {} }: { cap: number; everyS: number; trigger?: Parameters },
): NewWorkflow {
	const credentials = { qiscusApi: credential };
	const events = ['agentAllocation', 'markAsResolved', 'userLogout'];
	const rule = { interval: [{ field: 'seconds', secondsInterval: everyS }] };
	const output = (node: string) => [{ node, type: 'main', index: 0 }];
	return {
		name: `Allocation ${crypto.randomUUID()}`,
		nodes: [
			nodeOf('Qiscus', `${PACKAGE}.qiscusTrigger`, {
				typeVersion: 2,
				webhookId: crypto.randomUUID(),
				parameters: { events, ...trigger },
				credentials,
			}),
			nodeOf('Schedule', 'n8n-nodes-base.scheduleTrigger', {
				typeVersion: 1.2,
				parameters: { rule },
			}),
			qiscusNode(ASSIGN, { operation: 'assignWaitingRooms', cap }, credentials),
			nodeOf(ASSIGNED, 'n8n-nodes-base.noOp'),
			nodeOf(WAITING, 'n8n-nodes-base.noOp'),
		],
		connections: {
			Qiscus: { main: [output(ASSIGN)] },
			Schedule: { main: [output(ASSIGN)] },
			[ASSIGN]: { main: [output(ASSIGNED), output(WAITING)] },
		},
	};
}
