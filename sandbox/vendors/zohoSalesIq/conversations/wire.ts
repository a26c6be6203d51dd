import { RawJson } from '../../shared/jsonText.ts';
import type { JsonMembers, JsonValue } from '../../shared/jsonText.ts';
import type { State } from '../state.ts';
import { attachmentPath, chatStatus } from './entities.ts';
import type { ChatMessage, Conversation, Standing, Tag } from './types.ts';

/** `Connected` is the documents' own word [doc], the others are a [guess]. */
const STATUS: Readonly<Record<Standing, string>> = {
	waiting: 'Waiting',
	connected: 'Connected',
	missed: 'Missed',
	ended: 'Ended',
};

/** A conversation as list, details, pick-up and close show it. [doc] */
export function conversationOnTheWire(conversation: Conversation, state: State): JsonValue {
	const { standing, visitor, messages, departmentId } = conversation;
	const last = messages.at(-1);
	const time = (ms: number | null) => (ms === null ? undefined : String(ms));
	const department = state.departments.find(({ id }) => id === departmentId);
	const attender = conversation.attenderId;
	return {
		reference_id: conversation.referenceId,
		supervisors: conversation.supervisorIds.map((id) => operatorOnTheWire(id, state)),
		owner: operatorOnTheWire(conversation.ownerId, state),
		chat_id: conversation.chatId,
		attender: attender === null ? undefined : operatorOnTheWire(attender, state),
		type: 'chat',
		participants: conversation.participantIds.map((id) => operatorOnTheWire(id, state)),
		unread_chats: false,
		chat_status: { state_key: standing, ...chatStatus(conversation) },
		uvid: `${conversation.visitorConversationId.slice(0, 8)}-1`,
		question: conversation.question,
		notes: false,
		app_name: state.apps.find(({ id }) => id === conversation.appId)?.name,
		attended_time: time(conversation.attendedTime),
		start_time: String(conversation.startTime),
		missed_time: time(conversation.missedTime),
		end_time: time(conversation.endTime),
		id: conversation.id,
		last_modified_time: String(conversation.updatedTime),
		last_message_info: last && {
			sequence_id: String(messages.length),
			...content(last, conversation, state),
		},
		tags: conversation.tagIds.map((id) => ({ id })),
		status: STATUS[standing],
		app_id: conversation.appId,
		department: { name: department?.name, id: departmentId },
		visitor: {
			phone: visitor.phone,
			email: visitor.email,
			name: visitor.name,
			country_code: 'ID',
			type: visitor.type,
			supported_operations: ['email', 'call'],
			ip: '203.0.113.7',
			id: visitor.id,
		},
	};
}

/** An entry of the messages' list: sender, type, time and message [code]; its `id` is a [guess]. */
export function messageOnTheWire(
	message: ChatMessage,
	conversation: Conversation,
	state: State,
): JsonMembers {
	return { id: message.id, ...content(message, conversation, state) };
}

function content(message: ChatMessage, conversation: Conversation, state: State): JsonMembers {
	const { sender, time, text, file } = message;
	const origin = state.quirks.attachmentUrl === 'absolute' ? state.url() : '';
	return {
		sender: { ...sender },
		type: file === undefined ? 'text' : 'file',
		time: String(time),
		message:
			file === undefined
				? { text }
				: {
						file: {
							name: file.name,
							comment: file.comment,
							url: `${origin}${attachmentPath(conversation, file)}`,
							id: file.id,
							attachment_id: new RawJson(file.attachmentId),
							type: file.type,
							size: file.content.length,
						},
					},
	};
}

/** The answer of Add Tags: what did not work is told inside a success. [doc] */
export function tagsOnTheWire(failedIds: readonly string[], tags: readonly Tag[]): JsonValue {
	return {
		failed_tag_ids: failedIds,
		associated_tags: tags.map(({ id, name, color, archived }) => ({
			color,
			module: 'conversations',
			name,
			id,
			archived,
			status: 'enabled',
			modified_time: '1708936897549',
			modifier: { id: '30000000000006' },
		})),
	};
}

/** The members of the rating events; the page on it could not be read. [guess] */
export function feedbackOnTheWire(conversation: Conversation, state: State): JsonValue {
	const { rating, feedback, visitor } = conversation;
	if (rating === null && feedback === null) return {};
	return {
		conversation_id: conversation.id,
		rating: rating ?? undefined,
		feedback: feedback ?? undefined,
		attender: operatorOnTheWire(conversation.attenderId ?? conversation.ownerId, state),
		visitor: { id: visitor.id, name: visitor.name, email: visitor.email },
	};
}

/** What the visitor's side is told: its own id, not the operators'. [code; the members: guess] */
export function visitorConversationOnTheWire(conversation: Conversation): JsonValue {
	return {
		id: conversation.visitorConversationId,
		reference_id: conversation.referenceId,
		question: conversation.question,
		start_time: String(conversation.startTime),
		status: STATUS[conversation.standing],
		app_id: conversation.appId,
		department: { id: conversation.departmentId },
		visitor: { name: conversation.visitor.name, email: conversation.visitor.email },
	};
}

function operatorOnTheWire(id: string, { operators }: State): JsonMembers {
	const operator = operators.find((one) => one.id === id);
	return {
		image_key: `0_${id}`,
		email: operator?.email,
		name: operator?.name,
		is_bot: false,
		call_enabled: true,
		id,
	};
}
