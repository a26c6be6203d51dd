import {
	type ILoadOptionsFunctions,
	type INode,
	type INodeListSearchResult,
	type INodePropertyOptions,
	NodeOperationError,
} from 'n8n-workflow';

import { listApps, listPortals, type Named } from '../apps';
import type { Result } from '../problems';
import { callSalesIq } from '../transport';

/** The lists that the editor offers, with search. */
export const listSearch = {
	async searchPortals(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const portals = orThrow(this.getNode(), await listPortals(callSalesIq.bind(this)));
		return { results: toOptions(portals, filter) };
	},
};

/** The lists of fields that take several values. */
export const loadOptions = {
	async getApps(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const portal = this.getNodeParameter('portal', '', { extractValue: true }) as string;
		if (!portal) throw new NodeOperationError(this.getNode(), 'Choose a Portal first');
		return toOptions(orThrow(this.getNode(), await listApps(callSalesIq.bind(this), portal)));
	},
};

function toOptions(items: Named[], filter = ''): INodePropertyOptions[] {
	const wanted = filter.toLowerCase();
	return items
		.map(({ id, name }) => ({ name, value: id }))
		.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted))
		.sort((a, b) => a.name.localeCompare(b.name));
}

function orThrow<T>(node: INode, result: Result<T>): T {
	if (result.ok) return result.data;
	const { message, advice: description } = result.problem;
	throw new NodeOperationError(node, message, { description });
}
