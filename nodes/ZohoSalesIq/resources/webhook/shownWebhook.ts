import { asArray, asObject, asText } from '../../../shared/json/read';
import type { JsonObject, JsonValue } from '../../../shared/json/types';
import type { Webhook } from '../../webhooks';
import { shownTime } from '../fields/times';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The dashboard shows when a webhook was triggered last; what the API calls it is a [guess]. */
const LAST_TRIGGERED = ['last_triggered_time', 'last_triggered', 'last_execution_time'];

/** A webhook as items show it [doc: Generate a Public Key, the sample answer]. Public keys are no secret. */
export function shownWebhook(webhook: Webhook): JsonObject {
	const { id, type, url, events, appIds, secured, object } = webhook;
	const keepMs = numberOf(object.expiry_time_for_executions_data);
	const lastTriggered = LAST_TRIGGERED.map((name) => object[name]).find(
		(time) => asText(time) !== undefined,
	);
	return {
		id,
		type,
		url,
		status: statusOf(webhook),
		events,
		appIds,
		secured,
		version: asText(object.version) ?? null,
		failuresCount: numberOf(object.failures_count),
		lastTriggeredTime: shownTime(lastTriggered),
		keepFailuresDays: keepMs === null ? null : keepMs / DAY_MS,
		publicKeys: shownKeys(object),
		createdTime: shownTime(object.created_time),
		creatorId: idOf(object.creator),
		modifiedTime: shownTime(object.modified_time),
		modifierId: idOf(object.modifier),
	};
}

/** The public keys of a webhook, the oldest first as far as SalesIQ says it. */
export function shownKeys(object: JsonObject): JsonObject[] {
	return asArray(object.public_keys).flatMap((member) => {
		const key = asObject(member);
		const id = asText(key?.id);
		if (key === undefined || id === undefined) return [];
		return [
			{
				id,
				// Where SalesIQ shows a key without its text, the text is empty [doc: samples].
				key: asText(key.key) ?? null,
				createdTime: shownTime(key.created_time),
				creatorId: idOf(key.creator),
			},
		];
	});
}

/** `enabled` and `disabled` whatever SalesIQ writes for them; another word as it is. */
function statusOf({ enabled, object }: Webhook): string {
	const text = asText(object.status)?.toLowerCase();
	const isWord = text !== undefined && /^[a-z]/.test(text) && !['true', 'false'].includes(text);
	return isWord ? text : enabled ? 'enabled' : 'disabled';
}

function numberOf(value: JsonValue | undefined): number | null {
	const number = Number(asText(value) ?? NaN);
	return Number.isFinite(number) ? number : null;
}

function idOf(value: JsonValue | undefined): string | null {
	return asText(asObject(value)?.id) ?? null;
}
