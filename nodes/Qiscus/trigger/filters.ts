import {
	comparable,
	type Compare,
	compareTexts,
	containsAny,
	containsNone,
	oneOf,
	type Texts,
} from '../../shared/filters/compare';
import {
	comparedText,
	type Filter,
	firstOf,
	type Read,
	readsFrom,
	textsAt,
} from '../../shared/filters/filters';
import { asArray, asBoolean, asObject, asText } from '../../shared/json/read';
import type { JsonValue } from '../../shared/json/types';
import type { QiscusEvent } from './event';

/**
 * What the user sets under Filters. A filter that is missing or empty does not count. The values may
 * come from expressions, so nothing here relies on their types.
 */
export interface FilterSettings {
	channels?: Texts;
	customerProperties?: { property?: Array<{ name?: string; value?: string }> };
	logoutRoles?: Texts;
	messageContainsAny?: Texts;
	messageContainsNone?: Texts;
	messageOrigins?: Texts;
	messageSenders?: Texts;
	messageTypes?: Texts;
	newSessionOnly?: boolean;
	resolvedByAgents?: Texts;
	resolvedByRoles?: Texts;
	rooms?: Texts;
	sources?: Texts;
}

export type FilterName = keyof FilterSettings;
export type QiscusFilter = Filter<QiscusEvent, FilterName>;

/** The sources that have a name of their own; a custom channel's is its identifier key [doc, code]. */
export const SOURCES = ['fb', 'ig', 'line', 'qiscus', 'telegram', 'tiktok', 'wa'];

const MESSAGES = ['botMessage', 'newSession'];
const ROOMS = ['agentAllocation', 'customButton', 'markAsResolved', ...MESSAGES];

const MESSAGE_TEXT = readsFrom([
	MESSAGES,
	at('message.text'),
	// The caption of a file is its text, too [doc: New Session Webhook].
	at('message.payload.caption'),
]);

/** Every filter. What each event carries is from the samples of the webhook page and newer ones [doc, code]. */
export const FILTERS: readonly QiscusFilter[] = [
	{
		name: 'channels',
		label: 'Channel Names or IDs',
		// The allocation request names the source only.
		readsOf: readsFrom([
			['customButton', 'markAsResolved', ...MESSAGES],
			at('room.channel.id'),
			at('roomLog.channelId'),
		]),
		compile: oneOf,
	},
	{
		name: 'customerProperties',
		label: 'Customer Property',
		readsOf: readsFrom([
			['agentAllocation', 'customButton', 'markAsResolved', 'newSession'],
			propertiesOf,
		]),
		compile: hasProperties,
	},
	{
		name: 'logoutRoles',
		label: 'Logout Role',
		readsOf: readsFrom([['userLogout'], at('user.role')]),
		compile: oneOf,
	},
	{
		name: 'messageContainsAny',
		label: 'Message Contains Any Of',
		readsOf: MESSAGE_TEXT,
		compile: containsAny,
	},
	{
		name: 'messageContainsNone',
		label: 'Message Contains None Of',
		readsOf: MESSAGE_TEXT,
		compile: containsNone,
	},
	{
		name: 'messageOrigins',
		label: 'Message Origin',
		readsOf: readsFrom([['botMessage'], at('message.origin')]),
		compile: oneOf,
	},
	{
		name: 'messageSenders',
		label: 'Message Sender',
		readsOf: readsFrom([['botMessage'], at('message.sender')]),
		compile: oneOf,
	},
	{
		name: 'messageTypes',
		label: 'Message Type',
		readsOf: readsFrom([MESSAGES, at('message.type')]),
		compile: oneOf,
	},
	{
		name: 'newSessionOnly',
		label: 'New Sessions Only',
		readsOf: readsFrom([
			['agentAllocation', 'newSession'],
			({ simple }) => (asBoolean(simple.isNewSession) === true ? ['true'] : []),
		]),
		compile: (setting) => (setting === true ? (values) => values.includes('true') : undefined),
	},
	{
		name: 'resolvedByAgents',
		label: 'Resolved by Agent Names or IDs',
		readsOf: readsFrom([['markAsResolved'], at('resolvedBy.id'), at('resolvedBy.email')]),
		compile: oneOf,
	},
	{
		name: 'resolvedByRoles',
		label: 'Resolved by Role',
		readsOf: readsFrom([['markAsResolved'], at('resolvedBy.role')]),
		compile: oneOf,
	},
	{
		name: 'rooms',
		label: 'Room IDs',
		readsOf: readsFrom([ROOMS, at('room.id')]),
		compile: oneOf,
	},
	{
		name: 'sources',
		label: 'Source',
		readsOf: readsFrom([ROOMS, at('room.source'), at('roomLog.source')]),
		compile: (setting) =>
			compareTexts(
				setting,
				(value, wanted) => wanted.has(value) || (!SOURCES.includes(value) && wanted.has('custom')),
			),
	},
];

/**
 * Whether a message is the customer's. A bot that answers what a bot wrote would never stop, so that
 * others' messages count only where they are chosen.
 */
export function isFromCustomer({ name, simple }: QiscusEvent): boolean {
	return name !== 'botMessage' || asObject(simple.message)?.sender === 'customer';
}

/** The texts and numbers at a path of the simplified event. */
function at(path: string): Read<QiscusEvent> {
	const steps = path.split('.');
	return ({ simple }) => textsAt(simple, steps);
}

/** The customer's properties and the room's additional information, each as its name and value. */
function propertiesOf({ simple }: QiscusEvent): string[] {
	const lists = [asObject(simple.customer)?.properties, simple.additionalInfo];
	return lists
		.map(asArray)
		.flatMap((list) => firstOf(list))
		.flatMap((entry) => {
			const pair = asObject(entry);
			return pair === undefined ? [] : [pairText(pair.key, pair.value)];
		});
}

/** Every property that is set has to be there with its value. */
function hasProperties(setting: unknown): Compare | undefined {
	const { property } = asObject(setting as JsonValue) ?? {};
	const wanted = asArray(property).flatMap((entry) => {
		const { name, value } = asObject(entry) ?? {};
		return asText(name) === undefined ? [] : [pairText(name, value)];
	});
	if (wanted.length === 0) return undefined;
	return (values) => {
		const told = new Set(comparable(values));
		return wanted.every((pair) => told.has(pair.toLowerCase()));
	};
}

function pairText(name: JsonValue | undefined, value: JsonValue | undefined): string {
	const texts = [name, value].map((part) =>
		typeof part === 'boolean' ? String(part) : (comparedText(part) ?? ''),
	);
	return texts.join('\n');
}
