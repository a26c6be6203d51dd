import { asObject, asText } from '../shared/json/read';
import type { JsonObject } from '../shared/json/types';
import type { Problem, Result } from '../shared/problem';
import type { QiscusCall } from './transport';

/** Who is to be put into which room. */
export interface Assignment {
	roomId: string;
	agentId: string;
	/** Whether the agent who came last leaves the room. */
	replacesLatest: boolean;
	timeoutMs: number;
}

/**
 * What came of an assignment; `unknown` where Qiscus did not answer: it may have done it. Whatever else
 * is refused is a problem.
 */
export type AssignAnswer = 'agentGone' | 'assigned' | 'maxAgents' | 'resolved' | 'unknown';

/** What Qiscus says when it refuses: the first [live], the others' words [guess]. */
const REFUSALS: ReadonlyArray<readonly [RegExp, AssignAnswer]> = [
	[/max\w* agent|already has an agent|exceed/i, 'maxAgents'],
	[/resolved/i, 'resolved'],
	[/agent.*(not found|not exist|invalid|unavailable|offline|not available|deleted)/i, 'agentGone'],
];

/**
 * POST `/api/v1/admin/service/assign_agent`, App-Id with Secret-Key; JSON works beside forms [code of
 * the vendor's]. One agent in a room at most: `max_agent` counts those in the room, not an agent’s
 * customers [live].
 */
export async function assignAgent(
	call: QiscusCall,
	{ roomId, agentId, replacesLatest, timeoutMs }: Assignment,
): Promise<Result<AssignAnswer>> {
	const answer = await call({
		method: 'POST',
		path: '/api/v1/admin/service/assign_agent',
		body: {
			room_id: roomId,
			agent_id: agentId,
			replace_latest_agent: replacesLatest,
			max_agent: 1,
		},
		timeoutMs,
	});
	if (answer.ok) return { ok: true, data: 'assigned' };
	const meant = meaningOf(answer.problem);
	return meant === undefined ? answer : { ok: true, data: meant };
}

function meaningOf({ kind, words = '' }: Problem): AssignAnswer | undefined {
	if (kind === 'unreachable') return 'unknown';
	if (kind !== 'invalid') return undefined;
	return REFUSALS.find(([pattern]) => pattern.test(words))?.[1];
}

/** POST `/api/v1/admin/service/remove_agent`, App-Id with Secret-Key [code]. */
export async function removeAgent(
	call: QiscusCall,
	roomId: string,
	agentId: string,
): Promise<Result<undefined>> {
	const answer = await call({
		method: 'POST',
		path: '/api/v1/admin/service/remove_agent',
		body: { room_id: roomId, agent_id: agentId },
	});
	return answer.ok ? { ok: true, data: undefined } : answer;
}

/** POST `/bot/{room_id}/activate`, App-Id with Secret-Key [code of the vendor's]. */
export async function switchBot(
	call: QiscusCall,
	roomId: string,
	isActive: boolean,
): Promise<Result<undefined>> {
	const answer = await call({
		method: 'POST',
		path: `/bot/${encodeURIComponent(roomId)}/activate`,
		body: { is_active: isActive },
	});
	return answer.ok ? { ok: true, data: undefined } : answer;
}

/** How many rooms wait: GET `/api/v2/admin/service/total_unserved` [code]; undefined where no number comes. */
export async function countWaiting(call: QiscusCall): Promise<Result<number | undefined>> {
	const answer = await call({ method: 'GET', path: '/api/v2/admin/service/total_unserved' });
	if (!answer.ok) return answer;
	const count = Number(asText(asObject(answer.data)?.total_unserved) ?? NaN);
	return { ok: true, data: Number.isSafeInteger(count) && count >= 0 ? count : undefined };
}

/** What is noted of a service when its room is resolved. */
export interface Resolution {
	roomId: string;
	notes?: string;
	/** Up to which message it was about. */
	lastCommentId?: string;
}

/**
 * POST `/api/v1/admin/service/mark_as_resolved`, App-Id with Secret-Key; JSON [code of the vendor's].
 *
 * @returns the service that has ended; it holds the token of whoever is named as the one who did it
 */
export async function resolveRoom(
	call: QiscusCall,
	{ roomId, notes, lastCommentId }: Resolution,
): Promise<Result<JsonObject>> {
	const answer = await call({
		method: 'POST',
		path: '/api/v1/admin/service/mark_as_resolved',
		body: {
			room_id: roomId,
			...(notes === undefined ? {} : { notes }),
			...(lastCommentId === undefined ? {} : { last_comment_id: lastCommentId }),
		},
	});
	if (!answer.ok) return answer;
	return { ok: true, data: asObject(asObject(answer.data)?.service) ?? {} };
}
