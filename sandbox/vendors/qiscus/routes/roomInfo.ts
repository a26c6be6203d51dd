import type { JsonMembers, JsonValue } from '../../shared/jsonText.ts';
import type { Call, Route } from '../api.ts';
import { secretKeyOrToken } from '../authorise.ts';
import { channelOf } from '../domain/channels.ts';
import type { ContactProperty, Room, Tag, UserProperty } from '../domain/types.ts';
import { QiscusError } from '../errors.ts';
import { fieldError, isObject, readContent, readId, readList } from '../fields.ts';
import { readBody, readText } from '../requestBody.ts';
import type { State } from '../state.ts';
import { isoTime } from '../times.ts';
import { channelObject } from '../wire/channelObject.ts';
import { roomOf } from './roomOf.ts';

const FIRST_TAG_ID = 501;

/** What is noted about a room and its customer. [code] */
export const ROOM_INFO_ROUTES: readonly Route[] = [
	{
		method: 'GET',
		path: '/api/v1/room_tag/:roomId',
		authorise: secretKeyOrToken,
		handle: ({ state, params }) => ({ data: named(state, params).tags.map(tagObject) }),
	},
	{
		method: 'POST',
		path: '/api/v1/room_tag/create',
		authorise: secretKeyOrToken,
		handle: createTag,
	},
	{
		method: 'GET',
		path: '/api/v1/qiscus/room/:roomId/user_info',
		authorise: secretKeyOrToken,
		handle: showUserInfo,
	},
	{
		method: 'POST',
		path: '/api/v1/qiscus/room/:roomId/user_info',
		authorise: secretKeyOrToken,
		handle: replaceUserInfo,
	},
	{
		method: 'POST',
		path: '/api/v2/contacts/properties/:contactId',
		authorise: secretKeyOrToken,
		handle: setContactProperty,
	},
];

function named(state: State, params: Call['params']): Room {
	return roomOf(state, params['roomId'] ?? '', 404);
}

/** A tag that the room has already stays as it is. [guess] */
async function createTag({ state, request }: Call): Promise<JsonValue> {
	const { fields } = await readBody(request);
	const room = roomOf(state, readId(fields, 'room_id'), 404);
	const name = readContent(fields, 'tag');
	const tag = state.tags.get(name) ?? { id: FIRST_TAG_ID + state.tags.size, name };
	state.tags.set(name, tag);
	if (!room.tags.includes(tag)) room.tags.push(tag);
	return { data: tagObject(tag) };
}

function tagObject({ id, name }: Tag): JsonValue {
	return { id, name };
}

/** The channel with its secrets. [code] */
function showUserInfo({ state, params }: Call): JsonValue {
	const room = named(state, params);
	const channel = channelOf(state, room);
	return {
		data: {
			...userInfo(room),
			channel_id: channel.id,
			channel_name: channel.name,
			is_blocked: false,
			channel: channelObject(state, channel),
		},
	};
}

/** What is there already is gone. [code] */
async function replaceUserInfo({ state, params, request }: Call): Promise<JsonValue> {
	const { fields } = await readBody(request);
	const room = named(state, params);
	if (fields['user_properties'] === undefined) {
		throw fieldError('user_properties', "can't be blank");
	}
	room.userProperties = readList(fields, 'user_properties', propertyItem);
	return { data: userInfo(room) };
}

function userInfo(room: Room): JsonMembers {
	const properties = room.userProperties.map(({ key, value }) => ({ key, value }));
	return {
		extras: {
			user_properties: properties,
			notes: room.latestService?.notes ?? null,
			timezone_offset: null,
			additional_extras: { timezone_offset: 7 },
		},
		first_initiated: isoTime(room.createdAt),
		user_id: room.userId,
	};
}

function propertyItem(item: unknown): UserProperty | undefined {
	if (!isObject(item)) return undefined;
	const { key, value } = item;
	if (typeof key !== 'string' || key === '') return undefined;
	return typeof value === 'string' ? { key, value } : undefined;
}

/** Sets one property; what it answers is not known. [guess] */
async function setContactProperty({ state, params, request }: Call): Promise<JsonValue> {
	const body = await readBody(request);
	const label = readContent(body.fields, 'label');
	const value = readText(body, 'value');
	const contactId = Number(params['contactId']);
	const room = [...state.rooms.values()].find((candidate) => candidate.contactId === contactId);
	if (room === undefined) throw new QiscusError(404, 'Contact not found');
	const property = propertyOf(room, label);
	property.value = value;
	return { data: { ...property }, status: 200 };
}

function propertyOf(room: Room, label: string): ContactProperty {
	const known = room.contactProperties.find((property) => property.label === label);
	if (known !== undefined) return known;
	const property = { id: room.contactProperties.length + 1, label, value: '' };
	room.contactProperties.push(property);
	return property;
}
