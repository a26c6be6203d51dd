import type { State } from '../state.ts';
import { channelOfSource } from './channels.ts';
import type { Comment, ContactProperty, Room, Standing } from './types.ts';

export type Customer = Pick<Room, 'avatarUrl' | 'channelId' | 'name' | 'source' | 'userId'>;

const DEFAULT_SOURCE = 'qiscus';

/** How often a room stays among the unserved ones for a while. [guess] */
const STALE_SHARE = 0.5;

/** What the vendor asks for each contact. [doc] */
const CONTACT_LABELS = ['WEBSITE', 'ADDRESS', 'COMPANY'];

const NEW_SESSION: Standing = { isHandledByBot: false, isResolved: false, isWaiting: true };

/** A room with a customer and nobody else in it, in its first session. */
export function addRoom(state: State, id: string, customer: Partial<Customer>): Room {
	const source = customer.source ?? DEFAULT_SOURCE;
	const now = state.now();
	const room: Room = {
		id,
		rowId: Number(state.nextId()),
		contactId: Number(state.nextId()),
		source,
		channelId: customer.channelId ?? channelOfSource(state, source).id,
		name: customer.name ?? '',
		userId: customer.userId ?? '',
		avatarUrl: customer.avatarUrl ?? '',
		createdAt: now,
		...NEW_SESSION,
		sessions: 1,
		isBotOff: false,
		agentIds: [],
		assignedTimes: 0,
		unservedSince: now,
		servedAt: null,
		isStale: false,
		isSpuriousDrawn: false,
		comments: [],
		latestService: null,
		tags: [],
		userProperties: [],
		contactProperties: CONTACT_LABELS.map((label, index): ContactProperty => ({
			id: index + 1,
			label,
			value: '',
		})),
	};
	state.rooms.set(id, room);
	return room;
}

/** What a customer who comes back finds: nobody in the room, and the bot on again. [guess] */
export function beginSession(state: State, room: Room): void {
	room.sessions += 1;
	room.isBotOff = false;
	room.agentIds = [];
	stand(state, room, NEW_SESSION);
}

/** Changes who is in a room or how it stands, and notes what lists and counters have to know. */
export function stand(
	state: State,
	room: Room,
	change: Partial<Standing & Pick<Room, 'agentIds'>>,
): void {
	const wasUnserved = isUnserved(room);
	const touched = [...room.agentIds, ...(change.agentIds ?? [])];
	Object.assign(room, change);
	if (wasUnserved && !isUnserved(room)) {
		room.servedAt = state.now();
		room.isStale = state.chance() < STALE_SHARE;
	}
	if (!wasUnserved && isUnserved(room)) {
		room.unservedSince = state.now();
		room.servedAt = null;
	}
	state.loads.note([...new Set(touched)]);
}

export function isUnserved({ isResolved, isWaiting }: Standing): boolean {
	return isWaiting && !isResolved;
}

/** Not before a while after it was made. [code] */
export function isListed(room: Room, { now, quirks }: State): boolean {
	return now() - room.createdAt >= quirks.newRoomLagMs;
}

/** As lists have it: for a while not yet, and for a while perhaps still. [code] */
export function isListedUnserved(room: Room, { now, quirks }: State): boolean {
	if (isUnserved(room)) return now() - room.unservedSince >= quirks.newRoomLagMs;
	return room.isStale && room.servedAt !== null && now() - room.servedAt < quirks.newRoomLagMs;
}

export function lastCommentOf(room: Room): Comment | undefined {
	return room.comments.at(-1);
}

export function lastOfCustomer(room: Room): Comment | undefined {
	return room.comments.filter(({ senderType }) => senderType === 'customer').at(-1);
}
