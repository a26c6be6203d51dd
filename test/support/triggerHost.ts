import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { HookContext, WebhookContext } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWebhookData,
	type IWebhookDescription,
	type IWorkflowExecuteAdditionalData,
	type WebhookSetupMethodNames,
	Workflow,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { type CredentialType, OneCredential } from './credentialsHelper';

/** What a trigger is tried with. */
export interface TriggerHostOptions {
	nodeType: INodeType;
	parameters: INodeParameters;
	/** By the credential's type name. */
	credentials?: Record<string, ICredentialDataDecryptedObject>;
	/** What n8n runs for the credential; an OAuth2 where it is left out. */
	credentialType?: CredentialType;
	/** What n8n's WEBHOOK_URL is set to; this host's own address where it is left out. */
	webhookBaseUrl?: string;
	staticData?: IDataObject;
}

const OAUTH2: CredentialType = { extends: ['oAuth2Api'], properties: [] };

/**
 * Runs one trigger in n8n-core's own hook and webhook contexts, behind a real HTTP server that does
 * with a call what n8n's does: no row for the method is 404, `workflowData` is answered with the
 * description's `responseData`.
 */
export class TriggerHost {
	/** The JSON of every item that started an execution. */
	readonly items: IDataObject[] = [];

	readonly logs: string[] = [];

	/** When set, n8n "cannot store the execution": accepted deliveries are answered with this status. */
	failStoringWith: number | undefined;

	/** Paths, or beginnings of paths, at which no trigger listens: `/webhook-test/`. */
	readonly deserted = new Set<string>();

	/** How long n8n takes to store an execution. */
	storeDelayMs = 0;

	/** Another one for each host: what the node keeps in the process belongs to a workflow. */
	private readonly workflowId = `workflow-${process.hrtime.bigint()}`;

	private readonly workflow: Workflow;

	private readonly node: INode;

	private readonly helper: OneCredential;

	private constructor(
		private readonly server: Server,
		private readonly options: TriggerHostOptions,
	) {
		const { nodeType, parameters, credentials = {}, credentialType = OAUTH2 } = options;
		const type = nodeType.description.name;
		this.node = {
			id: 'node-1',
			name: nodeType.description.displayName,
			type,
			typeVersion: [nodeType.description.version].flat().at(-1) ?? 1,
			position: [0, 0],
			webhookId: 'hook-1',
			parameters,
			credentials: Object.fromEntries(
				Object.keys(credentials).map((name) => [
					name,
					{ id: `credential-${process.hrtime.bigint()}`, name },
				]),
			),
		};
		const nodeTypes: INodeTypes = {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		};
		this.workflow = new Workflow({
			id: this.workflowId,
			nodes: [this.node],
			connections: {},
			active: true,
			nodeTypes,
			staticData: { [`node:${this.node.name}`]: options.staticData ?? {} },
		});
		this.helper = new OneCredential(Object.values(credentials)[0] ?? {}, credentialType);
		const logger = Container.get(Logger);
		for (const level of ['warn', 'info', 'error'] as const) {
			jest
				.spyOn(logger, level)
				.mockImplementation((...[message]) => void this.logs.push(String(message)));
		}
	}

	static async start(options: TriggerHostOptions): Promise<TriggerHost> {
		const server = createServer((request, response) => void host.serve(request, response));
		const host = new TriggerHost(server, options);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return host;
	}

	/** The production webhook URL that the node believes in. */
	get webhookUrl(): string {
		return `${this.baseUrl}webhook/hook-1/webhook`;
	}

	/** The path of the webhook URL on this host, whatever the node believes in. */
	get localUrl(): string {
		return `${this.address}webhook/hook-1/webhook`;
	}

	/** What n8n keeps of the credential now. */
	get credential(): ICredentialDataDecryptedObject {
		return this.helper.data;
	}

