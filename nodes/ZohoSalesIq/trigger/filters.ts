import {
	type Compare,
	compareNumber,
	compareTexts,
	containsAny,
	containsNone,
	oneOf,
	type Texts,
} from '../../shared/filters/compare';
import {
	comparedText,
	type Filter,
	type Read,
	readsFrom,
	type Row,
	textsAt,
} from '../../shared/filters/filters';
import { asBoolean, asObject } from '../../shared/json/read';
import type { JsonValue } from '../../shared/json/types';
import type { SalesIqEvent } from './event';
import { webhookTypeOf } from './events';
import { memberName } from './names';

/**
 * What the user sets under Filters, and the apps. A filter that is missing or empty does not count.
 * The values may come from expressions, so nothing here relies on their types.
 */
export interface FilterSettings {
	/** The node's own parameter `apps`; the others are members of the collection `filters`. */
	apps?: Texts;
	channels?: Texts;
	statuses?: Texts;
	departments?: Texts;
	messageContainsAny?: Texts;
	messageContainsNone?: Texts;
	messageSenders?: Texts;
	modifiedFields?: Texts;
	operators?: Texts;
	ratingAtLeast?: number | string;
	ratingAtMost?: number | string;
	transferTypes?: Texts;
	visitorEmails?: Texts;
	visitorTypes?: Texts;
}

export type FilterName = keyof FilterSettings;

export type SalesIqFilter = Filter<SalesIqEvent, FilterName>;

const STAGES = [
	'conversation.created',
	'conversation.attender.updated',
	'conversation.missed',
	'conversation.completed',
];
const TRANSFERS = [
	'conversation.transfer.initiated',
	'conversation.transfer.accepted',
	'conversation.transfer.rejected',
];
const MEMBERS = [
	'conversation.participants.added',
	'conversation.participants.deleted',
	'conversation.supervisor.added',
];
const TEXTS = [
	'conversation.message.edited',
	'conversation.operator.replied',
	'conversation.visitor.replied',
];
const MESSAGES = ['conversation.message.deleted', ...TEXTS];
const RATED = ['conversation.rated'];
const CONVERSATIONS = [...STAGES, ...TRANSFERS, ...MEMBERS, ...MESSAGES, ...RATED];
const DEPARTMENTS = ['department.created', 'department.deleted', 'department.updated'];
const OPERATORS = [
	'operator.created',
	'operator.deleted',
	'operator.departments.associated',
	'operator.departments.dissociated',
	'operator.updated',
];
const UPDATES = ['department.updated', 'operator.updated', 'visitor.updated'];
const VISITORS = ['visitor.updated'];

const except = (events: readonly string[], left: string) => events.filter((name) => name !== left);

const APP_READS = [at('app_id'), at('entity.app_id')];
const MESSAGE_TEXT: Row<SalesIqEvent> = [
	TEXTS,
	at('entity.message.text'),
	// A bot's message has its texts in a list [doc], a file has a comment [doc].
	at('entity.message.list'),
	at('entity.message.list.text'),
	at('entity.message.file.comment'),
];

/**
 * Every filter. What each event carries is from the samples of the webhook page [doc], but for
 * `channel`, which live deliveries have in every conversation event [code] (salesiq-api, section 4),
 * and `modified_fields`, which the page lists without a sample: an update has it [guess].
 */
