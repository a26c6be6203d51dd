import type { N8nApi, NewWorkflow, Workflow } from '../../../sandbox/n8n/api.ts';

const PACKAGE = 'n8n-nodes-qiscus-salesiq';

export type Parameters = NewWorkflow['nodes'][number]['parameters'];

/** A node of the package, and the type of its credential. */
export interface NodeKind {
	name: string;
	type: string;
	credential: string;
}

/** A workflow of a trigger alone. */
export function workflowOf(
	{ name, type, credential: credentialType }: NodeKind,
	credential: { id: string; name: string } | undefined,
	parameters: Parameters,
): NewWorkflow {
	return {
		name: `${name} ${crypto.randomUUID()}`,
		nodes: [
			{
				id: crypto.randomUUID(),
				name,
				type: `${PACKAGE}.${type}`,
				typeVersion: 2,
				position: [0, 0],
				webhookId: crypto.randomUUID(),
				parameters,
				...(credential === undefined ? {} : { credentials: { [credentialType]: credential } }),
			},
		],
		connections: {},
	};
}

/** Waits a moment to see that nothing starts, then counts what has. */
export async function executionsAfterAWhile(api: N8nApi, { id }: Workflow): Promise<number> {
	await new Promise((resolve) => setTimeout(resolve, 500));
	return (await api.listExecutions({ workflowId: id })).length;
}

/** Waits up to ten seconds for something to become true. */
export async function until(isTrue: () => boolean): Promise<void> {
	for (let tries = 0; !isTrue() && tries < 100; tries++) {
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	expect(isTrue()).toBe(true);
}
