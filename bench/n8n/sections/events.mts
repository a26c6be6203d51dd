import { EVENTS } from '../../../sandbox/vendors/zohoSalesIq/events.ts';
import { median } from '../../figures.mjs';
import { EVENT } from '../../salesIq/deliveries.mjs';
import { courseOf, salesIqCompetitor } from '../competitors.mts';
import { engine } from '../engines.mts';
import { load, type Load } from '../load.mts';
import { startMeasured } from '../measuredN8n.mts';
import { makeSupply } from '../supply.mts';
import { ms, printTable, whole } from '../table.mts';
import type { Section } from '../types.mts';

const FULL = { rounds: 5, seconds: 3 };
const SHORT = { rounds: 1, seconds: 0.3 };

/** A trigger on one event beside one on all, in turns. */
export const events: Section = async (place) => {
	const { rounds, seconds } = place.isShort ? SHORT : FULL;
	const { salesIq } = makeSupply(place.isShort);
	const measured = await startMeasured(place, engine('lazy'));
	const rows: string[][] = [];
	try {
		const triggers = [];
		for (const chosen of [[EVENT], Object.values(EVENTS).flat()]) {
			const competitor = await salesIqCompetitor(measured, salesIq, chosen);
			triggers.push({ count: chosen.length, competitor, loads: [] as Load[] });
		}
		for (let round = 0; round <= rounds; round++) {
			for (const trigger of triggers) {
				const course = courseOf(trigger.competitor, 'accepted');
				const one = await load(trigger.competitor, course, measured.executions, { seconds });
				// In the first round n8n warms up.
				if (round > 0) trigger.loads.push(one);
			}
		}
		for (const { count, loads } of triggers) {
			rows.push([
				whole(count),
				whole(median(loads.map(({ finished }) => finished ?? NaN))),
				ms(median(loads.flatMap(({ timesMs }) => timesMs))),
			]);
		}
	} finally {
		await measured.stop();
	}
	printTable(['Events under Trigger On', 'accepted/s', 'p50'], rows);
	return true;
};
