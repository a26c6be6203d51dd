import type { IExecuteFunctions } from 'n8n-workflow';

import type { Result } from '../../../shared/problem';
import { type Slot, type SlotApi, slotApi } from '../../slots';
import { callQiscus, qiscusCredential } from '../../transport';
import { maskedUrl } from '../maskedUrl';

/** What Qiscus shows of a webhook. */
export type Held = Slot | 'hidden';

/** What a webhook is set to. */
export interface Wanted {
	url: string;
	enabled: boolean;
}

/** What the operations on webhooks work with. */
export interface WebhookTools {
	api: SlotApi;
	/** A URL as an item may show it. */
	mask(url: string): string;
}

export async function webhookTools(this: IExecuteFunctions): Promise<Result<WebhookTools>> {
	const credential = await qiscusCredential.call(this);
	if (!credential.ok) return credential;
	const { webhookToken } = credential.data;
	return {
		ok: true,
		data: {
			api: slotApi(callQiscus.bind(this)),
			mask: (url) => maskedUrl(url, webhookToken),
		},
	};
}

/** What an item says of a webhook. */
export function shownSlot(
	held: Held,
	{ mask }: WebhookTools,
): { url: string | null; enabled: boolean | 'unknown' } {
	if (held === 'hidden') return { url: null, enabled: 'unknown' };
	return {
		url: held.url === undefined ? null : mask(held.url),
		enabled: held.enabled ?? 'unknown',
	};
}
