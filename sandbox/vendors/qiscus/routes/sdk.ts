import type { JsonValue } from '../../shared/jsonText.ts';
import type { Call, Route } from '../api.ts';
import { sdkSecret } from '../authorise.ts';
import { customerOf, say, staffOf } from '../domain/comments.ts';
import { administratorOf, findAgent } from '../domain/agents.ts';
import type { Comment, Room } from '../domain/types.ts';
import { SdkError } from '../errors.ts';
import { fieldsOfParams } from '../fields.ts';
import type { Fields } from '../fields.ts';
import { readBody } from '../requestBody.ts';
import type { State } from '../state.ts';
import { commentObject, sdkRoomObject } from '../wire/sdkObjects.ts';
import { jsonOf } from './jsonOf.ts';

const REST = '/api/v2.1/rest';
const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

type Sender = Pick<Comment, 'senderId' | 'senderName' | 'senderType'>;

/**
 * The chat SDK's server API, which is on a server of its own; here it has the same address. Paths
 * and answers [code], errors' texts [guess].
 */
export const SDK_ROUTES: readonly Route[] = [
	{
		method: 'POST',
		path: `${REST}/post_system_event_message`,
		authorise: sdkSecret,
		handle: postSystemEvent,
	},
	{ method: 'POST', path: `${REST}/post_comment`, authorise: sdkSecret, handle: postComment },
	{ method: 'GET', path: `${REST}/load_comments`, authorise: sdkSecret, handle: loadComments },
	{ method: 'GET', path: `${REST}/get_rooms_info`, authorise: sdkSecret, handle: roomsInfo },
];

/** Of the kinds of events only `custom` says something of its own; no other is played. */
async function postSystemEvent({ state, request }: Call): Promise<JsonValue> {
	const { fields } = await readBody(request);
	if (textOf(fields, 'system_event_type') !== 'custom') {
		throw new SdkError(400, 'system_event_type is invalid');
	}
	const room = roomOf(state, fields);
	const administrator = administratorOf(state);
	const comment = say(state, room, staffOf(administrator, 'system'), {
		type: 'system_event',
		text: textOf(fields, 'message'),
		payload: {
			object_email: '',
			object_email_list: [],
			object_username: '',
			object_username_list: [],
			payload: jsonOf(fields['payload'] ?? {}),
			room_name: room.name,
			subject_email: administrator.sdkEmail,
			subject_username: administrator.name,
			type: 'custom',
		},
		extras: jsonOf(fields['extras'] ?? {}),
	});
	return { results: { comment: commentObject(comment, room) }, status: 200 };
}

/**
 * Whoever is in the room may be the one who says it [guess]; where that is the customer, no webhook
 * is told here, though the vendor may well tell the bot.
 */
async function postComment({ state, request }: Call): Promise<JsonValue> {
	const { fields } = await readBody(request);
	const room = roomOf(state, fields);
	const userId = textOf(fields, 'user_id');
	const sender = peopleIn(state, room).find(({ senderId }) => senderId === userId);
	if (sender === undefined) throw new SdkError(403, 'User is not a participant of the room');
	const comment = say(state, room, sender, {
		type: typeof fields['type'] === 'string' ? fields['type'] : 'text',
		text: textOf(fields, 'message'),
		payload: jsonOf(fields['payload'] ?? {}),
		extras: jsonOf(fields['extras'] ?? {}),
	});
	return { results: { comment: commentObject(comment, room) }, status: 200 };
}

/** The newest first. [guess] */
function loadComments({ state, request }: Call): JsonValue {
	const fields = fieldsOfParams(request.query);
	const room = roomOf(state, fields);
	const limit = Math.min(countOf(fields, 'limit') ?? DEFAULT_LIMIT, MAX_LIMIT);
	const start = ((countOf(fields, 'page') ?? 1) - 1) * limit;
	const comments = [...room.comments].reverse().slice(start, start + limit);
	return {
		results: { comments: comments.map((comment) => commentObject(comment, room)) },
		status: 200,
	};
}

/** Rooms that do not exist are left out. [guess] */
function roomsInfo({ state, request }: Call): JsonValue {
	const ids = request.query.getAll('room_ids[]');
	const rooms = ids.map((id) => state.rooms.get(id)).filter((room) => room !== undefined);
	return { results: { rooms: rooms.map((room) => sdkRoomObject(state, room)) }, status: 200 };
}

function peopleIn(state: State, room: Room): Sender[] {
	const agents = room.agentIds.flatMap((id) => findAgent(state, id) ?? []);
	return [
		customerOf(room),
		staffOf(administratorOf(state)),
		...agents.map((agent) => staffOf(agent)),
	];
}

function roomOf({ rooms }: State, fields: Fields): Room {
	const id = fields['room_id'];
	const room = rooms.get(typeof id === 'number' ? String(id) : textOf(fields, 'room_id'));
	if (room === undefined) throw new SdkError(404, 'Room not found');
	return room;
}

function textOf(fields: Fields, name: string): string {
	const value = fields[name];
	if (typeof value !== 'string' || value === '') throw new SdkError(400, `${name} is required`);
	return value;
}

function countOf(fields: Fields, name: string): number | undefined {
	if (fields[name] === undefined) return undefined;
	const count = Number(fields[name]);
	if (!Number.isInteger(count) || count < 1) throw new SdkError(400, `${name} is invalid`);
	return count;
}
