import type { Execution, ExecutionSummary } from './executions.ts';
import { getExecution, listExecutions, waitForExecutions } from './executions.ts';
import type { JsonObject, JsonValue } from './json.ts';
import type { PublicationStatus, Publisher } from './publication.ts';
import { publisherOf, requirePublished, settledPublication } from './publication.ts';
import { type BrowserState, RestSession } from './restSession.ts';

const PUBLICATION_TIMEOUT_MS = 60_000;

/** The account that owns an n8n. */
export interface Account {
	email: string;
	/** At least 8 characters with a digit and a capital letter, or n8n refuses it. */
	password: string;
	firstName: string;
	lastName: string;
}

/** A credential to make. */
export interface NewCredential {
	name: string;
	type: string;
	data: JsonObject;
}

/** A credential that n8n keeps, without its secrets. */
export interface Credential {
	id: string;
	name: string;
	type: string;
}

/** A node of a workflow, as in an exported workflow. */
export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: JsonObject;
	/** Part of the URL of a trigger's webhook; the editor makes it, so callers have to as well. */
	webhookId?: string;
	credentials?: Record<string, { id: string; name: string }>;
	[detail: string]: unknown;
}

/** A workflow to make, as in an exported one. */
export interface NewWorkflow {
	name: string;
	nodes: WorkflowNode[];
	connections: JsonObject;
	settings?: JsonObject;
	[detail: string]: unknown;
}

/** A workflow that n8n keeps. */
export interface Workflow extends NewWorkflow {
	id: string;
	versionId: string;
	active: boolean;
}

/** The description of a node type, as the editor gets it. */
export interface NodeTypeDescription {
	name: string;
	displayName: string;
	version: number | number[];
	properties: JsonObject[];
	[detail: string]: unknown;
}

/** Which list of a node's parameter to load. */
export interface DynamicOptionsRequest {
	/** The node type with the package's name in front. */
	nodeType: string;
	typeVersion: number;
	/** A method of the node's `methods.loadOptions` or `methods.listSearch`. */
	methodName: string;
	/** The parameter that shows the list, such as `parameters.portal`. */
	path: string;
	/** What is filled in so far. */
	parameters: JsonObject;
	credentials?: Record<string, { id: string; name: string }>;
}

/** One entry of a list that a node loaded. */
export interface DynamicOption {
	name: string;
	value: string | number | boolean;
	description?: string;
	url?: string;
}

/** One page of a list that can be searched. */
export interface SearchResult {
	results: DynamicOption[];
	paginationToken?: JsonValue;
}

/** Drives a running n8n through its own REST API, as its editor does. */
export class N8nApi {
	private readonly session: RestSession;
	private publisher: Publisher | undefined;

	constructor(url: string) {
		this.session = new RestSession(url);
	}

	/** Signs in; a new n8n gets the account as its owner first. */
	async signIn(account: Account): Promise<void> {
		const settings = (await this.session.call('GET', '/rest/settings')) as {
			userManagement: { showSetupOnFirstLoad: boolean };
		};
		if (settings.userManagement.showSetupOnFirstLoad) {
			await this.session.call('POST', '/rest/owner/setup', account);
			return;
		}
		await this.session.call('POST', '/rest/login', {
			emailOrLdapLoginId: account.email,
			password: account.password,
		});
	}

	/** Asks n8n for its version, which it tells whoever is signed in, such as `2.41.1`. */
	async version(): Promise<string> {
		const { versionCli } = (await this.session.call('GET', '/rest/settings')) as {
			versionCli: string;
		};
		return versionCli;
	}

	/** What a browser needs to be signed in as well. */
	browserState(): BrowserState {
		return this.session.browserState();
	}

	/** Makes a credential; what is not in `data` has the type's defaults. */
	async createCredential(credential: NewCredential): Promise<Credential> {
		return (await this.session.call('POST', '/rest/credentials', credential)) as Credential;
	}

	/** Reads a credential; n8n blanks the secrets in `data`. */
	async getCredential(id: string): Promise<Credential & { data: JsonObject }> {
		return (await this.session.call(
			'GET',
			`/rest/credentials/${id}?includeData=true`,
		)) as Credential & { data: JsonObject };
	}

	/** Lists all credentials. */
	async listCredentials(): Promise<Credential[]> {
		return (await this.session.call('GET', '/rest/credentials')) as Credential[];
	}

	/** Replaces the data of a credential; an OAuth2 one has to be connected again. */
	async updateCredential(id: string, credential: NewCredential): Promise<Credential> {
		return (await this.session.call('PATCH', `/rest/credentials/${id}`, credential)) as Credential;
	}

	/** Deletes a credential. */
	async deleteCredential(id: string): Promise<void> {
		await this.session.call('DELETE', `/rest/credentials/${id}`);
	}

