import { asObject, asText } from '../../../shared/json/read';
import type { JsonObject } from '../../../shared/json/types';
import { redact } from '../../redact';
import { shownTime } from '../../times';
import { senderOf } from '../../trigger/people';

/**
 * A message of the chat SDK as an item has it, under the names that items of Qiscus Trigger have
 * [code: the vendor's names]; what Qiscus does not say is null.
 *
 * @param appId by which the accounts of the app's own people are known
 */
export function shownMessage(row: JsonObject, roomId: string, appId: string): JsonObject {
	const user = asObject(row.user) ?? {};
	const type = asText(row.type) ?? null;
	const email = asText(user.user_id) ?? null;
	const name = asText(user.username) ?? null;
	return {
		room: { id: roomId },
		message: {
			id: asText(row.id) ?? null,
			type,
			sender: senderName(type, { email, name }, appId),
			text: typeof row.message === 'string' ? row.message : null,
			payload: redact(row.payload ?? null),
			sentAt: shownTime(row.timestamp),
		},
		user: { id: email, name, avatarUrl: asText(user.avatar_url) ?? null },
	};
}

/** What a system event tells, nobody has written. */
function senderName(type: string | null, account: JsonObject, appId: string): string | null {
	if (type === 'system_event') return 'system';
	return account.email === null ? null : senderOf(account, { appId, roomName: undefined });
}

/** What came of a message that was sent; Qiscus need not show it [guess]. */
export function sentMessage(
	row: JsonObject | undefined,
	roomId: string,
	appId: string,
): JsonObject {
	const shown = row === undefined ? undefined : shownMessage(row, roomId, appId);
	return { room: { id: roomId }, sent: true, message: shown?.message ?? null };
}
