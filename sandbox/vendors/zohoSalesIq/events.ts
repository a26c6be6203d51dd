export type WebhookType = 'data' | 'administration';

/** The events of the vendor's webhook page, by the type of webhook that can have them. [doc] */
export const EVENTS: Readonly<Record<WebhookType, readonly string[]>> = {
	data: [
		'conversation.created',
		'conversation.attender.updated',
		'conversation.missed',
		'conversation.completed',
		'conversation.rated',
		'conversation.visitor.replied',
		'conversation.operator.replied',
		'conversation.transfer.initiated',
		'conversation.transfer.accepted',
		'conversation.transfer.rejected',
		'conversation.participants.added',
		'conversation.participants.deleted',
		'conversation.supervisor.added',
		'conversation.message.edited',
		'conversation.message.deleted',
		'visitor.updated',
	],
	administration: [
		'department.created',
		'department.deleted',
		'department.updated',
		'operator.created',
		'operator.updated',
		'operator.deleted',
		'operator.departments.associated',
		'operator.departments.dissociated',
	],
};

/** Names from the Workflows pages; whether the webhooks API takes them is not documented. [doc] */
export const NEWER_EVENTS: Readonly<Record<WebhookType, readonly string[]>> = {
	data: ['conversation.metrics', 'conversation.reopened', 'contact.tag.action', 'lead.tag.action'],
	administration: [
		'brands.enabled',
		'brands.disabled',
		'tag.created',
		'tag.updated',
		'tag.deleted',
	],
};

/** What kind of webhook can subscribe to an event; undefined for a name the vendor lacks. */
export function typeOfEvent(event: string, newerEvents: boolean): WebhookType | undefined {
	const types: WebhookType[] = ['data', 'administration'];
	return types.find(
		(type) => EVENTS[type].includes(event) || (newerEvents && NEWER_EVENTS[type].includes(event)),
	);
}
