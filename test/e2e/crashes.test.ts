import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type N8n, startN8n } from '../../sandbox/n8n/startN8n.ts';
import { waitFor } from '../../sandbox/n8n/waiting.ts';
import { qiscusScene, salesIqScene, type Scene } from './support/crashScenes';
import { OWNER, sharedN8n } from './support/sharedN8n';

jest.setTimeout(240_000);

const PATIENCE_MS = 60_000;

/** What n8n is at when it is killed: a call of publishing or of unpublishing, or listening for a test event. */
interface Case {
	vendor: 'Qiscus' | 'Zoho SalesIQ';
	at: 'listening' | 'publishing' | 'unpublishing';
	/** The number of the call that gets no answer. */
	call: number;
}

const callsOf = (vendor: Case['vendor'], at: Case['at'], count: number): Case[] =>
	Array.from({ length: count }, (_, call) => ({ vendor, at, call }));

const CASES: Case[] = [
	// Looks at the slots, looks once more, writes ours, reads it back.
	...callsOf('Qiscus', 'publishing', 4),
	// Looks at the slots, writes the earlier URL.
	...callsOf('Qiscus', 'unpublishing', 2),
	...callsOf('Qiscus', 'listening', 1),
	// Lists the webhooks, lists once more, creates one, reads it, makes a readable key, removes the other.
	...callsOf('Zoho SalesIQ', 'publishing', 6),
	// Lists the webhooks, removes ours.
	...callsOf('Zoho SalesIQ', 'unpublishing', 2),
	...callsOf('Zoho SalesIQ', 'listening', 1),
];

let folder: string;
let n8n: N8n;
const scenes = new Map<Case, Scene>();

/** One n8n, killed once while it waits for all these answers, each from another vendor. */
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-crashes-'));
	const { host, tarball } = sharedN8n();
	n8n = await startN8n({
		host,
		tarball,
		dataFolder: folder,
		env: {
			// n8n takes up a publication that a dead process has begun after two minutes otherwise.
			N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '30',
			N8N_WORKFLOW_PUBLICATION_CONCURRENCY: String(CASES.length),
		},
	});
	await n8n.api.signIn(OWNER);
	for (const one of CASES) {
		scenes.set(one, await (one.vendor === 'Qiscus' ? qiscusScene : salesIqScene)(n8n.api));
	}
	for (const one of CASES.filter(({ at }) => at === 'unpublishing')) {
		await n8n.api.activateAndWait(sceneOf(one).workflow.id);
	}
	await Promise.all(CASES.map(bringUpTo));
	await n8n.kill();
	n8n = await n8n.restart();
	await n8n.api.signIn(OWNER);
});
afterAll(async () => {
	await n8n?.stop();
	await Promise.all([...scenes.values()].map(async (scene) => await scene.close()));
	rmSync(folder, { recursive: true, force: true });
});

function sceneOf(one: Case): Scene {
	const scene = scenes.get(one);
	if (scene === undefined) throw new Error('There is no such scene');
	return scene;
}

/** Leaves n8n waiting for the answer to a call, or listening. */
async function bringUpTo(one: Case): Promise<void> {
	const scene = sceneOf(one);
	const { id } = scene.workflow;
	if (one.at === 'listening') {
		await n8n.api.runTestListen(id, scene.trigger);
		return;
	}
	const seen = scene.calls();
	scene.failNext({ skip: one.call }, 'hang');
	const begin = one.at === 'publishing' ? n8n.api.activate(id) : n8n.api.deactivate(id);
	begin.catch(() => undefined);
	await waitFor(
		async () => (scene.calls() > seen + one.call ? true : undefined),
		PATIENCE_MS,
		() => new Error(`Call ${one.call} of ${one.at} at ${one.vendor} did not come`),
	);
}

it.each(CASES)('$vendor: killed at call $call of $at, the next publishing goes on', async (one) => {
	const scene = sceneOf(one);
	const { id } = scene.workflow;
	if (one.at === 'listening') {
		expect(scene.registered()).toEqual([expect.stringContaining('/webhook-test/')]);
		await n8n.api.runTestListen(id, scene.trigger);
		await n8n.api.stopTestListen(id);
		await waitFor(
			async () => (scene.isAsBefore() ? true : undefined),
			PATIENCE_MS,
			() => new Error('The next listening did not give back what was there'),
		);
	}
	await n8n.api.deactivate(id);
	await n8n.api.activateAndWait(id);
	expect(scene.registered()).toEqual([expect.stringContaining(`${n8n.url}/webhook/`)]);
	expect(await scene.isDelivered()).toBe(true);
	await n8n.api.deactivate(id);
	expect(scene.isAsBefore()).toBe(true);
});
