import { createPublicKey, verify } from 'node:crypto';

import type { DeliveryRecord, WebhookRecord } from '../../vendors/zohoSalesIq/index.ts';
import type { Proof, ShownDelivery } from '../deliveries.ts';
import type { Tricks } from '../tricks.ts';

const SIGNATURE_HEADER = 'x-siqsignature';

/** The calls that SalesIQ has made, or somebody in its name. */
export function shownDeliveries(
	deliveries: readonly DeliveryRecord[],
	webhooks: readonly WebhookRecord[],
	noteOf: Tricks['noteOf'],
): ShownDelivery[] {
	return deliveries.map((delivery) => {
		const note = noteOf(delivery);
		return {
			...delivery,
			event: note?.event ?? delivery.event ?? `${delivery.method}, a check of the URL`,
			attempt: delivery.attempt === 0 ? undefined : delivery.attempt,
			trick: note?.trick,
			proof: proofOf(delivery, webhooks),
		};
	});
}

/** Whether the signature is that of a webhook with this URL. */
export function proofOf(
	{ url, headers, body }: Pick<DeliveryRecord, 'body' | 'headers' | 'url'>,
	webhooks: readonly WebhookRecord[],
): Proof {
	const signature = headers[SIGNATURE_HEADER];
	if (signature === undefined) return { words: 'not signed', tone: 'quiet' };
	const keys = webhooks.filter((webhook) => webhook.url === url).flatMap(({ keys }) => keys);
	if (keys.length === 0) return { words: 'signed; the key is gone', tone: 'quiet' };
	const isSigned = keys.some(({ publicKey }) =>
		verify(
			'sha256',
			Buffer.from(body),
			createPublicKey(publicKey),
			Buffer.from(signature, 'base64'),
		),
	);
	return isSigned
		? { words: 'right signature', tone: 'good' }
		: { words: 'wrong signature', tone: 'bad' };
}
