// What the benchmark delivers: signed message events, in n8n-core's own webhook contexts.
import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// As n8n loads it; Node.js cannot import the package's ES modules.
const { Workflow } = createRequire(import.meta.url)('n8n-workflow');

const EVENT = 'conversation.visitor.replied';
const WEBHOOK_ID = '19367000000120011';
/** As SalesIQ's samples have it, and above 2^53. */
const LONG_ID = '68564000016029999';
const BODY_BYTES = 2048;

const sample = JSON.parse(
	readFileSync(
		new URL(`../test/fixtures/zohoSalesIq/events/${EVENT}.json`, import.meta.url),
		'utf8',
	),
);

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The key parsed beforehand, and as a vendor gives it. */
export { publicKey };
export const publicKeyText = publicKey.export({ type: 'spki', format: 'pem' });

/** @typedef {{ rawBody: Buffer, signature: Buffer, headers: Record<string, string> }} Signed */

/**
 * Signed bodies of 2 kB, each of another event.
 *
 * @param {number} count
 * @param {{ hasLongId: boolean }} options whether one id is a bare number above 2^53
 * @returns {Signed[]}
 */
export function signedBodies(count, { hasLongId }) {
	return Array.from({ length: count }, (_, index) => {
		const rawBody = Buffer.from(bodyText(1_566_481_170_562 + index, hasLongId));
		const signature = sign('sha256', rawBody, privateKey);
		const headers = {
			'content-type': 'application/json',
			'x-siqsignature': signature.toString('base64'),
		};
		return { rawBody, signature, headers };
	});
}

/** @param {number} timeMs tells one event from another */
function bodyText(timeMs, hasLongId) {
	const body = structuredClone(sample);
	body.event_time = String(timeMs + 17);
	body.webhook = { id: WEBHOOK_ID };
	body.entity.message.msgid = String(timeMs);
	const missing = BODY_BYTES - Buffer.byteLength(withLongId(body, hasLongId));
	const { text } = body.entity.message;
	body.entity.message.text = `${text}. `.repeat(missing).slice(0, text.length + missing);
	return withLongId(body, hasLongId);
}

function withLongId(body, hasLongId) {
	const text = JSON.stringify(body);
	return hasLongId ? text.replace(`"app_id":"${body.app_id}"`, `"app_id":${LONG_ID}`) : text;
}

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

/** A published workflow with one trigger, registered with SalesIQ. */
export class Host {
	#WebhookContext;

	#node;

	#workflow;

	#webhookData;

	/**
	 * @param {typeof import('n8n-core').WebhookContext} WebhookContext
	 * @param {import('n8n-workflow').INodeType} nodeType
	 */
	constructor(WebhookContext, nodeType) {
		const { name, displayName, version } = nodeType.description;
		this.#WebhookContext = WebhookContext;
		this.#node = {
			id: 'node-1',
			name: displayName,
			type: name,
			typeVersion: version,
			position: [0, 0],
			webhookId: 'hook-1',
			parameters: { portal: { __rl: true, mode: 'id', value: 'zylker' }, events: [EVENT] },
			credentials: {},
		};
		const key = { id: '1', text: publicKeyText };
		const registrations = [{ type: 'data', webhookId: WEBHOOK_ID, keys: [key], appIds: [] }];
		this.#workflow = new Workflow({
			id: 'workflow-1',
			nodes: [this.#node],
			connections: {},
			active: true,
			nodeTypes: { getByNameAndVersion: () => nodeType },
			staticData: { [`node:${displayName}`]: { registrations } },
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
	 * @param {Signed} signed
	 */
	deliver({ rawBody, headers }) {
		const httpRequest = { method: 'POST', headers, query: {}, params: {}, body: {}, rawBody };
		const httpResponse = new AcceptedResponse();
		const context = new this.#WebhookContext(
			this.#workflow,
			this.#node,
			{ httpRequest, httpResponse },
			'webhook',
			this.#webhookData,
			[],
			null,
		);
		return { context, response: httpResponse };
	}
}
