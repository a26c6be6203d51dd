import type { N8nApi } from '../../sandbox/n8n/api.ts';
import type { Qiscus } from '../../sandbox/vendors/qiscus/index.ts';
import type { ZohoSalesIq } from '../../sandbox/vendors/zohoSalesIq/index.ts';
import { describeInBrowser } from '../support/browser';
import { picture } from '../support/picture';
import { Editor } from './support/editor';
import * as qiscusSupport from './support/qiscus';
import * as salesIqSupport from './support/salesIq';
import { sharedN8n, signedIn } from './support/sharedN8n';

jest.setTimeout(240_000);

/** High enough for all fields of a credential. */
const HIGH = { width: 1000, height: 1500 };

/** Those that n8n gives new credentials. */
const NAMES = ['Qiscus account', 'Zoho SalesIQ account'];

describeInBrowser('a credential in the editor', () => {
	let api: N8nApi;
	let editor: Editor;
	let qiscus: Qiscus;
	let salesIq: ZohoSalesIq;
	beforeAll(async () => {
		api = await signedIn();
		qiscus = await qiscusSupport.startVendor();
		salesIq = await salesIqSupport.startVendor();
		editor = await Editor.open(api);
		await editor.page.setViewportSize(HIGH);
	});
	afterAll(async () => {
		await editor?.close();
		await qiscus?.close();
		await salesIq?.close();
		const made = (await api.listCredentials()).filter(({ name }) => NAMES.includes(name));
		for (const { id } of made) await api.deleteCredential(id);
	});

	it('of Qiscus says what is wrong with it, and that it works', async () => {
		const sdkUrl = qiscus.url.replace('127.0.0.1', 'localhost');
		await editor.newWorkflow();
		const panel = await editor.addNode('Qiscus', 'Triggers', 'On agent allocation');
		const dialog = await panel.newCredential();
		await dialog.fill({
			appId: qiscus.app.code,
			secretKey: 'not-the-key',
			baseUrl: qiscus.url,
			sdkBaseUrl: sdkUrl,
		});
		await dialog.save();
		await dialog.see('Couldn’t connect with these settings');
		await dialog.root.getByText('More details').click();
		await dialog.see('Qiscus did not accept the App ID and the Secret Key');

		await dialog.fill({ secretKey: qiscus.app.secretKey });
		await dialog.save();
		await dialog.seeClosed();
		const saved = await panel.openCredential();
		await saved.see('Connection tested successfully');
		await saved.showWhole();
		await picture(saved.root, 'qiscus-credential', {
			[qiscus.url]: 'https://omnichannel.qiscus.com',
			[sdkUrl]: 'https://api.qiscus.com',
		});
	});

	it('of Zoho SalesIQ is connected in the window of Zoho', async () => {
		await editor.newWorkflow();
		const panel = await editor.addNode('Zoho SalesIQ', 'Triggers', 'On conversation created');
		const dialog = await panel.newCredential();
		await dialog.fill({ clientId: salesIq.client.id, clientSecret: salesIq.client.secret });
		await dialog.showWhole();
		await picture(dialog.root, 'zoho-salesiq-credential', {
			[sharedN8n().url]: 'https://n8n.example.com',
		});
		await dialog.choose('dataCenter', 'Custom');
		await dialog.fill({ accountsUrl: salesIq.url, salesIqUrl: salesIq.url });
		for (const permission of ['Apps: Read', 'Portals: Read', 'Webhooks: Manage']) {
			await dialog.field('permissions').getByText(permission).waitFor();
		}
		await dialog.save();

		const consent = await dialog.connect();
		await consent.getByText('SalesIQ.webhooks.CREATE').waitFor();
		await consent.getByRole('button', { name: 'Accept' }).click();
		await dialog.seeClosed();
		await (await panel.openCredential()).see('Account connected');
	});
});
