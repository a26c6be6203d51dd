import type { Locator, Page } from 'playwright-core';

import { CredentialDialog } from './credentialDialog';

/** The panel of one node in n8n's editor. Parameters go by the names that they have in the code. */
export class NodePanel {
	private constructor(private readonly page: Page) {}

	/** Waits for the panel that was opened. */
	static async opened(page: Page): Promise<NodePanel> {
		await page.getByTestId('ndv').waitFor();
		return new NodePanel(page);
	}

	async close(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').click();
		await this.page.getByTestId('ndv').waitFor({ state: 'detached' });
	}

	/** Chooses in the drop-down list of a parameter. */
	async choose(name: string, ...labels: string[]): Promise<void> {
		await this.parameter(name).click();
		for (const label of labels) await this.entry(label).click();
		// A list of which several can be chosen stays open.
		await this.page.getByTestId('ndv').getByText('Parameters', { exact: true }).click();
	}

	/** Picks from the list of a parameter that has the modes From List and By ID. */
	async pick(name: string, label: string): Promise<void> {
		await this.locator(name).getByTestId('rlc-input').click();
		await this.page
			.getByTestId('rlc-item')
			.filter({ visible: true })
			.getByText(label, { exact: true })
			.click();
	}

	/** Gives the id in a parameter that has the modes From List and By ID. */
	async giveId(name: string, id: string): Promise<void> {
		await this.locator(name).getByTestId('rlc-mode-selector').click();
		await this.page.getByTestId('mode-id').filter({ visible: true }).click();
		await this.locator(name).getByTestId('rlc-input').fill(id);
	}

	/** Fills in a parameter. */
	async fill(name: string, text: string): Promise<void> {
		await this.parameter(name).locator('input, textarea').fill(text);
	}

	/** Adds a filter or an option. */
	async add(collection: 'Filter' | 'Option', label: string): Promise<void> {
		await this.page.getByPlaceholder(`Add ${collection}`).click();
		await this.page
			.getByTestId('collection-parameter-option')
			.filter({ visible: true })
			.getByText(label, { exact: true })
			.click();
	}

	/** Begins a new credential. */
	async newCredential(): Promise<CredentialDialog> {
		const slot = this.page.getByTestId('node-credentials-slot');
		const first = slot.getByRole('button', { name: /^Connect to / });
		const list = slot.getByTestId('node-credentials-select');
		await first.or(list).first().waitFor();
		if (await first.isVisible()) {
			await first.click();
		} else {
			await list.click();
			await this.page
				.getByTestId('node-credentials-select-item-new')
				.filter({ visible: true })
				.click();
		}
		return await CredentialDialog.opened(this.page);
	}

	/** Opens the credential that is chosen. */
	async openCredential(): Promise<CredentialDialog> {
		await this.page.getByTestId('credential-edit-button').click();
		return await CredentialDialog.opened(this.page);
	}

	/** Chooses a credential that is there. */
	async chooseCredential({ id }: { id: string }): Promise<void> {
		await this.page.getByTestId('node-credentials-select').click();
		await this.page
			.getByTestId(`node-credentials-select-item-${id}`)
			.filter({ visible: true })
			.click();
	}

	/** Shows the URL under which the trigger is called when it is published, and gives it. */
	async seeProductionUrl(): Promise<string> {
		await this.page.getByText('Webhook URLs', { exact: true }).click();
		await this.page.getByTestId('radio-button-production').click();
		return (await this.page.getByText(/^https?:.*\/webhook\//).innerText()).trim();
	}

	/** Opens what the trigger says about itself. */
	async openHelp(): Promise<void> {
		await this.page.getByText('When will this node trigger my flow?').click();
		await this.page.getByText('Automatic:', { exact: true }).waitFor();
	}

	/** Executes the node, or has the trigger listen for a test event. */
	async execute(): Promise<void> {
		await this.page.getByTestId('node-execute-button').click();
	}

	/** Waits until the trigger listens. */
	async seeListening(): Promise<void> {
		await this.page.getByTestId('trigger-listening').waitFor();
	}

	/** Waits until a field of the node's output has a value. */
	async seeOutput(field: string, value: string): Promise<void> {
		const output = this.page.getByTestId('output-panel');
		await output.getByTestId('radio-button-schema').click();
		await output
			.getByTestId('run-data-schema-item')
			.filter({ has: this.page.getByText(field, { exact: true }) })
			.getByText(value, { exact: true })
			.waitFor();
	}

	/** Waits until n8n shows a hint about how the node is set up. */
	async seeHint(text: string): Promise<void> {
		await this.page.getByTestId('ndv').getByText(text).first().waitFor();
	}

	/** A parameter, with all that belongs to it. */
	private parameter(name: string): Locator {
		return this.page.getByTestId('ndv').getByTestId(`parameter-input-${name}`);
	}

	/** The field of a parameter that has the modes From List and By ID. */
	private locator(name: string): Locator {
		return this.page.getByTestId(`resource-locator-${name}`);
	}

	/** An entry of the list that is open. */
	private entry(label: string): Locator {
		return this.page
			.getByRole('option')
			.filter({ visible: true })
			.filter({ has: this.page.getByText(label, { exact: true }) });
	}
}
