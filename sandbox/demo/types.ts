import type { N8nApi, NewCredential, WorkflowNode } from '../n8n/api.ts';

/** What is put into n8n so that a vendor can be tried at once. */
export interface Demo {
	/** With what the vendor takes since its start. */
	credential: NewCredential;
	/** Does what a user does with the credential beyond filling it in. */
	connect?(api: N8nApi, credentialId: string): Promise<void>;
	workflowName: string;
	trigger: Pick<WorkflowNode, 'name' | 'parameters' | 'type'>;
	/** Does what a user does at the vendor with the production URL of the published trigger. */
	paste?(url: string): void;
}
