import type { N8nApi, NewWorkflow, Workflow, WorkflowNode } from '../../../sandbox/n8n/api.ts';
import { type Execution, itemsOf } from '../../../sandbox/n8n/executions.ts';
import type { JsonObject } from '../../../sandbox/n8n/json.ts';
import { nodeOf, qiscusNode, to } from './allocation';
import type { Parameters } from './workflows';

/** The node that every workflow of these begins with. */
export const START = 'Start';
const TIMEOUT_MS = 60_000;

/** Runs action nodes by hand, one behind the other, and gives what the items of the last hold. */
export type RunNodes = (...chain: Parameters[]) => Promise<JsonObject[]>;

/** Makes the node of a chain. */
export type MakeNode = (name: string, parameters: Parameters) => WorkflowNode;

/** Runs nodes by hand, connected as is said, and gives the execution. */
export type RunByHand = (
	nodes: WorkflowNode[],
	connections: NewWorkflow['connections'],
) => Promise<Execution>;

/** @param made to which each workflow is added, for the end of the test file */
export function byHand(api: N8nApi, made: Workflow[]): RunByHand {
	return async (nodes, connections) => {
		const workflow = await api.createWorkflow({
			name: `Action ${crypto.randomUUID()}`,
			nodes: [nodeOf(START, 'n8n-nodes-base.manualTrigger'), ...nodes],
			connections,
		});
		made.push(workflow);
		await api.runWorkflow(workflow.id, START);
		const [execution] = await api.waitForExecutions(workflow.id, 1, TIMEOUT_MS);
		if (execution === undefined) throw new Error('No execution');
		if (execution.error !== undefined) throw new Error(execution.error.message);
		return execution;
	};
}

/** @param made to which each workflow is added, for the end of the test file */
export function actionNodes(api: N8nApi, make: MakeNode, made: Workflow[]): RunNodes {
	const run = byHand(api, made);
	return async (...chain) => {
		const nodes = chain.map((parameters, at) => make(`Node ${at + 1}`, parameters));
		const names = [START, ...nodes.map(({ name }) => name)];
		const last = names.at(-1) ?? START;
		const execution = await run(
			nodes,
			Object.fromEntries(
				nodes.map(({ name }, at): [string, JsonObject] => [names[at] ?? START, to(name)]),
			),
		);
		return jsonOf(execution, last);
	};
}

/** What the items of a node of an execution hold. */
export const jsonOf = (execution: Execution, name: string): JsonObject[] =>
	itemsOf(execution, name).map(({ json }) => json);

/** Qiscus' action node, with a credential. */
export const qiscusMaker =
	(credential: { id: string; name: string }): MakeNode =>
	(name, parameters) =>
		qiscusNode(name, parameters, { qiscusApi: credential });

/** Zoho SalesIQ's action node, in the vendor's first portal unless another one is named. */
export const salesIqMaker =
	(credential: { id: string; name: string }): MakeNode =>
	(name, parameters) =>
		nodeOf(name, 'n8n-nodes-qiscus-salesiq.zohoSalesIq', {
			parameters: { portal: { __rl: true, mode: 'id', value: 'zylker' }, ...parameters },
			credentials: { zohoSalesIqOAuth2Api: credential },
		});
