import type { Credential, N8nApi, NewWorkflow, Workflow } from '../n8n/api.ts';
import type { N8n } from '../n8n/startN8n.ts';
import { PACKAGE } from './nodes.ts';
import type { Demo, DemoNode, DemoWorkflow } from './types.ts';

/** A demo workflow in n8n's editor. */
export interface DemoLink {
	name: string;
	url: string;
}

type Named = Pick<Workflow, 'id' | 'name'>;
type NamedCredential = Pick<Credential, 'id' | 'name' | 'type'>;

interface Placed {
	demo: DemoWorkflow;
	workflow: Named;
	/** Whether it was published before, or is there for the first time. */
	isWanted: boolean;
}

/**
 * Puts the demos into n8n: for each a credential that its simulated vendor accepts, and active
 * workflows. The vendors forget everything when they stop, so the credentials are brought up to date
 * and every active workflow is registered anew at each start. A demo that somebody has unpublished
 * or removed is not published again: it would take webhooks that another workflow has in its place.
 *
 * @returns the workflows in the same order
 */
export async function setUpDemos(
	{ api, url }: Pick<N8n, 'api' | 'url'>,
	demos: readonly Demo[],
): Promise<DemoLink[]> {
	const known = await api.listWorkflows();
	const active = known.filter((workflow) => workflow.active);
	const placed: Placed[] = [];
	for (const { workflows, ...access } of demos) {
		const { credential, isNew } = await currentCredential(api, access);
		for (const demo of workflows) {
			const found = known.find(({ name }) => name === demo.name);
			const workflow = found ?? (await api.createWorkflow(newWorkflow(demo, credential)));
			placed.push({ demo, workflow, isWanted: found?.active ?? isNew });
		}
	}

	for (const { id } of active) await api.deactivate(id);
	// The demos come first, so that what has replaced the URL of one does so again.
	for (const { demo, workflow, isWanted } of placed) {
		if (isWanted && (await publish(api, workflow))) await pasteUrl(api, url, demo, workflow.id);
	}
	for (const workflow of active) {
		const isDemo = placed.some((one) => one.workflow.id === workflow.id);
		if (!isDemo) await publish(api, workflow);
	}
	return placed.map(({ workflow: { id, name } }) => ({ name, url: `${url}/workflow/${id}` }));
}

/** Says so where it cannot be: a user's workflow may want what the sandbox lacks, such as a credential of theirs. */
async function publish(api: N8nApi, { id, name }: Named): Promise<boolean> {
	return await api.activateAndWait(id).then(
		() => true,
		(error: Error) => {
			console.log(`The workflow "${name}" could not be published: ${error.message}`);
			return false;
		},
	);
}

async function currentCredential(
	api: N8nApi,
	{ credential, connect }: Omit<Demo, 'workflows'>,
): Promise<{ credential: NamedCredential; isNew: boolean }> {
	const known = (await api.listCredentials()).find(({ name }) => name === credential.name);
	const { id, name, type } =
		known === undefined
			? await api.createCredential(credential)
			: await api.updateCredential(known.id, credential);
	await connect?.(api, id);
	return { credential: { id, name, type }, isNew: known === undefined };
}

function newWorkflow(
	{ name, nodes, connections }: DemoWorkflow,
	{ type, ...credential }: NamedCredential,
): NewWorkflow {
	return {
		name,
		nodes: nodes.map((node) => ({
			...node,
			id: crypto.randomUUID(),
			...(isOurs(node) ? { credentials: { [type]: credential } } : {}),
			...(isOurTrigger(node) ? { webhookId: crypto.randomUUID() } : {}),
		})),
		connections,
	};
}

function isOurs({ type }: Pick<DemoNode, 'type'>): boolean {
	return type.startsWith(`${PACKAGE}.`);
}

function isOurTrigger(node: Pick<DemoNode, 'type'>): boolean {
	return isOurs(node) && node.type.endsWith('Trigger');
}

/** The user may have changed the demo: without its trigger there is no URL. */
async function pasteUrl(
	api: N8nApi,
	n8nUrl: string,
	{ paste }: DemoWorkflow,
	workflowId: string,
): Promise<void> {
	const { nodes } = await api.getWorkflow(workflowId);
	const node = nodes.find(isOurTrigger);
	if (node?.webhookId !== undefined) paste?.(`${n8nUrl}/webhook/${node.webhookId}/webhook`);
}
