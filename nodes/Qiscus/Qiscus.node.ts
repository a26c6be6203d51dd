import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { outputsOf, propertiesOf } from '../shared/resources/description';
import { runOperation } from '../shared/resources/runOperation';
import { credentialTest } from './methods/credentialTest';
import { listSearch, loadOptions } from './methods/lists';
import { DEFAULT_RESOURCE, resources } from './resources';

export class Qiscus implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Qiscus',
		name: 'qiscus',
		icon: { light: 'file:qiscus.svg', dark: 'file:qiscus.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Work with rooms, messages, customers, agents and settings of Qiscus Omnichannel Chat',
		defaults: { name: 'Qiscus' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsOf(resources),
		credentials: [{ name: 'qiscusApi', required: true, testedBy: 'qiscusApiTest' }],
		properties: propertiesOf(resources, DEFAULT_RESOURCE),
	};

	methods = { credentialTest, listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, resources);
	}
}
