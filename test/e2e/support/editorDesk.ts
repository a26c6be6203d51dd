import type { N8nApi } from '../../../sandbox/n8n/api.ts';
import type { Qiscus } from '../../../sandbox/vendors/qiscus/index.ts';
import type { ZohoSalesIq } from '../../../sandbox/vendors/zohoSalesIq/index.ts';
import { Editor } from './editor';
import * as qiscusSupport from './qiscus';
import * as salesIqSupport from './salesIq';
import { signedIn } from './sharedN8n';

interface Account {
	id: string;
	name: string;
}

/** n8n's editor, and both vendors with an account each. */
export interface EditorDesk {
	api: N8nApi;
	editor: Editor;
	qiscus: Qiscus;
	salesIq: ZohoSalesIq;
	qiscusAccount: Account;
	salesIqAccount: Account;
}

/**
 * Opens the editor for a group of tests, with a new workflow for each; what they make is gone afterwards.
 *
 * @param options of the played Qiscus
 * @returns what is there once the tests run
 */
export function editorDesk(options?: Parameters<typeof qiscusSupport.startVendor>[0]): EditorDesk {
	const desk = {} as EditorDesk;
	beforeAll(async () => {
		const api = await signedIn();
		const qiscus = await qiscusSupport.startVendor(options);
		const salesIq = await salesIqSupport.startVendor();
		Object.assign(desk, { api, qiscus, salesIq });
		desk.qiscusAccount = await qiscusSupport.createCredential(api, qiscus, {}, 'Qiscus account');
		desk.salesIqAccount = await salesIqSupport.connect(api, salesIq, {}, 'Zoho SalesIQ account');
		desk.editor = await Editor.open(api);
	});
	beforeEach(async () => await desk.editor.newWorkflow());
	afterEach(async () => await desk.api.deleteWorkflow(await desk.editor.workflowId()));
	afterAll(async () => {
		await desk.editor?.close();
		await desk.qiscus?.close();
		await desk.salesIq?.close();
		for (const account of [desk.qiscusAccount, desk.salesIqAccount]) {
			if (account !== undefined) await desk.api.deleteCredential(account.id);
		}
	});
	return desk;
}
