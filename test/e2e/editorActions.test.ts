import { describeInBrowser } from '../support/browser';
import { picture } from '../support/picture';
import { editorDesk } from './support/editorDesk';
import { filledExample } from './support/examples';

jest.setTimeout(240_000);

/** Nothing arrives late, so that one look finds the room that waits. */
const PUNCTUAL = { countLagMs: 0, newRoomLagMs: 0, spuriousMaxAgents: 0 };

describeInBrowser('an action node in the editor', () => {
	const desk = editorDesk({ quirks: PUNCTUAL });

	it('of Qiscus: an agent is picked from the list, and comes out', async () => {
		const panel = await desk.editor.addNode('Qiscus', 'Actions', 'Get agent');
		await panel.chooseCredential(desk.qiscusAccount);
		await panel.pick('agent', 'Citra Dewi (citra.dewi@example.com)');
		await panel.execute();
		await panel.seeOutput('email', 'citra.dewi@example.com');
	});

	it('of Zoho SalesIQ: a portal and an app are picked from the lists, and the app comes out', async () => {
		const panel = await desk.editor.addNode('Zoho SalesIQ', 'Actions', 'Get many apps');
		await panel.chooseCredential(desk.salesIqAccount);
		await panel.choose('operation', 'Get');
		await panel.pick('portal', 'Zylker');
		await panel.pick('appId', 'Zylker Help Center');
		await panel.execute();
		await panel.seeOutput('name', 'Zylker Help Center');
	});

	it('of Qiscus: the agent allocation is chosen', async () => {
		const panel = await desk.editor.addNode('Qiscus', 'Actions', 'Get agent');
		await panel.chooseCredential(desk.qiscusAccount);
		await panel.choose('resource', 'Agent Allocation');
		await panel.choose('operation', 'Assign Waiting Rooms');
		await panel.add('Option', 'Customers of Single Agents');
		await picture(desk.editor.page, 'qiscus-agent-allocation');
	});

	it('of Qiscus: an imported workflow assigns the room that waits', async () => {
		const { roomId } = await desk.qiscus.writes();
		const workflow = await desk.api.createWorkflow(
			filledExample('qiscus-assign-waiting-rooms.json', {
				credentials: { qiscusApi: desk.qiscusAccount },
			}),
		);
		await desk.editor.openWorkflow(workflow);
		await desk.editor.executeFrom('Every 30 Seconds');
		await desk.editor.seeSucceeded('Assign Waiting Rooms');
		expect(desk.qiscus.rooms().find(({ id }) => id === roomId)?.agents).toHaveLength(1);
		await picture(desk.editor.page, 'qiscus-assign-waiting-rooms');
	});
});
