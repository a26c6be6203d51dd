import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';

import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { ZohoSalesIqOAuth2Api } from '../../../../credentials/ZohoSalesIqOAuth2Api.credentials';
import { ZohoSalesIq as ZohoSalesIqNode } from '../../../../nodes/ZohoSalesIq/ZohoSalesIq.node';
import type { ZohoSalesIq } from '../../../../sandbox/vendors/zohoSalesIq/index.ts';
import { ExecuteHost, type ExecuteHostOptions } from '../../../support/executeHost';
import { connectedCredential } from '../../../support/salesIq';

export type HostOptions = Partial<ExecuteHostOptions> & {
	/** What differs from a good credential. */
	credential?: ICredentialDataDecryptedObject;
	scopes?: string[];
};

/** The portal of all these tests, as the list of the editor gives it. */
export const PORTAL = { __rl: true, mode: 'list', value: 'zylker' };

/** The node with a vendor, in n8n-core's context. Nothing that it gives or throws may hold a secret. */
export function nodeFor(vendor: ZohoSalesIq, common: HostOptions = {}) {
	const hostFor = async (parameters: INodeParameters, options: HostOptions) => {
		const { credential = {}, scopes, ...rest } = { ...common, ...options };
		const connected = await connectedCredential(vendor, scopes);
		return new ExecuteHost({
			nodeType: new ZohoSalesIqNode(),
			credentialType: new ZohoSalesIqOAuth2Api(),
			credentials: { zohoSalesIqOAuth2Api: { ...connected, ...credential } },
			parameters: { portal: PORTAL, ...parameters },
			...rest,
		});
	};
	const withoutSecrets = <T>(host: ExecuteHost, given: T): T => {
		const shown = inspect(given, { depth: 20, maxStringLength: null, showHidden: true });
		const { access_token, refresh_token } = host.credential.oauthTokenData as IDataObject;
		for (const secret of [access_token, refresh_token, vendor.client.secret]) {
			if (secret !== undefined) expect(shown).not.toContain(String(secret));
		}
		return given;
	};
	const run = async (
		parameters: INodeParameters,
		options: HostOptions = {},
		inputs: IDataObject[] = [{}],
	): Promise<INodeExecutionData[]> => {
		const host = await hostFor(parameters, options);
		vendor.requests.length = 0;
		const outputs = withoutSecrets(host, await host.run(...inputs));
		expect(outputs).toHaveLength(1);
		return outputs[0] ?? [];
	};
	return {
		run,
		/** The JSON of the only item. */
		one: async (parameters: INodeParameters, options: HostOptions = {}): Promise<IDataObject> => {
			const items = await run(parameters, options);
			expect(items).toHaveLength(1);
			expect(items[0]?.pairedItem).toEqual({ item: 0 });
			return items[0]?.json ?? {};
		},
		/** What the execution stops with. */
		fails: async (
			parameters: INodeParameters,
			options: HostOptions = {},
			inputs: IDataObject[] = [{}],
		): Promise<NodeApiError | NodeOperationError> => {
			const host = await hostFor(parameters, options);
			vendor.requests.length = 0;
			return await host.run(...inputs).then(
				(given) => {
					throw new Error(`No error, but ${JSON.stringify(given)}`);
				},
				(error: NodeApiError | NodeOperationError) => withoutSecrets(host, error),
			);
		},
	};
}

export type NodeUnderTest = ReturnType<typeof nodeFor>;

/** Where the API is, of operators, of visitors, and for files; the accounts server is elsewhere. */
export const API = /^\/(?:api|attachments|visitor)\//;

/** What the node has asked of the API: method, path below the portal with its query, and body. */
export function callsOf({ requests }: ZohoSalesIq): unknown[][] {
	return requests
		.filter(({ path }) => API.test(path))
		.map(({ method, path, query, headers, body }) => {
			const params = new URLSearchParams(query);
			const search = decodeURIComponent(String(params));
			const whole = shortened(path) + (search === '' ? '' : `?${search}`);
			const isJson = headers['content-type'] === 'application/json';
			return [method, whole, ...(body === '' ? [] : [isJson ? JSON.parse(body) : body])];
		});
}

/** Without what most paths begin with. */
const shortened = (path: string) => path.replace(/^\/api\/v2\/zylker/, '');

/** A server of a customer's, which answers all calls with a status. */
export async function startReceiver(status = 200) {
	const methods: string[] = [];
	const server = createServer((request, response) => {
		methods.push(request.method ?? '');
		request.resume();
		response.writeHead(status).end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=of-the-crm`,
		methods,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
