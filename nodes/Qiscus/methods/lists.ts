import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { orThrow, toOptions } from '../../shared/options';
import { listAgents, listChannels, listDivisions } from '../lists';
import { askQiscus, callQiscus } from '../transport';

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
