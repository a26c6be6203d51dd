import { median } from '../../figures.mjs';
import { courseOf, salesIqCompetitor, webhookCompetitor } from '../competitors.mts';
import { engine } from '../engines.mts';
import { load } from '../load.mts';
import { startMeasured } from '../measuredN8n.mts';
import { salesIqDeliveries, WANTED } from '../supply.mts';
import { ms, printTable } from '../table.mts';
import type { Section } from '../types.mts';

/** How many deliveries of a size in each round; fewer of what n8n takes long to store. */
const SIZES = [
	{ title: '1 kB', bytes: 1_000, count: 50 },
	{ title: '100 kB', bytes: 100_000, count: 30 },
	{ title: '1 MB', bytes: 1_000_000, count: 15 },
	{ title: '10 MB', bytes: 10_000_000, count: 5 },
];
const ROUNDS = 3;
const SHORT_COUNT = 2;

/** The time to answer by the size of the body, beside n8n's Webhook node with the same bodies; one caller. */
export const bodies: Section = async (place) => {
	const measured = await startMeasured(place, engine('lazy'));
	const rows: string[][] = [];
	try {
		for (const { title, bytes, count: fullCount } of SIZES) {
			const count = place.isShort ? SHORT_COUNT : fullCount;
			const rounds = place.isShort ? 1 : ROUNDS;
			// One more round, in which n8n warms up.
			const accepted = salesIqDeliveries((rounds + 1) * count, { bytes, text: TEXT });
			const competitors = [
				await salesIqCompetitor(measured, { accepted }),
				await webhookCompetitor(measured, accepted),
			];
			const times = competitors.map((): number[] => []);
			for (let round = 0; round <= rounds; round++) {
				for (const [at, competitor] of competitors.entries()) {
					const course = courseOf(competitor, 'accepted');
					const one = await load(competitor, course, measured.executions, { count }, 1);
					if (round > 0) times[at]?.push(...one.timesMs);
				}
			}
			const [ours = NaN, theirs = NaN] = times.map(median);
			rows.push([title, ms(ours), ms(theirs), (ours / theirs).toFixed(2)]);
			for (const { workflowId } of competitors) await measured.n8n.api.deactivate(workflowId);
		}
	} finally {
		await measured.stop();
	}
	printTable(['Body', 'Zoho SalesIQ Trigger, p50', 'Webhook node, p50', 'ratio'], rows);
	return true;
};

/** Short enough for the smallest body. */
const TEXT = `A ${WANTED.salesIq}`;
