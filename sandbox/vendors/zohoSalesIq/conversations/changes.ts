import { createHash } from 'node:crypto';
import type { JsonValue } from '../../shared/jsonText.ts';
import { SalesIqError } from '../errors.ts';
import { inPortal } from '../state.ts';
import type { State } from '../state.ts';
import type { Operator } from '../types.ts';
import {
	chatEntity,
	messageEntity,
	ratedEntity,
	transferAnswered,
	transferInitiated,
} from './entities.ts';
import type {
	ChatFile,
	ChatMessage,
	Conversation,
	NewConversation,
	NewMessage,
	Standing,
	Transfer,
} from './types.ts';

/** An event that a change lets happen, not yet told to anybody. */
export interface Happening {
	conversation: Conversation;
	message?: ChatMessage;
	event: string;
	entity: JsonValue;
}

const QUESTION = 'Hi, I need some assistance in buying a dining set.';
const VISITOR = { name: 'Tricia', email: 'tricia@zylker.com', phone: '12344354' };

/** A conversation as it is when a visitor has just asked. */
export function newConversation(state: State, what: NewConversation): Conversation {
	const screenname = what.portal ?? state.portals[0]?.screenname ?? '';
	const app = found(
		inPortal(state.apps, { screenname }).find(({ id }) => id === (what.appId ?? id)),
		'app_id',
	);
	const department = departmentOf(state, screenname, what.departmentId);
	const ownerId = operatorOf(state, screenname, department.operators[0]).id;
	const startTime = what.startTime ?? Number(state.nextTime());
	const id = state.nextId();
	const visitor = { id: state.nextId(), ...VISITOR, ...what.visitor };
	const conversation: Conversation = {
		id,
		screenname,
		visitorConversationId: createHash('md5').update(id).digest('hex'),
		referenceId: String(state.conversations.size + 1),
		chatId: `LD_${id}_${screenname}`,
		appId: app.id,
		question: what.question ?? QUESTION,
		visitor: { type: 'lead', ...visitor, chatId: `$${visitor.id}` },
		startTime,
		standing: 'waiting',
		departmentId: department.id,
		ownerId,
		attenderId: null,
		supervisorIds: [],
		participantIds: [ownerId],
		attendedTime: null,
		missedTime: null,
		endTime: null,
		updatedTime: startTime,
		transfer: null,
		messages: [],
		tagIds: [],
		rating: null,
		feedback: null,
	};
	addMessage(state, conversation, 'visitor', { text: conversation.question }, startTime);
	state.conversations.set(id, conversation);
	return conversation;
}

export function start(state: State, what: NewConversation): Happening {
	return chatEvent(state, newConversation(state, what), 'created', 'Live');
}

export function visitorReply(
	state: State,
	conversation: Conversation,
	message: NewMessage,
): Happening {
	standsIn(conversation, ['waiting', 'connected']);
	const sent = addMessage(state, conversation, 'visitor', message);
	return messageEvent(state, conversation, sent, 'visitor.replied');
}

export function reply(
	state: State,
	conversation: Conversation,
	message: NewMessage,
	operatorId?: string,
): Happening {
	standsIn(conversation, ['waiting', 'connected']);
	const sender = operatorOf(
		state,
		conversation.screenname,
		operatorId ?? conversation.attenderId ?? conversation.ownerId,
	);
	const sent = addMessage(state, conversation, sender, message);
	return messageEvent(state, conversation, sent, 'operator.replied');
}

export function rate(
	state: State,
	conversation: Conversation,
	{ rating, feedback }: { rating?: number; feedback?: string },
): Happening {
	conversation.rating = rating ?? conversation.rating;
	conversation.feedback = feedback ?? conversation.feedback;
	touch(state, conversation);
	const entity = ratedEntity(state, conversation, { rating, feedback });
	return { conversation, event: 'conversation.rated', entity };
}

export function miss(state: State, conversation: Conversation): Happening {
	standsIn(conversation, ['waiting']);
	conversation.standing = 'missed';
	conversation.missedTime = touch(state, conversation);
	return chatEvent(state, conversation, 'missed', 'Missed');
}

export function pickUp(state: State, conversation: Conversation, operatorId?: string): Happening {
	standsIn(conversation, ['waiting']);
	const attender = operatorOf(state, conversation.screenname, operatorId ?? conversation.ownerId);
	conversation.standing = 'connected';
	conversation.attendedTime = touch(state, conversation);
	attendedBy(conversation, attender);
	return chatEvent(state, conversation, 'attender.updated', 'Connected');
}

export function close(state: State, conversation: Conversation): Happening {
	standsIn(conversation, ['waiting', 'connected']);
	conversation.standing = 'ended';
	conversation.transfer = null;
	conversation.endTime = touch(state, conversation);
	return chatEvent(state, conversation, 'completed', 'Closed');
}

export function transfer(
	state: State,
	conversation: Conversation,
	{ departmentId, operatorId, note = '' }: Transfer,
): Happening {
	standsIn(conversation, ['waiting', 'connected']);
	const { screenname } = conversation;
	const department = departmentOf(state, screenname, departmentId);
	const to = operatorOf(state, screenname, operatorId ?? department.operators[0]);
	conversation.transfer = { departmentId: department.id, operatorId: to.id };
	touch(state, conversation);
	const type = operatorId === undefined ? 'department' : 'user';
	const entity = transferInitiated(state, conversation, { type, note, to });
	return { conversation, event: 'conversation.transfer.initiated', entity };
}