	/**
	 * Connects an OAuth2 credential, with somebody else in the place of the user.
	 *
	 * @param credentialId the credential
	 * @param consent opens the vendor's page under the URL n8n asks to open, agrees, and gives the
	 *   URL on n8n that the vendor redirects to
	 */
	async connectOAuth2(
		credentialId: string,
		consent: (authUrl: string) => Promise<string>,
	): Promise<void> {
		const authUrl = await this.session.call(
			'GET',
			`/rest/oauth2-credential/auth?id=${encodeURIComponent(credentialId)}`,
		);
		if (typeof authUrl !== 'string') throw new Error('n8n gave no URL to ask for consent.');
		const { status, text } = await this.session.open(await consent(authUrl));
		// n8n answers a failed connection with 200 as well; only the page differs.
		const { data } = await this.getCredential(credentialId);
		if (!data.oauthTokenData) {
			throw new Error(
				`n8n did not connect the credential (its callback answered ${status}): ${pageText(text)}`,
			);
		}
	}

	/** Tests a credential as the editor does when it is saved. */
	async testCredential(id: string): Promise<{ status: 'OK' | 'Error'; message: string }> {
		const { name, type, data } = await this.getCredential(id);
		return (await this.session.call('POST', '/rest/credentials/test', {
			credentials: { id, name, type, data },
		})) as { status: 'OK' | 'Error'; message: string };
	}

	/** Saves a new workflow; it is not active. */
	async createWorkflow(workflow: NewWorkflow): Promise<Workflow> {
		return (await this.session.call('POST', '/rest/workflows', {
			settings: {},
			// n8n 1 wants it to be said.
			active: false,
			...workflow,
		})) as Workflow;
	}

	/**
	 * Saves changes to a workflow. In n8n 2 an active one goes on as it was until it is activated
	 * again; n8n 1 registers its triggers anew before it answers.
	 */
	async updateWorkflow(id: string, changes: Partial<NewWorkflow>): Promise<Workflow> {
		const { versionId } = await this.getWorkflow(id);
		return (await this.session.call('PATCH', `/rest/workflows/${id}`, {
			...changes,
			versionId,
		})) as Workflow;
	}

	/** Reads a workflow. */
	async getWorkflow(id: string): Promise<Workflow> {
		return (await this.session.call('GET', `/rest/workflows/${id}`)) as Workflow;
	}

	/** Reads all workflows, without their nodes. */
	async listWorkflows(): Promise<Array<Pick<Workflow, 'id' | 'name' | 'active'>>> {
		return (await this.session.call('GET', '/rest/workflows')) as Workflow[];
	}

	/** Activates a workflow as it is saved. n8n 2 answers before the triggers are registered. */
	async activate(id: string): Promise<void> {
		const publisher = await this.knownPublisher();
		await publisher.publish(this.session, id);
	}

	/**
	 * Activates a workflow and waits until its triggers are registered.
	 *
	 * @returns rejects with an ActivationError that holds n8n's message when a trigger fails; n8n
	 *   2 retries most failures for about 15 seconds first
	 */
	async activateAndWait(
		id: string,
		{ timeoutMs = PUBLICATION_TIMEOUT_MS }: { timeoutMs?: number } = {},
	): Promise<void> {
		const publisher = await this.knownPublisher();
		await publisher.publish(this.session, id);
		requirePublished(await settledPublication(publisher, this.session, id, timeoutMs));
	}

	/** Deactivates a workflow and waits until the hooks of its triggers have run. */
	async deactivate(
		id: string,
		{ timeoutMs = PUBLICATION_TIMEOUT_MS }: { timeoutMs?: number } = {},
	): Promise<void> {
		const publisher = await this.knownPublisher();
		await publisher.unpublish(this.session, id);
		await settledPublication(publisher, this.session, id, timeoutMs);
	}

	/** Asks how far n8n is with the triggers of a workflow. */
	async publicationStatus(id: string): Promise<PublicationStatus> {
		const publisher = await this.knownPublisher();
		return await publisher.status(this.session, id);
	}

	/** Deletes a workflow and its executions; an active one is deactivated first. */
	async deleteWorkflow(id: string): Promise<void> {
		const { active } = await this.getWorkflow(id);
		if (active) await this.deactivate(id);
		// n8n deletes only what is in its archive.
		await this.session.call('POST', `/rest/workflows/${id}/archive`, {});
		await this.session.call('DELETE', `/rest/workflows/${id}`);
	}

	/** Lists the executions of a workflow, newest first. */
	async listExecutions({ workflowId }: { workflowId: string }): Promise<ExecutionSummary[]> {
		return await listExecutions(this.session, workflowId);
	}

	/** Reads an execution with everything that its nodes gave. */
	async getExecution(id: string): Promise<Execution> {
		return await getExecution(this.session, id);
	}

