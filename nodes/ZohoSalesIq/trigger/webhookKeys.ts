import type { Problem, Result } from '../../shared/problem';
import type { Webhook, WebhookApi, WebhookKey } from '../webhooks';

/** A public key whose text is known. */
export type ReadableKey = Required<WebhookKey>;

/**
 * Gives a webhook that was just created keys that we can read. Whether SalesIQ makes a key for a
 * secured webhook by itself, and whether it shows the text outside Generate Key, is not documented:
 * a key of this webhook that nobody can read is removed, because SalesIQ signs with the oldest.
 */
export async function makeKeysReadable(
	api: WebhookApi,
	webhook: Webhook,
): Promise<Result<ReadableKey[]>> {
	const shown = await readKeys(api, webhook, []);
	if (!shown.ok || shown.data.length > 0) return shown;

	const generated = await api.generateKey(webhook.id);
	if (!generated.ok) return generated;
	const keys = readable(generated.data.keys, []);
	if (keys.length === 0) return { ok: false, problem: NO_KEY };
	for (const { id, text } of generated.data.keys) {
		if (text !== undefined) continue;
		const removed = await api.removeKey(webhook.id, id);
		if (!removed.ok && removed.problem.kind !== 'notFound') return removed;
	}
	return { ok: true, data: keys };
}

/**
 * The keys of a webhook whose text is known: shown with the webhook, shown in its details, or kept
 * from when it was shown.
 *
 * @returns an empty list where no text is known
 */
export async function readKeys(
	api: WebhookApi,
	webhook: Webhook,
	known: readonly ReadableKey[],
): Promise<Result<ReadableKey[]>> {
	const listed = readable(webhook.keys, known);
	if (listed.length > 0 && listed.length === webhook.keys.length) return { ok: true, data: listed };
	const details = await api.get(webhook.id);
	return details.ok ? { ok: true, data: readable(details.data.keys, known) } : details;
}

/** What has keys that may have changed. */
interface KeyHolder {
	webhookId: string;
	keys: ReadableKey[];
}

/** The same with the keys that SalesIQ has now; one that SalesIQ could not be asked about stays as it is. */
export async function refetchKeys<T extends KeyHolder>(
	api: WebhookApi,
	holders: readonly T[],
): Promise<T[]> {
	return await Promise.all(
		holders.map(async (holder) => {
			const webhook = await api.get(holder.webhookId);
			return webhook.ok ? { ...holder, keys: readable(webhook.data.keys, holder.keys) } : holder;
		}),
	);
}

function readable(keys: readonly WebhookKey[], known: readonly ReadableKey[]): ReadableKey[] {
	const texts = new Map(known.map(({ id, text }) => [id, text]));
	return keys.flatMap(({ id, text = texts.get(id) }) => (text === undefined ? [] : [{ id, text }]));
}

const NO_KEY: Problem = {
	kind: 'invalid',
	message:
		'Zoho SalesIQ gave no public key for the webhook, so its deliveries could not be verified',
	advice:
		'Publish the workflow once more. If it stays so, set Webhook Set-Up to Manual and paste the key that SalesIQ shows.',
};
