import type { Call, Reply, Route } from './api.ts';
import type { Deliverer } from './deliver.ts';
import { SalesIqError } from './errors.ts';
import { integerParam, pageOf } from './paging.ts';
import type { FailedExecution } from './state.ts';
import { webhookOf } from './webhookApi.ts';
import { readTexts } from './webhookInput.ts';
import { executionOnTheWire } from './wire.ts';

/** "at most 99 retries per failure" [doc] */
const MAX_MANUAL_RETRIES = 99;
/** `limit` is 5 to 50, default 50. [doc] */
const LIMIT = { min: 5, max: 50, otherwise: 50 };

/** The log of given-up deliveries, and retrying them by hand. [doc] */
export function executionRoutes(deliverer: Deliverer): Route[] {
	const path = '/:screenname/webhooks/:webhookId/executions';
	return [
		{ method: 'GET', path, scope: 'SalesIQ.webhooks.READ', enterprise: true, handle: list },
		{
			method: 'POST',
			path,
			scope: 'SalesIQ.webhooks.CREATE',
			enterprise: true,
			handle: (call) => retry(call, idsOfBody(call), deliverer),
		},
		{
			method: 'POST',
			path: `${path}/:executionId`,
			scope: 'SalesIQ.webhooks.CREATE',
			enterprise: true,
			handle: (call) => retry(call, [call.params['executionId'] ?? ''], deliverer),
		},
	];
}

function list(call: Call): Reply {
	const { query } = call;
	const from = integerParam(query, 'from_time', { min: 0, otherwise: 0 });
	const to = integerParam(query, 'to_time', { min: 0, otherwise: Number.MAX_SAFE_INTEGER });
	const events = query.get('events')?.split(',');
	const found = keptExecutions(call)
		.filter(({ lastExecutionTime: time }) => time >= from && time <= to)
		.filter(({ what }) => events === undefined || events.includes(what.event));
	const page = integerParam(query, 'pageno', { min: 1, otherwise: 1 });
	const limit = integerParam(query, 'limit', LIMIT);
	return { object: 'list', data: pageOf(found, page, limit).map(executionOnTheWire) };
}

/** What becomes of a retry is not in the answer, only what was skipped. [doc] */
function retry(call: Call, ids: readonly string[], deliverer: Deliverer): Reply {
	const webhook = webhookOf(call);
	const kept = new Map(keptExecutions(call).map((execution) => [execution.id, execution]));
	const executions = ids.map((id) => {
		const execution = kept.get(id);
		if (execution === undefined) throw new SalesIqError(1019);
		return execution;
	});
	const isSpent = ({ manualRetries }: FailedExecution): boolean =>
		manualRetries >= MAX_MANUAL_RETRIES;
	const skipped = executions.filter(isSpent).map(({ id }) => id);
	for (const execution of executions) {
		if (!isSpent(execution)) deliverer.retry(webhook, execution);
	}
	return { object: 'webhook', data: { skipped } };
}

/** In the order of the switch `failuresOrder`; those past the webhook's retention are gone. [doc] */
function keptExecutions(call: Call): FailedExecution[] {
	const { id, executionsExpiryMs } = webhookOf(call);
	const { executions, now, quirks } = call.state;
	const oldest = now() - executionsExpiryMs;
	const sign = quirks.failuresOrder === 'newestFirst' ? -1 : 1;
	// Of two with the same time, the one that was given up later counts as the newer one.
	return [...executions.values()]
		.filter(({ webhookId, lastExecutionTime }) => webhookId === id && lastExecutionTime >= oldest)
		.map((execution, index) => ({ execution, index }))
		.sort(
			(a, b) =>
				sign * (a.execution.lastExecutionTime - b.execution.lastExecutionTime || a.index - b.index),
		)
		.map(({ execution }) => execution);
}

function idsOfBody(call: Call): string[] {
	const ids = readTexts(call.readBody(), 'ids');
	if (ids === undefined || ids.length === 0) throw new SalesIqError(1011, { json_key: 'ids' });
	return ids;
}
