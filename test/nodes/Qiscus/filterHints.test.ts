import type { INodeParameters } from 'n8n-workflow';

import { QiscusTrigger } from '../../../nodes/Qiscus/QiscusTrigger.node';
import { filterHints } from '../../../nodes/Qiscus/trigger/hints';
import { FILTERS } from '../../../nodes/Qiscus/trigger/filters';
import { filterIn, shownHints } from '../../support/hints';

const shownFor = (parameters: INodeParameters) =>
	shownHints(new QiscusTrigger(), filterHints, parameters);

/** The labels of the filters that the editor warns about. */
const hintsFor = (parameters: INodeParameters) => shownFor(parameters).map(filterIn);

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
