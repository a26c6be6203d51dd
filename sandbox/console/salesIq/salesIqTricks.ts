import { likeMember, scalarText, setMember } from '../../vendors/shared/jsonText.ts';
import type { DeliveryRecord, SendOptions, ZohoSalesIq } from '../../vendors/zohoSalesIq/index.ts';
import { createTricks, type Tricks } from '../tricks.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Deliveries of SalesIQ that should start nothing. */
export function salesIqTricks(
	salesIq: ZohoSalesIq,
	sectionId: string,
	events: readonly string[],
): Tricks {
	const webhookOf = ({ webhookId }: DeliveryRecord) =>
		salesIq.webhooks().find(({ id }) => id === webhookId);
	/** As the webhook signs, if it does. */
	const signedBy = (delivery: DeliveryRecord): SendOptions => {
		const webhook = webhookOf(delivery);
		const signs = webhook?.secured === true && webhook.keys.length > 0;
		return signs ? { signedBy: { webhookId: webhook.id } } : {};
	};
	return createTricks<DeliveryRecord>({
		sectionId,
		events,
		event: 'conversation.created',
		lastOf: (wanted) =>
			salesIq.deliveries
				.filter(({ kind, event }) => kind === 'event' && event === wanted)
				.filter((delivery) => webhookOf(delivery) !== undefined)
				.at(-1),
		ways: {
			forged: {
				help: 'signed with the key of somebody else: 401.',
				send: async ({ url, body }) => await salesIq.send(url, body, { signedBy: 'foreignKey' }),
			},
			old: {
				help: 'what happened a day ago, with the right signature, as if somebody had recorded it. The demo’s Maximum Age is an hour: ignored.',
				send: async (last) => await salesIq.send(last.url, dayBefore(last.body), signedBy(last)),
			},
			repeated: {
				help: 'exactly the same, with the right signature. n8n has seen it: duplicate.',
				send: async (last) => await salesIq.send(last.url, last.body, signedBy(last)),
			},
		},
	});
}

function dayBefore(body: string): string {
	const time = Number(scalarText(body, 'event_time')) - DAY_MS;
	return setMember(body, 'event_time', likeMember(body, 'event_time', String(time)));
}
