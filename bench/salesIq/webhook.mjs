// What Zoho SalesIQ Trigger's `webhook()` costs beside what no webhook can do without: a bare
// `crypto.verify` + `JSON.parse` of the same bytes, in turns within one run, because a time of its own
// says nothing on a machine that others use too.
// The bare call gets a key that is parsed already; with the key's text it takes several times as long,
// which is told beside it and counts for nothing.
// n8n makes a new context for each delivery: that is n8n's cost, and it happens outside of the
// times. What the node calls in the context, such as `getNodeParameter`, counts.
import { verify } from 'node:crypto';

import { built, WebhookContext } from '../builtPackage.mjs';
import { endless, fixed, median, take } from '../figures.mjs';
import { Host } from '../host.mjs';
import {
	CALLS_PER_ROUND,
	callWebhook,
	closeAll,
	measureHeap,
	measureRounds,
	medians,
	reportHeap,
	row,
	Steps,
	us,
} from '../measuring.mjs';
import { publicKey, publicKeyText, setUp, signedBodies } from './deliveries.mjs';

const TARGETS = { plain: 1.25, longId: 2, heapMb: 5 };
/** What the trigger remembers, two marks for an event. */
const REMEMBERED_MARKS = 10_000;
/** More events than are remembered, so that each is new whenever its turn comes again. */
const EVENTS = REMEMBERED_MARKS / 2 + 1_000;
const WARM_UP_ROUNDS = EVENTS / CALLS_PER_ROUND;
/** Of the slow way, for the record. */
const KEY_TEXT_CALLS_PER_ROUND = 25;

const { ZohoSalesIqTrigger } = built('ZohoSalesIq/ZohoSalesIqTrigger.node');
const { receiveDelivery, respond } = built('shared/delivery/http');
const { RecentEvents } = built('shared/delivery/recentEvents');
const { parseLossless } = built('shared/json/parseLossless');
const { isDeeperThan } = built('shared/json/read');
const { readSettings } = built('ZohoSalesIq/trigger/settings');
const { stateOf } = built('ZohoSalesIq/trigger/state');
const { salesIqSteps } = built('ZohoSalesIq/trigger/steps');

const nodeType = new ZohoSalesIqTrigger();
const host = new Host(WebhookContext, nodeType, setUp);
const ownMemory = new RecentEvents(REMEMBERED_MARKS);

/** @param key of a type that `crypto.verify` takes */
function callBaseline({ rawBody, signature }, key) {
	const steps = new Steps();
	const isGenuine = verify('sha256', rawBody, key, signature);
	steps.done('verify');
	const body = JSON.parse(rawBody.toString('utf8'));
	steps.done('parse');
	if (!isGenuine || body.event === undefined) throw new Error('A body is not as it was signed');
	const { verify: verifyMs, parse: parseMs } = steps.times;
	return { baseline: verifyMs + parseMs, verify: verifyMs, parse: parseMs };
}

/**
 * The least that a trigger inside of n8n can do with a delivery: read what it is set to and what it has
 * stored, verify, parse, and hand the body over. It filters nothing, keeps no digit and no promise.
 */
async function callLeast({ context }) {
	const startMs = performance.now();
	const { id } = context.getNode();
	const events = context.getNodeParameter('events', null, { rawExpressions: true });
	const { registrations } = context.getWorkflowStaticData('node');
	const { rawBody, headers } = context.getRequestObject();
	const signature = Buffer.from(headers['x-siqsignature'], 'base64');
	const isGenuine = verify('sha256', rawBody, publicKey, signature);
	const body = JSON.parse(rawBody.toString('utf8'));
	if (!isGenuine || !id || !registrations || !events.includes(body.event)) {
		throw new Error('A delivery is not as it was made');
	}
	context.getResponseObject().setHeader('Content-Type', 'application/json');
	await context.helpers.returnJsonArray(body);
	return performance.now() - startMs;
}

