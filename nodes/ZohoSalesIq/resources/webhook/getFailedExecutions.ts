import { limitProperties, readLimit } from '../../../shared/resources/limit';
import type { ItemOperation } from '../../../shared/resources/types';
import { portalProperty } from '../fields/portal';
import { failureFiltersProperty, readFailureFilter } from './failureFields';
import { readFailures, shownFailure } from './failures';
import { webhookProperty, webhookTools } from './webhookTools';

/** GET `/webhooks/{id}/executions`, SalesIQ.webhooks.READ [doc]. */
export const getFailedExecutions: ItemOperation = {
	name: 'Get Failed Executions',
	value: 'getFailedExecutions',
	action: 'Get failed executions of webhook',
	description: 'Get the deliveries that SalesIQ has given up after three retries',
	properties: [portalProperty, webhookProperty, ...limitProperties, failureFiltersProperty],

	async execute(itemIndex) {
		const tools = webhookTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const limit = readLimit.call(this, itemIndex);
		if (!limit.ok) return limit;
		const filter = readFailureFilter.call(this, itemIndex);
		if (!filter.ok) return filter;
		const { api, id } = tools.data;
		const failures = await readFailures(api, id, filter.data, limit.data);
		if (!failures.ok) return failures;
		return { ok: true, data: failures.data.map((failure) => ({ json: shownFailure(failure) })) };
	},
};
