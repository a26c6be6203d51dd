import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeParameters,
	NodeApiError,
	NodeConnectionTypes,
	NodeOperationError,
} from 'n8n-workflow';

import { failed, type Problem } from '../../../../nodes/shared/problem';
import { propertiesOf } from '../../../../nodes/shared/resources/description';
import { toNodeError } from '../../../../nodes/shared/resources/nodeError';
import { runOperation } from '../../../../nodes/shared/resources/runOperation';
import type { Given, Operation, Resource } from '../../../../nodes/shared/resources/types';
import { ExecuteHost, type ExecuteHostOptions } from '../../../support/executeHost';

const PROBLEM: Problem = { kind: 'invalid', message: 'It went wrong', advice: 'Do it right.' };
const texts = (value: string) => ({
	name: value,
	value,
	action: value,
	description: value,
	properties: [],
});
const give = (...outputs: Array<string | undefined>): Given => ({
	ok: true,
	data: outputs.map((output) => ({
		json: { to: output ?? null },
		...(output === undefined ? {} : { output }),
	})),
});

/** What the items were, in the order in which they were worked on. */
let worked: unknown[] = [];
beforeEach(() => {
	worked = [];
});

const operations: Operation[] = [
	{
		...texts('each'),
		async execute(itemIndex) {
			const { n } = this.getInputData()[itemIndex]?.json ?? {};
			worked.push(n);
			if (n === 'fail') return failed(PROBLEM);
			if (n === 'throw') throw new Error('thrown');
			if (n === 'text') throw 'a text';
			if (n === 'api') throw new NodeApiError(this.getNode(), { message: 'of n8n' });
			return n === 'two' ? give(undefined, undefined) : n === 'none' ? give() : give(undefined);
		},
	},
	{
		...texts('sorting'),
		outputs: ['Taken', 'Waiting'],
		async execute(itemIndex) {
			const { n } = this.getInputData()[itemIndex]?.json ?? {};
			if (n === 'fail') return failed(PROBLEM);
			return give('Waiting', 'Taken', undefined, 'Unknown');
		},
	},
	{
		...texts('together'),
		outputs: ['Taken', 'Waiting'],
		async executeAll() {
			const items = this.getInputData();
			worked.push(items.length);
			if (items[0]?.json.n === 'throw') throw new Error('thrown');
			return items.map(({ json }) => {
				if (json.n === 'fail') return failed(PROBLEM);
				return give(json.n === 'wait' ? 'Waiting' : 'Taken');
			});
		},
	},
];
const resources: Resource[] = [
	{ name: 'Thing', value: 'thing', operations, defaultOperation: 'each' },
];

const run = async (
	operation: string,
	inputs: Array<string | number>,
	options: Partial<ExecuteHostOptions> = {},
	resource = 'thing',
): Promise<INodeExecutionData[][]> => {
	const parameters: INodeParameters = { resource, operation };
	const host = new ExecuteHost({
		nodeType: {
			description: {
				displayName: 'Thing',
				name: 'thing',
				group: [],
				version: 1,
				description: '',
				defaults: {},
				inputs: [NodeConnectionTypes.Main],
				outputs: [NodeConnectionTypes.Main],
				properties: propertiesOf(resources, 'thing'),
			},
			async execute(this: IExecuteFunctions) {
				return await runOperation.call(this, resources);
			},
		},
		credentialType: { properties: [] },
		credentials: {},
		parameters,
		...options,
	});
	return await host.run(...inputs.map((n) => ({ n })));
};
const errorOf = async (...of: Parameters<typeof run>) =>
	await run(...of).then(
		() => undefined,
		(error: NodeOperationError) => error,
	);
const goOn = { onError: 'continueRegularOutput' } as const;

/** Of each output, what its items say and the input item they come of. */
const told = (outputs: INodeExecutionData[][]) =>
	outputs.map((items) =>
		items.map(({ json, pairedItem }) => [
			json.error ?? json.to,
			(pairedItem as { item: number }).item,
		]),
	);

