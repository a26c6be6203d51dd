import { setTimeout as sleep } from 'node:timers/promises';

import type { Workflow } from '../../sandbox/n8n/api.ts';
import type { Queue } from '../../sandbox/queue/startQueue.ts';
import { createRandom } from '../../sandbox/vendors/shared/random.ts';
import { allocationWorkflow } from '../e2e/support/allocation';
import { CAP, type Desk, openDesk, PLACES } from '../e2e/support/desk';
import { type HolderFinder, holderFinder } from '../e2e/support/holder';
import { createCredential } from '../e2e/support/qiscus';
import { startQueueForTests } from '../e2e/support/queue';

const MINUTE_MS = 60_000;
jest.setTimeout(20 * MINUTE_MS);

/** Each takes about a minute: ten are for whoever has changed who decides, and when. */
const SEED_COUNT = Number(process.env.ALLOCATION_SEEDS ?? 3);
const SEEDS = Array.from({ length: SEED_COUNT }, (_, at) => 4_000 + at);
const CUSTOMERS = 300;
const WORKERS = 3;
/** So that the loss of a holder is soon seen. */
const EVERY_S = 5;
const ASSIGN_CALL = /^\/api\/v1\/admin\/service\/assign_agent$/;
/** On a slow machine one may have been through before its worker was found. */
const LEAST_CUT = Math.floor(0.7 * SEED_COUNT);
/** Qiscus' lag of 8 s, and whoever decides once more after it. */
const QUIET_MS = 25_000;

/** One seed: its desk, its workflow, and what was done to them. */
interface Case {
	seed: number;
	desk: Desk;
	workflow: Workflow;
	/** How many rooms were assigned when the worker that decides was killed. */
	cutAt: number;
	cutMs: number;
}

let queue: Queue;
let holders: HolderFinder;
const cases: Case[] = [];

beforeAll(async () => {
	queue = await startQueueForTests({ workers: WORKERS });
	holders = holderFinder(queue);
});
afterAll(async () => {
	await queue?.stop();
	for (const { desk } of cases) await desk.vendor.close();
});

async function open(seed: number): Promise<Case> {
	const desk = await openDesk(seed);
	const credential = await createCredential(queue.api, desk.vendor);
	const workflow = await queue.api.createWorkflow(
		allocationWorkflow(credential, { cap: CAP, everyS: EVERY_S }),
	);
	await queue.api.activateAndWait(workflow.id);
	return { seed, desk, workflow, cutAt: 0, cutMs: 0 };
}

/** How often somebody tried to assign an agent; the last may have no answer yet. */
function triesOf({ vendor }: Desk): number {
	return vendor.requests.filter(({ path }) => ASSIGN_CALL.test(path)).length;
}

/**
 * Kills the worker that decides, in the middle of its assigning. Qiscus does not answer one of its
 * calls, so that it stands there until it is found.
 */
async function killHolder(one: Case, call: number): Promise<void> {
	const { desk, workflow } = one;
	const deadline = Date.now() + 2 * MINUTE_MS;
	for (;;) {
		const holder = await holders.find(workflow.id);
		if (holder !== undefined && triesOf(desk) > call) {
			await holder.kill();
			one.cutAt = desk.verdict().assigned;
			one.cutMs = Date.now();
			return;
		}
		if (Date.now() > deadline) throw new Error(`Nobody decides for seed ${one.seed}`);
		await sleep(100);
	}
}

function figuresOf({ seed, cutAt, cutMs, desk }: Case): string {
	const { assigned, highestLoad, twice } = desk.verdict();
	const lastMs = desk.vendor.assignments.at(-1)?.at ?? 0;
	return `Seed ${seed}: killed after ${cutAt} assignments; ${assigned} rooms assigned, ${twice.length} of them twice, ${highestLoad} customers for an agent at most, the last ${Math.round((lastMs - cutMs) / 1_000)} s after the kill`;
}

it('gives away each place once, though whoever decides is killed in the middle', async () => {
	const restarts: Array<Promise<unknown>> = [];
	for (const seed of SEEDS) {
		const one = await open(seed);
		cases.push(one);
		const call = 5 + Math.floor((PLACES - 20) * createRandom(seed)());
		one.desk.vendor.failNext({ path: ASSIGN_CALL, skip: call }, 'hang');
		// In case the worker is not found in time; else it is the next one that gets no answer.
		one.desk.vendor.failNext({ path: ASSIGN_CALL, skip: 1 }, 'hang');
		const delivered = one.desk.burst(CUSTOMERS);
		await killHolder(one, call);
		restarts.push(queue.startWorker());
		await delivered;
	}
	await Promise.all(restarts);
	await Promise.all(
		cases.map(async ({ desk }) => {
			await desk.untilAssigned(PLACES, 4 * MINUTE_MS);
			await desk.untilQuiet(QUIET_MS);
		}),
	);

	console.log(cases.map(figuresOf).join('\n'));
	expect(cases.filter(({ cutAt }) => cutAt < PLACES).length).toBeGreaterThanOrEqual(LEAST_CUT);
	for (const { desk } of cases) {
		expect(desk.verdict()).toMatchObject({
			assigned: PLACES,
			twice: [],
			highestLoad: CAP,
			waiting: CUSTOMERS - PLACES,
		});
	}
});
