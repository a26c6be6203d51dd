import type { JsonObject } from '../../../shared/json/types';
import type { Result } from '../../../shared/problem';
import { chosen, readCollection } from '../../../shared/resources/fields';
import { limitProperties, readLimit } from '../../../shared/resources/limit';
import type { LocatorTexts } from '../../../shared/resources/locator';
import { repeating } from '../../../shared/resources/repeating';
import type { ItemOperation } from '../../../shared/resources/types';
import { type DivisionSearch, listAgentsOfDivision } from '../../lists';
import { askQiscus } from '../../transport';
import { shownAgent } from '../agentAllocation/shownAgent';
import { locatorProperty, readLocated } from '../locator';

const DIVISION: LocatorTexts = {
	displayName: 'Division',
	name: 'division',
	one: 'a division',
	description: 'The division whose agents are wanted',
	searchListMethod: 'searchDivisions',
	example: '301',
};

type Wishes = Pick<DivisionSearch, 'isAvailable' | 'sort'>;

const AVAILABILITIES: Readonly<Record<string, Wishes>> = {
	any: {},
	available: { isAvailable: true },
	unavailable: { isAvailable: false },
};
const SORTS: Readonly<Record<string, Wishes>> = {
	fewestFirst: { sort: 'asc' },
	mostFirst: { sort: 'desc' },
};

/** GET `/api/v2/admin/agents/by_division`, App-Id with Secret-Key [code of the vendor's; doc]. */
export const getByDivision: ItemOperation = {
	name: 'Get by Division',
	value: 'getByDivision',
	action: 'Get agents by division',
	description: 'Get the agents of a division, such as those with the fewest customers',
	properties: [
		locatorProperty(DIVISION),
		...limitProperties,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Availability',
					name: 'availability',
					type: 'options',
					options: [
						{ name: 'Any', value: 'any' },
						{ name: 'Available', value: 'available', description: 'Those who are logged in' },
						{ name: 'Unavailable', value: 'unavailable', description: 'Those who are not' },
					],
					default: 'available',
					description: 'Who of them is wanted',
				},
				{
					displayName: 'Sort',
					name: 'sort',
					type: 'options',
					options: [
						{ name: 'Fewest Customers First', value: 'fewestFirst' },
						{ name: 'Most Customers First', value: 'mostFirst' },
					],
					default: 'fewestFirst',
					description: 'Who comes first',
				},
			],
		},
	],

	async execute(itemIndex) {
		const divisionId = readLocated.call(this, DIVISION, itemIndex);
		if (!divisionId.ok) return divisionId;
		const limit = readLimit.call(this, itemIndex);
		if (!limit.ok) return limit;
		const wishes = wishesIn(readCollection.call(this, 'options', itemIndex));
		if (!wishes.ok) return wishes;
		const agents = await listAgentsOfDivision(repeating(askQiscus.bind(this)), {
			...wishes.data,
			divisionId: divisionId.data,
			wanted: limit.data,
		});
		if (!agents.ok) return agents;
		return { ok: true, data: agents.data.map((agent) => ({ json: shownAgent(agent) })) };
	},
};

function wishesIn({ availability = 'any', sort }: JsonObject): Result<Wishes> {
	const who = chosen(availability, Object.keys(AVAILABILITIES), 'Availability');
	if (!who.ok) return who;
	if (sort === undefined) return { ok: true, data: AVAILABILITIES[who.data] ?? {} };
	const order = chosen(sort, Object.keys(SORTS), 'Sort');
	if (!order.ok) return order;
	return { ok: true, data: { ...AVAILABILITIES[who.data], ...SORTS[order.data] } };
}
