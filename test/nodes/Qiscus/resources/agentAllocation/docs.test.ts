import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import { asked, AYU, type Desk, openDesk } from './desk';

const PAGE = readFileSync(join(__dirname, '../../../../../docs/qiscus.md'), 'utf8');
const SECTION = PAGE.split('\n## Agent Allocation\n')[1]?.split('\n## ')[0] ?? '';
const rows = [...SECTION.matchAll(/^\| `(\w+)` +\| ([\w ,]+?) +\| (.*?) +\|$/gm)].map(
	([, field, names = '']) => ({ field, names: names.split(', ') }),
);

let desk: Desk;
beforeEach(async () => {
	desk = await openDesk();
});
afterEach(async () => await desk.vendor.close());

/** Each, so that it succeeds. */
const OPERATIONS: Array<[string, INodeParameters]> = [
	['Get Available Agents', asked('getAvailableAgents')],
	['Get Waiting Count', asked('getWaitingCount')],
	['Hand Over to Agent', asked('handOverToAgent', { agent: AYU, replaceLatestAgent: true })],
	['Hand Over to Bot', asked('handOverToBot')],
	['Remove Agent', asked('removeAgent', { agent: AYU })],
];

it.each(OPERATIONS)('the docs have each field that %s gives', async (name, parameters) => {
	await desk.node.run(asked('handOverToAgent', { roomId: desk.roomId, agent: AYU }));
	const [item] = await desk.node.run(parameters, {}, [{ room: { id: desk.roomId } }]);
	expect(rows.filter(({ names }) => names.includes(name)).map(({ field }) => field)).toEqual(
		Object.keys(item?.json ?? {}),
	);
});
