import { type INodeParameters, NodeOperationError } from 'n8n-workflow';

import { deciding } from './deciding';

jest.setTimeout(60_000);

const CHOICES = 'or let the expression give one of the values that the docs name';
const capOf = (cap: unknown) => ({ caps: [{ id: '150001', cap }] }) as INodeParameters;

/** What is entered, the message, and what the advice says. */
const WRONG: Array<[INodeParameters, string, string]> = [
	...['', 'everybody', '={{ null }}', '={{ ["channel"] }}', '={{ ({}) }}'].map(
		(pool): [INodeParameters, string, string] => [
			{ pool },
			'Choose From is none of the choices',
			CHOICES,
		],
	),
	...['', 'fastest', 'constructor', '={{ null }}', '={{ ["leastBusy"] }}'].map(
		(strategy): [INodeParameters, string, string] => [
			{ strategy },
			'Strategy is none of the choices',
			CHOICES,
		],
	),
	...[
		0,
		-1,
		1.5,
		'',
		'x',
		'={{ null }}',
		'={{ ({}) }}',
		'={{ [4] }}',
		'={{ Infinity }}',
		'={{ NaN }}',
		1e16,
	].map((cap): [INodeParameters, string, string] => [
		{ cap },
		'Customers per Agent is not a whole number from 1 on',
		'such as 4 under Customers per Agent',
	]),
	...[-1, 1.5, '', '={{ null }}', '={{ {} }}'].flatMap(
		(cap): Array<[INodeParameters, string, string]> => [
			[
				{ options: { capsByAgent: capOf(cap) } },
				'Customers of Single Agents is not a whole number from 0 on',
				'under Customers of Single Agents',
			],
			[
				{ options: { capsByDivision: capOf(cap) } },
				'Customers of Single Divisions is not a whole number from 0 on',
				'under Customers of Single Divisions',
			],
		],
	),
	...[[], '', ' , ', '={{ null }}', '={{ ({}) }}', '={{ [null, {}] }}'].flatMap(
		(ids): Array<[INodeParameters, string, string]> => [
			[
				{ pool: 'agents', agentIds: ids },
				'Agent Names or IDs is empty, so that nobody could be chosen',
				'Choose at least one under Agent Names or IDs',
			],
			[
				{ pool: 'divisions', divisionIds: ids },
				'Division Names or IDs is empty, so that nobody could be chosen',
				'Choose at least one under Division Names or IDs',
			],
		],
	),
];

it.each(['answer', 'assignWaitingRooms', 'reassignRooms'])(
	'%s says what is wrong, and asks Qiscus nothing',
	async (operation) => {
		await deciding(async (one) => {
			for (const [given, message, advice] of WRONG) {
				const parameters = { operation, ...given };
				const error = await one.fails(parameters, [{ room: { id: '1' } }]);
				expect([given, error.message]).toEqual([given, message]);
				expect(error.description).toContain(advice);
				expect(error).toBeInstanceOf(NodeOperationError);
			}
			expect(one.calls()).toEqual([]);
		});
	},
);

it.each(['', -1, 'soon', '={{ null }}', '={{ [1] }}', '={{ Infinity }}'])(
	'Grace Period is no %j',
	async (gracePeriod) => {
		await deciding(async (one) => {
			const error = await one.fails({ operation: 'reassignRooms', gracePeriod });
			expect(error.message).toBe('Grace Period is not a number of seconds from 0 on');
			expect(error.description).toMatch(/^Enter a number such as 60/);
			expect(one.calls()).toEqual([]);
		});
	},
);

it.each(['assignWaitingRooms', 'reassignRooms'])(
	'%s gives the error for each item where it may go on',
	async (operation) => {
		await deciding(async (one) => {
			const { assigned } = await one.run({ operation, cap: 0 }, [{}, {}], {
				onError: 'continueRegularOutput',
			});
			const error = 'Customers per Agent is not a whole number from 1 on';
			expect(assigned).toEqual([{ error }, { error }]);
		});
	},
);
