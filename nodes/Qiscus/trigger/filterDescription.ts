import type { INodeProperties } from 'n8n-workflow';

import {
	containsAnyProperty,
	containsNoneProperty,
	filtersProperty,
} from '../../shared/filters/properties';
import { listed } from '../../shared/filters/words';
import { eventOptions } from './events';
import { type FilterName, FILTERS } from './filters';

/** The sentence about the events that a filter applies to, from the filter itself. */
function scope(filterName: FilterName): string {
	const filter = FILTERS.find(({ name }) => name === filterName);
	const seen = eventOptions.filter(({ value }) => filter?.readsOf(String(value)) !== undefined);
	return `Applies to ${listed(seen.map(({ name }) => name))}`;
}

const ROLES = [
	{ name: 'Admin', value: 'admin' },
	{ name: 'Agent', value: 'agent' },
	{ name: 'Supervisor', value: 'supervisor' },
];

/** What the user sets under Filters; the names are those of `FilterSettings`. */
export const filterProperty: INodeProperties = filtersProperty([
	{
		displayName: 'Channel Names or IDs',
		name: 'channels',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getChannels' },
		default: [],
		description: `The channels that the event may come from. ${scope('channels')}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
	},
	{
		displayName: 'Customer Property',
		name: 'customerProperties',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Property',
		default: {},
		description: `Properties of the customer or of the room’s additional information that have to be there with this value. Upper and lower case count as the same. ${scope('customerProperties')}.`,
		options: [
			{
				displayName: 'Property',
				name: 'property',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. Domicile',
						description: 'The name of the property as Qiscus shows it',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. Bandung',
						description: 'The whole value that it has to have',
					},
				],
			},
		],
	},
	{
		displayName: 'Logout Role',
		name: 'logoutRoles',
		type: 'multiOptions',
		options: ROLES,
		default: [],
		description: `What the one who logged out may be. ${scope('logoutRoles')}.`,
	},
	containsAnyProperty(scope('messageContainsAny')),
	containsNoneProperty(scope('messageContainsNone')),
	{
		displayName: 'Message Origin',
		name: 'messageOrigins',
		type: 'multiOptions',
		options: [
			{ name: 'API', value: 'api' },
			{ name: 'Client', value: 'client' },
		],
		default: [],
		description: `What the message may have been sent with. ${scope('messageOrigins')}.`,
	},
	{
		displayName: 'Message Sender',
		name: 'messageSenders',
		type: 'multiOptions',
		options: [
			{ name: 'Admin or Bot', value: 'admin' },
			{ name: 'Agent', value: 'agent' },
			{ name: 'Customer', value: 'customer' },
		],
		default: ['customer'],
		description: `Who may have written the message. Without this filter only customers count: a bot that answers what a bot wrote never stops. ${scope('messageSenders')}.`,
	},
	{
		displayName: 'Message Type',
		name: 'messageTypes',
		type: 'string',
		default: '',
		placeholder: 'e.g. text, file_attachment',
		description: `The types that the message may have, separated by commas. ${scope('messageTypes')}.`,
	},
	{
		displayName: 'New Sessions Only',
		name: 'newSessionOnly',
		type: 'boolean',
		default: true,
		description: `Whether only the first message of a session counts. ${scope('newSessionOnly')}.`,
	},
	{
		displayName: 'Resolved by Agent Names or IDs',
		name: 'resolvedByAgents',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getAgents' },
		default: [],
		description: `Who may have resolved the room. ${scope('resolvedByAgents')}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
	},
	{
		displayName: 'Resolved by Role',
		name: 'resolvedByRoles',
		type: 'multiOptions',
		options: ROLES,
		default: [],
		description: `What the one who resolved the room may be. ${scope('resolvedByRoles')}.`,
	},
	{
		displayName: 'Room IDs',
		name: 'rooms',
		type: 'string',
		default: '',
		placeholder: 'e.g. 280000001',
		description: `The rooms that count, separated by commas. ${scope('rooms')}.`,
	},
	{
		displayName: 'Source',
		name: 'sources',
		type: 'multiOptions',
		options: [
			{ name: 'Custom', value: 'custom' },
			{ name: 'Facebook', value: 'fb' },
			{ name: 'Instagram', value: 'ig' },
			{ name: 'LINE', value: 'line' },
			{ name: 'Qiscus Widget', value: 'qiscus' },
			{ name: 'Telegram', value: 'telegram' },
			{ name: 'TikTok', value: 'tiktok' },
			{ name: 'WhatsApp', value: 'wa' },
		],
		default: [],
		description: `What the customer may be writing on. ${scope('sources')}.`,
	},
]);
