import type { Workflow } from '../../sandbox/n8n/api.ts';
import { type Execution, itemsOf } from '../../sandbox/n8n/executions.ts';
import type { Queue, Worker } from '../../sandbox/queue/startQueue.ts';
import type { Qiscus } from '../../sandbox/vendors/qiscus/index.ts';
import { createCredential, startVendor, TRIGGER, triggerWorkflow } from '../e2e/support/qiscus';
import { begunBy, startQueueForTests } from '../e2e/support/queue';
import { executionsAfterAWhile } from '../e2e/support/workflows';

jest.setTimeout(240_000);

let queue: Queue;
let vendor: Qiscus;
let workflow: Workflow;
/** The rooms of all events so far. */
const rooms: string[] = [];

beforeAll(async () => {
	queue = await startQueueForTests({ workers: 2 });
	vendor = await startVendor();
	const credential = await createCredential(queue.api, vendor);
	workflow = await queue.api.createWorkflow(
		triggerWorkflow(credential, { events: ['agentAllocation'] }),
	);
	await queue.api.activateAndWait(workflow.id);
});
afterAll(async () => {
	await queue?.stop();
	await vendor?.close();
});

/** Has the vendor tell of new rooms at the same time, and gives all executions there are then. */
async function tellOf(count: number): Promise<Execution[]> {
	const told = await Promise.all(
		Array.from({ length: count }, async () => await vendor.emit('agentAllocation')),
	);
	for (const { roomId = '', delivery } of told) {
		expect(delivery).toMatchObject({ status: 200, answerBody: '{"status":"accepted"}' });
		rooms.push(roomId);
	}
	const executions = await queue.api.waitForExecutions(workflow.id, rooms.length, 30_000);
	expect(await executionsAfterAWhile(queue.api, workflow)).toBe(rooms.length);
	return executions;
}

/** Each room has one execution, which succeeded, was begun once, and by a worker. */
function expectOneForEachRoom(executions: Execution[]): void {
	expect(executions.filter(({ status }) => status !== 'success')).toEqual([]);
	const items = executions.map((execution) => itemsOf(execution, TRIGGER)[0]?.json);
	const told = items.map((item) => (item?.room as { id: string } | undefined)?.id);
	expect(told.sort()).toEqual([...rooms].sort());
	const ids = executions.map(({ id }) => id);
	expect(queue.workers.flatMap(begunBy).sort()).toEqual(ids.sort());
}

it('each delivery becomes one execution, and every worker takes some', async () => {
	expectOneForEachRoom(await tellOf(20));
	for (const worker of queue.workers) expect(begunBy(worker)).not.toEqual([]);
});

it('goes on when a worker is killed, and with the one that takes its place', async () => {
	const [killed, left] = queue.workers as [Worker, Worker];
	await killed.kill();
	expect(killed.hasEnded()).toBe(true);
	const before = [begunBy(killed), begunBy(left)].map(({ length }) => length);
	expectOneForEachRoom(await tellOf(10));
	const after = [begunBy(killed), begunBy(left)].map(({ length }) => length);
	expect(after).toEqual([before[0], (before[1] ?? 0) + 10]);

	const further = await queue.startWorker();
	expectOneForEachRoom(await tellOf(20));
	expect(begunBy(further)).not.toEqual([]);
});