describe('an operation on one item after the other', () => {
	it('pairs whatever it gives with the input item', async () => {
		expect(told(await run('each', [0, 'two', 'none', 3]))).toEqual([
			[
				[null, 0],
				[null, 1],
				[null, 1],
				[null, 3],
			],
		]);
	});

	it.each(['fail', 'throw', 'text', 'api'])('stops at the first trouble (%s)', async (n) => {
		const error = await errorOf('each', [0, n, 2]);
		expect(error?.context.itemIndex).toBe(1);
		expect(worked).toEqual([0, n]);
	});

	it('goes on where the user wants it', async () => {
		const given = await run('each', ['fail', 1, 'throw', 'text', 'api'], goOn);
		expect(told(given)).toEqual([
			[
				['It went wrong', 0],
				[null, 1],
				['thrown', 2],
				['a text', 3],
				['of n8n', 4],
			],
		]);
	});

	it('keeps an error of n8n’s own as it is', async () => {
		expect(await errorOf('each', ['api'])).toBeInstanceOf(NodeApiError);
		expect(await errorOf('each', ['throw'])).toBeInstanceOf(NodeOperationError);
	});
});

describe('an operation with two outputs', () => {
	it('puts each item where it belongs, and the rest first', async () => {
		expect(told(await run('sorting', [0, 1]))).toEqual([
			[
				['Taken', 0],
				[null, 0],
				['Unknown', 0],
				['Taken', 1],
				[null, 1],
				['Unknown', 1],
			],
			[
				['Waiting', 0],
				['Waiting', 1],
			],
		]);
	});

	it('puts what went wrong first, where n8n looks for it', async () => {
		expect(told(await run('sorting', ['fail'], goOn))).toEqual([[['It went wrong', 0]], []]);
	});

	it('hands an AI agent everything in the only output that it sees', async () => {
		expect(told(await run('sorting', [0], { isTool: true }))).toEqual([
			[
				['Waiting', 0],
				['Taken', 0],
				[null, 0],
				['Unknown', 0],
			],
		]);
	});
});

describe('an operation on all items', () => {
	it('is called once, and what it gives is paired with each item', async () => {
		expect(told(await run('together', [0, 'wait', 2]))).toEqual([
			[
				['Taken', 0],
				['Taken', 2],
			],
			[['Waiting', 1]],
		]);
		expect(worked).toEqual([3]);
	});

	it('stops at the item that it could not work on, or goes on', async () => {
		expect((await errorOf('together', [0, 'fail']))?.context.itemIndex).toBe(1);
		expect(told(await run('together', [0, 'fail', 'wait'], goOn))).toEqual([
			[
				['Taken', 0],
				['It went wrong', 1],
			],
			[['Waiting', 2]],
		]);
	});

	it('that throws fails for every item', async () => {
		expect((await errorOf('together', ['throw', 1]))?.message).toBe('thrown');
		expect(told(await run('together', ['throw', 1], goOn))).toEqual([
			[
				['thrown', 0],
				['thrown', 1],
			],
			[],
		]);
	});
});

it.each([
	['thing', 'unknown'],
	['unknown', 'each'],
	['thing', '__CUSTOM_API_CALL__'],
])('what the node does not know (%s, %s) is said', async (resource, operation) => {
	const error = await errorOf(operation, [0], {}, resource);
	expect(error?.message).toBe('The node does not have what is chosen under Resource and Operation');
	expect(error?.description).toMatch(/choose both anew/);
});

describe('a problem as n8n shows it', () => {
	const node = { id: '1', name: 'N', type: 't', typeVersion: 1, position: [0, 0], parameters: {} };
	const shown = (problem: Partial<Problem>) =>
		toNodeError(node as Parameters<typeof toNodeError>[0], { ...PROBLEM, ...problem }, 7);

	it.each<[Partial<Problem>, object]>([
		[{}, { name: 'NodeOperationError' }],
		[
			{ kind: 'busy', status: 429 },
			{ name: 'NodeApiError', httpCode: '429' },
		],
		[
			{ kind: 'permission', status: 403 },
			{ name: 'NodeApiError', httpCode: '403' },
		],
		[{ kind: 'unreachable' }, { name: 'NodeApiError', httpCode: null }],
		[{ message: 'A (ECONNREFUSED)' }, { message: 'A (ECONNREFUSED)' }],
		[{ kind: 'unreachable', message: 'A (ETIMEDOUT)' }, { message: 'A (ETIMEDOUT)' }],
		[{ status: 404, message: 'Not there' }, { message: 'Not there' }],
	])('%j is %j', (problem, error) => {
		expect(shown(problem)).toMatchObject({
			message: PROBLEM.message,
			description: PROBLEM.advice,
			context: { itemIndex: 7 },
			...error,
		});
	});
});
