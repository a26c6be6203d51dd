import { randomText } from '../shared/random.ts';
import { channelOf, channelOfSource, isBotListening } from './domain/channels.ts';
import { customerOf, say } from './domain/comments.ts';
import { addRoom, beginSession, stand } from './domain/rooms.ts';
import type { Channel, Comment, Room } from './domain/types.ts';
import { agentAllocationPayload } from './payloads/agentAllocation.ts';
import { botMessagePayload } from './payloads/botMessage.ts';
import { newSessionPayload } from './payloads/newSession.ts';
import type { State } from './state.ts';
import type { SlotName, WritesOptions } from './types.ts';

/** What one of the webhooks is told. */
export type Telling = readonly [event: SlotName, text: string];

const DEFAULT_SOURCE = 'qiscus';
const DEFAULT_TEXT = 'Halo';
const ID_LENGTH = 6;
const PHONE_DIGITS = 10;
const AVATAR_URL = 'https://omnichannel.qiscus.com/img/default_avatar.svg';

/** Lets a customer write: the room then, and who hears of it in which words. */
export function write(state: State, options: WritesOptions): { room: Room; tellings: Telling[] } {
	const { room, isNewSession } = roomFor(state, options);
	if (options.properties !== undefined) {
		const pairs = Object.entries(options.properties);
		room.userProperties = pairs.map(([key, value]) => ({ key, value }));
	}
	const comment = sayIt(state, room, options);
	const tellings: Telling[] = [];
	if (isNewSession) tellings.push(['newSession', newSessionPayload(state, room, comment)]);
	if (isBotListening(state, channelOf(state, room)) && !room.isBotOff) {
		stand(state, room, { isHandledByBot: true });
		tellings.push(['botMessage', botMessagePayload(state, room, comment)]);
	}
	const times = allocationTimes(state, room, isNewSession);
	const allocation = times === 0 ? '' : agentAllocationPayload(state, room, isNewSession);
	for (let time = 0; time < times; time += 1) tellings.push(['agentAllocation', allocation]);
	return { room, tellings };
}

/** A customer has one room in each channel; a room that was resolved begins a new session. */
function roomFor(state: State, options: WritesOptions): { room: Room; isNewSession: boolean } {
	const known = knownRoom(state, options);
	if (known === undefined) return { room: newRoom(state, options), isNewSession: true };
	if (!known.isResolved) return { room: known, isNewSession: false };
	beginSession(state, known);
	return { room: known, isNewSession: true };
}

function knownRoom(state: State, options: WritesOptions): Room | undefined {
	const { roomId, customerId } = options;
	if (roomId !== undefined) {
		const room = state.rooms.get(roomId);
		if (room === undefined) throw new Error(`There is no room ${roomId}`);
		return room;
	}
	const channel = channelFor(state, options);
	return [...state.rooms.values()].find(
		(room) => room.userId === customerId && room.channelId === channel.id,
	);
}

function newRoom(state: State, options: WritesOptions): Room {
	const channel = channelFor(state, options);
	const id = state.nextId();
	return addRoom(state, id, {
		source: channel.source,
		channelId: channel.id,
		name: options.name ?? `Customer ${id}`,
		userId: options.customerId ?? newCustomerId(state, channel),
		avatarUrl: AVATAR_URL,
	});
}

function channelFor(state: State, { channelId, source }: WritesOptions): Channel {
	if (channelId === undefined) return channelOfSource(state, source ?? DEFAULT_SOURCE);
	const channel = state.channels.find(({ id }) => id === channelId);
	if (channel === undefined) throw new Error(`There is no channel ${channelId}`);
	return channel;
}

/** WhatsApp knows its customers by their numbers. [code] */
function newCustomerId(state: State, { kind }: Channel): string {
	if (kind === 'wa') return `628${state.nextId().slice(-PHONE_DIGITS)}`;
	return `${randomText(state.random, ID_LENGTH)}@example.com`;
}

function sayIt(state: State, room: Room, { text, attachment }: WritesOptions): Comment {
	if (attachment === undefined) {
		return say(state, room, customerOf(room), { text: text ?? DEFAULT_TEXT });
	}
	// The caption is the text too. [doc]
	const caption = attachment.caption ?? text ?? '';
	return say(state, room, customerOf(room), {
		type: 'file_attachment',
		text: caption,
		payload: { caption, url: attachment.url },
	});
}

/** How often the message makes the vendor ask for an agent. */
function allocationTimes({ quirks, chance }: State, room: Room, isNewSession: boolean): 0 | 1 | 2 {
	if (room.agentIds.length > 0) return 0;
	switch (quirks.allocationRepeats) {
		case 'everyMessage':
			return chance() < quirks.allocationDoubles ? 2 : 1;
		case 'once':
			return isNewSession ? 1 : 0;
		case 'twice':
			return isNewSession ? 2 : 0;
	}
}
