import { parseLossless } from '../../shared/json/parseLossless';
import { asObject, asText } from '../../shared/json/read';
import type { JsonObject, JsonValue } from '../../shared/json/types';
import { place } from '../../shared/output/members';
import type { EventName } from './events';
import { convert, memberName, put } from './names';
import { idFields, roleOf, sourceOfChannelType, senderOf } from './people';

/** The objects of an item that several members of a body go into. */
const OBJECTS = [
	'room',
	'channel',
	'customer',
	'message',
	'agent',
	'candidateAgent',
	'resolvedBy',
	'service',
	'latestService',
	'user',
	'roomLog',
	'extras',
] as const;
type ObjectName = (typeof OBJECTS)[number];

/** The members of an item and of its objects, in their order; what no table here knows comes behind them. */
const ITEM = [
	'appId',
	'room',
	'customer',
	'message',
	'agent',
	'candidateAgent',
	'resolvedBy',
	'service',
	'latestService',
	'user',
	'action',
	'actionAt',
	'tags',
	'notes',
	'additionalInfo',
	'isNewSession',
	'participants',
	'roomLog',
	'extras',
];
const ORDERS: Partial<Record<ObjectName, readonly string[]>> = {
	channel: ['id', 'name', 'type'],
	customer: ['id', 'name', 'email', 'phone', 'avatarUrl', 'properties'],
	message: ['id', 'type', 'origin', 'sender', 'text', 'payload', 'sentAt'],
	room: ['id', 'name', 'source', 'channel', 'isResolved', 'isWaiting'],
};

/** An item on the way: its plain members, and its objects. */
interface Draft {
	/** What tells who a message is from. */
	app: { appId: string; roomName: string | undefined };
	item: JsonObject;
	/** Members of the body that no table knows: what is known comes first. */
	rest: JsonObject;
	objects: Partial<Record<ObjectName, JsonObject>>;
	/** Of the room, and of the customer. */
	pairs: Partial<Record<PairsName, JsonValue[]>>;
}

/** Lists of names and values that a team's own people make up. */
type PairsName = 'additionalInfo' | 'properties';

/** Puts one member of a body where it belongs. @returns false where the value is not what it should be */
type Route = (draft: Draft, value: JsonValue, key: string) => boolean;
type Routes = Readonly<Record<string, Route>>;

/** Into an object, or with undefined into the item itself, under a name. */
function into(object: ObjectName | undefined, name: string): Route {
	return (draft, value, key) => {
		const { kind, names } = memberName(name);
		place(targetOf(draft, object), { key, names: [name, ...names, key] }, convert(value, kind));
		return true;
	};
}

/** The members of an object, or of a text that holds one: each by its route, the others into an object. */
function inside(object: ObjectName | undefined, routes: Routes = {}): Route {
	return (draft, value) => {
		const members = asObject(typeof value === 'string' ? parseLossless(value) : value);
		if (members === undefined) return false;
		if (object !== undefined) targetOf(draft, object);
		walk(draft, members, routes, object);
		return true;
	};
}

/** A person of the app's: `type` is a number or a word, and either tells the role [doc; numbers: code]. */
function person(object: ObjectName): Route {
	return inside(object, {
		type: (draft, value, key) => {
			const role = roleOf(value);
			if (role !== undefined) into(object, 'role')(draft, role, key);
			if (typeof value === 'number' || role === undefined) {
				put(targetOf(draft, object), { [key]: value }, key);
			}
			return true;
		},
		type_as_string: into(object, 'role'),
	});
}

/** Pairs of a name and a value: `key` or `label` with `value` [doc], or free members [doc: "anykey"]. */
function pairs(name: PairsName): Route {
	return (draft, value) => {
		if (!Array.isArray(value)) return false;
		draft.pairs[name] = [...(draft.pairs[name] ?? []), ...value.flatMap(pairsOf)];
		return true;
	};
}