/** What `webhook()` does, one step after the other, each with its time. */
async function callSteps({ context }) {
	const timer = new Steps();
	const scope = `${context.getWorkflow().id} ${context.getNode().id} ${context.getMode()}`;
	timer.done('getWorkflow, getNode, getMode');
	const settings = readSettings.call(context);
	timer.done('readSettings (getNodeParameter)');
	const steps = salesIqSteps(settings, stateOf.call(context, scope, settings));
	timer.done('stateOf (getWorkflowStaticData)');
	const once = ownMemory.of(scope);
	const delivery = await receiveDelivery(context.getRequestObject());
	timer.done('receiveDelivery');
	await steps.authenticate(delivery);
	timer.done('authenticate (crypto.verify)');
	const body = parseLossless(delivery.rawBody.toString('utf8'));
	timer.done('parseLossless (JSON.parse)');
	isDeeperThan(body, 100);
	timer.done('isDeeperThan');
	const event = steps.recognise(body, delivery).next;
	timer.done('recognise');
	steps.isWanted(event);
	timer.done('isWanted (filters)');
	const identity = steps.identify(event);
	timer.done('identify (hashing)');
	if (!once.add(identity)) throw new Error('An event is remembered for too long');
	timer.done('once.add');
	const item = steps.output(event, identity.eventId);
	timer.done('output (Simplify)');
	respond.call(context, { identity, item }, once);
	timer.done('respond');
	return timer.times;
}

/** One round: as many calls of each, on the same bodies. */
async function round(bodies, stepBodies) {
	const signed = take(bodies, CALLS_PER_ROUND);
	const deliveries = signed.map((one) => host.deliver(one));
	const steps = take(stepBodies, CALLS_PER_ROUND).map((one) => host.deliver(one));
	const baseline = medians(signed.map((one) => callBaseline(one, publicKey)));
	const withKeyText = medians(
		signed.slice(0, KEY_TEXT_CALLS_PER_ROUND).map((one) => callBaseline(one, publicKeyText)),
	).baseline;
	const least = [];
	for (const one of signed) least.push(await callLeast(host.deliver(one)));
	const webhook = [];
	for (const delivery of deliveries) webhook.push(await callWebhook(nodeType, delivery));
	await closeAll(deliveries);
	const times = [];
	for (const delivery of steps) times.push(await callSteps(delivery));
	await closeAll(steps);
	const ms = median(webhook);
	const ratio = ms / baseline.baseline;
	const leastMs = median(least);
	const leastRatio = leastMs / baseline.baseline;
	return {
		...baseline,
		withKeyText,
		least: leastMs,
		leastRatio,
		webhook: ms,
		ratio,
		...medians(times),
	};
}

async function measure(bodies, stepBodies) {
	const rounds = await measureRounds(async () => await round(bodies, stepBodies), WARM_UP_ROUNDS);
	const { verify, parse, baseline, withKeyText, least, leastRatio, webhook, ratio, ...steps } =
		medians(rounds);
	return { verify, parse, baseline, withKeyText, least, leastRatio, webhook, ratio, steps };
}

const plainBodies = signedBodies(EVENTS, { hasLongId: false });
const longIdBodies = signedBodies(EVENTS, { hasLongId: true });
const plainTurns = endless(plainBodies);
const grownMb = await measureHeap(nodeType, host, plainTurns);
const plain = await measure(plainTurns, endless(plainBodies));
const longId = await measure(endless(longIdBodies), endless(longIdBodies));

row('Zoho SalesIQ Trigger: medians', 'plain', 'long id');
for (const [label, name] of [
	['crypto.verify', 'verify'],
	['JSON.parse', 'parse'],
	['baseline: both', 'baseline'],
	['both, with the key as text', 'withKeyText'],
	['the least inside of n8n', 'least'],
	['webhook()', 'webhook'],
]) {
	row(label, us(plain[name]), us(longId[name]));
}
row('ratio of the least to baseline', fixed(plain.leastRatio), fixed(longId.leastRatio));
row('ratio of webhook() to baseline', fixed(plain.ratio), fixed(longId.ratio));
row('at most', fixed(TARGETS.plain), fixed(TARGETS.longId));
row('\nSteps of webhook()', 'plain', 'long id');
for (const name of Object.keys(plain.steps))
	row(name, us(plain.steps[name]), us(longId.steps[name]));
const isHeapMissed = reportHeap(grownMb, TARGETS.heapMb);

const isMissed = isHeapMissed || plain.ratio > TARGETS.plain || longId.ratio > TARGETS.longId;
console.log(isMissed ? '\nA target is missed\n' : '\nAll targets are met\n');
process.exitCode = isMissed ? 1 : 0;
