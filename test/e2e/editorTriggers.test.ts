import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describeInBrowser } from '../support/browser';
import { picture } from '../support/picture';
import { editorDesk } from './support/editorDesk';
import * as salesIqSupport from './support/salesIq';
import type { NodePanel } from './support/nodePanel';
import { sharedN8n } from './support/sharedN8n';

jest.setTimeout(240_000);

describeInBrowser('a trigger in the editor', () => {
	const desk = editorDesk();

	it('of Zoho SalesIQ is set up, tried, published, and starts the workflow', async () => {
		const panel = await desk.editor.addNode('Zoho SalesIQ', 'Triggers', 'On conversation created');
		await panel.chooseCredential(desk.salesIqAccount);
		await panel.pick('portal', 'Zylker');
		await panel.choose('events', 'Conversation Rated', 'Visitor Updated');
		await panel.choose('apps', 'Zylker Furniture');
		await panel.execute();
		await panel.seeListening();
		await desk.salesIq.emit('conversation.created');
		await panel.seeOutput('event', 'conversation.created');
		await panel.seeOutput('entityType', 'conversation');
		await picture(desk.editor.page, 'zoho-salesiq-trigger');

		await panel.close();
		await desk.editor
			.node('Zoho SalesIQ Trigger')
			.getByText('Conversation Created, Conversation Rated, Visitor Updated')
			.waitFor();
		await desk.editor.publish();
		await desk.editor.seePublished();
		await desk.salesIq.emit('conversation.rated');
		await desk.editor.seeExecutions(2);
	});

	it('of Qiscus is set up, published, and starts the workflow', async () => {
		const panel = await desk.editor.addNode('Qiscus', 'Triggers', 'On agent allocation');
		await panel.chooseCredential(desk.qiscusAccount);
		await panel.choose('events', 'Mark as Resolved', 'New Session');
		await picture(desk.editor.page, 'qiscus-trigger');

		await panel.close();
		await desk.editor
			.node('Qiscus Trigger')
			.getByText('Agent Allocation, Mark as Resolved, New Session')
			.waitFor();
		await desk.editor.publish();
		await desk.editor.seePublished();
		await desk.qiscus.emit('newSession');
		await desk.editor.seeExecutions(1);
	});

	it('of Zoho SalesIQ has filters that go with its events', async () => {
		const panel = await desk.editor.addNode('Zoho SalesIQ', 'Triggers', 'On conversation rated');
		await panel.chooseCredential(desk.salesIqAccount);
		await panel.pick('portal', 'Zylker');
		await panel.add('Filter', 'Rating at Most');
		await panel.add('Filter', 'Channel');
		await panel.fill('channels', 'website, whatsapp');
		await picture(desk.editor.page, 'zoho-salesiq-filters');

		await panel.choose('events', 'Conversation Created');
		await panel.seeHint(
			'The filter “Rating at Most” does not apply to every event under Trigger On',
		);
	});

	it('of Zoho SalesIQ tells how it is set up by hand', async () => {
		const workflow = await desk.api.createWorkflow(
			salesIqSupport.triggerWorkflow(undefined, {
				webhookSetup: 'manual',
				events: ['conversation.missed'],
			}),
		);
		await desk.editor.openWorkflow(workflow);
		const panel = await desk.editor.openNode(salesIqSupport.TRIGGER);
		const url = await panel.seeProductionUrl();
		expect(url).toBe(`${sharedN8n().url}/webhook/${workflow.nodes[0]?.webhookId}/webhook`);
		await panel.openHelp();
		await picture(desk.editor.page, 'zoho-salesiq-manual', {
			[url]: 'https://n8n.example.com/webhook/2f0d7a5e-6c1b-4f0e-9d3a-8b1c5e7f9a24/webhook',
		});
	});

	it.each([
		{
			what: 'an unknown portal',
			docs: 'zoho-salesiq-trigger',
			promised: 'Zoho SalesIQ does not know this portal',
			event: 'On conversation created',
			setUp: async (panel: NodePanel) => await panel.giveId('portal', 'nowhere'),
		},
		{
			what: 'a filter that can never see the event',
			docs: 'zoho-salesiq-trigger',
			promised: 'The filter … can never see what is chosen (…)',
			event: 'On department created',
			setUp: async (panel: NodePanel) => {
				await panel.pick('portal', 'Zylker');
				await panel.add('Filter', 'Rating at Least');
			},
		},
		{
			what: 'another system’s URL',
			docs: 'qiscus-trigger',
			promised: 'The … webhook of Qiscus is set to … already, and Qiscus has one URL for it',
			event: 'On bot message',
			setUp: async () =>
				desk.qiscus.setSlot('botMessage', { url: 'https://crm.example.com/qiscus', enabled: true }),
		},
	])('cannot be published with $what, and says why', async ({ docs, promised, event, setUp }) => {
		const isQiscus = docs === 'qiscus-trigger';
		const name = isQiscus ? 'Qiscus' : 'Zoho SalesIQ';
		const panel = await desk.editor.addNode(name, 'Triggers', event);
		await panel.chooseCredential(isQiscus ? desk.qiscusAccount : desk.salesIqAccount);
		await setUp(panel);
		await panel.close();
		await desk.editor.publish();
		await desk.editor.seeMessage('Workflow could not be published', inDocs(docs, promised));
	});
});

/** A message that a page of the docs promises; what is filled in, is `…` there. */
function inDocs(page: string, message: string): RegExp {
	const text = readFileSync(join(__dirname, '..', '..', 'docs', `${page}.md`), 'utf8');
	expect(text).toContain(`- **${message}**`);
	return new RegExp(message.replace(/[()]/g, '\\$&').replaceAll('…', '.+'));
}
