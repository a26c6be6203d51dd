import { asObject, asText } from '../shared/json/read';
import type { Result } from '../shared/problem';
import type { QiscusCall } from './transport';

/**
 * Whether Qiscus has a room: GET `/api/v2/customer_rooms/{room_id}`, App-Id with Secret-Key [code of
 * the vendor's]. How an unknown room is answered is not documented: 404, or no room in the answer.
 */
export async function hasRoom(
	call: QiscusCall,
	roomId: string,
	timeoutMs: number,
): Promise<Result<boolean>> {
	const path = `/api/v2/customer_rooms/${encodeURIComponent(roomId)}`;
	const answer = await call({ method: 'GET', path, timeoutMs });
	if (!answer.ok) {
		return answer.problem.kind === 'notFound' ? { ok: true, data: false } : answer;
	}
	const room = asObject(asObject(answer.data)?.customer_room);
	return { ok: true, data: asText(room?.room_id) === roomId };
}
