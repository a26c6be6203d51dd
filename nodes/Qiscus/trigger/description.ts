import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { simplifyProperty } from '../../shared/simplify';
import { eventOptions } from './events';
import { filterProperty } from './filterDescription';
import { DEFAULT_REPEAT_WINDOW_S } from './settings';

const AUTOMATIC_HELP =
	'<b>Automatic:</b> n8n registers its URL at Qiscus when you listen or publish, and takes it back afterwards. Qiscus has one URL for each event.';
const PASTED_HELP =
	'<b>Manual, and Custom Button always:</b> copy the production URL under Webhook URLs, append <code>?event=EVENT&amp;token=TOKEN</code>, and paste it in Qiscus. EVENT is <code>agentAllocation</code>, <code>botMessage</code>, <code>customButton</code>, <code>markAsResolved</code>, <code>newSession</code> or <code>userLogout</code>, TOKEN the Webhook Token of your Qiscus credential.';

/** What the editor shows beside the trigger. */
export const triggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Let something happen in Qiscus',
	executionsHelp: `${AUTOMATIC_HELP}<br><br>${PASTED_HELP}`,
	activationHint: 'Once the workflow works, publish it: Qiscus then calls the production URL.',
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
					'Publishing the workflow registers its URL at Qiscus, unpublishing takes it back. The Custom Button’s URL is pasted by hand all the same.',
			},
			{
				name: 'Manual',
				value: 'manual',
				description: 'You paste this node’s URL into Qiscus, with the credential’s Webhook Token',
			},
		],
		default: 'automatic',
		description: 'Who registers the webhooks at Qiscus',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		options: eventOptions,
		default: [],
		required: true,
		description: 'The events that start the workflow',
	},
	{
		displayName: 'If Another URL Is Registered',
		name: 'occupiedSlot',
		type: 'options',
		options: [
			{
				name: 'Replace and Put Back',
				value: 'replace',
				description:
					'The other URL is not called while this workflow is published or listens for a test event',
			},
			{
				name: 'Stop With a Message',
				value: 'stop',
				description: 'Nothing is changed at Qiscus',
			},
		],
		default: 'stop',
		description:
			'What to do where Qiscus calls another URL for one of these events already: it has one for each',
		displayOptions: { hide: { webhookSetup: ['manual'] } },
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
				displayName: 'Confirm With Qiscus',
				name: 'confirmRooms',
				type: 'boolean',
				default: true,
				description:
					'Whether to ask Qiscus for the event’s room, and to refuse the event if Qiscus does not know the room or cannot be asked. This costs a call for each event; logouts happen in no room and are not asked for.',
			},
			{
				displayName: 'Repeat Window (Seconds)',
				name: 'repeatWindow',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: DEFAULT_REPEAT_WINDOW_S,
				description:
					'For how long another allocation request of the same room, and an event that looks the same and has no ID, starts nothing again. Messages with an ID are recognised for longer.',
			},
		],
	},
];
