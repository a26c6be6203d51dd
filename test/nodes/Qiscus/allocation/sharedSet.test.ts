import { ExecuteContext } from 'n8n-core';
import {
	createRunExecutionData,
	type INode,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';

import { sharedSetOf } from '../../../../nodes/Qiscus/allocation/sharedSet';
import { withSharedMemory } from '../../../support/sharedMemory';

/** The set of a node in n8n-core's own context. */
function setOf(nodeId: string, workflowId = 'w') {
	const node: INode = {
		id: nodeId,
		name: 'Node',
		type: 'package.node',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const nodeTypes = { getByNameAndVersion: () => undefined } as unknown as INodeTypes;
	const context = new ExecuteContext(
		new Workflow({ id: workflowId, nodes: [node], connections: {}, active: false, nodeTypes }),
		node,
		{} as IWorkflowExecuteAdditionalData,
		'manual',
		createRunExecutionData(),
		0,
		[],
		{ main: [[]] },
		{ node, data: { main: [[]] }, source: null },
		[],
	);
	return sharedSetOf.call(context);
}

beforeEach(async () => await withSharedMemory());

it('is what n8n keeps for the node: it grows, shrinks and goes', async () => {
	const set = setOf('n');
	expect(await set.size()).toBe(0);
	expect(await set.add(['a', 'b'])).toEqual(['a', 'b']);
	expect(await set.add(['b', 'c'])).toEqual(['c']);
	expect(await set.size()).toBe(3);
	await set.remove(['a', 'x']);
	expect(await set.add(['a'])).toEqual(['a']);
	await set.clear();
	expect(await set.size()).toBe(0);
});

it('is another one for another node or workflow', async () => {
	await setOf('n').add(['a']);
	expect(await setOf('m').add(['a'])).toEqual(['a']);
	expect(await setOf('n', 'v').add(['a'])).toEqual(['a']);
	expect(await setOf('n').add(['a'])).toEqual([]);
});

it('only one of several makes it', async () => {
	const all = await Promise.allSettled(
		Array.from({ length: 5 }, async () => await setOf('n').add(['a'])),
	);
	expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
