import { LoadOptionsContext } from 'n8n-core';
import {
	type ILoadOptionsFunctions,
	type INode,
	type INodeParameters,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';

import { ZohoSalesIqOAuth2Api } from '../../../../credentials/ZohoSalesIqOAuth2Api.credentials';
import { ZohoSalesIq as ZohoSalesIqNode } from '../../../../nodes/ZohoSalesIq/ZohoSalesIq.node';
import type {
	AllQuirks,
	Operator,
	ZohoSalesIq,
} from '../../../../sandbox/vendors/zohoSalesIq/index.ts';
import { OneCredential } from '../../../support/credentialsHelper';
import { connectedCredential, startVendor } from '../../../support/salesIq';
import { PORTAL } from './host';

const nodeType = new ZohoSalesIqNode();
const { listSearch, loadOptions } = nodeType.methods;

let vendor: ZohoSalesIq;
const start = async (quirks: Partial<AllQuirks> = {}) => {
	vendor = await startVendor({ quirks });
};
afterEach(async () => await vendor.close());

/** What the editor asks lists in. */
async function context(
	parameters: INodeParameters = { portal: PORTAL },
	scopes?: string[],
): Promise<ILoadOptionsFunctions> {
	const node: INode = {
		id: 'node-1',
		name: 'Zoho SalesIQ',
		type: 'package.zohoSalesIq',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { zohoSalesIqOAuth2Api: { id: 'credential-1', name: 'SalesIQ' } },
	};
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const data = await connectedCredential(vendor, scopes);
	const additionalData: Partial<IWorkflowExecuteAdditionalData> = {
		credentialsHelper: new OneCredential(data, new ZohoSalesIqOAuth2Api()),
	};
	return new LoadOptionsContext(
		new Workflow({ id: 'w', nodes: [node], connections: {}, active: false, nodeTypes }),
		node,
		additionalData as IWorkflowExecuteAdditionalData,
		'',
	) as unknown as ILoadOptionsFunctions;
}

const PATCHES = { name: 'Patricia', value: '30000000000006' };

describe('the lists', () => {
	it.each([
		['searchPortals', 'labs', [{ name: 'Zylker Labs', value: 'zylkerlabs' }]],
		['searchApps', 'furni', [{ name: 'Zylker Furniture', value: '40526000000002043' }]],
		['searchDepartments', 'SALES', [{ name: 'Sales', value: '301050000004' }]],
		['searchOperators', '30000000000006', [PATCHES]],
	] as const)('%s finds by name and ID, in the portal', async (list, filter, results) => {
		for (const looseTypes of ['documented', 'numbers'] as const) {
			await start({ looseTypes, pagedLists: true });
			expect(await listSearch[list].call(await context(), filter)).toEqual({ results });
			if (looseTypes === 'documented') await vendor.close();
		}
	});

	it('searchOperators has those behind the first twenty, too', async () => {
		await start();
		for (let at = 0; at < 30; at++) {
			const id = String(900_000_000_000 + at);
			const email = `${id}@zylker.com`;
			const operator: Operator = { id, name: id, email, role: 'Associate', screenname: 'zylker' };
			(vendor.operators as Operator[]).push(operator);
		}
		const { results } = await listSearch.searchOperators.call(await context());
		expect(results).toHaveLength(42);
		expect(await loadOptions.getOperators.call(await context())).toHaveLength(42);
	});

	it('searchWebhooks shows URLs without their queries, and what is disabled', async () => {
		await start();
		const { id } = await vendor.addWebhook({ url: 'https://b.example.com/x?token=secret#1' });
		const off = await vendor.addWebhook({ url: 'https://a.example.com/', status: 'disabled' });
		expect(await listSearch.searchWebhooks.call(await context())).toEqual({
			results: [
				{ name: 'https://a.example.com/ (disabled)', value: off.id },
				{ name: 'https://b.example.com/x', value: id },
			],
		});
	});

	it('searchWebhookKeys shows the keys of the webhook', async () => {
		vendor = await startVendor({ now: () => 1_800_000_000_000 });
		const { id, keys } = await vendor.addWebhook({ url: 'https://b.example.com/', secured: true });
		const webhookId = { __rl: true, mode: 'list', value: id };
		const of = { resource: 'webhook', operation: 'deleteKey', portal: PORTAL };
		const chosen = await context({ ...of, webhookId });
		expect(await listSearch.searchWebhookKeys.call(chosen)).toEqual({
			results: [{ name: 'Generated 2027-01-15T08:00:00.001Z', value: keys[0]?.id }],
		});
		await expect(listSearch.searchWebhookKeys.call(await context(of))).rejects.toThrow(
			'Choose a Webhook first',
		);
	});

	it('searchConversations shows who asks what, the latest first', async () => {
		await start({ looseTypes: 'numbers' });
		const question = `Long ${'x'.repeat(200)}\n`;
		const { conversation } = await vendor.conversations.start({ question });
		const { results } = await listSearch.searchConversations.call(await context());
		expect(results[0]).toEqual({
			name: `Tricia: Long ${'x'.repeat(67)}…`,
			value: conversation.id,
		});
		const names = results.slice(1).map(({ name }) => name);
		expect(names).toEqual([
			'Rahmat Hidayat: Do you deliver to Bandung?',
			'Tricia Moore: My dining set came with a broken leg.',
			'Ayu Lestari: Is anybody there?',
			'Budi Santoso: Where is my order 4711?',
		]);
		const found = await listSearch.searchConversations.call(await context(), 'BANDUNG');
		expect(found.results.map(({ name }) => name)).toEqual([names[0]]);
	});

	it.each([
		[
			[{ id: 5 }, { id: '6', visitor: 'x', question: {} }],
			['5', '6'],
		],
		[[null, 'x', {}, { id: '' }], []],
		['x', []],
	])('searchConversations stands %j', async (data, values) => {
		await start();
		vendor.failNext({ path: /conversations/ }, { status: 200, body: JSON.stringify({ data }) });
		const { results } = await listSearch.searchConversations.call(await context());
		expect(results.map(({ value }) => value)).toEqual(values);
	});

	it('getApps is that of the trigger', async () => {
		await start();
		expect(await loadOptions.getApps.call(await context())).toHaveLength(2);
	});

	it('want a portal, and say what the credential lacks', async () => {
		await start();
		await expect(listSearch.searchApps.call(await context({}))).rejects.toThrow(
			'Choose a Portal first',
		);
		const poor = await context({ portal: PORTAL }, ['SalesIQ.conversations.READ']);
		await expect(listSearch.searchApps.call(poor)).rejects.toThrow(/lacks a permission/);
	});
});