function pairsOf(value: JsonValue): JsonValue[] {
	const pair = asObject(value);
	if (pair === undefined) return [convert(value, 'plain')];
	const { key, label, value: held, id, ...others } = pair;
	const name = key ?? label;
	if (key !== undefined && label !== undefined && key !== label) return freePairsOf(pair);
	if (typeof name !== 'string' || held === undefined || Object.keys(others).length > 0) {
		return freePairsOf(pair);
	}
	return [
		{
			key: name,
			value: convert(held, 'plain'),
			...(id === undefined ? {} : { id: convert(id, 'text') }),
		},
	];
}

function freePairsOf(pair: JsonObject): JsonValue[] {
	return Object.entries(pair).map(([key, value]) => ({
		key,
		value: convert(value ?? null, 'plain'),
	}));
}

/** The id of a customer is an e-mail address, a phone number on WhatsApp, or any text [code]. */
const customerId: Route = (draft, value) => {
	const id = asText(value);
	const known = draft.objects.customer?.id;
	if (id === undefined || (known !== undefined && known !== id)) return false;
	for (const [name, field] of Object.entries(idFields(id))) {
		into('customer', name)(draft, field ?? null, name);
	}
	return true;
};

const CUSTOMER: Routes = {
	additional_info: pairs('additionalInfo'),
	avatar: into('customer', 'avatarUrl'),
	email: customerId,
	id: into('customer', 'sdkId'),
	id_str: into('customer', 'sdkId'),
	user_id: customerId,
};

/** Who wrote: the customer, or somebody of the app. */
const from: Route = (draft, value) => {
	const sender = asObject(value);
	if (sender === undefined) return false;
	const who = senderOf(sender, draft.app);
	// Not by what a message says of itself: filters rely on it.
	const message = targetOf(draft, 'message');
	const { sender: told } = message;
	message.sender = who;
	if (told !== undefined) put(message, { sender: told }, 'sender');
	const route =
		who === 'customer'
			? inside('customer', CUSTOMER)
			: inside('agent', { id: into('agent', 'sdkId'), id_str: into('agent', 'sdkId') });
	return route(draft, sender, 'from');
};

/** Whether a message came from a client or through the API [doc: Bot Webhook]. */
const origin: Route = (draft, value, key) => {
	const origins: JsonObject = { post_comment_mobile: 'client', post_comment_rest: 'api' };
	const told = typeof value === 'string' ? origins[value] : undefined;
	return told === undefined ? false : into('message', 'origin')(draft, told, key);
};

/** What the event's name tells already. */
const told =
	(value: string): Route =>
	(_draft, tells) =>
		tells === value;

const CHANNEL = inside('channel', { source: into('room', 'source') });
const CHANNEL_DETAILS = inside('channel', { channel_id: into('channel', 'id') });
const ROOM = inside('room', {
	options: inside('room', {
		channel: into('channel', 'type'),
		channel_details: CHANNEL_DETAILS,
	}),
	participants: into(undefined, 'participants'),
});
const PAYLOAD = inside(undefined, {
	from,
	message: inside('message', { timestamp: into('message', 'sentAt') }),
	room: ROOM,
	type: origin,
});
/** Without what the customer filled in, extras may be null, empty, or missing: that tells nothing. */
const EXTRAS: Route = (draft, value, key) =>
	value === null ||
	value === '' ||
	inside('extras', { user_properties: pairs('additionalInfo') })(draft, value, key);
const APP = into(undefined, 'appId');

