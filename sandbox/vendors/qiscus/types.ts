import type { FaultAnswer, FaultMatch } from '../shared/faults.ts';
import type {
	Agent,
	AgentChange,
	AssignmentRecord,
	BroadcastRecord,
	Channel,
	Comment,
	Division,
	OfficeHours,
	Template,
} from './domain/types.ts';
import type { Quirks } from './quirks.ts';

/** The vendor's webhooks: of each kind an app has one, no list. [doc] */
export type SlotName =
	| 'agentAllocation'
	| 'botMessage'
	| 'customButton'
	| 'markAsResolved'
	| 'newSession'
	| 'userLogout';

export interface Slot {
	url: string | null;
	enabled: boolean;
}

export interface QiscusOptions {
	/** The folder whose `events/` holds the payloads. */
	fixturesFolder: string;
	/** Default: a free port. */
	port?: number;
	deliveryTimeoutMs?: number;
	/** The vendor's clock: times in answers, every lag, and the 30 days of a token. */
	now?: () => number;
	/** For everything that is drawn; default: another on every start. */
	seed?: number;
	quirks?: Partial<Quirks>;
}

export interface App {
	/** What the API calls app id and app code. The same on every start. */
	readonly code: string;
	readonly secretKey: string;
	/** The number by which objects name the app. */
	readonly id: number;
}

export interface Admin {
	readonly email: string;
	readonly password: string;
	/** By which the administrator is known in chats. */
	readonly sdkEmail: string;
}

/** One call made to a webhook's URL. */
export interface DeliveryRecord {
	/** An event, or a call made by `send`. */
	kind: 'event' | 'handmade';
	slot: SlotName | null;
	url: string;
	method: string;
	/** Null when no answer came in time. */
	status: number | null;
	durationMs: number;
	body: string;
	headers: Record<string, string>;
	answerBody: string;
	/** The vendor's clock when the call began. */
	at: number;
	error?: string;
}

/** One call received by the API. */
export interface RequestRecord {
	method: string;
	path: string;
	query: Record<string, string>;
	/** Without tokens and secret keys. */
	headers: Record<string, string>;
	/** Null until it is answered, and where no answer is given. */
	status: number | null;
	body: string;
}

export interface EmitOptions {
	/** Another payload of the event: `<event>.<variant>.json`. */
	variant?: string;
	/** The room where it happens, in place of a fresh one; the room need not exist, and is not made. */
	roomId?: string;
	/** A last change to the text, such as another value somewhere. */
	change?: (text: string) => string;
}

export interface EmitResult {
	event: SlotName;
	/** The body as sent. */
	text: string;
	/** Undefined for events that happen in no room. */
	roomId: string | undefined;
	/** The first, where it was told twice; undefined where nobody was to be told. */
	delivery: DeliveryRecord | undefined;
}

export interface SendOptions {
	/** Default POST. */
	method?: string;
	/** Win over all others. */
	headers?: Record<string, string>;
}

/** What is true of a room now. */
export interface RoomRecord {
	id: string;
	channelId: number;
	contactId: number;
	source: string;
	customer: { id: string; name: string };
	/** The ids of those who are in it, or who were when it was resolved. */
	agents: number[];
	isResolved: boolean;
	isWaiting: boolean;
	isHandledByBot: boolean;
	/** How often an agent was assigned by API. */
	assignedTimes: number;
	sessions: number;
	createdAt: number;
	/** Of the latest service. */
	notes: string | null;
	tags: string[];
	userProperties: Record<string, string>;
	contactProperties: Record<string, string>;
	/** The oldest first. */
	comments: Comment[];
}

/** Who writes what and where; everything has a default. */
export interface WritesOptions {
	/** A room that exists. */
	roomId?: string;
	/** For a customer who has no room yet, or to find theirs; default: the first of the source. */
	channelId?: number;
	/** Default: the website's widget. */
	source?: string;
	/** A phone number in WhatsApp, else an address; default: another customer each time. */
	customerId?: string;
	name?: string;
	text?: string;
	attachment?: { url: string; caption?: string };
	/** What the customer filled in before the chat; takes the place of what was there. */
	properties?: Record<string, string>;
}

export interface WritesResult {
	roomId: string;
	/** Every call that was made for this message; each has ended. */
	deliveries: DeliveryRecord[];
}

export interface Qiscus {
	/** `http://127.0.0.1:PORT`: the base URL of the API. */
	url: string;
	app: App;
	admin: Admin;
	/** A random text that is part of every secret that is ever given out, by API or in a payload. */
	marker: string;
	quirks: Quirks;
	/** Who works there. These lists may be changed. */
	agents: Agent[];
	divisions: Division[];
	channels: Channel[];
	templates: Template[];
	officeHours: OfficeHours;
	setAgent(agentId: number, change: AgentChange): void;
	/** Every room there is, as it is, without lags. */
	rooms(): RoomRecord[];
	/** Rooms that the agent serves now, whatever the API counts. */
	loadOf(agentId: number): number;
	/** The most rooms that the agent ever served at a time. */
	maxLoadSeen(agentId: number): number;
	/** The last 10,000 attempts to assign an agent, in the order in which they came. */
	assignments: AssignmentRecord[];
	/** The last 10,000 messages that were sent as broadcasts. */
	broadcasts: BroadcastRecord[];
	/** A customer writes. Resolves after the deliveries. */
	writes(options?: WritesOptions): Promise<WritesResult>;
	/** Somebody resolves a room: who is named, or who serves it, or the administrator. */
	resolves(
		roomId: string,
		options?: { by?: number; notes?: string },
	): Promise<DeliveryRecord | undefined>;
	/** Somebody clicks the custom button: who is named, or who serves it, or the administrator. */
	clicksButton(roomId: string, options?: { by?: number }): Promise<DeliveryRecord | undefined>;
	logsOut(agentId: number): Promise<DeliveryRecord | undefined>;
	/** Of this no webhook is told. */
	logsIn(agentId: number): void;
	/** What is registered now. */
	slots(): Record<SlotName, Slot>;
	/** What somebody does in the dashboard, or another system by API. */
	setSlot(name: SlotName, slot: Slot): void;
	/** The last 10,000 calls to webhook URLs, in the order in which they ended. */
	deliveries: DeliveryRecord[];
	/** The last 10,000 calls received, in the order in which they came. */
	requests: RequestRecord[];
	/** Lets an event happen. Resolves after the delivery; there are no repeats of failed ones. */
	emit(event: SlotName, options?: EmitOptions): Promise<EmitResult>;
	/** The same body once more, to what is registered for the event now. */
	repeat(result: EmitResult): Promise<DeliveryRecord | undefined>;
	/** One hand-made call to any URL, for forged and odd deliveries. */
	send(url: string, body: string | Buffer, options?: SendOptions): Promise<DeliveryRecord>;
	/** A token as the login gives it. */
	newAdminToken(): string;
	/** Every administrator's token given out so far is expired; long-lived tokens still hold. */
	expireTokens(): void;
	/** Every token given out so far, long-lived ones too, is unknown. */
	revokeTokens(): void;
	failNext(match: FaultMatch, answer: FaultAnswer, times?: number): void;
	/** Resolves when no delivery is under way. */
	settled(): Promise<void>;
	/** Ends everything: calls under way, the server. */
	close(): Promise<void>;
}
