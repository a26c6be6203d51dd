import { setTimeout as sleep } from 'node:timers/promises';

import type { JsonObject } from '../../../sandbox/n8n/json.ts';
import type { Qiscus, SlotName } from '../../../sandbox/vendors/qiscus/index.ts';
import { scalarText } from '../../../sandbox/vendors/shared/jsonText.ts';
import type { ZohoSalesIq } from '../../../sandbox/vendors/zohoSalesIq/index.ts';
import type { Attempt } from './ledger';

/** "Maximum auto retry count for a webhook is 3" [doc]. */
const RETRIES = 3;
/** "An execution with response code >= 300 is a failure" [doc]. */
const isAcknowledged = ({ status }: Attempt): boolean => status !== null && status < 300;

/** A vendor that tells events to a workflow, and tries again what was not acknowledged. */
export interface Teller {
	/** Lets an event happen. Resolves after the first attempt. @returns whether that did */
	tell(): Promise<boolean>;
	/** Resolves when nothing is tried again any more. */
	settled(): Promise<void>;
	/** Every attempt so far, by the event's name. */
	attempts(): Map<string, Attempt[]>;
	/** The name of the event that an item of the trigger's tells. */
	keyOf(item: JsonObject): string;
}

/** SalesIQ, which tries again by its own documented rule. An event's name is its conversation. */
export function salesIqTeller(vendor: ZohoSalesIq, event: string): Teller {
	return {
		tell: async () => (await vendor.emit(event)).deliveries.every(isAcknowledged),
		settled: vendor.settled,
		attempts: () => {
			const attempts = new Map<string, Attempt[]>();
			for (const delivery of vendor.deliveries) {
				if (delivery.kind !== 'event') continue;
				const key = scalarText(delivery.body, 'entity_id') ?? '';
				attempts.set(key, [...(attempts.get(key) ?? []), delivery]);
			}
			return attempts;
		},
		keyOf: ({ entityId }) => String(entityId),
	};
}

/**
 * Qiscus. No document says whether it tries again what was not acknowledged; here it does, by the rule
 * of SalesIQ. An event's name is its room.
 */
export function qiscusTeller(vendor: Qiscus, event: SlotName, retryIntervalMs: number): Teller {
	const attempts = new Map<string, Attempt[]>();
	const retrying = new Set<Promise<void>>();

	async function retry(result: Awaited<ReturnType<Qiscus['emit']>>, own: Attempt[]): Promise<void> {
		for (let retries = 0; retries < RETRIES && !own.some(isAcknowledged); retries++) {
			await sleep(retryIntervalMs);
			const again = await vendor.repeat(result);
			if (again !== undefined) own.push(again);
		}
	}

	return {
		tell: async () => {
			const result = await vendor.emit(event);
			const own: Attempt[] = result.delivery === undefined ? [] : [result.delivery];
			attempts.set(result.roomId ?? '', own);
			const run = retry(result, own).finally(() => retrying.delete(run));
			retrying.add(run);
			return own.some(isAcknowledged);
		},
		settled: async () => {
			while (retrying.size > 0) await Promise.all(retrying);
		},
		attempts: () => attempts,
		keyOf: ({ room }) => String((room as JsonObject).id),
	};
}
