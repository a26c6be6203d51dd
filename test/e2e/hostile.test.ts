import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Workflow } from '../../sandbox/n8n/api.ts';
import { type N8n, startN8n } from '../../sandbox/n8n/startN8n.ts';
import type { Qiscus } from '../../sandbox/vendors/qiscus/index.ts';
import type { ZohoSalesIq } from '../../sandbox/vendors/zohoSalesIq/index.ts';
import { BODY_MARKER } from './support/hostile/bodies';
import { nonsense, type Target } from './support/hostile/calls';
import { flood } from './support/hostile/flood';
import { measure, pidOf, startProbe, watchedEnv } from './support/hostile/watch';
import * as qiscus from './support/qiscus';
import * as salesIq from './support/salesIq';
import { OWNER, sharedN8n } from './support/sharedN8n';
import { executionsAfterAWhile } from './support/workflows';

const DELIVERIES = Number(process.env.HOSTILE_DELIVERIES ?? 300);
const SEED = Number(process.env.HOSTILE_SEED ?? 1);
/** As many as n8n needs to have everything in its memory that it keeps there. */
const FIRST_DELIVERIES = Math.ceil(DELIVERIES / 10);
const TIMEOUT_MS = 60_000 + 300 * DELIVERIES;

const MOST_MS = { small: 1_000, big: 5_000 };
const MB = 1024 * 1024;
/** By how much n8n's memory may have grown since the first deliveries. */
const MOST_GROWTH_BYTES = { heapUsed: 25 * MB, rss: 300 * MB };
/** n8n says of each body that it cannot read that it cannot; the node has a line a minute for each reason. */
const MOST_LOG_BYTES_PER_DELIVERY = 300;
const MOST_REASONS = 5;
/** Files of forms that n8n has put there and taken away again. */
const MOST_TEMPORARY_FILES = 5;

let folder: string;
let temporaryFolder: string;
let n8n: N8n;
let pid: number;
const vendors: Array<{ close(): Promise<void> }> = [];

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-hostile-'));
	temporaryFolder = join(folder, 'tmp');
	mkdirSync(temporaryFolder);
	const { host, tarball } = sharedN8n();
	n8n = await startN8n({
		host,
		tarball,
		dataFolder: join(folder, 'data'),
		env: { ...watchedEnv, TMPDIR: temporaryFolder },
	});
	pid = pidOf(n8n);
	await n8n.api.signIn(OWNER);
});
afterAll(async () => {
	await n8n.stop();
	for (const vendor of vendors) await vendor.close();
	rmSync(folder, { recursive: true, force: true });
});

/** A published trigger that had one execution, and its vendor. */
interface Published {
	workflow: Workflow;
	target: Target;
	/** What must not stand in n8n's log. */
	secrets: string[];
	/** Lets the vendor deliver one more event, with a change to its body. @returns the answer's status */
	deliver(change?: (text: string) => string): Promise<number | null | undefined>;
}

const same = (text: string) => text;
/** An event of the vendor's is one, whatever else it holds. */
const strange = (text: string) =>
	text.replace(
		'{',
		`{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"numbers":[1e999,-0,${'9'.repeat(40)}],"lone":"\\ud800","deep":${'['.repeat(90)}${']'.repeat(90)},`,
	);

async function publishQiscus(vendor: Qiscus): Promise<Published> {
	const credential = await qiscus.createCredential(n8n.api, vendor);
	const workflow = await n8n.api.createWorkflow(
		qiscus.triggerWorkflow(credential, { events: ['botMessage'] }),
	);
	await n8n.api.activateAndWait(workflow.id);
	const { text } = await vendor.emit('botMessage', { variant: 'whatsApp' });
	const url = new URL(vendor.slots().botMessage.url ?? '');
	const query = url.search.slice(1);
	const token = url.searchParams.get('token') ?? '';
	const asked = (forged: string) => ({
		query: query.replace(`token=${token}`, forged),
		headers: [],
	});
	return {
		workflow,
		secrets: [token, vendor.app.secretKey],
		target: {
			path: url.pathname,
			known: { body: Buffer.from(text), repeated: Buffer.from(text.replace('{', '{"attempt":2,')) },
			prove: () => ({ query, headers: [] }),
			forgeries: [
				[3, (random) => asked(`token=${encodeURIComponent(nonsense(random))}`)],
				[1, () => asked('')],
				[1, () => asked(`token=${token}&token=${token}`)],
				[1, () => asked(`token[]=${token}`)],
				[1, () => asked(`token[a]=${token}`)],
				[1, () => asked(`token[length]=43&token[toString]=${token}`)],
				[1, () => asked(`Token=${token}`)],
				[1, () => asked(`token=${token.slice(1)}`)],
				[1, () => asked(`token=${token}%00`)],
				[1, () => asked(`token=${token.toLowerCase()}`)],
			],
		},
		deliver: async (change = same) =>
			(await vendor.emit('botMessage', { variant: 'whatsApp', change })).delivery?.status,
	};
}

