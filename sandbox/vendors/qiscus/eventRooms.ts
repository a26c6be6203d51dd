import { customerOf, say } from './domain/comments.ts';
import { addRoom, stand } from './domain/rooms.ts';
import type { Room, Standing } from './domain/types.ts';
import { isObject } from './fields.ts';
import type { State } from './state.ts';
import type { SlotName } from './types.ts';

/** What happens in a room. */
export type RoomEvent = Exclude<SlotName, 'userLogout'>;

interface Facts {
	source: string | undefined;
	channelId: number | undefined;
	name: string | undefined;
	userId: string | undefined;
	avatarUrl: string | undefined;
	lastText: string | undefined;
}

/** How a room stands once the event has happened; the payloads' own flags are older than it. [guess] */
const STANDING: Readonly<Record<RoomEvent, Standing>> = {
	newSession: { isHandledByBot: false, isResolved: false, isWaiting: true },
	botMessage: { isHandledByBot: true, isResolved: false, isWaiting: true },
	agentAllocation: { isHandledByBot: false, isResolved: false, isWaiting: true },
	customButton: { isHandledByBot: false, isResolved: false, isWaiting: false },
	markAsResolved: { isHandledByBot: false, isResolved: true, isWaiting: false },
};

/** Where the payloads name what, the first that is there counts. */
const PLACES = {
	source: [
		'room_log.source',
		'channel.source',
		'payload.room.options.source',
		'service.source',
		'source',
	],
	channelId: [
		'room_log.channel_id',
		'channel.id',
		'payload.room.options.channel_details.channel_id',
		'channel_id',
	],
	name: ['room_log.name', 'payload.room.name', 'customer.name', 'name'],
	userId: ['room_log.user_id', 'payload.from.email', 'customer.user_id', 'email'],
	avatarUrl: [
		'room_log.user_avatar_url',
		'payload.from.avatar_url',
		'customer.avatar',
		'avatar_url',
	],
	lastText: ['payload.message.text'],
} satisfies Record<keyof Facts, readonly string[]>;

/** Makes the room that an event's payload speaks of. */
export function addEventRoom(state: State, id: string, event: RoomEvent, payload: string): void {
	const { lastText, ...facts } = factsOf(payload);
	const room = addRoom(state, id, facts);
	happen(state, room, event, lastText);
}

/** Lets an event happen in a room that exists; its customer stays who it was. */
export function changeEventRoom(state: State, id: string, event: RoomEvent, payload: string): void {
	const room = state.rooms.get(id);
	if (room !== undefined) happen(state, room, event, factsOf(payload).lastText);
}

function happen(state: State, room: Room, event: RoomEvent, text: string | undefined): void {
	if (text !== undefined) say(state, room, customerOf(room), { text });
	if (event === 'markAsResolved' && room.latestService !== null) {
		room.latestService.resolvedAt ??= state.now();
	}
	stand(state, room, STANDING[event]);
}

function factsOf(payload: string): Facts {
	const parsed: unknown = JSON.parse(payload);
	const text = (places: readonly string[]): string | undefined =>
		places.map((place) => valueAt(parsed, place)).find((value) => typeof value === 'string');
	const number = (places: readonly string[]): number | undefined =>
		places.map((place) => valueAt(parsed, place)).find((value) => typeof value === 'number');
	return {
		source: text(PLACES.source),
		channelId: number(PLACES.channelId),
		name: text(PLACES.name),
		userId: text(PLACES.userId),
		avatarUrl: text(PLACES.avatarUrl),
		lastText: text(PLACES.lastText),
	};
}

/** Goes through texts that are JSON, as `room.options` is. */
function valueAt(from: unknown, place: string): unknown {
	return place.split('.').reduce<unknown>((value, name) => {
		const holder: unknown =
			typeof value === 'string' && value.startsWith('{') ? JSON.parse(value) : value;
		return isObject(holder) ? holder[name] : undefined;
	}, from);
}
