import { asObject } from '../../shared/json/read';
import type { JsonObject, JsonValue } from '../../shared/json/types';
import { place } from '../../shared/output/members';
import type { SalesIqEvent } from './event';
import { convert, memberName, put, putAll } from './names';

/** The objects of an item, in the order of the item. */
const OBJECTS = [
	'conversation',
	'visitor',
	'operator',
	'department',
	'message',
	'rating',
	'transfer',
	'participants',
	'modifier',
	'entity',
] as const;
type ObjectName = (typeof OBJECTS)[number];

/** The objects of one event so far. */
type Objects = Partial<Record<ObjectName, JsonObject>>;

/** The members of the envelope [doc: webhook page], in the order of the item. */
const ENVELOPE = [
	'event_time',
	'attempt',
	'org_id',
	'app_id',
	'version',
	'entity_type',
	'entity_id',
	'modified_fields',
];
/** Members of the body that are read by themselves; `webhook` is in live deliveries only [code]. */
const READ_APART = new Set([...ENVELOPE, 'event', 'entity', 'webhook']);

/** The object that an event's entity becomes, by the first part of the event's name; `entity` where none is here. */
const MAIN: Readonly<Record<string, ObjectName>> = {
	conversation: 'conversation',
	department: 'department',
	operator: 'operator',
	visitor: 'visitor',
};

/** Where a member of the entity goes: its members into an object, or itself into an object under a name. */
interface Route {
	into: ObjectName;
	as?: string;
}
type Routes = ReadonlyMap<string, Route>;

/** Members with a place of their own in every entity [doc]. */
const COMMON_ROUTES: ReadonlyArray<readonly [string, Route]> = [['modifier', { into: 'modifier' }]];

/** Members of a conversation's entity with a place of their own [doc; `department` doc: REST page]. */
const CONVERSATION_ROUTES: Routes = new Map<string, Route>([
	...COMMON_ROUTES,
	['visitor', { into: 'visitor' }],
	['owner', { into: 'operator' }],
	['department', { into: 'department' }],
	['department_id', { into: 'department', as: 'id' }],
	['message', { into: 'message' }],
	['rating', { into: 'rating', as: 'value' }],
	['feedback', { into: 'rating', as: 'feedback' }],
	['transfer', { into: 'transfer' }],
	['accepted_by', { into: 'transfer', as: 'acceptedBy' }],
	['rejected_by', { into: 'transfer', as: 'rejectedBy' }],
	['invite', { into: 'participants' }],
	['added_by', { into: 'participants', as: 'addedBy' }],
	['added_operators', { into: 'participants', as: 'addedOperators' }],
	['deleted_by', { into: 'participants', as: 'deletedBy' }],
	['deleted_operators', { into: 'participants', as: 'deletedOperators' }],
]);
const OTHER_ROUTES: Routes = new Map(COMMON_ROUTES);

/** Members of the entity that tell again what the envelope tells [doc]. */
const REPEATED = new Set(['app_id', 'version']);

/**
 * The item that Simplify makes of an event: one shape whatever the types that SalesIQ sends today.
 * Ids are strings, truths booleans, points in time ISO 8601, names camelCase. Nothing is lost: what
 * no table here knows comes out beside what it came with. The docs page has the map of all fields.
 *
 * @param event as it was recognised; its body is any JSON object and is not changed
 * @param eventId the event's name across attempts
 */
export function simplify({ name, body }: SalesIqEvent, eventId: string): JsonObject {
	const item: JsonObject = { eventId, event: name };
	for (const key of ENVELOPE) put(item, body, key);
	putWebhook(item, body.webhook);
	const main = mainOf(name);
	const objects: Objects = {};
	putEntity(item, objects, main, body.entity);
	fillId(item, objects, main);
	for (const object of OBJECTS) {
		const members = objects[object];
		if (members !== undefined) place(item, memberName(object), members);
	}
	for (const key of Object.keys(body)) if (!READ_APART.has(key)) put(item, body, key);
	return item;
}

function mainOf(event: string): ObjectName {
	const [first = ''] = event.split('.', 1);
	return Object.hasOwn(MAIN, first) ? (MAIN[first] ?? 'entity') : 'entity';
}

/** The webhook's id stands alone; what may come with it one day stays in an object. */
function putWebhook(item: JsonObject, webhook: JsonValue | undefined): void {
	const members = asObject(webhook);
	if (webhook === undefined) return;
	if (members === undefined) return put(item, { webhook }, 'webhook');
	const { id, ...others } = members;
	if (id !== undefined) place(item, memberName('webhook_id'), convert(id, 'text'));
	if (Object.keys(others).length > 0) put(item, { webhook: others }, 'webhook');
}

function putEntity(
	item: JsonObject,
	objects: Objects,
	main: ObjectName,
	value: JsonValue | undefined,
): void {
	const entity = asObject(value);
	if (entity === undefined) {
		if (value !== undefined && value !== null) put(item, { entity: value }, 'entity');
		return;
	}
	const routes = main === 'conversation' ? CONVERSATION_ROUTES : OTHER_ROUTES;
	const members = (objects[main] ??= {});
	for (const key of Object.keys(entity)) {
		const route = routes.get(key);
		if (route !== undefined && putRouted(objects, route, entity, key)) continue;
		if (REPEATED.has(key) && putRepeated(item, entity, key)) continue;
		put(members, entity, key);
	}
}

/** @returns whether the member fits its route: where an object is to be merged, it has to be one */
function putRouted(
	objects: Objects,
	{ into, as }: Route,
	entity: JsonObject,
	key: string,
): boolean {
	const value = entity[key];
	if (value === undefined) return false;
	if (as !== undefined) {
		const { kind, names } = memberName(key);
		place((objects[into] ??= {}), { key, names: [as, ...names] }, convert(value, kind));
		return true;
	}
	const entries = asObject(value);
	if (entries === undefined) return false;
	putAll((objects[into] ??= {}), entries);
	return true;
}

/** @returns whether the envelope tells the same, or told nothing and does now */
function putRepeated(item: JsonObject, entity: JsonObject, key: string): boolean {
	const value = entity[key];
	if (value === undefined) return false;
	const { kind, names } = memberName(key);
	const told = item[names[0]];
	const tells = convert(value, kind);
	if (told !== undefined) return told === tells;
	item[names[0]] = tells;
	return true;
}

/** Deletions have no entity, and the rating's sample has no id [doc]: the envelope's id is the entity's then. */
function fillId({ entity, entityId }: JsonObject, objects: Objects, main: ObjectName): void {
	if (typeof entityId !== 'string' || entityId === '') return;
	if (main === 'entity' && entity !== undefined) return;
	const members = (objects[main] ??= {});
	if (members.id === undefined || members.id === null || members.id === '') members.id = entityId;
}
