import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { WorkflowNode } from '../../sandbox/n8n/api.ts';
import { describeInBrowser } from '../support/browser';
import { picture } from '../support/picture';
import { Editor } from './support/editor';
import { readExample } from './support/examples';
import { signedIn } from './support/sharedN8n';

const folder = join(__dirname, '..', '..', 'examples');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

const WIDTH = 1500;
/** What n8n has above its canvas. */
const HEADER = 110;
/** A node with its name below, which notes do not have. */
const NODE = { width: 160, height: 160 };
/** Nothing but the workflow: no buttons that lie over it. */
const ONLY_CANVAS = `
	body * { visibility: hidden; }
	.vue-flow, .vue-flow * { visibility: visible; }
	.vue-flow__panel, .vue-flow__panel * { visibility: hidden !important; }
`;

jest.setTimeout(240_000);

describeInBrowser('the examples in the editor', () => {
	let editor: Editor;
	beforeAll(async () => {
		editor = await Editor.open(await signedIn());
	});
	afterAll(async () => await editor?.close());

	it.each(files)('%s is imported from its file, and every node is known', async (file) => {
		const { page } = editor;
		const { nodes } = readExample(file);
		await page.setViewportSize({ width: WIDTH, height: heightFor(nodes) });
		await editor.newWorkflow();
		await page.getByTestId('workflow-import-input').setInputFiles(join(folder, file));
		for (const { name, type } of nodes) {
			if (!type.endsWith('.stickyNote')) await editor.node(name).waitFor();
		}
		expect(await page.getByText('Install this node').count()).toBe(0);

		const canvas = page.locator('.vue-flow');
		await page.locator('.vue-flow__pane').click({ position: { x: 5, y: 5 } });
		await page.keyboard.press('1');
		await page.addStyleTag({ content: ONLY_CANVAS });
		await picture(canvas, `example-${basename(file, '.json')}`);
	});
});

/** So that the workflow fills the picture. */
function heightFor(nodes: readonly WorkflowNode[]): number {
	const right = ({ position: [x], parameters: { width } }: WorkflowNode) =>
		x + Number(width ?? NODE.width);
	const bottom = ({ position: [, y], parameters: { height } }: WorkflowNode) =>
		y + Number(height ?? NODE.height);
	const width = Math.max(...nodes.map(right)) - Math.min(...nodes.map(({ position: [x] }) => x));
	const height =
		Math.max(...nodes.map(bottom)) - Math.min(...nodes.map(({ position: [, y] }) => y));
	return HEADER + Math.round((WIDTH * height) / width);
}
