import type { Credential, N8nApi, NewWorkflow, Workflow } from '../n8n/api.ts';
import type { N8n } from '../n8n/startN8n.ts';
import type { Demo } from './types.ts';

const NEXT_STEP = 'Your Next Step';

/** A demo workflow in n8n's editor. */
export interface DemoLink {
	name: string;
	url: string;
}

type Named = Pick<Workflow, 'id' | 'name'>;
type NamedCredential = Pick<Credential, 'id' | 'name'>;

interface Placed {
	demo: Demo;
	workflow: Named;
	/** Whether it was published before, or is there for the first time. */
	isWanted: boolean;
}

/**
 * Puts the demos into n8n: for each a credential that its simulated vendor accepts, and an active
 * workflow. The vendors forget everything when they stop, so the credentials are brought up to date
 * and every active workflow is registered anew at each start. A demo that somebody has unpublished
 * or removed is not published again: it would take webhooks that another workflow has in its place.
 *
 * @returns the demos in the same order
 */
export async function setUpDemos(
	{ api, url }: Pick<N8n, 'api' | 'url'>,
	demos: readonly Demo[],
): Promise<DemoLink[]> {
	const known = await api.listWorkflows();
	const active = known.filter((workflow) => workflow.active);
	const placed: Placed[] = [];
	for (const demo of demos) {
		const { credential, isNew } = await currentCredential(api, demo);
		const found = known.find(({ name }) => name === demo.workflowName);
		const workflow = found ?? (await api.createWorkflow(demoWorkflow(demo, credential)));
		placed.push({ demo, workflow, isWanted: found?.active ?? isNew });
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
	{ credential, connect }: Demo,
): Promise<{ credential: NamedCredential; isNew: boolean }> {
	const known = (await api.listCredentials()).find(({ name }) => name === credential.name);
	const { id, name } =
		known === undefined
			? await api.createCredential(credential)
			: await api.updateCredential(known.id, credential);
	await connect?.(api, id);
	return { credential: { id, name }, isNew: known === undefined };
}

function demoWorkflow(
	{ credential: { type }, workflowName, trigger }: Demo,
	credential: NamedCredential,
): NewWorkflow {
	return {
		name: workflowName,
		nodes: [
			{
				...trigger,
				id: crypto.randomUUID(),
				typeVersion: 2,
				position: [0, 0],
				webhookId: crypto.randomUUID(),
				credentials: { [type]: credential },
			},
			{
				id: crypto.randomUUID(),
				name: NEXT_STEP,
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [260, 0],
				parameters: {},
			},
		],
		connections: { [trigger.name]: { main: [[{ node: NEXT_STEP, type: 'main', index: 0 }]] } },
	};
}

/** The user may have changed the demo: without its trigger there is no URL. */
async function pasteUrl(
	api: N8nApi,
	n8nUrl: string,
	{ trigger, paste }: Demo,
	workflowId: string,
): Promise<void> {
	const { nodes } = await api.getWorkflow(workflowId);
	const node = nodes.find(({ type }) => type === trigger.type);
	if (node?.webhookId !== undefined) paste?.(`${n8nUrl}/webhook/${node.webhookId}/webhook`);
}
