import { LoadOptionsContext } from 'n8n-core';
import { type INode, type INodePropertyOptions, Workflow } from 'n8n-workflow';

import { QiscusApi } from '../../../../../credentials/QiscusApi.credentials';
import { Qiscus } from '../../../../../nodes/Qiscus/Qiscus.node';
import { agentProperty } from '../../../../../nodes/Qiscus/resources/agentAllocation/agentId';
import { OneCredential } from '../../../../support/credentialsHelper';
import { credentialFor } from '../../../../support/qiscus';
import { answer, asked, AYU, type Desk, openDesk } from './desk';

let desk: Desk;
beforeEach(async () => {
	desk = await openDesk();
});
afterEach(async () => await desk.vendor.close());

/** What the editor gets for the field Agent. */
async function search(filter?: string): Promise<INodePropertyOptions[]> {
	const nodeType = new Qiscus();
	const node: INode = {
		id: 'node-1',
		name: 'Qiscus',
		type: 'package.qiscus',
		typeVersion: 1,
		position: [0, 0],
		parameters: asked('handOverToAgent'),
		credentials: { qiscusApi: { id: 'credential-1', name: 'qiscusApi' } },
	};
	const nodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const context = new LoadOptionsContext(
		new Workflow({ id: 'w', nodes: [node], connections: {}, active: false, nodeTypes }),
		node,
		{
			credentialsHelper: new OneCredential(credentialFor(desk.vendor), new QiscusApi()),
		} as unknown as ConstructorParameters<typeof LoadOptionsContext>[2],
		'parameters.agent',
	);
	const method = agentProperty.modes?.find(({ name }) => name === 'list')?.typeOptions
		?.searchListMethod as keyof typeof nodeType.methods.listSearch;
	return (await nodeType.methods.listSearch[method].call(context, filter)).results;
}

describe('the list of agents', () => {
	it('has everybody by name, with the address that tells them apart', async () => {
		const results = await search();
		expect(results).toHaveLength(desk.vendor.agents.length);
		expect(results[0]).toEqual({
			name: 'Ayu Lestari (ayu.lestari@example.com)',
			value: String(AYU),
		});
		const names = results.map(({ name }) => name);
		expect(names).toEqual([...names].sort());
	});

	it.each([
		['ayu l', 1],
		['AYU.LESTARI@', 1],
		[String(AYU), 1],
		['nobody of this name', 0],
	])('is searched for %j', async (filter, found) => {
		const results = await search(filter);
		expect(results).toHaveLength(found);
		for (const { value } of results) expect(value).toBe(String(AYU));
	});

	it('says once what is all that Qiscus says of somebody', async () => {
		const agents = [{ id: 1, email: 'a@example.com' }, { id: 2 }, { id: 3, name: 'C' }];
		desk.vendor.failNext({}, answer(200, { data: { agents }, meta: { total_count: 3 } }));
		expect(await search()).toEqual([
			{ name: '2', value: '2' },
			{ name: 'a@example.com', value: '1' },
			{ name: 'C', value: '3' },
		]);
	});

	it('says what is wrong', async () => {
		desk.vendor.failNext({}, answer(401, { errors: 'Unauthorized' }));
		await expect(search()).rejects.toMatchObject({
			message: 'Qiscus did not accept the App ID and the Secret Key (“Unauthorized”, HTTP 401)',
			description: expect.stringMatching(/^Copy both anew/),
		});
	});
});
