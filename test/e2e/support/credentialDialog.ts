import type { Locator, Page } from 'playwright-core';

/** The dialog of one credential in n8n's editor. Fields go by the names that they have in the code. */
export class CredentialDialog {
	private constructor(
		private readonly page: Page,
		readonly root: Locator,
	) {}

	/** Waits for the dialog that was opened. */
	static async opened(page: Page): Promise<CredentialDialog> {
		const root = page.getByTestId('editCredential-modal');
		await root.waitFor();
		return new CredentialDialog(page, root);
	}

	/** Shows the dialog with all its fields, as high as the window lets it be. */
	async showWhole(): Promise<void> {
		await this.page.addStyleTag({
			content: '[data-test-id="editCredential-modal"] { --dialog--max-height: none !important }',
		});
	}

	/** A field, with all that belongs to it. */
	field(name: string): Locator {
		return this.root.getByTestId(`parameter-input-${name}`);
	}

	/** Fills in fields. */
	async fill(values: Record<string, string>): Promise<void> {
		for (const [name, value] of Object.entries(values)) {
			await this.field(name).locator('input').fill(value);
		}
	}

	/** Chooses in the drop-down list of a field. */
	async choose(name: string, label: string): Promise<void> {
		await this.field(name).click();
		await this.page
			.getByRole('option')
			.filter({ visible: true })
			.getByText(label, { exact: true })
			.click();
	}

	async save(): Promise<void> {
		await this.root.getByTestId('credential-save-button').click();
	}

	/** Has n8n open the vendor's page, which asks for consent; gives that page. */
	async connect(): Promise<Page> {
		const opened = this.page.context().waitForEvent('page');
		await this.root.getByTestId('quick-connect-button').click();
		return await opened;
	}

	/** Waits until the dialog says something. */
	async see(text: string): Promise<void> {
		await this.root.getByText(text).filter({ visible: true }).waitFor();
	}

	/** Waits until the dialog is closed, as n8n closes it after a success. */
	async seeClosed(): Promise<void> {
		await this.root.waitFor({ state: 'detached' });
	}
}
