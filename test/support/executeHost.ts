import { ExecuteContext } from 'n8n-core';
import {
	createRunExecutionData,
	type IBinaryKeyData,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';

import { type CredentialType, OneCredential } from './credentialsHelper';

/** What an action node is tried with. */
export interface ExecuteHostOptions {
	nodeType: INodeType;
	/** What is left out has its default. */
	parameters: INodeParameters;
	credentialType: CredentialType;
	/** By the credential's type name. */
	credentials: Record<string, ICredentialDataDecryptedObject>;
	/** What the user chose under On Error. */
	onError?: INode['onError'];
	/** Whether an AI agent runs it. */
	isTool?: boolean;
	/** What n8n's WEBHOOK_URL is set to. */
	webhookBaseUrl?: string;
	/** The editor's address; WEBHOOK_URL where it is left out, as n8n has it. */
	instanceBaseUrl?: string;
	/** Another one for each of several hosts that are not to share what n8n keeps for a node. */
	workflowId?: string;
	/** The files of every input item. */
	binary?: IBinaryKeyData;
	/** What n8n keeps for the workflow from run to run. */
	staticData?: IDataObject;
}

const WEBHOOK_URL = 'https://n8n.example.com/';

/** Runs one action node in n8n-core's own context; its calls are real. */
export class ExecuteHost {
	private readonly helper: OneCredential;

	constructor(private readonly options: ExecuteHostOptions) {
		const { credentials, credentialType } = options;
		this.helper = new OneCredential(Object.values(credentials)[0] ?? {}, credentialType);
	}

	/** What n8n keeps of the credential now. */
	get credential(): ICredentialDataDecryptedObject {
		return this.helper.data;
	}

	/** @returns the items of each output */
	async run(...inputs: IDataObject[]): Promise<INodeExecutionData[][]> {
		const { nodeType, parameters, onError, isTool = false, binary } = this.options;
		const items = (inputs.length === 0 ? [{}] : inputs).map((json) => ({
			json,
			...(binary === undefined ? {} : { binary }),
		}));
		const node: INode = {
			id: 'node-1',
			name: nodeType.description.displayName,
			type: `package.${nodeType.description.name}${isTool ? 'Tool' : ''}`,
			typeVersion: [nodeType.description.version].flat().at(-1) ?? 1,
			position: [0, 0],
			parameters: structuredClone(parameters),
			credentials: Object.fromEntries(
				Object.keys(this.options.credentials).map((name) => [name, { id: 'credential-1', name }]),
			),
			...(onError === undefined ? {} : { onError }),
		};
		const nodeTypes: INodeTypes = {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		};
		const inputData = { main: [items] };
		const { workflowId = 'w', staticData = {} } = this.options;
		const workflow = new Workflow({
			id: workflowId,
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes,
			staticData: structuredClone(staticData),
		});
		const context = new ExecuteContext(
			workflow,
			node,
			this.additionalData(),
			'manual',
			createRunExecutionData(),
			0,
			items,
			inputData,
			{ node, data: inputData, source: null },
			[],
		);
		const outputs = await nodeType.execute?.call(context);
		Object.assign(staticData, JSON.parse(JSON.stringify(workflow.staticData)));
		if (!Array.isArray(outputs)) throw new Error('The node gave no items');
		return outputs;
	}

	private additionalData(): IWorkflowExecuteAdditionalData {
		const { webhookBaseUrl = WEBHOOK_URL, instanceBaseUrl = webhookBaseUrl } = this.options;
		const data: Partial<IWorkflowExecuteAdditionalData> = {
			credentialsHelper: this.helper,
			executionId: '42',
			instanceBaseUrl,
			webhookWaitingBaseUrl: `${webhookBaseUrl}webhook-waiting`,
			formWaitingBaseUrl: `${webhookBaseUrl}form-waiting`,
		};
		return data as IWorkflowExecuteAdditionalData;
	}
}
