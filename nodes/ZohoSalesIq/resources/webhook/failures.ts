import { asObject, asText } from '../../../shared/json/read';
import type { JsonObject, JsonValue } from '../../../shared/json/types';
import type { Result } from '../../../shared/problem';
import type { FailureQuery, WebhookApi } from '../../webhooks';
import { shownTime } from '../fields/times';

/** Which failed executions are wanted. */
export type FailureFilter = Pick<FailureQuery, 'events' | 'from_time' | 'to_time'>;

/** 5 to 50 [doc]. */
const SMALLEST_PAGE = 5;
const LARGEST_PAGE = 50;
/** More than a webhook can have, and an end for a list that never ends. */
const MAX_PAGES = 1_000;

/**
 * Reads failed executions until there are enough. A page number loses and doubles items where
 * others come and go meanwhile. So where the list comes newest first [guess], what follows is asked
 * for by its time, and by the page only within one time; else by the page.
 *
 * @param limit infinity for all
 */
export async function readFailures(
	api: WebhookApi,
	webhookId: string,
	filter: FailureFilter,
	limit: number,
): Promise<Result<JsonObject[]>> {
	const pageSize = Math.min(Math.max(limit, SMALLEST_PAGE), LARGEST_PAGE);
	const found = new Map<string, JsonObject>();
	let toTime = filter.to_time;
	let page = 1;
	let goesByTime = true;
	for (let calls = 0; calls < MAX_PAGES; calls++) {
		const answer = await api.listFailures(webhookId, {
			...filter,
			...(toTime === undefined ? {} : { to_time: toTime }),
			limit: pageSize,
			...(page === 1 ? {} : { pageno: page }),
		});
		if (!answer.ok) return answer;
		const before = found.size;
		for (const execution of answer.data) put(found, execution);
		if (found.size >= limit || answer.data.length < pageSize) break;
		const added = found.size - before;
		// Where SalesIQ takes a time for another one than it shows, or for none, pages have to do.
		goesByTime = goesByTime && added * 2 >= pageSize;
		const oldest = goesByTime ? oldestOf(answer.data) : undefined;
		if (oldest !== undefined && (toTime === undefined || oldest < toTime)) {
			toTime = oldest;
			page = 1;
		} else if (added > 0 || page * pageSize <= found.size) {
			page++;
		} else {
			break;
		}
	}
	return { ok: true, data: [...found.values()].slice(0, limit) };
}

function put(found: Map<string, JsonObject>, value: JsonValue): void {
	const execution = asObject(value);
	const id = asText(execution?.id);
	if (execution !== undefined && id !== undefined && !found.has(id)) found.set(id, execution);
}

/** The time of a page’s last, where the page shows that the list is newest first. */
function oldestOf(page: readonly JsonValue[]): number | undefined {
	const times = page.map((execution) => Number(timeOf(execution) ?? NaN));
	const isSorted = times.every((time, index) => time <= (times[index - 1] ?? Infinity));
	const oldest = times.at(-1);
	return isSorted && oldest !== times[0] ? oldest : undefined;
}

function timeOf(execution: JsonValue): string | undefined {
	return asText(asObject(execution)?.last_execution_time);
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
