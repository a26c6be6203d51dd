import type { INodeProperties } from 'n8n-workflow';

import { eventOptions } from './events';

/** What the user sets on the trigger. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Portal',
		name: 'portal',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: 'The SalesIQ portal that the events come from',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose a portal…',
				typeOptions: { searchListMethod: 'searchPortals', searchable: true },
			},
			{
				displayName: 'By Screen Name',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. zylker',
				hint: 'The part of the dashboard’s URL behind the host: https://salesiq.zoho.com/zylker/…',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '^[^\\s/?#]+$',
							errorMessage: 'A screen name has no spaces and no slashes',
						},
					},
				],
			},
		],
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		options: eventOptions,
		default: [],
		required: true,
	},
	{
		displayName: 'App Names or IDs',
		name: 'apps',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getApps', loadOptionsDependsOn: ['portal.value'] },
		default: [],
		description:
			'The apps (brands) whose conversations and visitors count; none chosen means all. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
];
