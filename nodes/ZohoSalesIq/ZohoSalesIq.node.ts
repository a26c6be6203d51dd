import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { outputsOf, propertiesOf } from '../shared/resources/description';
import { runOperation } from '../shared/resources/runOperation';
import { listSearch, loadOptions } from './methods/lists';
import { DEFAULT_RESOURCE, resources } from './resources';
import { CREDENTIAL } from './transport';

export class ZohoSalesIq implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Zoho SalesIQ',
		name: 'zohoSalesIq',
		icon: { light: 'file:zohoSalesIq.svg', dark: 'file:zohoSalesIq.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Work with conversations, webhooks, operators, departments and visitors of Zoho SalesIQ',
		defaults: { name: 'Zoho SalesIQ' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsOf(resources),
		credentials: [{ name: CREDENTIAL, required: true }],
		properties: propertiesOf(resources, DEFAULT_RESOURCE),
	};

	methods = { listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, resources);
	}
}
