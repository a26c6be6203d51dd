import type { N8nApi, NewCredential, WorkflowNode } from '../n8n/api.ts';
import type { JsonObject } from '../n8n/json.ts';

/** What is put into n8n so that a vendor can be tried at once. */
export interface Demo {
	/** With what the vendor takes since its start. */
	credential: NewCredential;
	/** Does what a user does with the credential beyond filling it in. */
	connect?(api: N8nApi, credentialId: string): Promise<void>;
	workflows: readonly DemoWorkflow[];
}

/** A workflow without what n8n's editor makes up, and without the credential. */
export interface DemoWorkflow {
	name: string;
	nodes: readonly DemoNode[];
	connections: JsonObject;
	/** Does what a user does at the vendor with the production URL of the published trigger. */
	paste?(url: string): void;
}

/** A node; one of this package gets the credential. */
export type DemoNode = Pick<
	WorkflowNode,
	'name' | 'parameters' | 'position' | 'type' | 'typeVersion'
>;
