import type { INodePropertyOptions } from 'n8n-workflow';

import { isSlotName, type SlotName } from '../slots';

/** The vendor's six webhooks [doc: the webhook page]; the custom button's is set in the dashboard only. */
export type EventName = SlotName | 'customButton';

const EVENTS: Readonly<Record<EventName, { name: string; description: string }>> = {
	agentAllocation: {
		name: 'Agent Allocation',
		description: 'A customer wrote and no agent is in the room: Qiscus asks who takes it',
	},
	botMessage: {
		name: 'Bot Message',
		description: 'A customer sent a message',
	},
	customButton: {
		name: 'Custom Button',
		description:
			'Somebody clicked the custom button of a room. You paste this node’s URL into Qiscus by hand.',
	},
	markAsResolved: {
		name: 'Mark as Resolved',
		description: 'A room was resolved',
	},
	newSession: {
		name: 'New Session',
		description:
			'A customer wrote for the first time, or for the first time since a room was resolved',
	},
	userLogout: {
		name: 'User Logout',
		description: 'An admin, supervisor or agent logged out',
	},
};

/** The choices of Trigger On. */
export const eventOptions: INodePropertyOptions[] = Object.entries(EVENTS).map(
	([value, { name, description }]) => ({ name, value, description }),
);

/** Whether a name is that of an event. */
export function isEventName(name: unknown): name is EventName {
	return typeof name === 'string' && Object.hasOwn(EVENTS, name);
}

/** What the user knows an event by. */
export function labelOf(event: EventName): string {
	return EVENTS[event].name;
}

/** The chosen events that are registered through the API; the others are pasted by hand. */
export function slotsOf(events: readonly EventName[]): SlotName[] {
	return events.filter(isSlotName);
}
