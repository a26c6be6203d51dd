import type { JsonValue } from '../shared/jsonText.ts';
import { CHANNEL_OF_SOURCE, OTHER_CHANNEL } from './seed.ts';
import type { State } from './state.ts';
import { isoTime } from './times.ts';
import type { SlotName } from './types.ts';

/** What happens in a room. */
export type RoomEvent = Exclude<SlotName, 'userLogout'>;

/** A customer's room. */
export interface Room {
	readonly id: string;
	/** Of the row that holds the room; payloads never show it. */
	readonly rowId: number;
	readonly contactId: number;
	source: string;
	channelId: number;
	name: string;
	userId: string;
	avatarUrl: string;
	isHandledByBot: boolean;
	isResolved: boolean;
	isWaiting: boolean;
	lastText: string;
	/** When the customer wrote last, in milliseconds. */
	lastWrittenAt: number;
}

type Facts = Partial<
	Pick<Room, 'source' | 'channelId' | 'name' | 'userId' | 'avatarUrl' | 'lastText'>
>;
type Standing = Pick<Room, 'isHandledByBot' | 'isResolved' | 'isWaiting'>;

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

const DEFAULT_SOURCE = 'qiscus';

/** Makes the room that an event's payload speaks of. */
export function addRoom(state: State, id: string, event: RoomEvent, payload: string): void {
	const facts = factsOf(payload);
	const source = facts.source ?? DEFAULT_SOURCE;
	state.rooms.set(id, {
		id,
		rowId: Number(state.nextId()),
		contactId: Number(state.nextId()),
		source,
		channelId: facts.channelId ?? CHANNEL_OF_SOURCE[source] ?? OTHER_CHANNEL,
		name: facts.name ?? '',
		userId: facts.userId ?? '',
		avatarUrl: facts.avatarUrl ?? '',
		lastText: facts.lastText ?? '',
		lastWrittenAt: state.now(),
		...STANDING[event],
	});
}

/** Lets an event happen in a room that exists; its customer stays who it was. */
export function changeRoom(state: State, id: string, event: RoomEvent, payload: string): void {
	const room = state.rooms.get(id);
	if (room === undefined) return;
	const { lastText } = factsOf(payload);
	if (lastText !== undefined) {
		room.lastText = lastText;
		room.lastWrittenAt = state.now();
	}
	Object.assign(room, STANDING[event]);
}

/** A room as the API shows it: names [code], `room_type` and the sender's [guess]. */
export function roomOnTheWire(room: Room): JsonValue {
	const writtenAt = isoTime(room.lastWrittenAt);
	return {
		id: room.rowId,
		room_id: room.id,
		channel_id: room.channelId,
		contact_id: room.contactId,
		source: room.source,
		room_type: 'group',
		name: room.name,
		user_id: room.userId,
		user_avatar_url: room.avatarUrl,
		room_badge: `https://omnichannel.qiscus.com/img/${room.source}_badge.svg`,
		is_handled_by_bot: room.isHandledByBot,
		is_resolved: room.isResolved,
		is_waiting: room.isWaiting,
		last_comment_text: room.lastText,
		last_comment_sender: room.name,
		last_comment_sender_type: 'customer',
		last_comment_timestamp: writtenAt,
		last_customer_comment_text: room.lastText,
		last_customer_timestamp: writtenAt,
	};
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

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