export function answerTransfer(
	state: State,
	conversation: Conversation,
	answer: 'accepted' | 'rejected',
): Happening {
	const { transfer: asked } = conversation;
	if (asked === null) throw new SalesIqError(1019);
	const operator = operatorOf(state, conversation.screenname, asked.operatorId);
	conversation.transfer = null;
	const now = touch(state, conversation);
	if (answer === 'accepted') {
		conversation.departmentId = asked.departmentId;
		conversation.standing = 'connected';
		conversation.attendedTime ??= now;
		attendedBy(conversation, operator);
	}
	const entity = transferAnswered(conversation, answer, operator);
	return { conversation, event: `conversation.transfer.${answer}`, entity };
}

export function editMessage(
	state: State,
	conversation: Conversation,
	text: string,
	messageId?: string,
): Happening {
	const message = messageOf(conversation, messageId);
	message.text = text;
	touch(state, conversation);
	return messageEvent(state, conversation, message, 'message.edited');
}

export function deleteMessage(
	state: State,
	conversation: Conversation,
	messageId?: string,
): Happening {
	const message = messageOf(conversation, messageId);
	conversation.messages = conversation.messages.filter((other) => other !== message);
	touch(state, conversation);
	return messageEvent(state, conversation, message, 'message.deleted');
}

/** What the vendor's store holds under an id of the operators' or of the visitors' side. */
export function conversationOf(state: State, id: string, screenname?: string): Conversation {
	const conversation = [...state.conversations.values()].find(
		(one) => one.id === id || one.visitorConversationId === id,
	);
	if (
		conversation === undefined ||
		conversation.screenname !== (screenname ?? conversation.screenname)
	) {
		throw new SalesIqError(1019);
	}
	return conversation;
}

function chatEvent(
	state: State,
	conversation: Conversation,
	name: string,
	status: string,
): Happening {
	const entity = chatEntity(state, conversation, status);
	return { conversation, event: `conversation.${name}`, entity };
}

function messageEvent(
	state: State,
	conversation: Conversation,
	message: ChatMessage,
	name: string,
): Happening {
	const entity = messageEntity(state, conversation, message, name);
	return { conversation, message, event: `conversation.${name}`, entity };
}

function addMessage(
	state: State,
	conversation: Conversation,
	sender: Operator | 'visitor',
	{ text = '', file }: NewMessage,
	at?: number,
): ChatMessage {
	const { visitor } = conversation;
	const id = at === undefined ? state.nextTime() : String(at);
	const message: ChatMessage = {
		id,
		time: Number(id),
		sender:
			sender === 'visitor'
				? { type: 'visitor', id: visitor.chatId, name: visitor.name }
				: { type: 'operator', id: sender.id, name: sender.name },
		text,
		...(file === undefined ? {} : { file: attached(state, file, text) }),
	};
	conversation.messages.push(message);
	conversation.updatedTime = message.time;
	return message;
}

function attached(state: State, file: NonNullable<NewMessage['file']>, comment: string): ChatFile {
	return { ...file, id: `A_${state.nextTime()}`, attachmentId: state.nextId(), comment };
}

function attendedBy(conversation: Conversation, { id }: Operator): void {
	conversation.ownerId = id;
	conversation.attenderId = id;
	conversation.participantIds = [...new Set([...conversation.participantIds, id])];
}

/** 1011 for what a chat that has come so far does not allow. [guess] */
function standsIn({ standing }: Conversation, allowed: readonly Standing[]): void {
	if (!allowed.includes(standing)) throw new SalesIqError(1011);
}

function touch(state: State, conversation: Conversation): number {
	conversation.updatedTime = Number(state.nextTime());
	return conversation.updatedTime;
}

function messageOf({ messages }: Conversation, id?: string): ChatMessage {
	return found(
		[...messages]
			.reverse()
			.find((one) => (id === undefined ? one.sender.type === 'operator' : one.id === id)),
		'message_id',
	);
}

function departmentOf(state: State, screenname: string, id?: string) {
	const departments = inPortal(state.departments, { screenname });
	const own = currentDepartment(state, screenname);
	return found(
		departments.find((one) => one.id === (id ?? own)),
		'department_id',
	);
}

/** The department of the operator behind the tokens. */
export function currentDepartment(state: State, screenname: string): string | undefined {
	const [operator] = inPortal(state.operators, { screenname });
	return inPortal(state.departments, { screenname }).find(({ operators }) =>
		operators.includes(operator?.id ?? ''),
	)?.id;
}

function operatorOf(state: State, screenname: string, id: string | undefined): Operator {
	return found(
		inPortal(state.operators, { screenname }).find((one) => one.id === id),
		'operator_id',
	);
}

function found<T>(thing: T | undefined, json_key: string): T {
	if (thing === undefined) throw new SalesIqError(1011, { json_key });
	return thing;
}
