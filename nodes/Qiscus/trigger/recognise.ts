import { asObject, asText } from '../../shared/json/read';
import type { JsonObject } from '../../shared/json/types';
import { type EventName, isEventName } from './events';

/**
 * Which event a body tells: what the called URL's own query says, because a URL of ours carries the
 * event; else what the body says of itself; else what only such a body has (qiscus-api, section 5).
 *
 * @returns undefined where it is none of Qiscus' webhooks
 */
export function recogniseEvent(
	body: JsonObject,
	query: Readonly<Record<string, unknown>>,
): EventName | undefined {
	if (isEventName(query.event)) return query.event;
	return SHAPES.find(([, hasShape]) => hasShape(body))?.[0];
}

const SHAPES: ReadonlyArray<readonly [EventName, (body: JsonObject) => boolean]> = [
	['newSession', ({ webhook_type }) => asText(webhook_type) === 'NEW_SESSION_WEBHOOK'],
	['userLogout', ({ type }) => asText(type) === 'auth'],
	['botMessage', ({ type }) => asText(type)?.startsWith('post_comment') === true],
	['newSession', ({ room_log, payload }) => isObject(room_log) && isObject(payload)],
	['userLogout', ({ payload }) => asText(asObject(payload)?.action) === 'logout'],
	['botMessage', ({ payload }) => isObject(asObject(payload)?.message)],
	['markAsResolved', ({ service, resolved_by }) => isObject(service) && isObject(resolved_by)],
	['customButton', (body) => 'customer_properties' in body || 'channel_type' in body],
	[
		'agentAllocation',
		(body) => 'room_id' in body && ('candidate_agent' in body || 'source' in body),
	],
];

function isObject(value: JsonObject[string]): boolean {
	return asObject(value) !== undefined;
}
