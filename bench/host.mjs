// One trigger in n8n-core's own webhook contexts.
import { createRequire } from 'node:module';

// As n8n loads it; Node.js cannot import the package's ES modules.
const { Workflow } = createRequire(import.meta.url)('n8n-workflow');

/** What the node uses of an HTTP response, for a delivery that n8n accepts. */
class AcceptedResponse {
	statusCode = 200;

	writableEnded = false;

	writableFinished = false;

	#closed = [];

	status(code) {
		this.statusCode = code;
		return this;
	}

	json() {
		return this;
	}

	setHeader() {
		return this;
	}

	once(event, listener) {
		if (event === 'close') this.#closed.push(listener);
		return this;
	}

	/** What Node.js does once the answer is out. */
	close() {
		this.writableEnded = true;
		this.writableFinished = true;
		for (const listener of this.#closed) listener();
	}
}

/** A published workflow with one trigger that is registered with its vendor. */
export class Host {
	#WebhookContext;

	#node;

	#workflow;

	#webhookData;

	#additionalData;

	/**
	 * @param {typeof import('n8n-core').WebhookContext} WebhookContext
	 * @param {import('n8n-workflow').INodeType} nodeType
	 * @param {{
	 *   parameters: import('n8n-workflow').INodeParameters,
	 *   staticData: import('n8n-workflow').IDataObject,
	 *   credential?: { type: string, data: import('n8n-workflow').ICredentialDataDecryptedObject },
	 * }} setUp what the user set, and what publishing stored
	 */
	constructor(WebhookContext, nodeType, { parameters, staticData, credential }) {
		const { name, displayName, version } = nodeType.description;
		this.#WebhookContext = WebhookContext;
		this.#node = {
			id: 'node-1',
			name: displayName,
			type: name,
			typeVersion: version,
			position: [0, 0],
			webhookId: 'hook-1',
			parameters,
			credentials:
				credential === undefined ? {} : { [credential.type]: { id: '1', name: 'credential' } },
		};
		this.#additionalData = {
			credentialsHelper: {
				isCredentialUsableByNode: () => true,
				getDecrypted: async () => credential?.data,
			},
		};
		this.#workflow = new Workflow({
			id: 'workflow-1',
			nodes: [this.#node],
			connections: {},
			active: true,
			nodeTypes: { getByNameAndVersion: () => nodeType },
			staticData: { [`node:${displayName}`]: staticData },
		});
		this.#webhookData = {
			webhookDescription: nodeType.description.webhooks.find(
				({ httpMethod }) => httpMethod === 'POST',
			),
		};
	}

	/**
	 * A new context, as n8n makes one for each delivery.
	 *
	 * @param {{ rawBody: Buffer, headers: Record<string, string>, query?: Record<string, string> }} delivery
	 */
	deliver({ rawBody, headers, query = {} }) {
		const httpRequest = { method: 'POST', headers, query, params: {}, body: {}, rawBody };
		const httpResponse = new AcceptedResponse();
		const context = new this.#WebhookContext(
			this.#workflow,
			this.#node,
			{ ...this.#additionalData, httpRequest, httpResponse },
			'webhook',
			this.#webhookData,
			[],
			null,
		);
		return { context, response: httpResponse };
	}
}
