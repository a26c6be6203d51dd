import type { N8nApi } from '../../../sandbox/n8n/api.ts';
import type { Queue, Worker } from '../../../sandbox/queue/startQueue.ts';

/** Runs that only leave a mark are over by then. */
const OLD_MS = 1_500;

/** Finds the worker that decides for a workflow. */
export interface HolderFinder {
	/** Whose execution of the workflow has run for long; undefined where nobody has one. */
	find(workflowId: string): Promise<Worker | undefined>;
}

/** Has to be asked now and then: how old an execution is, it sees from when it was first asked. */
export function holderFinder({ api, workers }: Pick<Queue, 'api' | 'workers'>): HolderFinder {
	const seenMs = new Map<string, number>();
	const workflowIds = new Map<string, string | undefined>();

	function isOld(id: string): boolean {
		const firstMs = seenMs.get(id) ?? Date.now();
		seenMs.set(id, firstMs);
		return Date.now() - firstMs >= OLD_MS;
	}

	async function workflowIdOf(id: string): Promise<string | undefined> {
		const workflowId = workflowIds.get(id) ?? (await readWorkflowId(api, id));
		workflowIds.set(id, workflowId);
		return workflowId;
	}

	return {
		async find(workflowId) {
			const living = workers.filter((worker) => !worker.hasEnded());
			const running = living.flatMap((worker) => runningOn(worker).map((id) => ({ worker, id })));
			for (const { worker, id } of running.filter((one) => isOld(one.id))) {
				if ((await workflowIdOf(id)) === workflowId) return worker;
			}
			return undefined;
		},
	};
}

/** @returns undefined while n8n cannot show the execution */
async function readWorkflowId(api: N8nApi, id: string): Promise<string | undefined> {
	return await api.getExecution(id).then(
		({ workflowId }) => workflowId,
		() => undefined,
	);
}

/** The ids of the executions that a worker has begun and not ended, in this order. */
function runningOn(worker: Worker): string[] {
	const running = new Set<string>();
	const lines = worker.logText().matchAll(/Worker (started|finished) execution (\d+) \(job/g);
	for (const [, what, id = ''] of lines) {
		if (what === 'started') running.add(id);
		else running.delete(id);
	}
	return [...running];
}
