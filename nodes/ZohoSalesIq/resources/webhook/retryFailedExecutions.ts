import type { IExecuteFunctions } from 'n8n-workflow';

import { asText } from '../../../shared/json/read';
import type { JsonValue } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import type { ItemOperation } from '../../../shared/resources/types';
import type { WebhookApi } from '../../webhooks';
import { readIds } from '../fields/ids';
import { portalProperty } from '../fields/portal';
import { failureFiltersProperty, readFailureFilter } from './failureFields';
import { readFailures } from './failures';
import { item, webhookProperty, type WebhookTools, webhookTools } from './webhookTools';

/** How many are retried in one call: as many as a page has. How many SalesIQ takes is not documented. */
const AT_ONCE = 50;

/**
 * POST `/webhooks/{id}/executions/{execution}` for one, `/webhooks/{id}/executions` for several,
 * SalesIQ.webhooks.CREATE [doc]; all of a time range are read before with GET
 * `/webhooks/{id}/executions`, SalesIQ.webhooks.READ [doc].
 */
export const retryFailedExecutions: ItemOperation = {
	name: 'Retry Failed Executions',
	value: 'retryFailedExecutions',
	action: 'Retry failed executions of webhook',
	description: 'Let SalesIQ send deliveries again that it has given up',
	properties: [
		portalProperty,
		webhookProperty,
		{
			displayName: 'Retry',
			name: 'retry',
			type: 'options',
			options: [
				{
					name: 'All That Match Filters',
					value: 'all',
					description: 'All failed executions of a time range, or of events',
				},
				{ name: 'By ID', value: 'ids', description: 'One or several failed executions' },
			],
			default: 'ids',
			description: 'Which failed executions are sent again',
		},
		{
			displayName: 'Execution IDs',
			name: 'executionIds',
			type: 'string',
			default: '={{ $json.id }}',
			required: true,
			placeholder: 'e.g. 0db0d4d5-5b1f-4b8e-9f57-0c1a5b1a0c11',
			description:
				'The IDs of failed executions, separated by commas; by default, that of the incoming item',
			displayOptions: { show: { retry: ['ids'] } },
		},
		{ ...failureFiltersProperty, displayOptions: { show: { retry: ['all'] } } },
	],

	async execute(itemIndex) {
		const tools = webhookTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const ids = await wantedIds.call(this, itemIndex, tools.data);
		if (!ids.ok) return ids;
		const { api, id } = tools.data;
		const skipped = await retryAll(api, id, ids.data);
		if (!skipped.ok) return skipped;
		const retriedIds = ids.data.filter((one) => !skipped.data.includes(one));
		return item({ webhookId: id, retriedIds, skippedIds: skipped.data });
	},
};

async function wantedIds(
	this: IExecuteFunctions,
	itemIndex: number,
	{ api, id }: WebhookTools,
): Promise<Result<string[]>> {
	const read = (name: string) => this.getNodeParameter(name, itemIndex, '') as JsonValue;
	if (read('retry') !== 'all') {
		const ids = readIds(read('executionIds'), 'Execution IDs');
		return ids.ok && ids.data.length === 0 ? NO_ID : ids;
	}
	const filter = readFailureFilter.call(this, itemIndex);
	if (!filter.ok) return filter;
	const failures = await readFailures(api, id, filter.data, Infinity);
	if (!failures.ok) return failures;
	return { ok: true, data: failures.data.flatMap((failure) => asText(failure.id) ?? []) };
}

/** @returns the ids that SalesIQ skipped */
async function retryAll(
	api: WebhookApi,
	webhookId: string,
	ids: readonly string[],
): Promise<Result<string[]>> {
	const skipped: string[] = [];
	for (let start = 0; start < ids.length; start += AT_ONCE) {
		const answer = await api.retryFailures(webhookId, ids.slice(start, start + AT_ONCE));
		if (!answer.ok && start > 0) {
			const message = `${start} of ${ids.length} failed executions were sent again, then: ${answer.problem.message}`;
			return failed({ ...answer.problem, message });
		}
		if (!answer.ok) return answer;
		skipped.push(...answer.data);
	}
	return { ok: true, data: skipped };
}

const NO_ID = failed({
	kind: 'invalid',
	message: 'Execution IDs is empty',
	advice: 'Give the id of an item of Get Failed Executions, or several, separated by commas.',
});
