import { setTimeout as sleep } from 'node:timers/promises';

import type { N8nApi, Workflow } from '../../../sandbox/n8n/api.ts';
import { startN8n } from '../../../sandbox/n8n/startN8n.ts';
import { waitFor } from '../../../sandbox/n8n/waiting.ts';
import { median, percentile } from '../../figures.mjs';
import { course } from '../competitors.mts';
import { engine } from '../engines.mts';
import { load } from '../load.mts';
import { inspect, INSPECTED, type MeasuredN8n, signIn, startMeasured } from '../measuredN8n.mts';
import { makeSupply, type Supply } from '../supply.mts';
import { ms, printTable, tell, whole } from '../table.mts';
import type { Competitor, Section } from '../types.mts';
import { rowOf, salesIqTrigger, urlOf } from '../workflows.mts';

const FULL = { counts: [10, 100, 1_000], seconds: 5, rounds: 3 };
const SHORT = { counts: [1, 3], seconds: 0.3, rounds: 1 };
const SETTLE_MS = 5_000;
const PATIENCE_MS = 300_000;

/** What more published workflows with the trigger cost one of them, and n8n. */
export const workflows: Section = async (place) => {
	const { counts, seconds, rounds } = place.isShort ? SHORT : FULL;
	const supply = makeSupply(place.isShort);
	const measured = await startMeasured(place, engine('lazy'), INSPECTED);
	const rows: string[][] = [];
	try {
		const published: Workflow[] = [];
		for (const count of counts) {
			const startMs = Date.now();
			await publishUpTo(count, measured, published);
			const publishedMs = Date.now() - startMs;
			const restartMs = await restart(measured, published);
			const speed = await measure(measured, published, supply, { seconds, rounds });
			await sleep(place.isShort ? 0 : SETTLE_MS);
			const inspector = await inspect(measured.n8n);
			const { rssMb } = await inspector.memory();
			inspector.close();
			rows.push([
				whole(count),
				`${(publishedMs / 1_000).toFixed(1)} s`,
				`${(restartMs / 1_000).toFixed(1)} s`,
				whole(speed.perSecond),
				ms(speed.p50),
				ms(speed.p99),
				whole(rssMb, ' MB'),
			]);
			tell(`${count} workflows: done`);
		}
	} finally {
		await measured.stop();
	}
	printTable(
		[
			'Published workflows',
			'to publish the new ones',
			'webhooks answer after a start',
			'accepted/s of one',
			'p50',
			'p99',
			'n8n’s memory',
		],
		rows,
	);
	return true;
};

async function publishUpTo(
	count: number,
	{ n8n }: MeasuredN8n,
	published: Workflow[],
): Promise<void> {
	const added: Workflow[] = [];
	while (published.length + added.length < count) {
		const name = `Workflow ${published.length + added.length + 1}`;
		const workflow = await n8n.api.createWorkflow(rowOf(name, salesIqTrigger()));
		await n8n.api.activate(workflow.id);
		added.push(workflow);
	}
	for (const { id } of added) await settled(n8n.api, id);
	published.push(...added);
}

/** n8n registers webhooks in the background. */
async function settled(api: N8nApi, id: string): Promise<void> {
	await waitFor(
		async () => ((await api.publicationStatus(id)).status === 'published' ? true : undefined),
		PATIENCE_MS,
		() => new Error(`Workflow ${id} is not published`),
	);
}

/** @returns from n8n's start until the webhooks of the first and of the last workflow answer */
async function restart(measured: MeasuredN8n, published: readonly Workflow[]): Promise<number> {
	const { n8n, options } = measured;
	await n8n.stop();
	const startMs = Date.now();
	const starting = startN8n({ ...options, tarball: undefined, port: n8n.port });
	const urls = [published[0], published.at(-1)].flatMap((one) =>
		one === undefined ? [] : [urlOf(n8n.url, one)],
	);
	const answering = Promise.all(urls.map(async (url) => await answers(url)));
	measured.n8n = await starting;
	await answering;
	const tookMs = Date.now() - startMs;
	await signIn(measured.n8n);
	return tookMs;
}

async function answers(url: string): Promise<void> {
	await waitFor(
		async () =>
			await fetch(url, { method: 'HEAD' }).then(
				({ status }) => (status === 200 ? true : undefined),
				() => undefined,
			),
		PATIENCE_MS,
		() => new Error(`${url} does not answer`),
	);
}

async function measure(
	{ n8n, executions }: MeasuredN8n,
	[workflow]: readonly Workflow[],
	{ salesIq }: Supply,
	{ seconds, rounds }: { seconds: number; rounds: number },
): Promise<{ perSecond: number; p50: number; p99: number }> {
	if (workflow === undefined) throw new Error('No workflow is published');
	const competitor: Competitor = {
		name: workflow.name,
		workflowId: workflow.id,
		url: urlOf(n8n.url, workflow),
		courses: {},
	};
	// n8n has just started and remembers nothing: all are new again.
	const accepted = course(salesIq.accepted, 200, true);
	await load(competitor, accepted, executions, { seconds });
	const loads = [];
	for (let at = 0; at < rounds; at++) {
		loads.push(await load(competitor, accepted, executions, { seconds }));
	}
	const times = loads.flatMap(({ timesMs }) => timesMs);
	return {
		perSecond: median(loads.map(({ finished }) => finished ?? NaN)),
		p50: median(times),
		p99: percentile(times, 0.99),
	};
}
