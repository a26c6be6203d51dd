import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Executions } from './executions.mts';
import type { Competitor, Course, Delivery } from './types.mts';

export const CALLERS = 10;
/** What n8n stores a moment after the answer, of deliveries that must not start anything. */
const QUIET_MS = 50;

/** What came of deliveries that were made one after the other by each of several callers. */
export interface Load {
	/** Per second, until the last answer. */
	answered: number;
	/** Executions per second, until the last one has ended; undefined where none starts. */
	finished: number | undefined;
	/** From the call to the end of its answer. */
	timesMs: number[];
}

/** When to stop: after so many deliveries, or after a time. */
export type Extent = { count: number } | { seconds: number };

/**
 * Calls a competitor's webhook and waits until all executions have ended.
 *
 * @param callers how many call at once
 * @returns rejects where an answer or the number of executions is not as it should be
 */
export async function load(
	{ name, url, workflowId }: Competitor,
	{ deliveries, status, startsExecution }: Course,
	executions: Executions,
	extent: Extent,
	callers = CALLERS,
): Promise<Load> {
	const agent = new Agent({ keepAlive: true, maxSockets: callers });
	const before = executions.finished(workflowId).count;
	const startMs = Date.now();
	const timesMs: number[] = [];
	let sent = 0;
	const isOver = (): boolean =>
		'count' in extent ? sent >= extent.count : Date.now() - startMs >= 1_000 * extent.seconds;
	const call = async (): Promise<void> => {
		while (!isOver()) {
			sent++;
			const beginMs = performance.now();
			const answer = await deliver(agent, url, deliveries.next().value);
			timesMs.push(performance.now() - beginMs);
			if (answer.status === status) continue;
			throw new Error(`${name} answered ${answer.status} instead of ${status}: ${answer.text}`);
		}
	};
	try {
		await Promise.all(Array.from({ length: callers }, call));
	} finally {
		agent.destroy();
	}
	const answeredMs = Date.now() - startMs;
	const answered = (1_000 * sent) / answeredMs;
	if (!startsExecution) await sleep(QUIET_MS);
	const expected = before + (startsExecution ? sent : 0);
	const { count, lastMs } = await executions.waitFor(workflowId, expected);
	if (count > expected) throw new Error(`${name} has ${count - expected} executions too many`);
	const finished = startsExecution ? (1_000 * sent) / (lastMs - startMs) : undefined;
	return { answered, finished, timesMs };
}

function deliver(
	agent: Agent,
	url: string,
	{ query, headers, rawBody }: Delivery,
): Promise<{ status: number | undefined; text: string }> {
	return new Promise((resolve, reject) => {
		const more = { ...headers, 'content-length': rawBody.length };
		const call = request(`${url}${query}`, { agent, method: 'POST', headers: more }, (answer) => {
			let text = '';
			answer.setEncoding('utf8');
			answer.on('data', (part: string) => (text += part));
			answer.on('error', reject);
			answer.on('end', () => resolve({ status: answer.statusCode, text }));
		});
		call.on('error', reject);
		call.end(rawBody);
	});
}
