import type { DeliveryRecord, Slot } from '../../vendors/qiscus/index.ts';
import type { Proof, ShownDelivery } from '../deliveries.ts';
import type { Tricks } from '../tricks.ts';

/** The calls that Qiscus has made, or somebody in its name. */
export function shownDeliveries(
	deliveries: readonly DeliveryRecord[],
	slots: Readonly<Record<string, Slot>>,
	noteOf: Tricks['noteOf'],
): ShownDelivery[] {
	return deliveries.map((delivery) => {
		const note = noteOf(delivery);
		const event = note?.event ?? delivery.slot ?? delivery.method;
		return {
			...delivery,
			event,
			// Each is sent once: no source says that a failed delivery is repeated.
			attempt: 1,
			trick: note?.trick,
			proof: proofOf(delivery, slots[event]),
		};
	});
}

/** Qiscus documents no signature: a token in the registered URL tells who is calling. */
export function proofOf({ kind, url }: DeliveryRecord, slot: Slot | undefined): Proof {
	const token = tokenIn(url);
	if (token === null) return { words: 'no token', tone: 'bad' };
	// What Qiscus called was registered then, whatever is now.
	const isRight = kind === 'event' || token === tokenIn(slot?.url ?? '');
	return isRight ? { words: 'right token', tone: 'good' } : { words: 'wrong token', tone: 'bad' };
}

function tokenIn(url: string): string | null {
	return URL.canParse(url) ? new URL(url).searchParams.get('token') : null;
}
