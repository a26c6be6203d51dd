// `npm run bench:webhook`: what the trigger's `webhook()` costs beside what no webhook can do without.
//
// A time of its own says nothing on a machine that others use too, so the whole of `webhook()` is
// held against a bare `crypto.verify` + `JSON.parse` of the same bytes, in turns within one run.
// The bare call gets a key that is parsed already; with the key's text it takes several times as long,
// which is told beside it and counts for nothing.
// n8n makes a new context for each delivery: that is n8n's cost, and it happens outside of the
// times. What the node calls in the context, such as `getNodeParameter`, counts.
import { verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { Host, publicKey, publicKeyText, signedBodies } from './deliveries.mjs';

const TARGETS = { plain: 1.25, longId: 2, heapMb: 5 };
/** What the trigger remembers, two marks for an event. */
const REMEMBERED_MARKS = 10_000;
/** More events than are remembered, so that each is new whenever its turn comes again. */
const EVENTS = REMEMBERED_MARKS / 2 + 1_000;
const ROUNDS = 60;
const CALLS_PER_ROUND = 250;
/** Of the slow way, for the record. */
const KEY_TEXT_CALLS_PER_ROUND = 25;
const DELIVERIES = 100_000;
const FIRST_DELIVERIES = 1_000;

if (globalThis.gc === undefined) throw new Error('Run it with node --expose-gc');

// n8n-core keeps its settings in a folder, and tells when it makes up a key for them.
const userFolder = mkdtempSync(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-bench-'));
Object.assign(process.env, { N8N_USER_FOLDER: userFolder, N8N_ENCRYPTION_KEY: 'for nothing' });
process.on('exit', () => rmSync(userFolder, { recursive: true, force: true }));

const require = createRequire(import.meta.url);
const { WebhookContext } = require('n8n-core');
const built = (path) => require(`../dist/nodes/${path}.js`);
const { ZohoSalesIqTrigger } = built('ZohoSalesIq/ZohoSalesIqTrigger.node');
const { receiveDelivery, respond } = built('shared/delivery/http');
const { RecentEvents } = built('shared/delivery/recentEvents');
const { parseLossless } = built('shared/json/parseLossless');
const { isDeeperThan } = built('shared/json/read');
const { readSettings } = built('ZohoSalesIq/trigger/settings');
const { stateOf } = built('ZohoSalesIq/trigger/state');
const { salesIqSteps } = built('ZohoSalesIq/trigger/steps');

const nodeType = new ZohoSalesIqTrigger();
const host = new Host(WebhookContext, nodeType);

/** Ends in an error where the delivery has started no execution: it would have been too cheap. */
async function callWebhook({ context }) {
	const startMs = performance.now();
	const { workflowData } = await nodeType.webhook.call(context);
	const ms = performance.now() - startMs;
	if (workflowData?.flat().length !== 1) throw new Error('A delivery has started no execution');
	return ms;
}

/** @param key of a type that `crypto.verify` takes */
function callBaseline({ rawBody, signature }, key) {
	const startMs = performance.now();
	const isGenuine = verify('sha256', rawBody, key, signature);
	const verifiedMs = performance.now();
	const body = JSON.parse(rawBody.toString('utf8'));
	const endMs = performance.now();
	if (!isGenuine || body.event === undefined) throw new Error('A body is not as it was signed');
	return { ms: endMs - startMs, verifyMs: verifiedMs - startMs, parseMs: endMs - verifiedMs };
}

const ownMemory = new RecentEvents(REMEMBERED_MARKS);

/** What `webhook()` does, one step after the other, each with its time. */
async function callSteps({ context }) {
	/** @type {Record<string, number>} */
	const times = {};
	let startMs = performance.now();
	const done = (name) => {
		const endMs = performance.now();
		times[name] = endMs - startMs;
		startMs = performance.now();
	};
	const scope = `${context.getWorkflow().id} ${context.getNode().id} ${context.getMode()}`;
	done('getWorkflow, getNode, getMode');
	const settings = readSettings.call(context);
	done('readSettings (getNodeParameter)');
	const steps = salesIqSteps(settings, stateOf.call(context, scope, settings));
	done('stateOf (getWorkflowStaticData)');
	const once = ownMemory.of(scope);
	const delivery = await receiveDelivery(context.getRequestObject());
	done('receiveDelivery');
	await steps.authenticate(delivery);
	done('authenticate (crypto.verify)');
	const body = parseLossless(delivery.rawBody.toString('utf8'));
	done('parseLossless (JSON.parse)');
	isDeeperThan(body, 100);
	done('isDeeperThan');
	const event = steps.recognise(body, delivery).next;
	done('recognise');
	steps.isWanted(event);
	done('isWanted (filters)');
	const identity = steps.identify(event);
	done('identify (hashing)');
	if (!once.add(identity)) throw new Error('An event is remembered for too long');
	done('once.add');
	const item = steps.output(event, identity.eventId);
	done('output (Simplify)');
	respond.call(context, { identity, item }, once);
	done('respond');
	return times;
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Takes the bodies in turn, from the first again after the last. */
function* endless(bodies) {
	for (;;) yield* bodies;
}

const take = (bodies, count) => Array.from({ length: count }, () => bodies.next().value);

/** Lets n8n's answers go out, with all that the node does then. */
async function closeAll(deliveries) {
	for (const { response } of deliveries) response.close();
	await setImmediate();
}

/** One round: as many calls of each, on the same bodies. */
async function round(bodies, stepBodies) {
	const signed = take(bodies, CALLS_PER_ROUND);
	const deliveries = signed.map((one) => host.deliver(one));
	const steps = take(stepBodies, CALLS_PER_ROUND).map((one) => host.deliver(one));
	const baseline = signed.map((one) => callBaseline(one, publicKey));
	const withKeyText = signed
		.slice(0, KEY_TEXT_CALLS_PER_ROUND)
		.map((one) => callBaseline(one, publicKeyText));
	const webhook = [];
	for (const delivery of deliveries) webhook.push(await callWebhook(delivery));
	await closeAll(deliveries);
	const times = [];
	for (const delivery of steps) times.push(await callSteps(delivery));
	await closeAll(steps);
	const medianOf = (name) => median(times.map((time) => time[name]));
	return {
		baseline: median(baseline.map(({ ms }) => ms)),
		verify: median(baseline.map(({ verifyMs }) => verifyMs)),
		parse: median(baseline.map(({ parseMs }) => parseMs)),
		withKeyText: median(withKeyText.map(({ ms }) => ms)),
		webhook: median(webhook),
		steps: Object.fromEntries(Object.keys(times[0]).map((name) => [name, medianOf(name)])),
	};
}

/** The medians of all rounds, in microseconds, and that of the rounds' ratios. */
async function measure(bodies, stepBodies) {
	// Until the code is compiled, and the memory of events is as full as it gets.
	for (let calls = 0; calls < EVENTS; calls += CALLS_PER_ROUND) await round(bodies, stepBodies);
	const rounds = [];
	for (let i = 0; i < ROUNDS; i++) rounds.push(await round(bodies, stepBodies));
	const us = (read) => 1_000 * median(rounds.map(read));
	return {
		baseline: us(({ baseline }) => baseline),
		verify: us(({ verify }) => verify),
		parse: us(({ parse }) => parse),
		withKeyText: us(({ withKeyText }) => withKeyText),
		webhook: us(({ webhook }) => webhook),
		ratio: median(rounds.map(({ webhook, baseline }) => webhook / baseline)),
		steps: Object.keys(rounds[0].steps).map((name) => [name, us(({ steps }) => steps[name])]),
	};
}

function heapMb() {
	globalThis.gc();
	return process.memoryUsage().heapUsed / 1024 / 1024;
}

/** By how much the heap has grown since the first deliveries. */
async function measureHeap(bodies) {
	const deliver = async (count) => {
		for (let i = 0; i < count; i += CALLS_PER_ROUND) {
			const deliveries = take(bodies, CALLS_PER_ROUND).map((one) => host.deliver(one));
			for (const delivery of deliveries) await callWebhook(delivery);
			await closeAll(deliveries);
		}
	};
	await deliver(FIRST_DELIVERIES);
	const firstMb = heapMb();
	await deliver(DELIVERIES - FIRST_DELIVERIES);
	return heapMb() - firstMb;
}

const row = (...cells) =>
	console.log(cells.map((cell, at) => (at ? cell.padStart(12) : cell.padEnd(34))).join(''));
const fixed = (number, unit = '') => `${number.toFixed(2)}${unit}`;

const plainBodies = signedBodies(EVENTS, { hasLongId: false });
const longIdBodies = signedBodies(EVENTS, { hasLongId: true });
const plainTurns = endless(plainBodies);
const grownMb = await measureHeap(plainTurns);
const plain = await measure(plainTurns, endless(plainBodies));
const longId = await measure(endless(longIdBodies), endless(longIdBodies));

row('Medians of a call', 'plain', 'long id');
for (const [label, name] of [
	['crypto.verify', 'verify'],
	['JSON.parse', 'parse'],
	['baseline: both', 'baseline'],
	['both, with the key as text', 'withKeyText'],
	['webhook()', 'webhook'],
]) {
	row(label, fixed(plain[name], ' µs'), fixed(longId[name], ' µs'));
}
row('ratio of webhook() to baseline', fixed(plain.ratio), fixed(longId.ratio));
row('at most', fixed(TARGETS.plain), fixed(TARGETS.longId));
row('\nSteps of webhook()', 'plain', 'long id');
plain.steps.forEach(([name, us], at) => {
	row(name, fixed(us, ' µs'), fixed(longId.steps[at][1], ' µs'));
});
row(`\nHeap after ${DELIVERIES.toLocaleString('en')} deliveries`, fixed(grownMb, ' MB'));
row('at most', fixed(TARGETS.heapMb, ' MB'));

const isMissed =
	plain.ratio > TARGETS.plain || longId.ratio > TARGETS.longId || grownMb > TARGETS.heapMb;
console.log(isMissed ? '\nA target is missed' : '\nAll targets are met');
process.exitCode = isMissed ? 1 : 0;
