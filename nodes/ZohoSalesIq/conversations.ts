import { asArray } from '../shared/json/read';
import { FormBody } from '../shared/formBody';
import type { JsonObject, JsonValue } from '../shared/json/types';
import type { Result } from '../shared/problem';
import { withEitherMethod } from './eitherMethod';
import { dataOf } from './problems';
import type { SalesIqAsk, SalesIqCall } from './transport';

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
	messages(query: ConversationQuery): Promise<Result<JsonObject>>;
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

export function conversationApi(ask: SalesIqAsk, base: string, id: string): ConversationApi {
	const call: SalesIqCall = async (request) => dataOf(await ask(request));
	const path = `${base}/conversations/${encodeURIComponent(id)}`;
	return {
		get: async () => await call({ method: 'GET', path }),
		messages: async (query) => await ask({ method: 'GET', path: `${path}/messages`, query }),
		send: async (body) =>
			await call({
				method: 'POST',
				path: `${path}/messages`,
				body,
				...(body instanceof FormBody ? { timeoutMs: FILE_TIMEOUT_MS } : {}),
			}),
		act: async (action) => await withEitherMethod(call, { path: `${path}/${action}` }),
		transfer: async (body) => await call({ method: 'PUT', path: `${path}/transfer`, body }),
		addTags: async (ids) => await call({ method: 'PUT', path: `${path}/tags`, body: { ids } }),
		feedback: async () => await call({ method: 'GET', path: `${path}/feedback` }),
	};
}

/**
 * GET `/conversations`, SalesIQ.conversations.READ [doc].
 *
 * @param base what paths within the portal begin with
 */
export async function listConversations(
	call: SalesIqCall,
	base: string,
	query: ConversationQuery,
): Promise<Result<JsonValue[]>> {
	const answer = await call({ method: 'GET', path: `${base}/conversations`, query });
	return answer.ok ? { ok: true, data: asArray(answer.data) } : answer;
}
