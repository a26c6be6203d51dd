import type { DeliveryRecord } from '../types.ts';

/** What a conversation has come to. */
export type Standing = 'waiting' | 'connected' | 'missed' | 'ended';

export interface ChatVisitor {
	readonly id: string;
	/** The visitor as the sender of messages: `$` and digits. [doc] */
	readonly chatId: string;
	readonly name: string;
	readonly email: string;
	readonly phone: string;
	readonly type: 'contact' | 'lead';
}

export interface ChatFile {
	/** `A_` and digits. [doc] */
	readonly id: string;
	/** Above 2^53, and written as a bare number in events. [doc] */
	readonly attachmentId: string;
	readonly name: string;
	readonly type: string;
	readonly comment: string;
	readonly content: Buffer;
}

export interface ChatMessage {
	readonly id: string;
	readonly time: number;
	readonly sender: { readonly type: 'operator' | 'visitor'; readonly id: string; name: string };
	text: string;
	readonly file?: ChatFile;
}

export interface Conversation {
	readonly id: string;
	readonly screenname: string;
	/** The id of the visitor's side: hexadecimal digits. [doc] */
	readonly visitorConversationId: string;
	/** Counted from 1; what the dashboard shows as `#282`. [code] */
	readonly referenceId: string;
	readonly chatId: string;
	readonly appId: string;
	readonly question: string;
	readonly visitor: ChatVisitor;
	readonly startTime: number;
	standing: Standing;
	departmentId: string;
	/** Whom the chat is offered to, and who has picked it up. */
	ownerId: string;
	attenderId: string | null;
	supervisorIds: string[];
	participantIds: string[];
	attendedTime: number | null;
	missedTime: number | null;
	endTime: number | null;
	updatedTime: number;
	/** Where it is to go once that is accepted. */
	transfer: { departmentId: string; operatorId: string } | null;
	/** Oldest first. */
	messages: ChatMessage[];
	tagIds: string[];
	rating: number | null;
	feedback: string | null;
}

export interface Tag {
	readonly id: string;
	readonly name: string;
	readonly color: string;
	readonly archived: boolean;
	readonly screenname: string;
}

/** What a visitor sends: a text, a file, or a file with a text as its comment. */
export interface NewMessage {
	text?: string;
	file?: { name: string; type: string; content: Buffer };
}

/** How a visitor begins a chat; what is left out is made up. */
export interface NewConversation {
	question?: string;
	visitor?: Partial<Omit<ChatVisitor, 'chatId'>>;
	/** Default: the first app of the portal. */
	appId?: string;
	/** Default: the department of the operator behind the tokens. */
	departmentId?: string;
	/** Default: the first portal. */
	portal?: string;
	/** Default: now. */
	startTime?: number;
}

export interface Transfer {
	departmentId: string;
	/** Default: the department's first operator. */
	operatorId?: string;
	note?: string;
}

/** What has happened in a conversation, and who was told. */
export interface Happened {
	conversation: Conversation;
	/** The message that was sent, edited or deleted. */
	message?: ChatMessage;
	/** The first attempt to each webhook that heard of it. */
	deliveries: DeliveryRecord[];
	/** The event as it happened, without what differs per webhook and attempt. */
	eventText: string;
}

/**
 * The chats of all portals, for a console and for tests: each function changes the store and lets
 * the event happen. It throws where the conversation, message, operator or department is unknown, or
 * where the chat has come to something that does not allow it.
 */
export interface Conversations {
	/** All of a portal, or of all; the latest start first. Live objects: do not change them. */
	list(portal?: string): readonly Conversation[];
	get(id: string): Conversation;

	/** A visitor begins a chat: conversation.created. */
	start(what?: NewConversation): Promise<Happened>;
	/** conversation.visitor.replied */
	visitorReply(id: string, message: NewMessage | string): Promise<Happened>;
	/** A rating, a text, or both: conversation.rated. */
	rate(id: string, what: { rating?: number; feedback?: string }): Promise<Happened>;
	/** Nobody has come: conversation.missed. */
	miss(id: string): Promise<Happened>;

	/** conversation.attender.updated; without an operator the owner does it. */
	pickUp(id: string, operatorId?: string): Promise<Happened>;
	/** conversation.operator.replied; without an operator the attender, else the owner does it. */
	reply(id: string, message: NewMessage | string, operatorId?: string): Promise<Happened>;
	/** conversation.transfer.initiated; it waits until it is accepted or rejected. */
	transfer(id: string, to: Transfer): Promise<Happened>;
	/** conversation.transfer.accepted */
	acceptTransfer(id: string): Promise<Happened>;
	/** conversation.transfer.rejected */
	rejectTransfer(id: string): Promise<Happened>;
	/** conversation.message.edited; without a message the last of an operator's. */
	editMessage(id: string, text: string, messageId?: string): Promise<Happened>;
	/** conversation.message.deleted; without a message the last of an operator's. */
	deleteMessage(id: string, messageId?: string): Promise<Happened>;
	/** conversation.completed */
	close(id: string): Promise<Happened>;
}
