import type { N8nApi, Workflow } from '../../sandbox/n8n/api.ts';
import { type Execution, itemsOf } from '../../sandbox/n8n/executions.ts';
import type { JsonObject } from '../../sandbox/n8n/json.ts';
import { allocationWorkflow, ASSIGNED, WAITING } from './support/allocation';
import { AGENTS, CAP, type Desk, openDesk, PLACES } from './support/desk';
import { createCredential, leaks } from './support/qiscus';
import { signedIn } from './support/sharedN8n';

const MINUTE_MS = 60_000;
jest.setTimeout(9 * MINUTE_MS);

const SEED = 20_251;
const CUSTOMERS = 300;
const EVERY_S = 30;
/** Long enough for the schedule to start a run of its own. */
const QUIET_MS = (EVERY_S + 5) * 1_000;
/**
 * Nobody may stand by for longer while somebody waits. Counts are 8 s late at most, and are looked at every
 * 8 s; waiting for them to be shown, whatever is resolved meanwhile, takes 20 s.
 */
const MAX_IDLE_MS = 20_000;

let api: N8nApi;
let desk: Desk;
let workflow: Workflow;

beforeAll(async () => {
	api = await signedIn();
	desk = await openDesk(SEED);
	workflow = await api.createWorkflow(
		allocationWorkflow(await createCredential(api, desk.vendor), {
			cap: CAP,
			everyS: EVERY_S,
			// Each request that comes twice starts two runs: the node is tested, not the trigger.
			trigger: { options: { repeatWindow: 0 } },
		}),
	);
	await api.activateAndWait(workflow.id);
});
afterAll(async () => {
	expect(await leaks(api, desk.vendor, [workflow])).toEqual([]);
	await api.deleteWorkflow(workflow.id);
	await desk.vendor.close();
});

/** All that have ended, the oldest first; none has failed. */
async function executions(): Promise<Execution[]> {
	const found = await api.waitForExecutions(workflow.id, 1);
	const failed = found.filter(({ status }) => status !== 'success');
	expect(failed.map(({ error }) => error)).toEqual([]);
	return found;
}

function jsonOf(execution: Execution, name: string): JsonObject[] {
	return itemsOf(execution, name).map(({ json }) => json);
}

/** The rooms that came out as assigned, in all executions. */
function assignedRooms(found: Execution[]): string[] {
	return found
		.flatMap((execution) => jsonOf(execution, ASSIGNED))
		.filter(({ outcome }) => outcome === 'assigned')
		.map(({ room }) => (room as { id: string }).id);
}

/** The rooms that somebody got, as the vendor has it. */
function servedRooms(): string[] {
	return desk.vendor
		.rooms()
		.filter(({ assignedTimes }) => assignedTimes > 0)
		.map(({ id }) => id);
}

const perRoom = ({ calls, assigned }: { calls: number; assigned: number }) =>
	(calls / assigned).toFixed(2);
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

it('gives away each place once, however many customers write at the same time', async () => {
	await desk.burst(CUSTOMERS);
	await desk.untilAssigned(PLACES, 4 * MINUTE_MS);
	const { lastAssignedMs, ...soon } = desk.verdict();
	await desk.untilQuiet(QUIET_MS);
	expect(desk.verdict()).toMatchObject({
		assigned: PLACES,
		twice: [],
		highestLoad: CAP,
		waiting: CUSTOMERS - PLACES,
	});

	const found = await executions();
	expect(assignedRooms(found).sort()).toEqual(servedRooms().sort());
	const lastWaiting = found
		.map((execution) => jsonOf(execution, WAITING))
		.filter(({ length }) => length > 0)
		.at(-1);
	expect(lastWaiting).toHaveLength(CUSTOMERS - PLACES);
	for (const item of lastWaiting ?? []) {
		expect(item).toMatchObject({
			outcome: 'waiting',
			agent: null,
			reason: expect.stringMatching(/^Everybody who is online \(\d+ agents\) is at the cap$/),
			waitingReason: 'everybodyAtCap',
			waitingMs: expect.any(Number),
		});
		const candidates = item.candidates as JsonObject[];
		expect(candidates.length).toBeGreaterThanOrEqual(AGENTS / 2);
		const free = candidates.filter(({ obstacle }) => obstacle === null);
		expect(free).toEqual([]);
	}
	console.log(
		`${CUSTOMERS} customers at once, ${found.length} executions: ${PLACES} assigned in ${seconds(lastAssignedMs)}, ${perRoom(soon)} calls for each`,
	);
});

it('serves all of them as places become free, the oldest first', async () => {
	const { overtakings, idleMs, idleAgentMs } = await desk.live(5 * MINUTE_MS);
	const verdict = desk.verdict();
	expect(verdict).toMatchObject({ assigned: CUSTOMERS, twice: [], highestLoad: CAP, waiting: 0 });
	expect(overtakings).toEqual([]);
	expect(idleMs).toBeLessThan(MAX_IDLE_MS);
	// Until the last run has said what it did.
	await desk.untilQuiet(QUIET_MS);
	const found = await executions();
	expect(assignedRooms(found).sort()).toEqual(servedRooms().sort());
	console.log(
		`All ${verdict.assigned} served in ${seconds(verdict.lastAssignedMs)}, ${perRoom(verdict)} calls for each, ${found.length} executions; nobody got a room for ${seconds(idleMs)} at most while a place was free, a single agent for ${seconds(idleAgentMs)}`,
	);
});
