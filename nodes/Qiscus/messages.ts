import { asObject } from '../shared/json/read';
import type { JsonObject } from '../shared/json/types';
import type { Result } from '../shared/problem';
import { numberedRows } from './lists';
import type { QiscusAsk, QiscusCall } from './transport';

/** What a bot says. */
export interface BotMessage {
	roomId: string;
	/** `text`, `file_attachment`, `buttons` or `carousel`. */
	type: string;
	text: string;
	/** Of a text there is none. */
	payload?: JsonObject;
}

/**
 * POST `/{app_id}/bot`, App-Id with Secret-Key [code of the vendor's]. What it answers is not
 * documented: the message, or nothing.
 *
 * @param senderEmail the account that a bot writes from
 * @returns the message; undefined where Qiscus does not show it
 */
export async function sayAsBot(
	call: QiscusCall,
	{ appId, senderEmail }: { appId: string; senderEmail: string },
	{ roomId, type, text, payload }: BotMessage,
): Promise<Result<JsonObject | undefined>> {
	const answer = await call({
		method: 'POST',
		path: `/${encodeURIComponent(appId)}/bot`,
		body: {
			sender_email: senderEmail,
			room_id: roomId,
			message: text,
			type,
			...(payload === undefined ? {} : { payload }),
		},
		mayBeEmpty: true,
	});
	if (!answer.ok) return answer;
	return { ok: true, data: asObject(asObject(answer.data)?.comment) };
}

/** The account that bots write from [code of the vendor's]. */
export const botAccountOf = (appId: string): string => `${appId}_admin@qismo.com`;

/**
 * POST `/api/v2.1/rest/post_system_event_message` of the chat SDK’s server, QISCUS_SDK_APP_ID with
 * QISCUS_SDK_SECRET [code of the vendor's].
 *
 * @returns the message; undefined where Qiscus does not show it
 */
export async function postSystemEvent(
	ask: QiscusAsk,
	{ roomId, text, data }: { roomId: string; text: string; data?: JsonObject },
): Promise<Result<JsonObject | undefined>> {
	const answer = await ask({
		method: 'POST',
		path: '/api/v2.1/rest/post_system_event_message',
		isOfSdk: true,
		body: {
			system_event_type: 'custom',
			room_id: roomId,
			message: text,
			...(data === undefined ? {} : { payload: data }),
		},
	});
	if (!answer.ok) return answer;
	return { ok: true, data: asObject(asObject(answer.data.results)?.comment) };
}

/** More than any room has, so that no answer makes n8n ask without end. */
const MOST_PAGES = 10_000;

/**
 * GET `/api/v2.1/rest/load_comments` of the chat SDK’s server, QISCUS_SDK_APP_ID with
 * QISCUS_SDK_SECRET [code of the vendor's]; the newest first [guess].
 *
 * @param wanted how many are enough
 */
export async function listMessages(
	ask: QiscusAsk,
	roomId: string,
	wanted: number,
): Promise<Result<JsonObject[]>> {
	const rows = await numberedRows(
		ask,
		{
			method: 'GET',
			path: '/api/v2.1/rest/load_comments',
			isOfSdk: true,
			query: { room_id: roomId },
		},
		'comments',
		{ wanted, maxPages: MOST_PAGES },
	);
	if (!rows.ok) return rows;
	return { ok: true, data: rows.data.map(asObject).filter((row) => row !== undefined) };
}
