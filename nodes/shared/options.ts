import { type INode, type INodePropertyOptions, NodeOperationError } from 'n8n-workflow';

import type { Result } from './problem';

/** Something that a user chooses by name. */
export interface Named {
	id: string;
	name: string;
}

/** What the editor offers, by name; with a filter, what holds its text in name or id. */
export function toOptions(items: readonly Named[], filter = ''): INodePropertyOptions[] {
	return filtered(items, filter).sort((a, b) => a.name.localeCompare(b.name));
}

/** As `toOptions`, in the order that the items have. */
export function filtered(items: readonly Named[], filter = ''): INodePropertyOptions[] {
	const wanted = filter.toLowerCase();
	return items
		.map(({ id, name }) => ({ name, value: id }))
		.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted));
}

/** The data, or the problem as the editor shows it. */
export function orThrow<T>(node: INode, result: Result<T>): T {
	if (result.ok) return result.data;
	const { message, advice: description } = result.problem;
	throw new NodeOperationError(node, message, { description });
}
