import { writeJson } from '../../shared/jsonText.ts';
import type { JsonMembers } from '../../shared/jsonText.ts';
import { administratorOf, findAgent } from '../domain/agents.ts';
import { channelOf } from '../domain/channels.ts';
import type { Comment, Room } from '../domain/types.ts';
import type { State } from '../state.ts';
import { isoTime } from '../times.ts';
import { bareId } from '../wire/ids.ts';
import { roomOptions } from '../wire/roomOptions.ts';
import { channelMember, planted, plantedText } from './shape.ts';

const TYPE = 'post_comment_mobile';

/** A customer's message, as the bot is told of it. */
export function botMessagePayload(state: State, room: Room, comment: Comment): string {
	const isOlder = state.quirks.payloads === 'older';
	return writeJson(isOlder ? older(state, room, comment) : newer(state, room, comment));
}

/** As the current page has it. [doc] */
function newer(state: State, room: Room, comment: Comment): JsonMembers {
	const at = isoTime(comment.at);
	return {
		app_code: state.app.code,
		channel: channelMember(channelOf(state, room)),
		payload: {
			from: fromCustomer(room),
			message: {
				comment_before_id: 0,
				comment_before_id_str: '0',
				created_at: at,
				disable_link_preview: false,
				extras: comment.extras,
				id: 0,
				id_str: '0',
				payload: comment.payload,
				text: comment.text,
				timestamp: at,
				type: comment.type,
				unique_temp_id: comment.uniqueTempId,
				unix_nano_timestamp: comment.at,
				unix_timestamp: Math.floor(comment.at / 1000),
			},
			room: roomWithOptionsText(state, room),
			type: TYPE,
		},
		type: TYPE,
	};
}

/** As the older page has it. [doc] */
function older(state: State, room: Room, comment: Comment): JsonMembers {
	const { id, name } = channelOf(state, room);
	const people = staffIn(state, room);
	return {
		type: TYPE,
		payload: {
			from: { id: room.contactId, email: room.userId, name: room.name },
			room: {
				id: bareId(room.id),
				topic_id: bareId(room.id),
				type: 'group',
				name: room.name,
				options: planted(state.secrets, {
					is_resolved: room.isResolved,
					source: room.source,
					is_waiting: String(room.isWaiting),
					channel_details: { channel_id: id, name },
				}),
				participants: [
					{
						id: room.contactId,
						email: room.userId,
						username: room.name,
						avatar_url: room.avatarUrl,
					},
					...people.map((agent) => ({
						id: agent.id,
						email: agent.sdkEmail,
						username: agent.name,
						avatar_url: null,
					})),
				],
			},
			message: { type: comment.type, text: comment.text, payload: comment.payload ?? {} },
		},
	};
}

export function fromCustomer(room: Room): JsonMembers {
	return {
		avatar_url: room.avatarUrl,
		email: room.userId,
		id: 0,
		id_str: '0',
		name: room.name,
	};
}

/** The room as bot messages and new sessions have it. [doc] */
export function roomWithOptionsText(state: State, room: Room): JsonMembers {
	const options = { ...roomOptions(room, channelOf(state, room)) };
	return {
		id: room.id,
		id_str: room.id,
		is_public_channel: false,
		name: room.name,
		options: plantedText(state.secrets, options),
		participants: [room.userId, ...staffIn(state, room).map(({ sdkEmail }) => sdkEmail)].map(
			(email) => ({ email }),
		),
		room_avatar: room.avatarUrl,
		topic_id: room.id,
		topic_id_str: room.id,
		type: 'group',
	};
}

function staffIn(state: State, room: Room): ReturnType<typeof administratorOf>[] {
	const agents = room.agentIds.flatMap((id) => findAgent(state, id) ?? []);
	return [administratorOf(state), ...agents];
}
