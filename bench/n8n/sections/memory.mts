import { setTimeout as sleep } from 'node:timers/promises';

import { course, qiscusCompetitor, salesIqCompetitor } from '../competitors.mts';
import { engine } from '../engines.mts';
import type { Executions } from '../executions.mts';
import { load } from '../load.mts';
import { inspect, INSPECTED, startMeasured } from '../measuredN8n.mts';
import { makeSupply, type Supply } from '../supply.mts';
import { printTable, tell, whole } from '../table.mts';
import type { Competitor, Section } from '../types.mts';

/** Of 5,000 deliveries to one trigger: how many of each kind. */
const MIX = { accepted: 200, repeated: 1_200, filtered: 2_400, forged: 1_200 };
const BLOCKS = 10;
const SHORT_MIX = { accepted: 20, repeated: 40, filtered: 40, forged: 20 };
const SHORT_BLOCKS = 2;
const SETTLE_MS = 20_000;

type Mix = typeof MIX;

/** n8n's memory while 100,000 deliveries come, half of them to each trigger. */
export const memory: Section = async (place) => {
	const [mix, blocks] = place.isShort ? [SHORT_MIX, SHORT_BLOCKS] : [MIX, BLOCKS];
	const supply = makeSupply(place.isShort);
	const measured = await startMeasured(place, engine('lazy'), INSPECTED);
	const inspector = await inspect(measured.n8n);
	const rows: string[][] = [];
	const note = async (deliveries: string): Promise<void> => {
		const { rssMb, heapMb } = await inspector.memory();
		rows.push([deliveries, whole(rssMb, ' MB'), whole(heapMb, ' MB')]);
		tell(`${deliveries}: ${rows.at(-1)?.[1]}`);
	};
	try {
		const triggers: ReadonlyArray<readonly [Competitor, Supply[keyof Supply]]> = [
			[await salesIqCompetitor(measured, supply.salesIq), supply.salesIq],
			[await qiscusCompetitor(measured, supply.qiscus), supply.qiscus],
		];
		await note('0');
		const perBlock = triggers.length * Object.values(mix).reduce((sum, one) => sum + one, 0);
		for (let block = 0; block < blocks; block++) {
			for (const [trigger, pools] of triggers) {
				await deliverBlock(trigger, pools, measured.executions, mix, block);
			}
			await note(whole((block + 1) * perBlock));
		}
		const settleMs = place.isShort ? 0 : SETTLE_MS;
		await sleep(settleMs);
		await note(`and ${settleMs / 1_000} s later`);
	} finally {
		inspector.close();
		await measured.stop();
	}
	printTable(['Deliveries', 'n8n’s memory (RSS)', 'of it, live objects'], rows);
	return true;
};

async function deliverBlock(
	trigger: Competitor,
	{ accepted, filtered, forged }: Supply[keyof Supply],
	executions: Executions,
	mix: Mix,
	block: number,
): Promise<void> {
	const fresh = accepted.slice(block * mix.accepted, (block + 1) * mix.accepted);
	const steps = [
		{ course: course(fresh, 200, true), count: mix.accepted },
		{ course: course(fresh, 200, false), count: mix.repeated },
		{ course: course(filtered, 200, false), count: mix.filtered },
		{ course: course(forged, 401, false), count: mix.forged },
	];
	for (const step of steps) {
		await load(trigger, step.course, executions, { count: step.count });
	}
}
