import { randomText } from '../../shared/random.ts';
import type { State } from '../state.ts';
import type { Agent, Comment, Room, SenderType } from './types.ts';

type Sender = Pick<Comment, 'senderId' | 'senderName' | 'senderType'>;
type Said = Pick<Comment, 'text'> & Partial<Pick<Comment, 'extras' | 'payload' | 'type'>>;

const TEMP_ID_LENGTH = 24;

/** Adds a message to a room. */
export function say(state: State, room: Room, sender: Sender, said: Said): Comment {
	const comment: Comment = {
		id: state.nextId(),
		uniqueTempId: randomText(state.random, TEMP_ID_LENGTH),
		type: said.type ?? 'text',
		text: said.text,
		payload: said.payload ?? null,
		extras: said.extras ?? null,
		...sender,
		at: state.now(),
	};
	room.comments.push(comment);
	return comment;
}

export function customerOf(room: Room): Sender {
	return { senderId: room.userId, senderName: room.name, senderType: 'customer' };
}

export function staffOf(agent: Agent, senderType: SenderType = 'agent'): Sender {
	return { senderId: agent.sdkEmail, senderName: agent.name, senderType };
}
