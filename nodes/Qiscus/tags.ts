import { asArray, asObject, asText } from '../shared/json/read';
import type { JsonValue } from '../shared/json/types';
import type { Named } from '../shared/options';
import type { Result } from '../shared/problem';
import type { QiscusCall } from './transport';

/**
 * POST `/api/v1/room_tag/create`, App-Id with Secret-Key [code of the vendor's].
 *
 * @returns the tag; undefined where Qiscus does not show it
 */
export async function addTag(
	call: QiscusCall,
	roomId: string,
	name: string,
): Promise<Result<Named | undefined>> {
	const answer = await call({
		method: 'POST',
		path: '/api/v1/room_tag/create',
		body: { room_id: roomId, tag: name },
	});
	return answer.ok ? { ok: true, data: readTag(answer.data ?? null)[0] } : answer;
}

/** GET `/api/v1/room_tag/{room_id}`, App-Id with Secret-Key [code of the vendor's]. */
export async function listTags(call: QiscusCall, roomId: string): Promise<Result<Named[]>> {
	const path = `/api/v1/room_tag/${encodeURIComponent(roomId)}`;
	const answer = await call({ method: 'GET', path });
	return answer.ok ? { ok: true, data: asArray(answer.data).flatMap(readTag) } : answer;
}

function readTag(value: JsonValue): Named[] {
	const tag = asObject(value);
	const id = asText(tag?.id);
	return id === undefined ? [] : [{ id, name: asText(tag?.name) ?? id }];
}