export const FILTERS: readonly SalesIqFilter[] = [
	{
		name: 'apps',
		label: 'App Names or IDs',
		readsOf: (event) => (webhookTypeOf(event) === 'data' ? APP_READS : undefined),
		compile: oneOf,
	},
	{
		name: 'channels',
		label: 'Channel',
		readsOf: readsFrom([CONVERSATIONS, at('entity.visitor.channel')]),
		compile: oneOf,
	},
	{
		name: 'statuses',
		label: 'Conversation Status',
		readsOf: readsFrom([[...STAGES, ...RATED], at('entity.status')]),
		compile: oneOf,
	},
	{
		name: 'departments',
		label: 'Department Names or IDs',
		readsOf: readsFrom(
			[
				[...STAGES, ...TRANSFERS, ...MEMBERS],
				at('entity.department_id'),
				at('entity.department.id'),
			],
			[['conversation.transfer.initiated'], at('entity.transfer.department_id')],
			// The page's samples have two different ids here.
			[DEPARTMENTS, at('entity.id'), at('entity_id')],
			[
				except(OPERATORS, 'operator.deleted'),
				at('entity.departments'),
				at('entity.departments.id'),
			],
		),
		compile: oneOf,
	},
	{
		name: 'messageContainsAny',
		label: 'Message Contains Any Of',
		readsOf: readsFrom(MESSAGE_TEXT),
		compile: containsAny,
	},
	{
		name: 'messageContainsNone',
		label: 'Message Contains None Of',
		readsOf: readsFrom(MESSAGE_TEXT),
		compile: containsNone,
	},
	{
		name: 'messageSenders',
		label: 'Message Sender',
		readsOf: readsFrom([MESSAGES, senderOf]),
		compile: oneOf,
	},
	{
		name: 'modifiedFields',
		label: 'Modified Fields',
		readsOf: readsFrom([UPDATES, at('modified_fields')]),
		compile: oneOfNames,
	},
	{
		name: 'operators',
		label: 'Operator Names or IDs',
		readsOf: readsFrom(
			[CONVERSATIONS, at('entity.owner.id')],
			[except(MESSAGES, 'conversation.visitor.replied'), at('entity.message.sender.id')],
			[['conversation.transfer.initiated'], at('entity.transfer.transferred_by.id')],
			[['conversation.transfer.accepted'], at('entity.accepted_by.id')],
			[['conversation.transfer.rejected'], at('entity.rejected_by.id')],
			[['conversation.participants.added'], at('entity.invite.added_by.id')],
			[['conversation.participants.deleted'], at('entity.deleted_by.id')],
			[['conversation.supervisor.added'], at('entity.added_operators.id')],
			[OPERATORS, at('entity.id'), at('entity_id')],
			[['department.created'], at('entity.created_by')],
			[VISITORS, at('entity.modifier.id')],
		),
		compile: oneOf,
	},
	{
		name: 'ratingAtLeast',
		label: 'Rating at Least',
		readsOf: readsFrom([RATED, at('entity.rating')]),
		compile: (setting) => compareNumber(setting, (rating, limit) => rating >= limit),
	},
	{
		name: 'ratingAtMost',
		label: 'Rating at Most',
		readsOf: readsFrom([RATED, at('entity.rating')]),
		compile: (setting) => compareNumber(setting, (rating, limit) => rating <= limit),
	},
	{
		name: 'transferTypes',
		label: 'Transfer Type',
		readsOf: readsFrom([['conversation.transfer.initiated'], at('entity.transfer.type')]),
		compile: oneOf,
	},
	{
		name: 'visitorEmails',
		label: 'Visitor Email or Domain',
		readsOf: readsFrom(
			[CONVERSATIONS, at('entity.visitor.email_id'), at('entity.visitor.email')],
			[VISITORS, at('entity.email_id'), at('entity.email')],
		),
		compile: oneOfAddresses,
	},
	{
		name: 'visitorTypes',
		label: 'Visitor Type',
		readsOf: readsFrom([CONVERSATIONS, at('entity.visitor.type')], [VISITORS, at('entity.type')]),
		compile: oneOf,
	},
];

/** The texts and numbers at a path of the body. */
function at(path: string): Read<SalesIqEvent> {
	const steps = path.split('.');
	return ({ body }) => textsAt(body, steps);
}

/** Of a longer one, what it begins with tells the type. */
const MAX_TYPE_CHARACTERS = 100;

/**
 * Who wrote a message: `visitor`, `operator` or `bot`. What the sender says of itself counts first
 * [code: `sender.type`], because an operator's message can have a `meta` in live deliveries [code];
 * then a visitor's reply is the visitor's, and `meta` or `list` make a message a bot's [doc].
 * Who edited or deleted one is told by the form of the sender's id: a visitor's begins with `$` [doc].
 */
function senderOf({ name, body }: SalesIqEvent): string[] {
	const entity = asObject(body.entity);
	const message = asObject(entity?.message);
	if (message === undefined) return [];
	const sender = asObject(message.sender);
	const type = comparedText(sender?.type)?.slice(0, MAX_TYPE_CHARACTERS).toLowerCase() ?? '';
	if (type.includes('bot') || asBoolean(sender?.is_bot) === true) return ['bot'];
	if (type === 'visitor' || type === 'operator') return [type];
	if (name === 'conversation.visitor.replied') return ['visitor'];
	if (isFilled(message.meta) || isFilled(message.list)) return ['bot'];
	if (name === 'conversation.operator.replied') return ['operator'];
	const id = comparedText(sender?.id);
	if (id === undefined) return [];
	const isVisitor = id.startsWith('$') || id === comparedText(asObject(entity?.visitor)?.id);
	return [isVisitor ? 'visitor' : 'operator'];
}

function isFilled(value: JsonValue | undefined): boolean {
	if (typeof value !== 'object' || value === null) return comparedText(value ?? '') !== undefined;
	for (const _ in value) return true;
	return false;
}

/** Takes an address, and a domain with or without its `@`. */
function oneOfAddresses(setting: unknown): Compare | undefined {
	return compareTexts(setting, (value, wanted) => {
		const domain = value.slice(value.lastIndexOf('@') + 1);
		return [value, domain, `@${domain}`].some((form) => wanted.has(form));
	});
}

/** Takes a field's name in the vendor's spelling and in the item's: `email_id`, `emailId` and `email`. */
function oneOfNames(setting: unknown): Compare | undefined {
	return compareTexts(setting, (value, wanted) =>
		memberName(value).names.some((name) => wanted.has(name.toLowerCase())),
	);
}
