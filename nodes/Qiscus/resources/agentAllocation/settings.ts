import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { asArray, asObject, asText } from '../../../shared/json/read';
import type { JsonValue } from '../../../shared/json/types';
import { failed, type Problem, type Result } from '../../../shared/problem';
import { idsOf } from '../../../shared/resources/fields';
import type { AllocationSettings } from '../../allocation/decide';
import { COUNT_LAG_MS } from '../../allocation/reservations';
import { STRATEGIES, type StrategyName } from '../../allocation/strategies';

const POOLS = ['agents', 'channel', 'divisions'] as const;

type One = 'Agent' | 'Division';

/** Agents or divisions, chosen by name. */
function severalProperty(one: One): INodeProperties {
	return {
		displayName: `${one} Names or IDs`,
		name: `${one.toLowerCase()}Ids`,
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: `get${one}s` },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	};
}

/** Numbers that count for single agents, or for those of single divisions. */
function capsProperty(
	one: One,
	texts: { description: string; customers: string },
): INodeProperties {
	return {
		displayName: `Customers of Single ${one}s`,
		name: `capsBy${one}`,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: `Add ${one}`,
		default: {},
		description: texts.description,
		options: [
			{
				displayName: one,
				name: 'caps',
				values: [
					{
						displayName: `${one} Name or ID`,
						name: 'id',
						type: 'options',
						typeOptions: { loadOptionsMethod: `get${one}s` },
						default: '',
						description:
							'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
					},
					{
						displayName: 'Customers',
						name: 'cap',
						type: 'number',
						typeOptions: { minValue: 0, numberPrecision: 0 },
						default: 2,
						description: texts.customers,
					},
				],
			},
		],
	};
}

/** Who may be chosen, and who of them is. */
export const settingsProperties: readonly INodeProperties[] = [
	{
		displayName:
			'Use one deciding node for each Qiscus app: no agent gets more customers than allowed as long as no other node, workflow or system assigns agents too',
		name: 'oneNodeNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Choose From',
		name: 'pool',
		type: 'options',
		options: [
			{
				name: 'Agents',
				value: 'agents',
				description: 'Chosen agents',
			},
			{
				name: 'Divisions',
				value: 'divisions',
				description: 'The agents of chosen divisions',
			},
			{
				name: 'Room’s Channel',
				value: 'channel',
				description: 'Everybody who serves the channel that the room is in',
			},
		],
		default: 'channel',
		description: 'Who may get the room, as long as they are online',
	},
	{ ...severalProperty('Agent'), displayOptions: { show: { pool: ['agents'] } } },
	{ ...severalProperty('Division'), displayOptions: { show: { pool: ['divisions'] } } },
	{
		displayName: 'Strategy',
		name: 'strategy',
		type: 'options',
		options: [
			{
				name: 'Given Order',
				value: 'givenOrder',
				description:
					'The first of the chosen agents who is free, in the order in which they are chosen',
			},
			{
				name: 'Last Agent First',
				value: 'lastAgentFirst',
				description: 'Who served the customer last, if they are free; else the least busy',
			},
			{
				name: 'Least Busy',
				value: 'leastBusy',
				description: 'Who has the fewest customers',
			},
			{
				name: "Qiscus' Candidate First",
				value: 'candidateFirst',
				description: 'Whom Qiscus suggests, if they are free; else the least busy',
			},
			{
				name: 'Random',
				value: 'random',
				description: 'Anybody who is free',
			},
			{
				name: 'Round Robin',
				value: 'roundRobin',
				description: 'One after the other',
			},
		],
		default: 'leastBusy',
		description: 'Who of them gets the room',
	},
	{
		displayName: 'Customers per Agent',
		name: 'cap',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 2,
		description: 'How many customers an agent may have at the same time',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			capsProperty('Agent', {
				description: 'For whom another number counts than Customers per Agent',
				customers: 'How many customers this agent may have; with 0 they get none',
			}),
			capsProperty('Division', {
				description:
					'For whose agents another number counts than Customers per Agent; of several the lowest',
				customers: 'How many customers each agent of it may have; with 0 they get none',
			}),
			{
				...severalProperty('Division'),
				displayName: 'Fallback Division Names or IDs',
				name: 'fallbackDivisionIds',
				hint: 'Asked one after the other, where nobody else is free',
			},
			{
				displayName: 'Roles',
				name: 'roles',
				type: 'multiOptions',
				options: [
					{ name: 'Admin', value: 'admin' },
					{ name: 'Agent', value: 'agent' },
					{ name: 'Supervisor', value: 'supervisor' },
				],
				default: ['agent'],
				description: 'Whoever has another role gets no room',
			},
		],
	},
];

