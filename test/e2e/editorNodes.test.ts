import type { N8nApi } from '../../sandbox/n8n/api.ts';
import { describeInBrowser } from '../support/browser';
import { Editor } from './support/editor';
import { signedIn } from './support/sharedN8n';

jest.setTimeout(240_000);

/** n8n offers a trigger and its action node as one, with what each can do. */
const OFFERED = [
	{ words: 'omnichannel', name: 'Qiscus', icon: 'qiscus' },
	{ words: 'salesiq', name: 'Zoho SalesIQ', icon: 'zohoSalesIq' },
] as const;
const NODES = [
	['Qiscus', 'Triggers', 'On mark as resolved', 'qiscusTrigger'],
	['Qiscus', 'Actions', 'Assign waiting rooms', 'qiscus'],
	['Zoho SalesIQ', 'Triggers', 'On conversation missed', 'zohoSalesIqTrigger'],
	['Zoho SalesIQ', 'Actions', 'Retry failed executions of webhook', 'zohoSalesIq'],
] as const;

/** Of an image as it is; none where it could not be loaded. */
const widthOf = ({ naturalWidth }: { naturalWidth?: number }) => naturalWidth;

describeInBrowser('the nodes in the editor', () => {
	let api: N8nApi;
	let editor: Editor;
	beforeAll(async () => {
		api = await signedIn();
		editor = await Editor.open(api);
	});
	afterAll(async () => {
		await editor?.close();
	});

	it.each([
		['light', '.svg'],
		['dark', '.dark.svg'],
	] as const)('are found by search, with an icon for a %s screen', async (colorScheme, ending) => {
		await editor.page.emulateMedia({ colorScheme });
		await editor.newWorkflow();
		for (const { words, name, icon } of OFFERED) {
			const image = (await editor.search(words, name)).locator(`img[src$="/${icon}${ending}"]`);
			await image.first().waitFor();
			expect(await image.first().evaluate(widthOf)).toBeGreaterThan(0);
		}
		await editor.page.emulateMedia({ colorScheme: 'light' });
	});

	it.each(NODES)('%s is added from its %s: %s', async (name, kind, whatItDoes, type) => {
		await editor.newWorkflow();
		const panel = await editor.addNode(name, kind, whatItDoes);
		await panel.close();
		await editor.nodeOfType(`n8n-nodes-qiscus-salesiq.${type}`).waitFor();
	});
});
