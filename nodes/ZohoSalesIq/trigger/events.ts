import type { INodePropertyOptions } from 'n8n-workflow';

import type { WebhookType } from '../webhooks';

/**
 * Every event of the vendor's webhook page and the kind of webhook that tells it [doc]
 * (salesiq-api, section 4). The values are the vendor's names.
 */
const EVENTS: Readonly<Record<string, { name: string; type: WebhookType; description: string }>> = {
	'conversation.attender.updated': {
		name: 'Conversation Attender Updated',
		type: 'data',
		description: 'An operator picked up a chat',
	},
	'conversation.completed': {
		name: 'Conversation Completed',
		type: 'data',
		description: 'A chat ended',
	},
	'conversation.created': {
		name: 'Conversation Created',
		type: 'data',
		description: 'A visitor started a chat',
	},
	'conversation.message.deleted': {
		name: 'Conversation Message Deleted',
		type: 'data',
		description: 'A message was deleted',
	},
	'conversation.message.edited': {
		name: 'Conversation Message Edited',
		type: 'data',
		description: 'A message was edited',
	},
	'conversation.missed': {
		name: 'Conversation Missed',
		type: 'data',
		description: 'No operator picked up a chat',
	},
	'conversation.operator.replied': {
		name: 'Conversation Operator Replied',
		type: 'data',
		description: 'An operator wrote a message',
	},
	'conversation.participants.added': {
		name: 'Conversation Participants Added',
		type: 'data',
		description: 'Operators were invited to a chat',
	},
	'conversation.participants.deleted': {
		name: 'Conversation Participants Deleted',
		type: 'data',
		description: 'Operators were removed from a chat',
	},
	'conversation.rated': {
		name: 'Conversation Rated',
		type: 'data',
		description: 'A visitor rated a chat or left feedback',
	},
	'conversation.supervisor.added': {
		name: 'Conversation Supervisor Added',
		type: 'data',
		description: 'A supervisor joined a chat',
	},
	'conversation.transfer.accepted': {
		name: 'Conversation Transfer Accepted',
		type: 'data',
		description: 'A transferred chat was accepted',
	},
	'conversation.transfer.initiated': {
		name: 'Conversation Transfer Initiated',
		type: 'data',
		description: 'A transfer of a chat was started',
	},
	'conversation.transfer.rejected': {
		name: 'Conversation Transfer Rejected',
		type: 'data',
		description: 'A transferred chat was rejected',
	},
	'conversation.visitor.replied': {
		name: 'Conversation Visitor Replied',
		type: 'data',
		description: 'A visitor wrote a message',
	},
	'department.created': {
		name: 'Department Created',
		type: 'administration',
		description: 'A department was created',
	},
	'department.deleted': {
		name: 'Department Deleted',
		type: 'administration',
		description: 'A department was deleted',
	},
	'department.updated': {
		name: 'Department Updated',
		type: 'administration',
		description: 'A department’s details changed',
	},
	'operator.created': {
		name: 'Operator Created',
		type: 'administration',
		description: 'An operator was added',
	},
	'operator.deleted': {
		name: 'Operator Deleted',
		type: 'administration',
		description: 'An operator was removed',
	},
	'operator.departments.associated': {
		name: 'Operator Departments Associated',
		type: 'administration',
		description: 'An operator joined departments',
	},
	'operator.departments.dissociated': {
		name: 'Operator Departments Dissociated',
		type: 'administration',
		description: 'An operator left departments',
	},
	'operator.updated': {
		name: 'Operator Updated',
		type: 'administration',
		description: 'An operator’s settings changed',
	},
	'visitor.updated': {
		name: 'Visitor Updated',
		type: 'data',
		description: 'A lead’s or contact’s details changed',
	},
};

/** The choices of Trigger On. */
export const eventOptions: INodePropertyOptions[] = Object.entries(EVENTS).map(
	([value, { name, description }]) => ({ name, value, description }),
);

/** What tells which kind of webhook has an event that SalesIQ added later: administration is about the portal. */
const ADMINISTRATION = /^(?:brands?|department|operator|tag)s?\./;

/** The kind of webhook that tells this event. */
export function webhookTypeOf(event: string): WebhookType {
	return EVENTS[event]?.type ?? (ADMINISTRATION.test(event) ? 'administration' : 'data');
}
