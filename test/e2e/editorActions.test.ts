import type { N8nApi } from '../../sandbox/n8n/api.ts';
import type { Qiscus } from '../../sandbox/vendors/qiscus/index.ts';
import type { ZohoSalesIq } from '../../sandbox/vendors/zohoSalesIq/index.ts';
import { describeInBrowser } from '../support/browser';
import { picture } from '../support/picture';
import { Editor } from './support/editor';
import { filledExample } from './support/examples';
import * as qiscusSupport from './support/qiscus';
import * as salesIqSupport from './support/salesIq';
import { signedIn } from './support/sharedN8n';

jest.setTimeout(240_000);

/** Nothing arrives late, so that one look finds the room that waits. */
const PUNCTUAL = { countLagMs: 0, newRoomLagMs: 0, spuriousMaxAgents: 0 };

describeInBrowser('an action node in the editor', () => {
	let api: N8nApi;
	let editor: Editor;
	let qiscus: Qiscus;
	let salesIq: ZohoSalesIq;
	let qiscusAccount: { id: string; name: string };
	let salesIqAccount: { id: string };
	beforeAll(async () => {
		api = await signedIn();
		qiscus = await qiscusSupport.startVendor({ quirks: PUNCTUAL });
		salesIq = await salesIqSupport.startVendor();
		qiscusAccount = await qiscusSupport.createCredential(api, qiscus, {}, 'Qiscus account');
		salesIqAccount = await salesIqSupport.connect(api, salesIq, {}, 'Zoho SalesIQ account');
		editor = await Editor.open(api);
	});
	beforeEach(async () => {
		await editor.newWorkflow();
	});
	afterEach(async () => {
		await api.deleteWorkflow(await editor.workflowId());
	});
	afterAll(async () => {
		await editor?.close();
		await qiscus?.close();
		await salesIq?.close();
		for (const { id } of [qiscusAccount, salesIqAccount]) await api.deleteCredential(id);
	});

	it('of Qiscus: an agent is picked from the list, and comes out', async () => {
		const panel = await editor.addNode('Qiscus', 'Actions', 'Get agent');
		await panel.chooseCredential(qiscusAccount);
		await panel.pick('agent', 'Citra Dewi (citra.dewi@example.com)');
		await panel.execute();
		await panel.seeOutput('email', 'citra.dewi@example.com');
	});

	it('of Zoho SalesIQ: a portal and an app are picked from the lists, and the app comes out', async () => {
		const panel = await editor.addNode('Zoho SalesIQ', 'Actions', 'Get many apps');
		await panel.chooseCredential(salesIqAccount);
		await panel.choose('operation', 'Get');
		await panel.pick('portal', 'Zylker');
		await panel.pick('appId', 'Zylker Help Center');
		await panel.execute();
		await panel.seeOutput('name', 'Zylker Help Center');
	});

	it('of Qiscus: the agent allocation is chosen', async () => {
		const panel = await editor.addNode('Qiscus', 'Actions', 'Get agent');
		await panel.chooseCredential(qiscusAccount);
		await panel.choose('resource', 'Agent Allocation');
		await panel.choose('operation', 'Assign Waiting Rooms');
		await panel.add('Option', 'Customers of Single Agents');
		await picture(editor.page, 'qiscus-agent-allocation');
	});

	it('of Qiscus: an imported workflow assigns the room that waits', async () => {
		const { roomId } = await qiscus.writes();
		const workflow = await api.createWorkflow(
			filledExample('qiscus-assign-waiting-rooms.json', {
				credentials: { qiscusApi: qiscusAccount },
			}),
		);
		await editor.openWorkflow(workflow);
		await editor.executeFrom('Every 30 Seconds');
		await editor.seeSucceeded('Assign Waiting Rooms');
		expect(qiscus.rooms().find(({ id }) => id === roomId)?.agents).toHaveLength(1);
		await picture(editor.page, 'qiscus-assign-waiting-rooms');
	});
});
