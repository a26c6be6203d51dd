import { asArray } from '../shared/json/read';
import { FormBody } from '../shared/formBody';
import type { JsonObject, JsonValue } from '../shared/json/types';
import type { Result } from '../shared/problem';
import type { SalesIqCall, SalesIqRequest } from './transport';

/** The query of the list of conversations [doc: Get Conversation List, the parameters]. */
export type ConversationQuery = Record<string, string | number>;

/** One conversation by the REST API. Each call names its scope; none throws. */
export interface ConversationApi {
	/** GET `/conversations/{id}`, SalesIQ.conversations.READ [doc]. */
	get(): Answer;
	/**
	 * GET `/conversations/{id}/messages`, SalesIQ.conversations.READ [code]; the whole answer, for
	 * `more_data_available` stands beside `data`.
	 */
	messages(query: ConversationQuery): Answer;
	/** POST `/conversations/{id}/messages`, SalesIQ.conversations.CREATE [doc]. */
	send(body: JsonObject | FormBody): Answer;
	/** PUT `/conversations/{id}/pickup` or `/close`, SalesIQ.conversations.UPDATE [doc; guess: method]. */
	act(action: 'close' | 'pickup'): Answer;
	/** PUT `/conversations/{id}/transfer`, SalesIQ.conversations.UPDATE [doc]. */
	transfer(body: JsonObject): Answer;
	/** PUT `/conversations/{id}/tags`, SalesIQ.conversations.UPDATE [doc]. */
	addTags(ids: string[]): Answer;
	/** GET `/conversations/{id}/feedback`, SalesIQ.conversations.READ [code; guess: scope]. */
	feedback(): Answer;
}

type Answer = Promise<Result<JsonValue | undefined>>;

/** Enough for a file of 50 MB over a line of 1.5 Mbit/s. */
export const FILE_TIMEOUT_MS = 300_000;

/** What SalesIQ says of a method that it does not take [doc: error codes of the REST v2 page]. */
const WRONG_METHOD = [1004, 1010];

export function conversationApi(call: SalesIqCall, portal: string, id: string): ConversationApi {
	const path = `${conversationsPath(portal)}/${encodeURIComponent(id)}`;
	return {
		get: async () => await call({ method: 'GET', path }),
		messages: async (query) =>
			await call({ method: 'GET', path: `${path}/messages`, query, isWhole: true }),
		send: async (body) =>
			await call({
				method: 'POST',
				path: `${path}/messages`,
				body,
				...(body instanceof FormBody ? { timeoutMs: FILE_TIMEOUT_MS } : {}),
			}),
		act: async (action) =>
			await withEitherMethod(call, {
				path: `${path}/${action}`,
				scope: 'SalesIQ.conversations.UPDATE',
			}),
		transfer: async (body) => await call({ method: 'PUT', path: `${path}/transfer`, body }),
		addTags: async (ids) => await call({ method: 'PUT', path: `${path}/tags`, body: { ids } }),
		feedback: async () => await call({ method: 'GET', path: `${path}/feedback` }),
	};
}

/** GET `/conversations`, SalesIQ.conversations.READ [doc]. */
export async function listConversations(
	call: SalesIqCall,
	portal: string,
	query: ConversationQuery,
): Promise<Result<JsonValue[]>> {
	const answer = await call({ method: 'GET', path: conversationsPath(portal), query });
	return answer.ok ? { ok: true, data: asArray(answer.data) } : answer;
}

export function conversationsPath(portal: string): string {
	return `/${encodeURIComponent(portal)}/conversations`;
}

/**
 * PUT, or POST where SalesIQ does not take PUT: of these calls the documents do not show the method.
 * A method that is refused has done nothing.
 */
async function withEitherMethod(
	call: SalesIqCall,
	request: Omit<SalesIqRequest, 'method'>,
): Promise<Result<JsonValue | undefined>> {
	const put = await call({ ...request, method: 'PUT' });
	if (put.ok || !isWrongMethod(put.problem)) return put;
	const post = await call({ ...request, method: 'POST' });
	return !post.ok && isWrongMethod(post.problem) ? put : post;
}

const isWrongMethod = ({ code, status }: { code?: number; status?: number }): boolean =>
	status === 405 || (code !== undefined && WRONG_METHOD.includes(code));
