import { acceptConsent } from './consent.ts';
import type { N8nApi, NewWorkflow } from './n8n/api.ts';
import type { ZohoSalesIq } from './vendors/zohoSalesIq/index.ts';

const CREDENTIAL = { name: 'Zoho SalesIQ (sandbox)', type: 'zohoSalesIqOAuth2Api' };
const WORKFLOW_NAME = 'Demo: a visitor starts a chat';

/** A link to the demo workflow in n8n's editor. */
export interface Demo {
	workflowId: string;
}

/**
 * Puts the demo into n8n: a credential that is connected to the simulated SalesIQ, and an active
 * workflow. The vendor forgets everything when it stops, so the credential is connected and every
 * active workflow registered anew at each start.
 */
export async function setUpDemo(
	api: N8nApi,
	salesIq: ZohoSalesIq,
	screenName: string,
): Promise<Demo> {
	const credential = await connectedCredential(api, salesIq);
	const workflows = await api.listWorkflows();
	for (const { id } of workflows.filter(({ active }) => active)) await api.deactivate(id);
	const demo =
		workflows.find(({ name }) => name === WORKFLOW_NAME) ??
		(await api.createWorkflow(demoWorkflow(credential, screenName)));
	await api.activateAndWait(demo.id);
	for (const { id, name } of workflows.filter(({ id, active }) => active && id !== demo.id)) {
		// A workflow of the user's may want what the sandbox does not have, such as a credential of theirs.
		await api.activateAndWait(id).catch((error: Error) => {
			console.log(`The workflow "${name}" could not be published again: ${error.message}`);
		});
	}
	return { workflowId: demo.id };
}

async function connectedCredential(
	api: N8nApi,
	{ url, client }: ZohoSalesIq,
): Promise<{ id: string; name: string }> {
	const data = {
		dataCenter: 'custom',
		accountsUrl: url,
		salesIqUrl: url,
		clientId: client.id,
		clientSecret: client.secret,
	};
	const known = (await api.listCredentials()).find(({ name }) => name === CREDENTIAL.name);
	const { id, name } =
		known === undefined
			? await api.createCredential({ ...CREDENTIAL, data })
			: await api.updateCredential(known.id, { ...CREDENTIAL, data });
	await api.connectOAuth2(id, acceptConsent);
	return { id, name };
}

function demoWorkflow(credential: { id: string; name: string }, screenName: string): NewWorkflow {
	return {
		name: WORKFLOW_NAME,
		nodes: [
			{
				id: crypto.randomUUID(),
				name: 'Zoho SalesIQ Trigger',
				type: 'n8n-nodes-qiscus-salesiq.zohoSalesIqTrigger',
				typeVersion: 2,
				position: [0, 0],
				webhookId: crypto.randomUUID(),
				parameters: {
					portal: { __rl: true, mode: 'id', value: screenName },
					events: ['conversation.created', 'conversation.rated', 'conversation.visitor.replied'],
				},
				credentials: { [CREDENTIAL.type]: credential },
			},
			{
				id: crypto.randomUUID(),
				name: 'Your Next Step',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [260, 0],
				parameters: {},
			},
		],
		connections: {
			'Zoho SalesIQ Trigger': { main: [[{ node: 'Your Next Step', type: 'main', index: 0 }]] },
		},
	};
}