	/** n8n keeps nothing of a hook in which it was killed, and nothing of a node that is renamed. */
	forgetStaticData(): void {
		for (const key of Object.keys(this.staticData)) delete this.staticData[key];
	}

	get staticData(): IDataObject {
		return this.workflow.getStaticData('node', this.node);
	}

	/** @param isTest whether it is about the test URL; n8n ends a test listening with `update` */
	async runHook(
		method: WebhookSetupMethodNames,
		activation: WorkflowActivateMode = 'activate',
		isTest = activation === 'manual',
	): Promise<boolean> {
		const mode: WorkflowExecuteMode = activation === 'manual' ? 'manual' : 'trigger';
		const hook = this.options.nodeType.webhookMethods?.default?.[method];
		if (hook === undefined) throw new Error(`The node has no hook ${method}`);
		const context = new HookContext(
			this.workflow,
			this.node,
			this.additionalData(),
			mode,
			activation,
			this.webhookData(this.description('POST'), isTest),
		);
		return await hook.call(context);
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private get address(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
	}

	private get baseUrl(): string {
		return this.options.webhookBaseUrl ?? this.address;
	}

	private description(method: string): IWebhookDescription | undefined {
		return this.options.nodeType.description.webhooks?.find(
			({ httpMethod }) => httpMethod === method,
		);
	}

	private webhookData(
		webhookDescription: IWebhookDescription | undefined,
		isTest: boolean,
	): IWebhookData {
		if (webhookDescription === undefined) throw new Error('The node has no webhook');
		return {
			httpMethod: 'POST',
			node: this.node.name,
			path: webhookDescription.path,
			webhookDescription,
			workflowId: this.workflowId,
			workflowExecuteAdditionalData: this.additionalData(),
			isTest,
		};
	}

	private additionalData(
		more: Partial<IWorkflowExecuteAdditionalData> = {},
	): IWorkflowExecuteAdditionalData {
		return {
			credentialsHelper: this.helper,
			instanceBaseUrl: this.baseUrl,
			webhookBaseUrl: `${this.baseUrl}webhook`,
			webhookTestBaseUrl: `${this.baseUrl}webhook-test`,
			...more,
		} as IWorkflowExecuteAdditionalData;
	}

	private async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		const description = this.description(incoming.method ?? '');
		const isDeserted = [...this.deserted].some((path) => incoming.url?.startsWith(path));
		if (description === undefined || isDeserted) return void outgoing.writeHead(404).end();
		const body = Buffer.from(await text(incoming.setEncoding('latin1')), 'latin1');
		const { pathname, searchParams } = new URL(incoming.url ?? '/', this.address);
		const isTest = pathname.startsWith('/webhook-test/');
		const request = Object.assign(incoming, {
			query: Object.fromEntries(searchParams),
			readRawBody: async () => void Object.assign(incoming, { rawBody: body }),
		});
		const response = Object.assign(outgoing, {
			status: (code: number) => {
				outgoing.statusCode = code;
				return response;
			},
			json: (value: unknown) => {
				outgoing.setHeader('Content-Type', 'application/json; charset=utf-8');
				outgoing.end(JSON.stringify(value));
				return response;
			},
		});
		const context = new WebhookContext(
			this.workflow,
			this.node,
			this.additionalData({
				httpRequest: request as IWorkflowExecuteAdditionalData['httpRequest'],
				httpResponse: response as IWorkflowExecuteAdditionalData['httpResponse'],
			}),
			isTest ? 'manual' : 'webhook',
			this.webhookData(description, isTest),
			[],
			null,
		);
		const result = await this.options.nodeType.webhook?.call(context);
		if (result?.noWebhookResponse) return;
		await new Promise((resolve) => setTimeout(resolve, this.storeDelayMs));
		if (this.failStoringWith !== undefined)
			return void outgoing.writeHead(this.failStoringWith).end();
		for (const item of result?.workflowData?.flat() ?? []) this.items.push(item.json);
		outgoing.writeHead(200).end(description.responseData);
	}
}
