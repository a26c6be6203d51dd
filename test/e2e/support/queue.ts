import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
	type Queue,
	type QueueOptions,
	startQueue,
	type Worker,
} from '../../../sandbox/queue/startQueue.ts';
import { OWNER, sharedN8n } from './sharedN8n';

/** An n8n in queue mode with the packed package, signed in as the owner; its data go when it stops. */
export async function startQueueForTests({
	workers,
	env,
}: Pick<QueueOptions, 'workers' | 'env'>): Promise<Queue> {
	const dataFolder = mkdtempSync(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-queue-'));
	const { host, tarball } = sharedN8n();
	const queue = await startQueue({ host, tarball, dataFolder, workers, env });
	await queue.api.signIn(OWNER);
	return {
		...queue,
		async stop() {
			await queue.stop();
			rmSync(dataFolder, { recursive: true, force: true });
		},
	};
}

/** The ids of the executions that a worker has begun, in this order. */
export function begunBy(worker: Worker): string[] {
	const lines = worker.logText().matchAll(/Worker started execution (\d+) \(job \d+\)/g);
	return [...lines].map(([, id]) => id ?? '');
}
