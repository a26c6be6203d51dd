import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import type { Operation, Resource } from './types';

/**
 * The properties of a node: its resources, the operations of each, the properties of each operation.
 *
 * @param defaultResource chosen at first; workflows do not store it, so it stays what it is
 */
export function propertiesOf(
	resources: readonly Resource[],
	defaultResource: string,
): INodeProperties[] {
	const resource: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: byName(resources).map(({ name, value }) => ({ name, value })),
		default: defaultResource,
	};
	return [
		resource,
		...resources.map(operationProperty),
		...resources.flatMap((of) => of.operations.flatMap((one) => ownProperties(of, one))),
	];
}

function operationProperty({ value, operations, defaultOperation }: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: byName(operations).map((operation) => ({
			name: operation.name,
			value: operation.value,
			action: operation.action,
			description: operation.description,
		})),
		default: defaultOperation,
	};
}

function ownProperties(resource: Resource, { value, properties }: Operation): INodeProperties[] {
	return properties.map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: {
				resource: [resource.value],
				operation: [value],
				...property.displayOptions?.show,
			},
		},
	}));
}

function byName<T extends { name: string }>(items: readonly T[]): T[] {
	return [...items].sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * The outputs of a node, as an expression on what the user chooses: those that the operation names,
 * else one.
 */
export function outputsOf(resources: readonly Resource[]): INodeTypeDescription['outputs'] {
	const several = resources.flatMap(({ value, operations }) =>
		operations.flatMap((operation) =>
			operation.outputs === undefined ? [] : [[`${value} ${operation.value}`, operation.outputs]],
		),
	);
	// As lists: an object within an object would end the expression.
	const names = `(${JSON.stringify(several)}.find(([of]) => of === $parameter.resource + " " + $parameter.operation) ?? ["", [""]])[1]`;
	return `={{ ${names}.map((displayName) => displayName === "" ? { type: "main" } : { type: "main", displayName }) }}`;
}
