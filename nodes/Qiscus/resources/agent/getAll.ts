import { asText } from '../../../shared/json/read';
import type { JsonObject } from '../../../shared/json/types';
import type { Result } from '../../../shared/problem';
import { chosen, readCollection } from '../../../shared/resources/fields';
import { limitProperties, readLimit } from '../../../shared/resources/limit';
import { repeating } from '../../../shared/resources/repeating';
import type { ItemOperation } from '../../../shared/resources/types';
import { type AgentSearch, searchAgents } from '../../lists';
import { askQiscus } from '../../transport';
import { shownAgent } from '../agentAllocation/shownAgent';

const SCOPES = ['division', 'email', 'name'] as const;

/** GET `/api/v2/admin/agents`, App-Id with Secret-Key [code of the vendor's]. */
export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many agents',
	description: 'Get many agents, with admins and supervisors',
	properties: [
		...limitProperties,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					description: 'Text that is part of what is searched',
				},
				{
					displayName: 'Search In',
					name: 'searchIn',
					type: 'options',
					options: [
						{ name: 'Division', value: 'division' },
						{ name: 'Email', value: 'email' },
						{ name: 'Name', value: 'name' },
					],
					default: 'name',
					description: 'What is searched for the text',
				},
			],
		},
	],

	async execute(itemIndex) {
		const limit = readLimit.call(this, itemIndex);
		if (!limit.ok) return limit;
		const search = searchIn(readCollection.call(this, 'filters', itemIndex));
		if (!search.ok) return search;
		const ask = repeating(askQiscus.bind(this));
		const agents = await searchAgents(ask, { ...search.data, wanted: limit.data });
		if (!agents.ok) return agents;
		return { ok: true, data: agents.data.map((agent) => ({ json: shownAgent(agent) })) };
	},
};

/** Without a text there is nothing to search for. */
function searchIn({ search, searchIn: scope }: JsonObject): Result<Omit<AgentSearch, 'wanted'>> {
	const text = asText(search);
	if (text === undefined) return { ok: true, data: {} };
	if (scope === undefined) return { ok: true, data: { text } };
	const where = chosen(scope, SCOPES, 'Search In');
	return where.ok ? { ok: true, data: { text, scope: where.data } } : where;
}
