import { randomUUID } from 'node:crypto';
import type { Background } from '../shared/background.ts';
import type { HttpCall, HttpCaller, HttpCallResult } from '../shared/httpCaller.ts';
import { likeMember, setMember } from '../shared/jsonText.ts';
import { addRecord } from '../shared/recordList.ts';
import { keyInUse, SIGNATURE_HEADER, signatureOf } from './keys.ts';
import { dropWebhook } from './state.ts';
import type { EventOnItsWay, FailedExecution, State, Webhook } from './state.ts';
import type { DeliveryRecord } from './types.ts';

export interface Deliverer {
	/** Sends an event to a webhook. Resolves after the first attempt; repeats go on. */
	deliver(webhook: Webhook, what: EventOnItsWay): Promise<DeliveryRecord>;
	/** One more attempt for a given-up delivery, in the background. */
	retry(webhook: Webhook, execution: FailedExecution): void;
	/** A call of another kind to a customer's URL, kept in the same record. */
	call(call: RecordedCall): Promise<DeliveryRecord>;
}

export interface RecordedCall extends Omit<HttpCall, 'timeoutMs'> {
	kind: DeliveryRecord['kind'];
	webhookId: string | null;
	event: string | null;
	attempt: number;
}

/** "Maximum auto retry count for a webhook is 3" [doc] */
const AUTO_RETRIES = 3;
/** "an execution with response code >= 300 is a failure" [doc] */
const FIRST_FAILING_STATUS = 300;
/** "When the webhook returns HTTP code 410 [...] SalesIQ system will delete the webhook" [doc] */
const GONE_STATUS = 410;
/** "The webhook will be disabled [...] when the webhook fails for 12 hours continuously" [doc] */
const DISABLED_AFTER_MS = 12 * 60 * 60 * 1000;

/** Sends events to webhooks: signs, repeats, gives up, disables and deletes. */
export function createDeliverer(
	state: State,
	caller: HttpCaller,
	background: Background,
): Deliverer {
	async function call({
		kind,
		webhookId,
		event,
		attempt,
		...rest
	}: RecordedCall): Promise<DeliveryRecord> {
		const at = state.now();
		const result = await caller.call({ ...rest, timeoutMs: state.deliveryTimeoutMs });
		const record = { kind, webhookId, event, attempt, at, ...sent(rest), ...answered(result) };
		return addRecord(state.deliveries, record);
	}

	async function attempt(
		webhook: Webhook,
		what: EventOnItsWay,
		count: number,
	): Promise<DeliveryRecord> {
		const body = Buffer.from(bodyFor(webhook, what, count, state), 'utf8');
		const record = await call({
			kind: 'event',
			webhookId: webhook.id,
			event: what.event,
			attempt: count,
			url: webhook.url,
			method: 'POST',
			headers: { 'content-type': 'application/json', ...signatureFor(webhook, body, state) },
			body,
		});
		noteOutcome(webhook, record, state);
		return record;
	}

	async function repeat(
		webhook: Webhook,
		what: EventOnItsWay,
		first: DeliveryRecord,
	): Promise<void> {
		let last = first;
		for (let retries = 1; retries <= AUTO_RETRIES && isActive(webhook, state); retries += 1) {
			if (!(await background.wait(state.retryIntervalMs))) return;
			if (!isActive(webhook, state)) break;
			last = await attempt(webhook, what, 1 + retries);
			if (!failed(last)) return;
		}
		if (state.webhooks.has(webhook.id)) giveUp(webhook, what, last);
	}

	function giveUp(webhook: Webhook, what: EventOnItsWay, last: DeliveryRecord): void {
		const id = randomUUID();
		state.executions.set(id, {
			id,
			webhookId: webhook.id,
			what,
			remoteStatus: last.status,
			retries: last.attempt - 1,
			manualRetries: 0,
			lastExecutionTime: last.at,
		});
	}

	return {
		call,
		deliver: async (webhook, what) => {
			const first = await attempt(webhook, what, 1);
			if (failed(first)) background.run(() => repeat(webhook, what, first));
			return first;
		},
		retry: (webhook, execution) => {
			execution.retries += 1;
			execution.manualRetries += 1;
			background.run(async () => {
				const record = await attempt(webhook, execution.what, 1 + execution.retries);
				execution.remoteStatus = record.status;
				execution.lastExecutionTime = record.at;
				if (!failed(record)) state.executions.delete(execution.id);
			});
		},
	};
}

function bodyFor(webhook: Webhook, what: EventOnItsWay, count: number, state: State): string {
	const { webhookIdInPayload, sameEventTime, looseTypes } = state.quirks;
	let text = setMember(what.text, 'attempt', String(count));
	if (count > 1 && !sameEventTime) {
		text = setMember(text, 'event_time', likeMember(text, 'event_time', String(state.now())));
	}
	if (!webhookIdInPayload) return text;
	const id = looseTypes === 'numbers' ? webhook.id : JSON.stringify(webhook.id);
	return setMember(text, 'webhook', `{"id":${id}}`);
}

/** Without `secured`, or without a key, no header is sent. [guess] */
function signatureFor(webhook: Webhook, body: Buffer, state: State): Record<string, string> {
	const key = webhook.secured ? keyInUse(webhook.keys, state.quirks.signingKey) : undefined;
	return key === undefined ? {} : { [SIGNATURE_HEADER]: signatureOf(body, key) };
}

function noteOutcome(webhook: Webhook, record: DeliveryRecord, state: State): void {
	webhook.lastTriggered = record.at;
	if (!failed(record)) {
		webhook.failingSince = null;
		return;
	}
	if (record.status === GONE_STATUS) {
		dropWebhook(state, webhook.id);
		return;
	}
	webhook.failuresCount += 1;
	webhook.failingSince ??= record.at;
	if (record.at - webhook.failingSince >= DISABLED_AFTER_MS) webhook.status = 'disabled';
}

function failed({ status }: DeliveryRecord): boolean {
	return status === null || status >= FIRST_FAILING_STATUS;
}

function isActive(webhook: Webhook, state: State): boolean {
	return state.webhooks.has(webhook.id) && webhook.status === 'enabled';
}

function sent({
	method,
	url,
	headers,
	body,
}: Omit<HttpCall, 'timeoutMs'>): Pick<DeliveryRecord, 'method' | 'url' | 'headers' | 'body'> {
	return { method, url, headers, body: body.toString('utf8') };
}

function answered({
	status,
	durationMs,
	body,
	error,
}: HttpCallResult): Pick<DeliveryRecord, 'status' | 'durationMs' | 'answerBody' | 'error'> {
	return { status, durationMs, answerBody: body, ...(error === undefined ? {} : { error }) };
}
