import { asArray, asObject, asText } from '../../../shared/json/read';
import type { JsonObject, JsonValue } from '../../../shared/json/types';
import { failed, type Problem, type Result } from '../../../shared/problem';
import type { SalesIqAsk } from '../../transport';
import { picked } from '../simplified';

/** At most, and where nothing else is said [doc]. */
const LARGEST_PAGE = 200;
/** More than anybody waits for, and an end for a list that never ends. */
const MAX_PAGES = 1_000;

/** Milliseconds since 1970 [doc]; what else stands in its place is none. */
const KEY = /^\d{1,20}$/;

/** Which way a list of visitors goes from a time: those after it, or those before it [doc]. */
export type Direction = 'next_key' | 'prev_key';

/** Which visitors are wanted. */
export interface VisitorQuery {
	direction: Direction;
	timeMs: number;
	/** Infinity for all. */
	limit: number;
}

/**
 * Reads visitors, each once. Every page says with which key the following one is asked for [doc]; that
 * the key stands beside `data` is a [guess]. A page without a new key, or without a new visitor, is the
 * last.
 *
 * @param path of the list, below `/api/v3`
 */
export async function readVisitors(
	ask: SalesIqAsk,
	path: string,
	{ direction, timeMs, limit }: VisitorQuery,
): Promise<Result<JsonObject[]>> {
	const found = new Map<string, JsonObject>();
	let key = String(timeMs);
	for (let pages = 0; pages < MAX_PAGES; pages++) {
		const answer = await ask({
			method: 'GET',
			base: '/api/v3',
			path,
			query: { limit: Math.min(limit, LARGEST_PAGE), [direction]: key },
		});
		if (!answer.ok) return failed(withAdvice(answer.problem));
		const before = found.size;
		for (const visitor of asArray(answer.data.data)) put(found, visitor);
		const following = asText(answer.data[direction]) ?? '';
		const isLast = !KEY.test(following) || following === key || found.size === before;
		if (isLast || found.size >= limit) break;
		key = following;
	}
	return { ok: true, data: [...found.values()].slice(0, limit) };
}

function put(found: Map<string, JsonObject>, value: JsonValue): void {
	const visitor = asObject(value);
	const id = asText(visitor?.id);
	if (visitor !== undefined && id !== undefined && !found.has(id)) found.set(id, visitor);
}

/** A portal whose list is not switched on says that its plan lacks it [code: a user's report]. */
function withAdvice(problem: Problem): Problem {
	if (problem.kind !== 'plan') return problem;
	const advice = `In SalesIQ, switch on Basic visitor information under Settings > Portal Settings > API Permissions; if it is not there, ask Zoho’s support. Else: ${problem.advice}`;
	return { ...problem, advice };
}

/** What people want of a visitor [doc: Get the List of Visitors, the sample answer; guess: email and phone]. */
export const shownVisitor = picked([
	'id',
	'name',
	'email',
	'phone',
	'country',
	'leadScore',
	'visitCount',
	'visitSource',
	'firstAccessedTime',
	'lastAccessedTime',
]);
