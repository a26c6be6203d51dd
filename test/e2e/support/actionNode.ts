import type { N8nApi, Workflow, WorkflowNode } from '../../../sandbox/n8n/api.ts';
import { itemsOf } from '../../../sandbox/n8n/executions.ts';
import type { JsonObject } from '../../../sandbox/n8n/json.ts';
import { nodeOf, qiscusNode, to } from './allocation';
import type { Parameters } from './workflows';

const START = 'Start';
const TIMEOUT_MS = 60_000;

/** Runs action nodes by hand, one behind the other, and gives what the items of the last hold. */
export type RunNodes = (...chain: Parameters[]) => Promise<JsonObject[]>;

/** Makes the node of a chain. */
export type MakeNode = (name: string, parameters: Parameters) => WorkflowNode;

/** @param made to which each workflow is added, for the end of the test file */
export function actionNodes(api: N8nApi, make: MakeNode, made: Workflow[]): RunNodes {
	return async (...chain) => {
		const nodes = chain.map((parameters, at) => make(`Node ${at + 1}`, parameters));
		const names = [START, ...nodes.map(({ name }) => name)];
		const last = names.at(-1) ?? START;
		const workflow = await api.createWorkflow({
			name: `Action ${crypto.randomUUID()}`,
			nodes: [nodeOf(START, 'n8n-nodes-base.manualTrigger'), ...nodes],
			connections: Object.fromEntries(
				nodes.map(({ name }, at): [string, JsonObject] => [names[at] ?? START, to(name)]),
			),
		});
		made.push(workflow);
		await api.runWorkflow(workflow.id, START);
		const [execution] = await api.waitForExecutions(workflow.id, 1, TIMEOUT_MS);
		if (execution === undefined) throw new Error('No execution');
		if (execution.error !== undefined) throw new Error(execution.error.message);
		return itemsOf(execution, last).map(({ json }) => json);
	};
}

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
