import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { asText } from '../../shared/json/read';
import type { JsonValue } from '../../shared/json/types';
import { orThrow, toOptions } from '../../shared/options';
import { listTemplates } from '../broadcasts';
import { readChannels } from '../channels';
import { listAgents, listChannels, listDivisions } from '../lists';
import { askQiscus, callQiscus } from '../transport';

/** The lists of fields that take one value, with search. */
export const listSearch = {
	async searchDivisions(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const divisions = orThrow(this.getNode(), await listDivisions(askQiscus.bind(this)));
		return { results: toOptions(divisions, filter) };
	},

	/** The channels that templates can be sent through. */
	async searchWhatsAppChannels(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const channels = orThrow(this.getNode(), await readChannels(callQiscus.bind(this)));
		const named = channels
			.filter(({ kind }) => kind === 'wa')
			.map(({ id, name, phone }) => ({
				id,
				name: phone === undefined ? name : `${name} (${phone})`,
			}));
		return { results: toOptions(named, filter) };
	},

	/** The templates of the channel that is chosen; of all, where none is. */
	async searchTemplates(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const templates = orThrow(this.getNode(), await listTemplates(askQiscus.bind(this)));
		const channelId = chosenId.call(this, 'channel');
		const fitting = templates.filter(
			(template) => channelId === undefined || template.channelId === channelId,
		);
		return { results: toOptions(fitting, filter) };
	},

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

/** The lists of fields that take several values, or one without search. */
export const loadOptions = {
	/** The languages of the template that is chosen. */
	async getTemplateLanguages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const templates = orThrow(this.getNode(), await listTemplates(askQiscus.bind(this)));
		const templateId = chosenId.call(this, 'template');
		const texts = templates.find(({ id }) => id === templateId)?.texts ?? [];
		return toOptions(texts.map(({ language }) => ({ id: language, name: language })));
	},

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

/** What is chosen in another field; undefined where it is empty or an expression. */
function chosenId(this: ILoadOptionsFunctions, name: string): string | undefined {
	const chosen = this.getCurrentNodeParameter(name, { extractValue: true });
	const id = asText(chosen as JsonValue | undefined);
	return id === undefined || id.startsWith('=') ? undefined : id;
}
