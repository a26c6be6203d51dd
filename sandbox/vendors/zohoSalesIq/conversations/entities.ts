import { RawJson } from '../../shared/jsonText.ts';
import type { JsonMembers, JsonValue } from '../../shared/jsonText.ts';
import type { State } from '../state.ts';
import type { Operator } from '../types.ts';
import type { ChatFile, ChatMessage, Conversation } from './types.ts';

/*
 * The `entity` of the conversation events, in the shapes of the vendor's webhook page [doc]. A time
 * that has not come yet is left out. [guess]
 */

const CHANNEL = { channel: 'website' };

/** Of created, attender.updated, missed and completed. */
export function chatEntity(state: State, conversation: Conversation, status: string): JsonValue {
	const time = (ms: number | null) => (ms === null ? undefined : String(ms));
	return {
		id: conversation.id,
		visitor_conversation_id: conversation.visitorConversationId,
		reference_id: conversation.referenceId,
		opened_time: time(conversation.startTime),
		attended_time: time(conversation.attendedTime),
		end_time: time(conversation.endTime),
		missed_time: time(conversation.missedTime),
		app_id: conversation.appId,
		department_id: conversation.departmentId,
		owner: ownerOf(state, conversation),
		visitor: visitorOf(conversation, CHANNEL),
		question: conversation.question,
		supervisors: conversation.supervisorIds,
		participants: conversation.participantIds,
		status,
		chat_status: chatStatus(conversation),
	};
}

/** Of visitor.replied, operator.replied, message.edited and message.deleted. */
export function messageEntity(
	state: State,
	conversation: Conversation,
	message: ChatMessage,
	name: string,
): JsonValue {
	const isReply = name.endsWith('.replied');
	const content: JsonMembers =
		message.file !== undefined
			? { file: fileOf(conversation, message.file) }
			: name === 'message.deleted'
				? {}
				: { text: message.text };
	return {
		id: conversation.id,
		message: {
			sender: { name: message.sender.name, id: message.sender.id },
			msgid: message.id,
			...content,
		},
		visitor: visitorOf(conversation),
		owner: ownerOf(state, conversation),
		...(isReply ? { version: 1 } : { visitor_conversation_id: conversation.visitorConversationId }),
	};
}

/** A feedback without a rating has the shape of the documents' second payload. */
export function ratedEntity(
	state: State,
	conversation: Conversation,
	{ rating, feedback }: { rating?: number | undefined; feedback?: string | undefined },
): JsonValue {
	const owner = ownerOf(state, conversation);
	return rating === undefined
		? { owner, feedback, id: conversation.id, status: 'Ended', visitor: visitorOf(conversation) }
		: { rating, feedback, owner, visitor: visitorOf(conversation, CHANNEL) };
}

export function transferInitiated(
	state: State,
	conversation: Conversation,
	{ type, note, to }: { type: 'user' | 'department'; note: string; to: Operator },
): JsonValue {
	const by = ownerOf(state, conversation);
	return {
		owner: by,
		transfer: {
			note,
			type,
			department_id: conversation.transfer?.departmentId,
			transferred_by: { type: 'operator', ...by },
			transferred_to: [person(to)],
		},
		waiting_time: '60',
		...about(conversation),
	};
}

export function transferAnswered(
	conversation: Conversation,
	answer: 'accepted' | 'rejected',
	operator: Operator,
): JsonValue {
	return answer === 'accepted'
		? { accepted_by: person(operator), ...about(conversation) }
		: { rejected_by: { type: 'manual', ...person(operator) }, ...about(conversation) };
}

/** Its numbers are those of the samples for a chat that is connected [doc], else a [guess]. */
export function chatStatus({ standing }: Conversation): JsonMembers {
	return { ...CHAT_STATUS[standing] };
}

const CHAT_STATUS = {
	waiting: { status_code: 0, state: 1, label: 'Waiting' },
	connected: { status_code: 0, state: 2, label: 'Connected' },
	missed: { status_code: 1, state: 3, label: 'Missed' },
	ended: { status_code: 1, state: 4, label: 'Ended' },
};

/** The path of an attachment on the SalesIQ server; its first part is a number of the portal's. [doc] */
export function attachmentPath({ screenname }: Conversation, { id }: ChatFile): string {
	return `/attachments/${screenname.length}34343/${id}`;
}

function about(conversation: Conversation): JsonMembers {
	return {
		question: conversation.question,
		department_id: conversation.departmentId,
		id: conversation.id,
		visitor_conversation_id: conversation.visitorConversationId,
		visitor: visitorOf(conversation),
	};
}

function fileOf(conversation: Conversation, file: ChatFile): JsonMembers {
	return {
		name: file.name,
		comment: file.comment,
		url: attachmentPath(conversation, file),
		id: file.id,
		attachment_id: new RawJson(file.attachmentId),
		type: file.type,
		extension: file.type,
		size: file.content.length,
	};
}

function visitorOf({ visitor }: Conversation, more: JsonMembers = {}): JsonMembers {
	const { email, phone, name, type, id } = visitor;
	return { email_id: email, phone, name, ...more, type, id };
}

function ownerOf(state: State, { ownerId }: Conversation): JsonMembers {
	const owner = state.operators.find(({ id }) => id === ownerId);
	return owner === undefined ? { id: ownerId } : person(owner);
}

function person({ id, name, email }: Operator): JsonMembers {
	return { id, name, email_id: email };
}