async function publishSalesIq(vendor: ZohoSalesIq): Promise<Published> {
	const event = 'conversation.created';
	const credential = await salesIq.connect(n8n.api, vendor);
	const portal = salesIq.portal(vendor.portals[0]?.screenname ?? '');
	const workflow = await n8n.api.createWorkflow(
		salesIq.triggerWorkflow(credential, { portal, events: [event] }),
	);
	await n8n.api.activateAndWait(workflow.id);
	await vendor.emit(event);
	const { body: text = '' } = vendor.deliveries.filter(({ kind }) => kind === 'event').at(-1) ?? {};
	const { id = '', url = '' } = vendor.webhooks().at(-1) ?? {};
	const { pathname, search } = new URL(url);
	const query = search.slice(1);
	const signed = (...signatures: string[]) => ({
		query,
		headers: signatures.map((signature) => ['x-siqsignature', signature] as const),
	});
	const prove = (body: Buffer) => signed(vendor.sign(id, body));
	const known = Buffer.from(text);
	const {
		headers: [[, signature] = ['', '']],
	} = prove(known);
	return {
		workflow,
		secrets: [vendor.client.secret],
		target: {
			path: pathname,
			known: {
				body: known,
				repeated: Buffer.from(text.replace(/"attempt":"?1"?/, '"attempt":"2"')),
			},
			prove,
			forgeries: [
				[3, (random) => signed(nonsense(random))],
				[1, () => signed()],
				[1, () => signed(signature, signature)],
				[1, () => signed(signature, 'AAAA')],
				[1, () => signed(signature.slice(4))],
				[1, () => signed(`${signature} ${signature}`)],
				[
					1,
					() => ({
						query: `${query}&x-siqsignature=${encodeURIComponent(signature)}`,
						headers: [],
					}),
				],
			],
		},
		deliver: async (change = same) => (await vendor.emit(event, { change })).deliveries[0]?.status,
	};
}

const publications = {
	'Qiscus Trigger': async () => {
		const vendor = await qiscus.startVendor();
		vendors.push(vendor);
		return await publishQiscus(vendor);
	},
	'Zoho SalesIQ Trigger': async () => {
		const vendor = await salesIq.startVendor();
		vendors.push(vendor);
		return await publishSalesIq(vendor);
	},
};

describe.each(Object.entries(publications))('hostile deliveries to %s', (trigger, publish) => {
	it(
		`start nothing, and leave n8n as it was (seed ${SEED})`,
		async () => {
			const { workflow, target, secrets, deliver } = await publish();
			await n8n.api.waitForExecutions(workflow.id, 1);

			const loggedBefore = n8n.logText().length;
			const first = await flood(n8n.port, target, { seed: SEED, calls: FIRST_DELIVERIES });
			const before = await measure(n8n, pid);
			const endProbe = startProbe(n8n);
			const startMs = Date.now();
			const calls = DELIVERIES - FIRST_DELIVERIES;
			const { statuses, slowest, wrong } = await flood(n8n.port, target, { seed: SEED + 1, calls });
			const seconds = (Date.now() - startMs) / 1_000;
			const probe = await endProbe();
			const after = await measure(n8n, pid);
			const logged = n8n.logText().slice(loggedBefore);
			const figures = { statuses, slowest, probe, before, after, loggedBytes: logged.length };
			process.stdout.write(
				`${DELIVERIES} deliveries to ${trigger}, seed ${SEED}, ${seconds} s: ${JSON.stringify(figures, null, 2)}\n`,
			);

			expect([...first.wrong, ...wrong].slice(0, 10)).toEqual([]);
			expect(slowest.small.ms).toBeLessThan(MOST_MS.small);
			expect(slowest.big.ms).toBeLessThan(MOST_MS.big);
			expect(probe.failed).toBe(0);
			expect(probe.maxMs).toBeLessThan(MOST_MS.big);

			expect(after.polluted).toEqual([]);
			expect(after.heapUsed - before.heapUsed).toBeLessThan(MOST_GROWTH_BYTES.heapUsed);
			expect(after.rss - before.rss).toBeLessThan(MOST_GROWTH_BYTES.rss);
			expect(readdirSync(temporaryFolder).length).toBeLessThan(MOST_TEMPORARY_FILES);

			expect(logged.length).toBeLessThan(DELIVERIES * MOST_LOG_BYTES_PER_DELIVERY);
			const ownLines = logged.match(/^.*A delivery was (?:ignored|refused) by.*$/gm) ?? [];
			expect(ownLines.length).toBeLessThan(MOST_REASONS * (2 + seconds / 60));
			for (const secret of [BODY_MARKER, ...secrets]) expect(logged).not.toContain(secret);

			expect(await executionsAfterAWhile(n8n.api, workflow)).toBe(1);
			expect(await deliver()).toBe(200);
			expect(await deliver(strange)).toBe(200);
			await n8n.api.waitForExecutions(workflow.id, 3);
			expect((await measure(n8n, pid)).polluted).toEqual([]);
			await n8n.api.deleteWorkflow(workflow.id);
		},
		TIMEOUT_MS,
	);
});
