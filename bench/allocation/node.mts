import '../userFolder.mjs';

import { createRequire } from 'node:module';

import type { Qiscus } from '../../sandbox/vendors/qiscus/index.ts';
import { type Answerer, CAP, type Payload } from './burst.mts';

// As n8n loads them; Node.js cannot import their ES modules.
const require = createRequire(import.meta.url);
const { DataDeduplicationService, ExecuteContext } = require('n8n-core');
const { createRunExecutionData, Workflow } = require('n8n-workflow');
const { Qiscus: QiscusNode } = require('../../dist/nodes/Qiscus/Qiscus.node.js');
const { QiscusApi } = require('../../dist/credentials/QiscusApi.credentials.js');

/** The built node in n8n-core's own context, one execution for each request. */
export const assignWaitingRooms: Answerer = (vendor) => {
	const nodeType = new QiscusNode();
	const runs: Array<Promise<unknown>> = [];
	const workflowId = `workflow-${vendor.url}`;
	return {
		told: (payload) =>
			void runs.push(nodeType.execute.call(contextOf(vendor, workflowId, payload))),
		end: async () => void (await Promise.all(runs)),
	};
};

function contextOf(vendor: Qiscus, workflowId: string, json: Payload): unknown {
	const node = {
		id: 'node-1',
		name: 'Qiscus',
		type: 'package.qiscus',
		typeVersion: 1,
		position: [0, 0],
		parameters: { resource: 'agentAllocation', operation: 'assignWaitingRooms', cap: CAP },
		credentials: { qiscusApi: { id: '1', name: 'Qiscus' } },
	};
	const nodeTypes = { getByNameAndVersion: () => new QiscusNode() };
	const workflow = new Workflow({ id: workflowId, nodes: [node], connections: {}, nodeTypes });
	const items = [{ json }];
	const inputs = { main: [items] };
	const data = { node, data: inputs, source: null };
	const run = createRunExecutionData();
	const more = additionalData(vendor);
	return new ExecuteContext(workflow, node, more, 'trigger', run, 0, items, inputs, data, []);
}

function additionalData({ url, app }: Qiscus): object {
	const type = new QiscusApi();
	const credential = {
		appId: app.code,
		secretKey: app.secretKey,
		baseUrl: url,
		adminAccess: 'none',
		sessionToken: '',
	};
	return {
		executionId: '1',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		credentialsHelper: {
			getParentTypes: () => [],
			isCredentialUsableByNode: () => true,
			getDecrypted: async () => credential,
			preAuthentication: async () => undefined,
			authenticate: async (data: unknown, _type: string, options: unknown) =>
				await type.authenticate(data, options),
		},
	};
}

/** The rows of n8n's database behind its deduplication helpers, here in one process. */
const rows = new Map<string, Set<string>>();
type Context = { workflow: { id: string }; node: { id: string } };
const keyOf = ({ workflow, node }: Context) => `${workflow.id} ${node.id}`;

await DataDeduplicationService.init({
	checkProcessedAndRecord: async (items: string[], _scope: string, context: Context) => {
		const row = rows.get(keyOf(context)) ?? new Set();
		const added = items.filter((item) => !row.has(item));
		rows.set(keyOf(context), new Set([...row, ...added]));
		return { new: added, processed: items.filter((item) => row.has(item)) };
	},
	removeProcessed: async (items: string[], _scope: string, context: Context) => {
		for (const item of items) rows.get(keyOf(context))?.delete(item);
	},
	clearAllProcessedItems: async (_scope: string, context: Context) =>
		void rows.delete(keyOf(context)),
	getProcessedDataCount: async (_scope: string, context: Context) =>
		rows.get(keyOf(context))?.size ?? 0,
});
