import type { Quirks } from './quirks.ts';
import type { Slot, SlotName } from './types.ts';

/** What the vendor holds about one webhook. */
export interface KeptSlot extends Slot {
	/** Milliseconds; null for one that was never set. */
	createdAt: number | null;
	updatedAt: number | null;
}

export type KeptSlots = Readonly<Record<SlotName, KeptSlot>>;

export function createSlots(): KeptSlots {
	return perSlot(() => ({ url: null, enabled: false, createdAt: null, updatedAt: null }));
}

/** Something for each of the vendor's webhooks. */
export function perSlot<T>(make: (name: SlotName) => T): Record<SlotName, T> {
	return {
		agentAllocation: make('agentAllocation'),
		botMessage: make('botMessage'),
		customButton: make('customButton'),
		markAsResolved: make('markAsResolved'),
		newSession: make('newSession'),
		userLogout: make('userLogout'),
	};
}

/** Sets a webhook; an empty URL is none. */
export function changeSlot(kept: KeptSlot, { url, enabled }: Slot, nowMs: number): void {
	kept.url = url === '' ? null : url;
	kept.enabled = enabled;
	kept.createdAt ??= nowMs;
	kept.updatedAt = nowMs;
}

/** A webhook's URL as configs and app objects write it; undefined where the member is left out. */
export function urlOnTheWire(
	{ url }: Slot,
	unsetUrl: Quirks['unsetUrl'],
): string | null | undefined {
	if (url !== null) return url;
	return { null: null, empty: '', missing: undefined }[unsetUrl];
}
