import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { simplifyProperty } from '../../shared/simplify';
import { eventOptions } from './events';
import { filterProperty } from './filterDescription';

const hideForManual = { hide: { webhookSetup: ['manual'] } };
const showForManual = { show: { webhookSetup: ['manual'] } };

const AUTOMATIC_HELP =
	'<b>Automatic:</b> n8n creates the webhook in SalesIQ when you listen or publish, and removes it afterwards. SalesIQ must be able to reach n8n’s address over https and without a port.';
const MANUAL_HELP =
	'<b>Manual:</b> publish, then copy the production URL into SalesIQ under Settings > Developers > Webhooks, or into a Workflow of SalesIQ. Generate a public key there, paste it under Public Keys, and publish again.';

/** What the editor shows beside the trigger. */
export const triggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Let something happen in Zoho SalesIQ',
	executionsHelp: `${AUTOMATIC_HELP}<br><br>${MANUAL_HELP}`,
	activationHint: 'Once the workflow works, publish it: SalesIQ then calls the production URL.',
};

/** What the user sets on the trigger. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Webhook Set-Up',
		name: 'webhookSetup',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description:
					'Publishing the workflow creates the webhook in SalesIQ, unpublishing removes it',
			},
			{
				name: 'Manual',
				value: 'manual',
				description:
					'You paste this node’s URL into SalesIQ’s dashboard or into a Workflow of SalesIQ, and the public key here',
			},
		],
		default: 'automatic',
		description: 'Who creates the webhook in SalesIQ',
	},
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
				displayName: 'By ID',
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
		displayOptions: hideForManual,
	},
	{
		displayName: 'Public Keys',
		name: 'publicKeys',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Public Key', rows: 4 },
		default: [],
		placeholder: 'e.g. -----BEGIN PUBLIC KEY-----…',
		description:
			'The public key that SalesIQ shows for the webhook, as you copied it. A webhook can have two while you change over to a new one.',
		displayOptions: showForManual,
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		options: eventOptions,
		default: [],
		description: 'The events that start the workflow',
	},
	{
		displayName: 'App Names or IDs',
		name: 'apps',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getApps', loadOptionsDependsOn: ['portal.value'] },
		default: [],
		description:
			'The apps (brands) whose conversations and visitors count; none chosen means all. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: hideForManual,
	},
	simplifyProperty,
	filterProperty,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Additional Events',
				name: 'additionalEvents',
				type: 'string',
				default: '',
				placeholder: 'e.g. conversation.reopened, tag.created',
				description:
					'Names of events that are not in the list, such as those of SalesIQ’s Workflows, separated by commas',
			},
			{
				displayName: 'Allow Unsigned Deliveries',
				name: 'allowUnsigned',
				type: 'boolean',
				default: false,
				description:
					'Whether to let in deliveries without a signature. Whoever learns the URL can then start this workflow with made-up data: switch it on only where your webhook in SalesIQ cannot sign.',
			},
			{
				displayName: 'Maximum Age (Minutes)',
				name: 'maximumAge',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 60,
				description:
					'How old an event may be before it is ignored. It is the only protection against somebody who sends a recorded, correctly signed delivery once more. Leave it out to let in events that SalesIQ repeats days later (Retry Failed Executions).',
			},
		],
	},
];
