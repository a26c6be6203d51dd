import type { SigningKey } from './keys.ts';
import type { WebhookType } from './events.ts';
import { seedFeedbacks, seedVisitors } from './people/seed.ts';
import type { Feedback, Visitor } from './people/types.ts';
import { DEFAULT_QUIRKS } from './quirks.ts';
import type { AllQuirks } from './quirks.ts';
import type { Conversation, Tag } from './conversations/types.ts';
import { APPS, DEPARTMENTS, OPERATORS, seedPortals, TAGS } from './seed.ts';
import type {
	App,
	DeliveryRecord,
	Department,
	Operator,
	Portal,
	WebhookStatus,
	ZohoSalesIqOptions,
} from './types.ts';

export interface Webhook {
	readonly id: string;
	readonly screenname: string;
	readonly type: WebhookType;
	url: string;
	events: string[];
	/** `all` where a data webhook was made without `app_ids`. */
	appIds: string[] | 'all';
	status: WebhookStatus;
	secured: boolean;
	version: string;
	executionsExpiryMs: number;
	/** Oldest first. */
	keys: SigningKey[];
	failuresCount: number;
	failingSince: number | null;
	/** When its URL was called last with an event. */
	lastTriggered: number | null;
	readonly creatorId: string;
	modifierId: string;
	readonly createdTime: string;
	modifiedTime: string;
}

/** An event on its way to webhooks. */
export interface EventOnItsWay {
	event: string;
	/** Without `webhook`, and with `attempt` 1. */
	text: string;
	entityType: string;
	entityId: string;
	appId: string | undefined;
}

/** A delivery that was given up after its repeats. */
export interface FailedExecution {
	readonly id: string;
	readonly webhookId: string;
	readonly what: EventOnItsWay;
	remoteStatus: number | null;
	retries: number;
	manualRetries: number;
	lastExecutionTime: number;
}

/** What the vendor holds. One object, so that each part works on the same truth. */
export interface State {
	readonly now: () => number;
	readonly retryIntervalMs: number;
	readonly deliveryTimeoutMs: number;
	readonly quirks: AllQuirks;
	readonly portals: Portal[];
	readonly apps: App[];
	readonly departments: Department[];
	readonly operators: Operator[];
	readonly feedbacks: readonly Feedback[];
	readonly visitors: readonly Visitor[];
	readonly tags: readonly Tag[];
	/** By the id of the operators' side. */
	readonly conversations: Map<string, Conversation>;
	readonly webhooks: Map<string, Webhook>;
	readonly executions: Map<string, FailedExecution>;
	readonly deliveries: DeliveryRecord[];
	/** The address of this vendor's own server. */
	url(): string;
	/** A new id of 17 digits, above 2^53 as the vendor's are. */
	nextId(): string;
	/** The present as the vendor writes times, a millisecond later where it was given out before. */
	nextTime(): string;
}

const DEFAULT_RETRY_INTERVAL_MS = 60_000;
const DEFAULT_DELIVERY_TIMEOUT_MS = 5_000;
const FIRST_ID = 68_564_000_000_000_001n;

/** A vendor with its seeded portals, without webhooks and conversations. */
export function createState(
	options: Omit<ZohoSalesIqOptions, 'fixturesFolder' | 'port'>,
	url: () => string,
): State {
	const now = options.now ?? Date.now;
	// Counted from the clock, so that a vendor started anew gives out no id twice.
	let lastId = FIRST_ID + BigInt(Math.trunc(now()));
	let lastTime = 0;
	return {
		now,
		retryIntervalMs: options.retryIntervalMs ?? DEFAULT_RETRY_INTERVAL_MS,
		deliveryTimeoutMs: options.deliveryTimeoutMs ?? DEFAULT_DELIVERY_TIMEOUT_MS,
		quirks: { ...DEFAULT_QUIRKS, ...options.quirks },
		portals: seedPortals(),
		apps: [...APPS],
		departments: [...DEPARTMENTS],
		operators: [...OPERATORS],
		feedbacks: seedFeedbacks(now()),
		visitors: seedVisitors(now()),
		tags: TAGS,
		conversations: new Map(),
		webhooks: new Map(),
		executions: new Map(),
		deliveries: [],
		url,
		nextId: () => {
			lastId += 1n;
			return String(lastId);
		},
		nextTime: () => {
			lastTime = Math.max(Math.trunc(now()), lastTime + 1);
			return String(lastTime);
		},
	};
}

/** The apps, departments, operators or webhooks of one portal. */
export function inPortal<T extends { readonly screenname: string }>(
	items: Iterable<T>,
	portal: Pick<Portal, 'screenname'>,
): T[] {
	return [...items].filter((item) => item.screenname === portal.screenname);
}

/** Forgets a webhook and what failed for it. */
export function dropWebhook(state: State, id: string): void {
	state.webhooks.delete(id);
	for (const execution of state.executions.values()) {
		if (execution.webhookId === id) state.executions.delete(execution.id);
	}
}

/** The dashboard's toggle; enabling begins the count of failures anew. [doc] */
export function switchWebhook(webhook: Webhook, status: WebhookStatus): void {
	webhook.status = status;
	webhook.failingSince = null;
}
