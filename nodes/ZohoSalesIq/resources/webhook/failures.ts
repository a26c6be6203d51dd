import { asText } from '../../../shared/json/read';
import type { JsonObject } from '../../../shared/json/types';
import type { Result } from '../../../shared/problem';
import type { FailureQuery, WebhookApi } from '../../webhooks';
import { readTimePages } from '../../timePages';
import { shownTime } from '../fields/times';

/** Which failed executions are wanted. */
export type FailureFilter = Pick<FailureQuery, 'events' | 'from_time' | 'to_time'>;

/** 5 to 50 [doc]. */
const SMALLEST_PAGE = 5;
const LARGEST_PAGE = 50;

/**
 * Reads failed executions until there are enough.
 *
 * @param limit infinity for all
 */
export async function readFailures(
	api: WebhookApi,
	webhookId: string,
	{ from_time, to_time, ...filter }: FailureFilter,
	limit: number,
): Promise<Result<JsonObject[]>> {
	const pageSize = Math.min(Math.max(limit, SMALLEST_PAGE), LARGEST_PAGE);
	return await readTimePages(
		{
			ask: async ({ from, to }, page) =>
				await api.listFailures(webhookId, {
					...(from === undefined ? {} : { from_time: from }),
					...(to === undefined ? {} : { to_time: to }),
					...filter,
					limit: pageSize,
					...(page === 1 ? {} : { pageno: page }),
				}),
			timeMember: 'last_execution_time',
			pageSize,
			isWanted: () => true,
		},
		{ from: from_time, to: to_time },
		limit,
	);
}

/** A failed execution as items show it [doc: Failed Execution List, the sample answer]. */
export function shownFailure(execution: JsonObject): JsonObject {
	const text = (name: string) => asText(execution[name]) ?? null;
	const number = (name: string) => {
		const value = Number(text(name) ?? NaN);
		return Number.isFinite(value) ? value : null;
	};
	return {
		id: text('id'),
		webhookId: text('webhook_id'),
		event: text('event'),
		appId: text('app_id'),
		entityType: text('entity'),
		entityId: text('entity_id'),
		responseStatus: number('remote_server_status'),
		retries: number('number_of_retries'),
		lastExecutionTime: shownTime(execution.last_execution_time),
		payload: execution.payload ?? null,
	};
}
