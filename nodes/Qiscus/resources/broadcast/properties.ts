import type { INodeProperties } from 'n8n-workflow';

import type { LocatorTexts } from '../../../shared/resources/locator';
import { locatorProperty } from '../locator';

export const CHANNEL: LocatorTexts = {
	displayName: 'Channel',
	name: 'channel',
	one: 'a channel',
	description: 'The WhatsApp channel that sends it',
	searchListMethod: 'searchWhatsAppChannels',
	example: '901',
};

export const TEMPLATE: LocatorTexts = {
	displayName: 'Template',
	name: 'template',
	one: 'a template',
	description: 'The template; the list has those of the channel that WhatsApp has approved',
	searchListMethod: 'searchTemplates',
	example: '28001',
};

/** The form of a template to send. */
export const properties: readonly INodeProperties[] = [
	locatorProperty(CHANNEL),
	locatorProperty(TEMPLATE),
	{
		displayName: 'Language Name or ID',
		name: 'language',
		type: 'options',
		typeOptions: {
			loadOptionsMethod: 'getTemplateLanguages',
			loadOptionsDependsOn: ['template.value'],
		},
		default: '',
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		hint: 'May be left empty for a template in one language',
	},
	{
		displayName: 'Phone Number',
		name: 'phoneNumber',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 6281234567890',
		description: 'The customer’s number, with the country’s code',
	},
	{
		displayName: 'Variables',
		name: 'variables',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Variable',
		default: {},
		description: 'What stands in the template’s gaps, in their order',
		options: [
			{
				displayName: 'Variable',
				name: 'variable',
				values: [
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'What stands in the gap',
					},
				],
			},
		],
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Broadcast Name',
				name: 'name',
				type: 'string',
				default: '',
				description: 'Under which name the broadcast is shown in Qiscus',
			},
			{
				displayName: 'Header Value',
				name: 'headerValue',
				type: 'string',
				default: '',
				description: 'Address of the picture or file of a template that has one above its text',
			},
		],
	},
];
