import {
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	type INodePropertyOptions,
	NodeOperationError,
} from 'n8n-workflow';

import { orThrow, toOptions } from '../../shared/options';
import { listNamed, listPortals, type NamedList } from '../named';
import { callSalesIq } from '../transport';

/** The lists of fields that take one value, with search. */
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
		return await optionsOf.call(this, 'apps');
	},

	async getDepartments(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await optionsOf.call(this, 'departments');
	},

	async getOperators(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await optionsOf.call(this, 'operators');
	},
};

async function optionsOf(
	this: ILoadOptionsFunctions,
	list: NamedList,
): Promise<INodePropertyOptions[]> {
	const portal = this.getNodeParameter('portal', '', { extractValue: true });
	if (typeof portal !== 'string' || portal === '') {
		throw new NodeOperationError(this.getNode(), 'Choose a Portal first', {
			description:
				'The list comes from SalesIQ. With Webhook Set-Up on Manual there is no Portal: give the IDs with an expression.',
		});
	}
	return toOptions(orThrow(this.getNode(), await listNamed(callSalesIq.bind(this), portal, list)));
}
