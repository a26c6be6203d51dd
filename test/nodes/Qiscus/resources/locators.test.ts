import { LoadOptionsContext } from 'n8n-core';
import {
	type INode,
	type INodeParameters,
	type INodePropertyOptions,
	NodeHelpers,
	Workflow,
} from 'n8n-workflow';

import { QiscusApi } from '../../../../credentials/QiscusApi.credentials';
import { Qiscus } from '../../../../nodes/Qiscus/Qiscus.node';
import { OneCredential } from '../../../support/credentialsHelper';
import { credentialFor } from '../../../support/qiscus';
import { answer, byId, type Desk, openDesk } from './agentAllocation/desk';

let desk: Desk;
beforeEach(async () => {
	desk = await openDesk();
});
afterEach(async () => await desk.vendor.close());

const nodeType = new Qiscus();

/** Where the editor is when it asks for a list. */
function contextFor(parameters: INodeParameters): LoadOptionsContext {
	const node: INode = {
		id: 'node-1',
		name: 'Qiscus',
		type: 'package.qiscus',
		typeVersion: 1,
		position: [0, 0],
		parameters:
			NodeHelpers.getNodeParameters(
				nodeType.description.properties,
				{ resource: 'broadcast', operation: 'sendTemplate', ...parameters },
				true,
				false,
				null,
				nodeType.description,
			) ?? {},
		credentials: { qiscusApi: { id: 'credential-1', name: 'qiscusApi' } },
	};
	const nodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	return new LoadOptionsContext(
		new Workflow({ id: 'w', nodes: [node], connections: {}, active: false, nodeTypes }),
		node,
		{
			credentialsHelper: new OneCredential(credentialFor(desk.vendor), new QiscusApi()),
			currentNodeParameters: node.parameters,
		} as unknown as ConstructorParameters<typeof LoadOptionsContext>[2],
		'parameters.template',
	);
}

const { listSearch, loadOptions } = nodeType.methods;

async function search(
	method: keyof typeof listSearch,
	filter?: string,
	parameters: INodeParameters = {},
): Promise<INodePropertyOptions[]> {
	return (await listSearch[method].call(contextFor(parameters), filter)).results;
}

describe('the lists of the editor', () => {
	it('have every method that a field names', () => {
		const text = JSON.stringify(nodeType.description.properties);
		const named = (key: string) =>
			[...text.matchAll(new RegExp(`"${key}":"(\\w+)"`, 'g'))].map(([, method]) => method);
		expect(named('searchListMethod').length).toBeGreaterThan(3);
		expect(Object.keys(listSearch)).toEqual(expect.arrayContaining(named('searchListMethod')));
		expect(Object.keys(loadOptions)).toEqual(expect.arrayContaining(named('loadOptionsMethod')));
	});

	it('have the divisions, searched', async () => {
		expect(await search('searchDivisions')).toHaveLength(desk.vendor.divisions.length);
		expect(await search('searchDivisions', 'SAL')).toEqual([{ name: 'Sales', value: '301' }]);
	});

	it('have the WhatsApp channels, and no other', async () => {
		expect(await search('searchWhatsAppChannels')).toEqual([
			{ name: 'Customer Care (+6280000000900)', value: '901' },
			{ name: 'Promotions (+6280000000901)', value: '908' },
		]);
		expect(await search('searchWhatsAppChannels', '0901')).toHaveLength(1);
	});

	it.each([
		[byId(901), ['order_update', 'thank_you']],
		[byId(908), ['weekly_offer']],
		[byId(''), ['order_update', 'thank_you', 'weekly_offer']],
		[byId('={{ $json.channel }}'), ['order_update', 'thank_you', 'weekly_offer']],
	])('have the approved templates of the channel %j', async (channel, names) => {
		const found = await search('searchTemplates', undefined, { channel });
		expect(found.map(({ name }) => name)).toEqual(names);
	});

	it.each([
		[byId(28_001), ['en', 'id']],
		[byId(28_002), ['id']],
		[byId(''), []],
	])('have the languages of the template %j', async (template, languages) => {
		const options = await loadOptions.getTemplateLanguages.call(contextFor({ template }));
		expect(options).toEqual(languages.map((language) => ({ name: language, value: language })));
	});

	it.each(['searchDivisions', 'searchTemplates', 'searchWhatsAppChannels'] as const)(
		'say what is wrong: %s',
		async (method) => {
			desk.vendor.failNext({}, answer(401, { errors: 'Unauthorized' }));
			await expect(search(method)).rejects.toMatchObject({
				message: expect.stringMatching(/^Qiscus did not accept the App ID/),
				description: expect.stringMatching(/^Copy both anew/),
			});
		},
	);
});
