import type { INodeProperties } from 'n8n-workflow';

import {
	containsAnyProperty,
	containsNoneProperty,
	filtersProperty,
} from '../../shared/filters/properties';
import { listed } from '../../shared/filters/words';
import { eventOptions } from './events';
import { type FilterName, FILTERS, type SalesIqFilter } from './filters';

/** An event's label without the first word, by the first part of its name. */
const LABELS = new Map<string, Array<{ event: string; label: string }>>();
for (const { name, value } of eventOptions) {
	const [kind = ''] = String(value).split('.', 1);
	const label = name.slice(kind.length + 1);
	LABELS.set(kind, [...(LABELS.get(kind) ?? []), { event: String(value), label }]);
}

/** The sentence about the events that a filter applies to, from the filter itself. */
function scope(filterName: FilterName): string {
	const filter = FILTERS.find(({ name }) => name === filterName);
	const kinds =
		filter === undefined ? [] : [...LABELS.keys()].flatMap((kind) => told(filter, kind));
	return `Applies to ${kinds.join('; ')}`;
}

/** The events of one kind that a filter applies to, in the fewest words. */
function told({ readsOf }: SalesIqFilter, kind: string): string[] {
	const all = LABELS.get(kind) ?? [];
	const seen = all.filter(({ event }) => readsOf(event) !== undefined);
	const unseen = all.filter(({ event }) => readsOf(event) === undefined);
	if (seen.length === 0) return [];
	if (seen.length > unseen.length && seen.length > 1) {
		return [
			`all ${kind} events${unseen.length > 0 ? ` but ${listed(unseen.map(({ label }) => label))}` : ''}`,
		];
	}
	return [
		`${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${listed(seen.map(({ label }) => label))}`,
	];
}

/** What the user sets under Filters; the names are those of `FilterSettings`. */
export const filterProperty: INodeProperties = filtersProperty([
	{
		displayName: 'Channel',
		name: 'channels',
		type: 'string',
		default: '',
		placeholder: 'e.g. website, whatsapp',
		description: `The channels that the visitor may write on, separated by commas. ${scope('channels')}.`,
	},
	{
		displayName: 'Conversation Status',
		name: 'statuses',
		type: 'string',
		default: '',
		placeholder: 'e.g. Missed, Closed',
		description: `The statuses that the conversation may have, separated by commas. SalesIQ’s documents show Live, Connected, Missed, Closed and Ended. ${scope('statuses')}.`,
	},
	{
		displayName: 'Department Names or IDs',
		name: 'departments',
		type: 'multiOptions',
		typeOptions: {
			loadOptionsMethod: 'getDepartments',
			loadOptionsDependsOn: ['portal.value'],
		},
		default: [],
		description: `The departments that the event may be about. ${scope('departments')}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
	},
	containsAnyProperty(scope('messageContainsAny')),
	containsNoneProperty(scope('messageContainsNone')),
	{
		displayName: 'Message Sender',
		name: 'messageSenders',
		type: 'multiOptions',
		options: [
			{ name: 'Bot', value: 'bot' },
			{ name: 'Operator', value: 'operator' },
			{ name: 'Visitor', value: 'visitor' },
		],
		default: [],
		description: `Who may have written the message. ${scope('messageSenders')}.`,
	},
	{
		displayName: 'Modified Fields',
		name: 'modifiedFields',
		type: 'string',
		default: '',
		placeholder: 'e.g. phone, first_name',
		description: `Fields of which at least one has to be among the modified ones, separated by commas. ${scope('modifiedFields')}.`,
	},
	{
		displayName: 'Operator Names or IDs',
		name: 'operators',
		type: 'multiOptions',
		typeOptions: {
			loadOptionsMethod: 'getOperators',
			loadOptionsDependsOn: ['portal.value'],
		},
		default: [],
		description: `The operators who may own the conversation or have done what the event tells. ${scope('operators')}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
	},
	{
		displayName: 'Rating at Least',
		name: 'ratingAtLeast',
		type: 'number',
		default: 4,
		description: `The lowest rating that counts. A rating and a feedback may arrive as two events; the one without a rating does not count. ${scope('ratingAtLeast')}.`,
	},
	{
		displayName: 'Rating at Most',
		name: 'ratingAtMost',
		type: 'number',
		default: 2,
		description: `The highest rating that counts. A rating and a feedback may arrive as two events; the one without a rating does not count. ${scope('ratingAtMost')}.`,
	},
	{
		displayName: 'Transfer Type',
		name: 'transferTypes',
		type: 'multiOptions',
		options: [
			{ name: 'To Department', value: 'department' },
			{ name: 'To Operator', value: 'user' },
		],
		default: [],
		description: `What the chat may be transferred to. ${scope('transferTypes')}.`,
	},
	{
		displayName: 'Visitor Email or Domain',
		name: 'visitorEmails',
		type: 'string',
		default: '',
		placeholder: 'e.g. tricia@zylker.com, example.com',
		description: `The email addresses that the visitor may have, or their domains, separated by commas. ${scope('visitorEmails')}.`,
	},
	{
		displayName: 'Visitor Type',
		name: 'visitorTypes',
		type: 'multiOptions',
		options: [
			{ name: 'Contact', value: 'contact' },
			{ name: 'Lead', value: 'lead' },
		],
		default: [],
		description: `What the visitor may be. ${scope('visitorTypes')}.`,
	},
]);
