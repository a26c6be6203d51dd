import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { orThrow, toOptions } from '../../shared/options';
import { listAgents, listChannels, listDivisions } from '../lists';
import { askQiscus, callQiscus } from '../transport';

/** The lists of fields that take one value, with search. */
export const listSearch = {
	async searchAgents(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		const agents = orThrow(this.getNode(), await listAgents(askQiscus.bind(this)));
		// People may have the same name.
		const named = agents.map(({ id, name, email = name }) => ({
			id,
			name: email === name ? name : `${name} (${email})`,
		}));
		return { results: toOptions(named, filter) };
	},
};

/** The lists of fields that take several values. */
export const loadOptions = {
	async getAgents(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return toOptions(orThrow(this.getNode(), await listAgents(askQiscus.bind(this))));
	},

	async getChannels(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return toOptions(orThrow(this.getNode(), await listChannels(callQiscus.bind(this))));
	},

	async getDivisions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return toOptions(orThrow(this.getNode(), await listDivisions(askQiscus.bind(this))));
	},
};
