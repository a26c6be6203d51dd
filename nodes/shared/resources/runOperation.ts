import { type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';

import { asNodeError, type NodeFailure, toNodeError } from './nodeError';
import type { Given, ListOperation, Operation, OutputItem, Resource } from './types';

type Outcome = { items: OutputItem[] } | { error: NodeFailure };

/** Runs the operation that the user has chosen, for every input item. */
export async function runOperation(
	this: IExecuteFunctions,
	resources: readonly Resource[],
): Promise<INodeExecutionData[][]> {
	const operation = chosenOf.call(this, resources);
	const names = outputNames.call(this, operation);
	const outputs = names.map((): INodeExecutionData[] => []);
	const put = ({ output = '', ...item }: OutputItem, itemIndex: number) =>
		outputs[Math.max(names.indexOf(output), 0)]?.push({
			...(item as INodeExecutionData),
			pairedItem: { item: itemIndex },
		});

	// What works on all items together would work although nothing could come out.
	if (this.getInputData().length === 0) return outputs;
	const outcomeOf = await start.call(this, operation);
	for (const itemIndex of this.getInputData().keys()) {
		const outcome = await outcomeOf(itemIndex);
		if ('error' in outcome) {
			if (!this.continueOnFail()) throw outcome.error;
			put({ json: { error: outcome.error.message } }, itemIndex);
			continue;
		}
		for (const item of outcome.items) put(item, itemIndex);
	}
	return outputs;
}

function chosenOf(this: IExecuteFunctions, resources: readonly Resource[]): Operation {
	const resource = this.getNodeParameter('resource', 0, '');
	const operation = this.getNodeParameter('operation', 0, '');
	const chosen = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (chosen !== undefined) return chosen;
	throw new NodeOperationError(
		this.getNode(),
		'The node does not have what is chosen under Resource and Operation',
		{ description: 'Open the node and choose both anew.' },
	);
}

/** An AI agent is handed the first output only (n8n-experiments, 6). */
function outputNames(this: IExecuteFunctions, { outputs = [''] }: Operation): readonly string[] {
	return this.getNode().type.endsWith('Tool') ? [''] : outputs;
}

/** What gives the outcome for an item: one item after the other, or all of them before the first. */
async function start(
	this: IExecuteFunctions,
	operation: Operation,
): Promise<(itemIndex: number) => Promise<Outcome>> {
	const node = this.getNode();
	const read = (given: Given, itemIndex: number): Outcome =>
		given.ok ? { items: given.data } : { error: toNodeError(node, given.problem, itemIndex) };

	if ('executeAll' in operation) {
		const all = await together.call(this, operation);
		return async (itemIndex) => {
			if ('thrown' in all) return { error: asNodeError(node, all.thrown, itemIndex) };
			return read(all.given[itemIndex] ?? NOTHING, itemIndex);
		};
	}
	return async (itemIndex) => {
		try {
			return read(await operation.execute.call(this, itemIndex), itemIndex);
		} catch (error) {
			return { error: asNodeError(node, error, itemIndex) };
		}
	};
}

const NOTHING: Given = { ok: true, data: [] };

async function together(
	this: IExecuteFunctions,
	operation: ListOperation,
): Promise<{ given: Given[] } | { thrown: unknown }> {
	try {
		return { given: await operation.executeAll.call(this) };
	} catch (thrown) {
		return { thrown };
	}
}