/** Reads who may be chosen for an item's room; every field may be an expression. */
export function readSettings(
	this: IExecuteFunctions,
	itemIndex: number,
): Result<AllocationSettings> {
	const read = (name: string) => this.getNodeParameter(name, itemIndex, null) as JsonValue;
	const options = asObject(read('options')) ?? {};
	const pool = POOLS.find((name) => name === read('pool'));
	const strategy = read('strategy');
	const cap = capOf(read('cap'), 1);
	const capByAgent = capsOf(options.capsByAgent);
	const capByDivision = capsOf(options.capsByDivision);
	const agentIds = pool === 'agents' ? idsOf(read('agentIds')) : [];
	const divisionIds = pool === 'divisions' ? idsOf(read('divisionIds')) : [];

	if (pool === undefined) return failed(NO_CHOICE('Choose From'));
	if (!isStrategy(strategy)) return failed(NO_CHOICE('Strategy'));
	if (cap === undefined) return failed(NO_NUMBER('Customers per Agent', 1));
	if (capByAgent === undefined) return failed(NO_NUMBER('Customers of Single Agents', 0));
	if (capByDivision === undefined) return failed(NO_NUMBER('Customers of Single Divisions', 0));
	if (pool === 'agents' && agentIds.length === 0) return failed(NOBODY('Agent Names or IDs'));
	if (pool === 'divisions' && divisionIds.length === 0) {
		return failed(NOBODY('Division Names or IDs'));
	}
	const roles = options.roles === undefined ? ['agent'] : idsOf(options.roles);
	return {
		ok: true,
		data: {
			strategy,
			lagMs: COUNT_LAG_MS,
			roles,
			agentIds,
			divisionIds,
			fallbackDivisionIds: idsOf(options.fallbackDivisionIds),
			cap,
			capByAgent,
			capByDivision,
		},
	};
}

function isStrategy(name: JsonValue): name is StrategyName {
	return typeof name === 'string' && Object.hasOwn(STRATEGIES, name);
}

function capOf(value: JsonValue | undefined, least: number): number | undefined {
	const cap = Number(asText(value) ?? NaN);
	return Number.isSafeInteger(cap) && cap >= least ? cap : undefined;
}

/** @returns undefined where one of them is no number */
function capsOf(value: JsonValue | undefined): Map<string, number> | undefined {
	const caps = new Map<string, number>();
	for (const row of asArray(asObject(value)?.caps).map(asObject)) {
		const id = asText(row?.id);
		const cap = capOf(row?.cap, 0);
		if (cap === undefined) return undefined;
		if (id !== undefined) caps.set(id, cap);
	}
	return caps;
}

const NO_CHOICE = (label: string): Problem => ({
	kind: 'invalid',
	message: `${label} is none of the choices`,
	advice: `Open the node and choose one under ${label}, or let the expression give one of the values that the docs name.`,
});

const NO_NUMBER = (label: string, least: number): Problem => ({
	kind: 'invalid',
	message: `${label} is not a whole number from ${least} on`,
	advice: `Enter a number such as 4 under ${label}, or let the expression give one.`,
});

const NOBODY = (label: string): Problem => ({
	kind: 'invalid',
	message: `${label} is empty, so that nobody could be chosen`,
	advice: `Choose at least one under ${label}, or choose another value under Choose From.`,
});