	/**
	 * Waits until a workflow has at least so many finished executions.
	 *
	 * @returns all finished ones, oldest first
	 */
	async waitForExecutions(
		workflowId: string,
		count: number,
		timeoutMs = 15_000,
	): Promise<Execution[]> {
		return await waitForExecutions(this.session, workflowId, count, timeoutMs);
	}

	/**
	 * Reads the rows of a data table, the first 100.
	 *
	 * @returns none where there is no table of that name
	 */
	async tableRows(name: string): Promise<JsonObject[]> {
		const filter = encodeURIComponent(JSON.stringify({ name }));
		const { data: tables } = (await this.session.call(
			'GET',
			`/rest/data-tables-global?filter=${filter}`,
		)) as { data: Array<{ id: string; name: string; projectId: string }> };
		const table = tables.find((one) => one.name === name);
		if (table === undefined) return [];
		const { data: rows } = (await this.session.call(
			'GET',
			`/rest/projects/${table.projectId}/data-tables/${table.id}/rows?take=100`,
		)) as { data: JsonObject[] };
		return rows;
	}

	/** Reads the descriptions of all node types, or of those whose name begins with a text. */
	async nodeTypes(prefix = ''): Promise<NodeTypeDescription[]> {
		const all = (await this.session.call('GET', '/types/nodes.json')) as NodeTypeDescription[];
		return all.filter(({ name }) => name.startsWith(prefix));
	}

	/** Reads the descriptions of all credential types, or of those whose name begins with a text. */
	async credentialTypes(prefix = ''): Promise<NodeTypeDescription[]> {
		const all = (await this.session.call(
			'GET',
			'/types/credentials.json',
		)) as NodeTypeDescription[];
		return all.filter(({ name }) => name.startsWith(prefix));
	}

	/**
	 * Has a trigger listen for one test event, as the editor's button does. Its hooks run before
	 * this resolves.
	 *
	 * @param workflowId a saved workflow
	 * @param nodeName the trigger
	 */
	async runTestListen(workflowId: string, nodeName: string): Promise<void> {
		const answer = (await this.run(workflowId, nodeName)) as { waitingForWebhook?: boolean };
		if (answer.waitingForWebhook !== true) {
			throw new Error(`"${nodeName}" does not wait for a webhook: n8n ran it at once.`);
		}
	}

	/** Ends the listening for a test event; the hooks that clean up run in the background. */
	async stopTestListen(workflowId: string): Promise<void> {
		await this.session.call('DELETE', `/rest/test-webhook/${workflowId}`);
	}

	/**
	 * Runs a workflow by hand from one of its triggers.
	 *
	 * @returns the id of the execution, which may still be running
	 */
	async runWorkflow(workflowId: string, triggerName: string): Promise<string> {
		const answer = (await this.run(workflowId, triggerName)) as { executionId?: string };
		if (answer.executionId === undefined) {
			throw new Error(`n8n did not run workflow ${workflowId}: "${triggerName}" waits for a call.`);
		}
		return answer.executionId;
	}

	/** Loads the entries of a parameter's drop-down list (`methods.loadOptions`). */
	async loadOptions(request: DynamicOptionsRequest): Promise<DynamicOption[]> {
		return (await this.session.call(
			'POST',
			'/rest/dynamic-node-parameters/options',
			dynamicBody(request),
		)) as DynamicOption[];
	}

	/** Loads a page of a resource locator's list (`methods.listSearch`). */
	async listSearch(
		request: DynamicOptionsRequest & { filter?: string; paginationToken?: string },
	): Promise<SearchResult> {
		const { filter, paginationToken } = request;
		return (await this.session.call(
			'POST',
			'/rest/dynamic-node-parameters/resource-locator-results',
			{
				...dynamicBody(request),
				...(filter === undefined ? {} : { filter }),
				...(paginationToken === undefined ? {} : { paginationToken }),
			},
		)) as SearchResult;
	}

	private async knownPublisher(): Promise<Publisher> {
		this.publisher ??= publisherOf(await this.version());
		return this.publisher;
	}

	private async run(workflowId: string, triggerName: string): Promise<unknown> {
		return await this.session.call('POST', `/rest/workflows/${workflowId}/run`, {
			triggerToStartFrom: { name: triggerName },
			// n8n 1 runs what it is sent; n8n 2 looks at what is saved only.
			workflowData: await this.getWorkflow(workflowId),
		});
	}
}

function dynamicBody(request: DynamicOptionsRequest): Record<string, unknown> {
	return {
		path: request.path,
		methodName: request.methodName,
		nodeTypeAndVersion: { name: request.nodeType, version: request.typeVersion },
		currentNodeParameters: request.parameters,
		credentials: request.credentials ?? {},
	};
}

function pageText(html: string): string {
	return html
		.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 500);
}
