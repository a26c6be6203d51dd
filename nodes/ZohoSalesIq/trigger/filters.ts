import { asBoolean, asObject, asText } from '../../shared/json/read';
import type { JsonValue } from '../../shared/json/types';
import type { SalesIqEvent } from './event';
import { webhookTypeOf } from './events';
import { memberName } from './output/names';

/** Several texts: a list, or one text with commas or line breaks between them. */
type Texts = string | readonly string[];

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

/** Reads from an event what a filter compares; nothing where the event does not tell it. */
type Read = (event: SalesIqEvent) => string[];

/** Whether the values of an event are wanted; there is at least one. */
type Compare = (values: readonly string[]) => boolean;

/** One filter: what it is called, where it applies, what it reads there, and how that is compared. */
export interface Filter {
	name: FilterName;
	label: string;
	/** @returns undefined where the filter does not apply to the event */
	readsOf(event: string): readonly Read[] | undefined;
	/** @returns undefined where the setting is empty or of no use */
	compile(setting: unknown): Compare | undefined;
}

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
const MESSAGE_TEXT: Row = [
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
export const FILTERS: readonly Filter[] = [
	{
		name: 'apps',
		label: 'App Names or IDs',
		readsOf: (event) => (webhookTypeOf(event) === 'data' ? APP_READS : undefined),
		compile: oneOf,
	},
	{
		name: 'channels',
		label: 'Channel',
		readsOf: from([CONVERSATIONS, at('entity.visitor.channel')]),
		compile: oneOf,
	},
	{
		name: 'statuses',
		label: 'Conversation Status',
		readsOf: from([[...STAGES, ...RATED], at('entity.status')]),
		compile: oneOf,
	},
	{
		name: 'departments',
		label: 'Department Names or IDs',
		readsOf: from(
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
		readsOf: from(MESSAGE_TEXT),
		compile: containsAny,
	},
	{
		name: 'messageContainsNone',
		label: 'Message Contains None Of',
		readsOf: from(MESSAGE_TEXT),
		compile: containsNone,
	},
	{
		name: 'messageSenders',
		label: 'Message Sender',
		readsOf: from([MESSAGES, senderOf]),
		compile: oneOf,
	},
	{
		name: 'modifiedFields',
		label: 'Modified Fields',
		readsOf: from([UPDATES, at('modified_fields')]),
		compile: oneOfNames,
	},
	{
		name: 'operators',
		label: 'Operator Names or IDs',
		readsOf: from(
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
		readsOf: from([RATED, at('entity.rating')]),
		compile: (setting) => compareNumber(setting, (rating, limit) => rating >= limit),
	},
	{
		name: 'ratingAtMost',
		label: 'Rating at Most',
		readsOf: from([RATED, at('entity.rating')]),
		compile: (setting) => compareNumber(setting, (rating, limit) => rating <= limit),
	},
	{
		name: 'transferTypes',
		label: 'Transfer Type',
		readsOf: from([['conversation.transfer.initiated'], at('entity.transfer.type')]),
		compile: oneOf,
	},
	{
		name: 'visitorEmails',
		label: 'Visitor Email or Domain',
		readsOf: from(
			[CONVERSATIONS, at('entity.visitor.email_id'), at('entity.visitor.email')],
			[VISITORS, at('entity.email_id'), at('entity.email')],
		),
		compile: oneOfAddresses,
	},
	{
		name: 'visitorTypes',
		label: 'Visitor Type',
		readsOf: from([CONVERSATIONS, at('entity.visitor.type')], [VISITORS, at('entity.type')]),
		compile: oneOf,
	},
];

/**
 * Compiles the settings into one question: whether an event is wanted. It has to pass every filter
 * that is set and applies to it; where one applies and the event does not tell the value, it is not
 * wanted. Neither the compiling nor the question ever throws.
 */
export function compileFilters(settings: FilterSettings): (event: SalesIqEvent) => boolean {
	const chosen = compileChosen(settings);
	return (event) =>
		chosen.every(({ filter, compare }) => {
			const reads = filter.readsOf(event.name);
			if (reads === undefined) return true;
			const values = reads.flatMap((read) => read(event));
			return values.length > 0 && compare(values);
		});
}

/**
 * The chosen events that a filter which is set never sees, because it does not apply to them: they
 * start the workflow whatever the filter says. To be named when the workflow is activated.
 *
 * @param events the vendor's names of the chosen events
 * @returns one entry per such filter, with its label
 */
export function uselessFilters(
	events: readonly string[],
	settings: FilterSettings,
): Array<{ filter: string; events: string[] }> {
	return compileChosen(settings)
		.map(({ filter: { label, readsOf } }) => ({
			filter: label,
			events: events.filter((event) => readsOf(event) === undefined),
		}))
		.filter((useless) => useless.events.length > 0);
}

/** The filters that are set to something that can be compared. */
function compileChosen(
	settings: FilterSettings | null | undefined,
): Array<{ filter: Filter; compare: Compare }> {
	const chosen = [];
	for (const filter of FILTERS) {
		const setting = settings?.[filter.name];
		const compare = setting === undefined ? undefined : filter.compile(setting);
		if (compare !== undefined) chosen.push({ filter, compare });
	}
	return chosen;
}

/** Some events and what is read from them; several rows about one event add up. */
type Row = readonly [events: readonly string[], ...reads: Read[]];

function from(...rows: Row[]): Filter['readsOf'] {
	const byEvent = new Map<string, Read[]>();
	for (const [events, ...reads] of rows) {
		for (const event of events) byEvent.set(event, [...(byEvent.get(event) ?? []), ...reads]);
	}
	return (event) => byEvent.get(event);
}

/** The texts and numbers at a path of the body; of a list on the way, every member is followed. */
function at(path: string): Read {
	const steps = path.split('.');
	return ({ body }) => {
		let values: Array<JsonValue | undefined> = [body];
		for (const step of steps) values = values.flatMap((value) => asObject(value)?.[step]);
		return values.map(asText).filter((text) => text !== undefined);
	};
}

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
	const type = asText(sender?.type)?.toLowerCase() ?? '';
	if (type.includes('bot') || asBoolean(sender?.is_bot) === true) return ['bot'];
	if (type === 'visitor' || type === 'operator') return [type];
	if (name === 'conversation.visitor.replied') return ['visitor'];
	if (isFilled(message.meta) || isFilled(message.list)) return ['bot'];
	if (name === 'conversation.operator.replied') return ['operator'];
	const id = asText(sender?.id);
	if (id === undefined) return [];
	const isVisitor = id.startsWith('$') || id === asText(asObject(entity?.visitor)?.id);
	return [isVisitor ? 'visitor' : 'operator'];
}

function isFilled(value: JsonValue | undefined): boolean {
	if (typeof value !== 'object' || value === null) return asText(value ?? '') !== undefined;
	return Object.keys(value).length > 0;
}

const SEPARATOR = /[,\r\n]/;
/** A longer search text is compared by its beginning: V8's search takes seconds for some of them in a long text. */
const MAX_SEARCH_CHARACTERS = 200;

/** The texts of a setting, trimmed and in lower case; anything else counts as none. */
function textsOf(setting: unknown): string[] {
	const parts: unknown[] = typeof setting === 'string' ? setting.split(SEPARATOR) : [setting];
	return parts.flat().flatMap((part) => {
		if (typeof part !== 'string' && !Number.isFinite(part)) return [];
		const text = String(part).trim().toLowerCase();
		return text === '' ? [] : [text];
	});
}

function compareTexts(
	setting: unknown,
	isWanted: (value: string, wanted: readonly string[]) => boolean,
): Compare | undefined {
	const wanted = textsOf(setting);
	if (wanted.length === 0) return undefined;
	return (values) => values.some((value) => isWanted(value.toLowerCase(), wanted));
}

function oneOf(setting: unknown): Compare | undefined {
	return compareTexts(setting, (value, wanted) => wanted.includes(value));
}

/** Takes an address, and a domain with or without its `@`. */
function oneOfAddresses(setting: unknown): Compare | undefined {
	return compareTexts(setting, (value, wanted) => {
		const domain = value.slice(value.lastIndexOf('@') + 1);
		return [value, domain, `@${domain}`].some((form) => wanted.includes(form));
	});
}

/** Takes a field's name in the vendor's spelling and in the item's: `email_id`, `emailId` and `email`. */
function oneOfNames(setting: unknown): Compare | undefined {
	return compareTexts(setting, (value, wanted) =>
		memberName(value).names.some((name) => wanted.includes(name.toLowerCase())),
	);
}

function containsAny(setting: unknown): Compare | undefined {
	const searched = textsOf(setting).map((text) => text.slice(0, MAX_SEARCH_CHARACTERS));
	return compareTexts(searched, (value, wanted) => wanted.some((text) => value.includes(text)));
}

function containsNone(setting: unknown): Compare | undefined {
	const contains = containsAny(setting);
	return contains === undefined ? undefined : (values) => !contains(values);
}

function compareNumber(
	setting: unknown,
	isWanted: (value: number, limit: number) => boolean,
): Compare | undefined {
	const limit = Number(textsOf(setting)[0] ?? NaN);
	if (Number.isNaN(limit)) return undefined;
	return (values) => values.some((value) => isWanted(Number(value), limit));
}
