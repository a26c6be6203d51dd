import type { FaultAnswer, FaultMatch } from '../shared/faults.ts';
import type { JsonMembers } from '../shared/jsonText.ts';
import type { Conversations, Tag } from './conversations/types.ts';
import type { WebhookType } from './events.ts';
import type { Feedback, Visitor } from './people/types.ts';
import type { AllQuirks } from './quirks.ts';

export interface ZohoSalesIqOptions {
	/** The folder whose `events/` holds the payloads. */
	fixturesFolder: string;
	/** Default: a free port. */
	port?: number;
	/** Between a failed delivery and its repeat; the real vendor waits a minute. */
	retryIntervalMs?: number;
	deliveryTimeoutMs?: number;
	/** The vendor's clock: event times, token expiry, and the 12 hours until a webhook is disabled. */
	now?: () => number;
	quirks?: Partial<AllQuirks>;
}

export interface Portal {
	/** `org_id` in deliveries. */
	readonly id: string;
	readonly screenname: string;
	readonly name: string;
	/** Switch: without the Enterprise plan the webhook API answers 1021. */
	enterprise: boolean;
	/** Switch: without it the operator behind every token may not change webhooks (1016). */
	operatorMayConfigure: boolean;
	/** What was said of it beside; else it has what the documents' samples have. */
	readonly members?: JsonMembers;
}

export interface App {
	readonly id: string;
	readonly name: string;
	readonly screenname: string;
	/** What was said of it beside; else it has what the documents' samples have. */
	readonly members?: JsonMembers;
}

export interface Department {
	readonly id: string;
	readonly name: string;
	readonly screenname: string;
	readonly operators: readonly string[];
	/** What was said of it beside; else it has what the documents' samples have. */
	readonly members?: JsonMembers;
}

export interface Operator {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	readonly role: 'Administrator' | 'Supervisor' | 'Associate';
	readonly screenname: string;
	/** What was said of it beside; else it has what the documents' samples have. */
	readonly members?: JsonMembers;
}

export type WebhookStatus = 'enabled' | 'disabled';

/** A copy of what the vendor holds about one webhook. */
export interface WebhookRecord {
	id: string;
	/** The portal. */
	screenname: string;
	type: WebhookType;
	url: string;
	events: string[];
	app_ids: string[];
	/** A data webhook that was made without `app_ids`. */
	allApps: boolean;
	status: WebhookStatus;
	secured: boolean;
	/** Oldest first; always PEM here, whatever `keyFormat` says about the API. */
	keys: Array<{ id: string; publicKey: string }>;
	failuresCount: number;
	/** The first of the failures in a row, by the vendor's clock. */
	failingSince: number | null;
}

/** One call made to a webhook's URL. */
export interface DeliveryRecord {
	/** An event; a check of a URL (`HEAD`, pings); or one made by `send`. */
	kind: 'event' | 'validation' | 'handmade';
	method: string;
	webhookId: string | null;
	event: string | null;
	/** 1 for the first; 0 where nothing is counted. */
	attempt: number;
	url: string;
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

/** One call received by the API or the accounts server. */
export interface RequestRecord {
	method: string;
	path: string;
	query: Record<string, string>;
	/** Of `authorization` only the scheme is kept. */
	headers: Record<string, string>;
	/** Null until it is answered, and where no answer is given. */
	status: number | null;
	body: string;
}

export interface EmitOptions {
	/** Another payload of the event: `<event>.<variant>.json`. */
	variant?: string;
	/** The id of the app where it happens; default: the portal's first. */
	app?: string;
	/** The screen name of the portal where it happens; default: the app's, else the first. */
	portal?: string;
	/** A last change to the text, such as another value somewhere. */
	change?: (text: string) => string;
	/** The payload of `<fixture>.json` under this event's name: for events that have none. */
	fixture?: string;
}

export interface EmitResult {
	/** The first attempt to each webhook that the event went to. */
	deliveries: DeliveryRecord[];
	/** The event as it happened, without what differs per webhook and attempt. */
	eventText: string;
	entityId: string;
}

export interface SendOptions {
	/** Who signs; default nobody. Of a webhook: the key in use, or the one named. */
	signedBy?: 'nobody' | 'foreignKey' | { webhookId: string; keyId?: string };
	/** What is signed, where that is not what is sent. */
	signedBody?: string | Buffer;
	/** Win over all others, `x-siqsignature` included. */
	headers?: Record<string, string>;
	/** Default POST. */
	method?: string;
}

export interface AddWebhookOptions {
	url: string;
	type?: WebhookType;
	/** Default: the first event of the type. */
	events?: string[];
	/** Default: all apps. */
	app_ids?: string[];
	/** Default: the first portal. */
	screenname?: string;
	secured?: boolean;
	status?: WebhookStatus;
}

/** A delivery that was given up some time ago. */
export interface AddFailureOptions {
	/** When it was tried last, by the vendor's clock. */
	at: number;
	/** Default: the first event of the webhook. */
	event?: string;
	/** How often it was retried by hand. */
	manualRetries?: number;
}

export interface ZohoSalesIq {
	/** `http://127.0.0.1:PORT`: the accounts server and the SalesIQ server in one. */
	url: string;
	client: { id: string; secret: string };
	quirks: AllQuirks;
	portals: readonly Portal[];
	apps: readonly App[];
	departments: readonly Department[];
	operators: readonly Operator[];
	feedbacks: readonly Feedback[];
	visitors: readonly Visitor[];
	tags: readonly Tag[];
	/** The chats, and what people do in them. */
	conversations: Conversations;
	/** What is registered now, oldest first. */
	webhooks(): WebhookRecord[];
	/** The last 10,000 calls to webhook URLs, in the order in which they ended. */
	deliveries: DeliveryRecord[];
	/** The last 10,000 calls received, in the order in which they came. */
	requests: RequestRecord[];
	/** Lets an event happen. Resolves after each webhook's first attempt; repeats go on. */
	emit(event: string, options?: EmitOptions): Promise<EmitResult>;
	/** One hand-made call to any URL, for forged and odd deliveries. No repeats, no bookkeeping. */
	send(url: string, body: string | Buffer, options?: SendOptions): Promise<DeliveryRecord>;
	/** The value of `x-siqsignature` for a body, by the key of a webhook that is in use. */
	sign(webhookId: string, body: Buffer): string;
	/** Every access token given out so far is expired. */
	expireTokens(): void;
	/** Every refresh token given out so far answers `invalid_code`. */
	revokeRefreshTokens(): void;
	failNext(match: FaultMatch, answer: FaultAnswer, times?: number): void;
	/** A webhook that another system made; its URL is not checked. */
	addWebhook(options: AddWebhookOptions): Promise<WebhookRecord>;
	/** @returns the id of the failed execution */
	addFailure(webhookId: string, options: AddFailureOptions): string;
	/** The toggle of SalesIQ's dashboard. Enabling forgets earlier failures. */
	setWebhookStatus(id: string, status: WebhookStatus): void;
	/** The delete button of SalesIQ's dashboard. */
	removeWebhook(id: string): void;
	/** Resolves when no repeat and no manual retry is under way. */
	settled(): Promise<void>;
	/** Ends everything: repeats, calls under way, the server. */
	close(): Promise<void>;
}
