import type { JsonValue } from '../../shared/jsonText.ts';

/** 1 administrator, 2 agent, 3 supervisor. [code] */
export type AgentType = 1 | 2 | 3;

/** Somebody who works at the company. */
export interface Agent {
	readonly id: number;
	name: string;
	email: string;
	/** By which they are known in chats. */
	sdkEmail: string;
	type: AgentType;
	/** Divisions are what the API calls user roles. */
	divisionIds: number[];
	channelIds: number[];
	/** True only after a login. [live] */
	isAvailable: boolean;
	forceOffline: boolean;
	/** How long their counter lags behind at most; null: as the switch `countLagMs` says. */
	maxLagMs: number | null;
	createdAt: number;
	lastLoginAt: number | null;
}

export interface AgentChange {
	isAvailable?: boolean;
	forceOffline?: boolean;
	maxLagMs?: number | null;
}

export interface Division {
	readonly id: number;
	name: string;
	isDefault: boolean;
	createdAt: number;
}

export type ChannelKind = 'custom' | 'fb' | 'ig' | 'line' | 'qiscus' | 'telegram' | 'tiktok' | 'wa';

export interface Channel {
	readonly id: number;
	kind: ChannelKind;
	/** How rooms and payloads name it: by its kind, a custom channel by its identifier key. */
	source: string;
	name: string;
	isActive: boolean;
	/**
	 * WhatsApp's "third-party integration": without it the bot hears nothing. [code] That it is the
	 * member `is_bot_enabled`: [guess]
	 */
	isBotEnabled: boolean;
	/** WhatsApp only. */
	phone: string | null;
	createdAt: number;
}

export interface OfficeHours {
	/** `+07:00` */
	timezone: string;
	onlineMessage: string;
	offlineMessage: string;
	sendOnlineIfResolved: boolean;
	sendOfflineEachMessage: boolean;
	days: OfficeDay[];
}

export interface OfficeDay {
	/** 0 is Sunday. [code] */
	day: number;
	/** `HH:mm` */
	start: string;
	end: string;
}

/** A WhatsApp message that may be sent without a customer having written. */
export interface Template {
	readonly id: number;
	channelId: number;
	name: string;
	namespace: string;
	category: string;
	isApproved: boolean;
	/** The text in each language; `{{1}}` stands for the first variable. */
	texts: Array<{ id: number; language: string; text: string }>;
}

export interface UserProperty {
	key: string;
	value: string;
}

export interface ContactProperty {
	id: number;
	label: string;
	value: string;
}

export interface Tag {
	readonly id: number;
	readonly name: string;
}

export type SenderType = 'agent' | 'bot' | 'customer' | 'system';

/** One message in a room. */
export interface Comment {
	readonly id: string;
	readonly uniqueTempId: string;
	readonly type: string;
	readonly text: string;
	readonly payload: JsonValue;
	readonly extras: JsonValue;
	readonly senderId: string;
	readonly senderName: string;
	readonly senderType: SenderType;
	readonly at: number;
}

/** What an agent does for a room, from the first agent on until somebody resolves it. */
export interface Service {
	readonly id: string;
	/** Who serves it, or who resolved it where nobody did. */
	agentId: number;
	notes: string | null;
	readonly startedAt: number;
	resolvedAt: number | null;
	readonly firstCommentId: string;
	lastCommentId: string;
}

/** How a room stands. */
export interface Standing {
	isHandledByBot: boolean;
	isResolved: boolean;
	/** No agent has it yet. */
	isWaiting: boolean;
}

/** A customer's room. */
export interface Room extends Standing {
	readonly id: string;
	/** Of the row that holds the room; payloads never show it. */
	readonly rowId: number;
	readonly contactId: number;
	readonly source: string;
	readonly channelId: number;
	readonly name: string;
	readonly userId: string;
	readonly avatarUrl: string;
	readonly createdAt: number;
	/** How often the customer began a session. */
	sessions: number;
	/** Whether somebody switched the bot off in this session. */
	isBotOff: boolean;
	/** Who is in it, in the order in which they came; after it is resolved, who was. */
	agentIds: number[];
	assignedTimes: number;
	/** Since when nobody serves it; where somebody does, since when it last was so. */
	unservedSince: number;
	/** When it stopped being unserved; null while it is, or where it never was. */
	servedAt: number | null;
	/** Whether lists still have it as unserved for a while after that. */
	isStale: boolean;
	/** Whether it was drawn already if its first assignment fails for no reason. */
	isSpuriousDrawn: boolean;
	comments: Comment[];
	latestService: Service | null;
	tags: Tag[];
	userProperties: UserProperty[];
	contactProperties: ContactProperty[];
}

export type AssignmentOutcome =
	| 'assigned'
	| 'exceedsMaxAgents'
	| 'roomResolved'
	/** "Exceeds max agents" of a fresh room that has none. */
	| 'spurious'
	| 'unknownAgent'
	| 'unknownRoom';

/** One attempt to assign an agent. */
export interface AssignmentRecord {
	roomId: string;
	/** Null where what was sent is no number. */
	agentId: number | null;
	/** The vendor's clock. */
	at: number;
	outcome: AssignmentOutcome;
}

/** One WhatsApp message sent outside of a room. */
export interface BroadcastRecord {
	jobId: number;
	channelId: number;
	templateName: string;
	language: string;
	phoneNumber: string;
	variables: string[];
	at: number;
}
