import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import type { N8n } from '../../../../sandbox/n8n/startN8n.ts';

/** What n8n has to be started with to be watched. */
export const watchedEnv = {
	NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, 'watched.cjs'))}`,
};

/** What n8n's process tells of itself, after a garbage collection. */
export interface Measured {
	/** In bytes. */
	heapUsed: number;
	/** In bytes. */
	rss: number;
	/** In bytes, of buffers. */
	external: number;
	/** What somebody has added to the prototypes of all objects, lists, functions and texts. */
	polluted: string[];
}

const SETTLE_MS = 3_000;
const MEASURE_TRIES = 100;
const MEASURE_PAUSE_MS = 100;

/** Of a process that was started with `watchedEnv`: its id. */
export function pidOf(n8n: N8n): number {
	const [, json] = /^watched (.*)$/m.exec(n8n.logText()) ?? [];
	return (JSON.parse(json ?? '{}') as { pid: number }).pid;
}

/** Lets n8n come to rest, and asks the process for its memory. */
export async function measure(n8n: N8n, pid: number): Promise<Measured> {
	const tellings = () => [...n8n.logText().matchAll(/^measured (.*)$/gm)].map(([, json]) => json);
	await pause(SETTLE_MS);
	const known = tellings().length;
	process.kill(pid, 'SIGUSR2');
	for (let tries = 0; tellings().length === known && tries < MEASURE_TRIES; tries++) {
		await pause(MEASURE_PAUSE_MS);
	}
	return JSON.parse(tellings()[known] ?? '{}') as Measured;
}

const PROBE_PAUSE_MS = 100;

/**
 * Asks n8n every tenth of a second whether it is well, until it is told to stop.
 *
 * @returns ends the asking: the longest that an answer took in milliseconds, and how many were not 200
 */
export function startProbe(n8n: N8n): () => Promise<{ maxMs: number; failed: number }> {
	let isOver = false;
	const result = { maxMs: 0, failed: 0 };
	const asking = (async () => {
		while (!isOver) {
			const startMs = performance.now();
			const status = await fetch(`${n8n.url}/healthz`, { method: 'HEAD' }).then(
				(answer) => answer.status,
				() => 0,
			);
			result.maxMs = Math.max(result.maxMs, performance.now() - startMs);
			if (status !== 200) result.failed++;
			await pause(PROBE_PAUSE_MS);
		}
	})();
	return async () => {
		isOver = true;
		await asking;
		return result;
	};
}

async function pause(ms: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, ms));
}
