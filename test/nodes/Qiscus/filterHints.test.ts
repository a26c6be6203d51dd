import { type INodeParameters, type INodeTypes, Workflow } from 'n8n-workflow';

import { QiscusTrigger } from '../../../nodes/Qiscus/QiscusTrigger.node';
import { filterHints } from '../../../nodes/Qiscus/trigger/hints';
import { FILTERS } from '../../../nodes/Qiscus/trigger/filters';

/** The hints that the editor shows, evaluated by n8n as the editor does it. */
function shownFor(parameters: INodeParameters): string[] {
	const nodeType = new QiscusTrigger();
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const node = {
		id: '1',
		name: 'Qiscus',
		type: 'qiscusTrigger',
		typeVersion: 2,
		position: [0, 0] as [number, number],
		parameters,
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return filterHints
		.filter(({ displayCondition = '' }) =>
			workflow.expression.getSimpleParameterValue(node, displayCondition, 'internal', {}),
		)
		.map(({ message }) => message);
}

/** The labels of the filters that the editor warns about. */
const hintsFor = (parameters: INodeParameters) =>
	shownFor(parameters).map((message) => /“(.*)”/.exec(message)?.[1] ?? message);

describe('the editor’s hint about a filter', () => {
	it('is one for each, and the node’s own', () => {
		expect(filterHints).toHaveLength(FILTERS.length);
		expect(new QiscusTrigger().description.hints).toEqual(expect.arrayContaining(filterHints));
	});

	it('is shown while the filter misses a chosen event', () => {
		const events = ['botMessage', 'userLogout'];
		expect(hintsFor({ events, filters: { logoutRoles: ['agent'] } })).toEqual(['Logout Role']);
		expect(hintsFor({ events, filters: { rooms: '1', messageTypes: 'text' } })).toEqual([
			'Message Type',
			'Room IDs',
		]);
		expect(hintsFor({ events: ['agentAllocation'], filters: { channels: ['901'] } })).toEqual([
			'Channel Names or IDs',
		]);
		expect(hintsFor({ events: ['botMessage'], filters: { newSessionOnly: true } })).toEqual([
			'New Sessions Only',
		]);
	});

	it('says what the filter applies to', () => {
		expect(shownFor({ events: ['userLogout'], filters: { newSessionOnly: true } })).toEqual([
			'The filter “New Sessions Only” does not apply to every event under Trigger On. It applies to: Agent Allocation, New Session. The others start the workflow whatever it says.',
		]);
	});

	it.each([
		[{ events: ['userLogout'], filters: { logoutRoles: ['agent'] } }],
		[{ events: ['botMessage', 'newSession'], filters: { messageTypes: 'text', rooms: '1' } }],
		[{ events: ['userLogout'], filters: {} }],
		[
			{
				events: ['userLogout'],
				filters: { messageTypes: '', channels: [], newSessionOnly: false },
			},
		],
		[{ events: [], filters: { logoutRoles: ['agent'] } }],
		[{ filters: { logoutRoles: ['agent'] } }],
		[{}],
	])('is not shown with %j', (parameters) => {
		expect(hintsFor(parameters as INodeParameters)).toEqual([]);
	});
});
