import { inspect } from 'node:util';

import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { QiscusApi } from '../../../../credentials/QiscusApi.credentials';
import { Qiscus as QiscusNode } from '../../../../nodes/Qiscus/Qiscus.node';
import type { Qiscus } from '../../../../sandbox/vendors/qiscus/index.ts';
import { ExecuteHost, type ExecuteHostOptions } from '../../../support/executeHost';
import { credentialFor } from '../../../support/qiscus';

export type HostOptions = Partial<ExecuteHostOptions> & {
	credential?: ICredentialDataDecryptedObject;
};

/** The token of each of our own URLs in these tests: like the vendor's secrets, nobody may see it. */
export const OWN_TOKEN = 'token-of-a-trigger';

/** The node with a vendor, in n8n-core's context. Nothing that it gives or throws may hold a secret. */
export function nodeFor(vendor: Qiscus, common: HostOptions = {}) {
	const hostFor = (parameters: INodeParameters, options: HostOptions) => {
		const { credential = {}, ...rest } = { ...common, ...options };
		return new ExecuteHost({
			nodeType: new QiscusNode(),
			credentialType: new QiscusApi(),
			credentials: { qiscusApi: credentialFor(vendor, credential) },
			parameters,
			...rest,
		});
	};
	const withoutSecrets = <T>(given: T): T => {
		const shown = inspect(given, { depth: 20, maxStringLength: null, showHidden: true });
		for (const secret of [vendor.marker, OWN_TOKEN]) expect(shown).not.toContain(secret);
		return given;
	};
	const run = async (
		parameters: INodeParameters,
		options: HostOptions = {},
		inputs: IDataObject[] = [{}],
	): Promise<INodeExecutionData[]> => {
		const outputs = withoutSecrets(await hostFor(parameters, options).run(...inputs));
		expect(outputs).toHaveLength(1);
		return outputs[0] ?? [];
	};
	return {
		run,
		/** The JSON of the only item. */
		one: async (parameters: INodeParameters, options: HostOptions = {}): Promise<IDataObject> => {
			const items = await run(parameters, options);
			expect(items).toHaveLength(1);
			return items[0]?.json ?? {};
		},
		/** What the execution stops with. */
		fails: async (
			parameters: INodeParameters,
			options: HostOptions = {},
			inputs: IDataObject[] = [{}],
		): Promise<NodeApiError | NodeOperationError> =>
			await hostFor(parameters, options)
				.run(...inputs)
				.then(
					(given) => {
						throw new Error(`No error, but ${JSON.stringify(given)}`);
					},
					(error: NodeApiError | NodeOperationError) => withoutSecrets(error),
				),
	};
}

export type NodeUnderTest = ReturnType<typeof nodeFor>;
