import { type Browser, type Locator, type Page, selectors } from 'playwright-core';

import type { N8nApi } from '../../../sandbox/n8n/api.ts';
import { launchBrowser } from '../../support/browser';
import { NodePanel } from './nodePanel';
import { sharedN8n } from './sharedN8n';

/** For a slow machine on which several things run. */
const TIMEOUT_MS = 60_000;
/** Wide enough for all that n8n shows beside a node's parameters. */
const SIZE = { width: 1360, height: 860 };

/** n8n's editor in a browser. What cannot be seen or done within a minute is an error. */
export class Editor {
	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
	) {}

	/** Opens a browser of the test's own, signed in as whoever the API is. */
	static async open(api: N8nApi): Promise<Editor> {
		const { url } = sharedN8n();
		selectors.setTestIdAttribute('data-test-id');
		const browser = await launchBrowser();
		const context = await browser.newContext({
			viewport: SIZE,
			locale: 'en-US',
			timezoneId: 'UTC',
			colorScheme: 'light',
			reducedMotion: 'reduce',
		});
		context.setDefaultTimeout(TIMEOUT_MS);
		const { browserId, cookies } = api.browserState();
		await context.addCookies(
			Object.entries(cookies).map(([name, value]) => ({ name, value, url })),
		);
		await context.addInitScript({
			content: `localStorage.setItem('n8n-browserId', ${JSON.stringify(browserId)})`,
		});
		return new Editor(browser, await context.newPage());
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	/** Begins a new workflow. */
	async newWorkflow(): Promise<void> {
		await this.page.goto(`${sharedN8n().url}/workflow/new`);
		await this.page.getByTestId('canvas-plus-button').waitFor();
	}

	/** Opens a workflow that is saved. */
	async openWorkflow({ id }: { id: string }): Promise<void> {
		await this.page.goto(`${sharedN8n().url}/workflow/${id}`);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	/** The id of the workflow that is open, which n8n gives it when it saves it. */
	async workflowId(): Promise<string> {
		await this.page.waitForURL((url) => !url.pathname.includes('/new') && !url.search);
		return /\/workflow\/([^/]+)/.exec(this.page.url())?.[1] ?? '';
	}

	/** Searches for the first node of a workflow; gives what is offered under a name. */
	async search(words: string, name: string): Promise<Locator> {
		const creator = this.page.getByTestId('node-creator');
		if (!(await creator.isVisible())) await this.page.getByTestId('canvas-plus-button').click();
		await creator.getByRole('textbox').fill(words);
		const exactly = this.page
			.getByTestId('node-creator-item-name')
			.getByText(name, { exact: true });
		const found = creator.getByTestId('node-creator-action-item').filter({ has: exactly });
		await found.waitFor();
		return found;
	}

	/**
	 * Adds the first node of a workflow, by one of the things that it can do.
	 *
	 * @param kind what n8n lists it under; for a first node, Actions are folded up
	 * @returns the node's panel, which n8n opens
	 */
	async addNode(
		name: string,
		kind: 'Triggers' | 'Actions',
		whatItDoes: string,
	): Promise<NodePanel> {
		await (await this.search(name, name)).click();
		const creator = this.page.getByTestId('node-creator');
		if (kind === 'Actions') await creator.getByText(/^Actions \(\d+\)$/).click();
		await creator.getByText(whatItDoes, { exact: true }).click();
		return await NodePanel.opened(this.page);
	}

	/** A node on the canvas, by its name. */
	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** A node on the canvas, by its type with the package's name in front. */
	nodeOfType(type: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-type="${type}"]`);
	}

	/** Opens the panel of a node on the canvas. */
	async openNode(name: string): Promise<NodePanel> {
		await this.node(name).dblclick();
		return await NodePanel.opened(this.page);
	}

	/** Executes the workflow that is open, from one of its triggers. */
	async executeFrom(trigger: string): Promise<void> {
		await this.node(trigger).hover();
		await this.page.getByTestId(`execute-workflow-button-${trigger}`).click();
		// To where no node is, so that none looks pointed at.
		await this.page.mouse.move(SIZE.width - 20, SIZE.height / 2);
	}

	/** Waits until a node has been executed with success. */
	async seeSucceeded(node: string): Promise<void> {
		await this.node(node).getByTestId('canvas-node-status-success').waitFor();
	}

	/** Publishes the workflow that is open. n8n then says so, or why it could not. */
	async publish(): Promise<void> {
		await this.page.getByTestId('workflow-open-publish-modal-button').click();
		await this.page.getByTestId('workflow-publish-button').click();
	}

	/** Waits until n8n says that the workflow is published. */
	async seePublished(): Promise<void> {
		await this.page.getByRole('heading', { name: 'Workflow published' }).waitFor();
		await this.page.getByRole('button', { name: 'Got it' }).click();
	}

	/** Opens the list of executions and waits until it has so many that succeeded. */
	async seeExecutions(count: number): Promise<void> {
		await this.page.getByTestId('radio-button-executions').click();
		const succeeded = this.page
			.getByTestId('current-executions-list')
			.locator('[data-test-execution-status="success"]');
		await succeeded.nth(count - 1).waitFor();
	}

	/** Waits until n8n says something in the corner. */
	async seeMessage(title: string, words: RegExp): Promise<void> {
		const message = this.page.getByRole('alert').filter({ hasText: title });
		await message.getByText(words).first().waitFor();
	}
}
