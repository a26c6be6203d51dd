import { createHmac } from 'node:crypto';
import type { Background } from '../shared/background.ts';
import type { HttpCall, HttpCaller } from '../shared/httpCaller.ts';
import { addRecord } from '../shared/recordList.ts';
import type { Quirks } from './quirks.ts';
import type { State } from './state.ts';
import type { DeliveryRecord, SlotName } from './types.ts';

export interface Deliverer {
	/** Sends a body to what is registered for an event; undefined where that is nothing. */
	deliver(event: SlotName, text: string): Promise<DeliveryRecord | undefined>;
	/** A call of any kind to a customer's URL, kept in the same record. */
	call(call: RecordedCall): Promise<DeliveryRecord>;
}

export interface RecordedCall extends Omit<HttpCall, 'timeoutMs'> {
	kind: DeliveryRecord['kind'];
	slot: SlotName | null;
}

/** Calls webhooks, each once: no source says that a failed delivery is repeated. [guess] */
export function createDeliverer(
	state: State,
	caller: HttpCaller,
	background: Background,
): Deliverer {
	async function recorded({ kind, slot, ...rest }: RecordedCall): Promise<DeliveryRecord> {
		const at = state.now();
		const result = await caller.call({ ...rest, timeoutMs: state.deliveryTimeoutMs });
		return addRecord(state.deliveries, {
			kind,
			slot,
			url: rest.url,
			method: rest.method,
			status: result.status,
			durationMs: result.durationMs,
			body: rest.body.toString('utf8'),
			headers: rest.headers,
			answerBody: result.body,
			at,
			...(result.error === undefined ? {} : { error: result.error }),
		});
	}

	async function call(what: RecordedCall): Promise<DeliveryRecord> {
		const running = recorded(what);
		background.run(async () => void (await running));
		return await running;
	}

	return {
		call,
		deliver: async (event, text) => {
			const { url, enabled } = state.slots[event];
			if (url === null || !enabled) return undefined;
			const body = Buffer.from(text, 'utf8');
			return await call({
				kind: 'event',
				slot: event,
				url,
				method: 'POST',
				headers: { 'content-type': 'application/json', ...signatureFor(body, state.quirks) },
				body,
			});
		},
	};
}

function signatureFor(body: Buffer, { signing }: Quirks): Record<string, string> {
	if (signing === null) return {};
	const { header, secret, encoding } = signing;
	return { [header]: createHmac('sha256', secret).update(body).digest(encoding) };
}
