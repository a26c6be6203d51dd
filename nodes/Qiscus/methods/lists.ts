import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { orThrow, toOptions } from '../../shared/options';
import { listAgents, listChannels } from '../lists';
import { callQiscus } from '../transport';

/** The lists of fields that take several values. */
export const loadOptions = {
	async getAgents(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return toOptions(orThrow(this.getNode(), await listAgents(callQiscus.bind(this))));
	},

	async getChannels(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return toOptions(orThrow(this.getNode(), await listChannels(callQiscus.bind(this))));
	},
};