/** Where the members of each event's body go [doc: webhook page; doc, code: newer shapes] (qiscus-api, section 5). */
const BODIES: Readonly<Record<EventName, Routes>> = {
	agentAllocation: {
		app_code: APP,
		app_id: APP,
		avatar_url: into('customer', 'avatarUrl'),
		candidate_agent: person('candidateAgent'),
		email: customerId,
		extras: EXTRAS,
		is_resolved: into('room', 'isResolved'),
		latest_service: inside('latestService'),
		name: into('customer', 'name'),
		room_id: into('room', 'id'),
		source: into('room', 'source'),
	},
	botMessage: { app_code: APP, app_id: APP, channel: CHANNEL, payload: PAYLOAD, type: origin },
	customButton: {
		additional_info: pairs('additionalInfo'),
		agent: person('agent'),
		app_code: APP,
		channel_id: into('channel', 'id'),
		channel_name: into('channel', 'name'),
		channel_type: (draft, value, key) => {
			const source = sourceOfChannelType(value);
			if (source !== undefined) into('room', 'source')(draft, source, key);
			return into('channel', 'type')(draft, value, key);
		},
		customer: inside('customer', CUSTOMER),
		customer_properties: pairs('properties'),
		room_id: into('room', 'id'),
		tag: into(undefined, 'tags'),
	},
	markAsResolved: {
		app_code: APP,
		channel: CHANNEL,
		customer: inside('customer', CUSTOMER),
		resolved_by: person('resolvedBy'),
		service: inside('service', {
			notes: into(undefined, 'notes'),
			room_id: into('room', 'id'),
			source: into('room', 'source'),
		}),
	},
	newSession: {
		app_code: APP,
		channel: CHANNEL,
		payload: PAYLOAD,
		room_log: inside('roomLog', { extras: EXTRAS }),
		webhook_type: told('NEW_SESSION_WEBHOOK'),
	},
	userLogout: {
		app_code: APP,
		payload: inside(undefined, { timestamp: into(undefined, 'actionAt'), user: person('user') }),
		type: told('auth'),
	},
};

/** The events whose customers may have additional information; no list of it is an empty one. */
const ALWAYS_INFORMED: ReadonlySet<EventName> = new Set([
	'agentAllocation',
	'customButton',
	'markAsResolved',
	'newSession',
]);

/**
 * What Simplify makes of an event's body: one shape whatever the shape and types that Qiscus sends.
 * Ids are strings, truths booleans, points in time ISO 8601, names camelCase. Nothing is lost: what
 * no table here knows comes out beside what it came with. The docs page has the map of all fields.
 *
 * @param body any JSON object without secrets; it is not changed
 * @param appId the app's code, by which its own people's accounts are known
 */
export function simplify(event: EventName, body: JsonObject, appId: string): JsonObject {
	const room = asObject(asObject(body.payload)?.room);
	const draft: Draft = {
		app: { appId, roomName: asText(room?.name) },
		item: { appId },
		rest: {},
		objects: {},
		pairs: ALWAYS_INFORMED.has(event) ? { additionalInfo: [] } : {},
	};
	walk(draft, body, BODIES[event], undefined);
	return assemble(draft);
}

function walk(
	draft: Draft,
	members: JsonObject,
	routes: Routes,
	object: ObjectName | undefined,
): void {
	for (const key of Object.keys(members)) {
		const value = members[key];
		if (value === undefined) continue;
		const route = Object.hasOwn(routes, key) ? routes[key] : undefined;
		if (route?.(draft, value, key)) continue;
		put(object === undefined ? draft.rest : targetOf(draft, object), members, key);
	}
}

function targetOf({ item, objects }: Draft, object: ObjectName | undefined): JsonObject {
	return object === undefined ? item : (objects[object] ??= {});
}

function assemble({
	item,
	rest,
	objects,
	pairs: { additionalInfo, properties },
}: Draft): JsonObject {
	const { channel, ...others } = objects;
	if (additionalInfo !== undefined) place(item, memberName('additionalInfo'), additionalInfo);
	if (properties !== undefined) {
		place((others.customer ??= {}), memberName('properties'), properties);
	}
	if (channel !== undefined) {
		place((others.room ??= {}), memberName('channel'), ordered(channel, ORDERS.channel));
	}
	for (const name of OBJECTS) {
		const members = others[name as Exclude<ObjectName, 'channel'>];
		if (members === undefined || (name === 'extras' && Object.keys(members).length === 0)) continue;
		place(item, memberName(name), ordered(members, ORDERS[name]));
	}
	for (const key of Object.keys(rest)) place(item, { key, names: [key, key] }, rest[key] ?? null);
	return ordered(item, ITEM);
}

function ordered(members: JsonObject, order: readonly string[] = []): JsonObject {
	const target: JsonObject = {};
	for (const name of order) if (members[name] !== undefined) target[name] = members[name];
	return { ...target, ...members };
}
