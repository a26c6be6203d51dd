import {
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type NodeHint,
	Workflow,
} from 'n8n-workflow';

/** Which of a trigger's hints the editor shows for these parameters, evaluated by n8n as the editor does it. */
export function shownHints(
	nodeType: INodeType,
	hints: readonly NodeHint[],
	parameters: INodeParameters,
): string[] {
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const node = {
		id: '1',
		name: 'Trigger',
		type: nodeType.description.name,
		typeVersion: 2,
		position: [0, 0] as [number, number],
		parameters,
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return hints
		.filter(({ displayCondition = '' }) =>
			workflow.expression.getSimpleParameterValue(node, displayCondition, 'internal', {}),
		)
		.map(({ message }) => message);
}

/** The label of the filter that a hint is about; the hint itself where it is about none. */
export function filterIn(message: string): string {
	return /“(.*)”/.exec(message)?.[1] ?? message;
}
