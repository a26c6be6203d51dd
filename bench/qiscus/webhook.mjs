// What Qiscus Trigger's `webhook()` costs above what no webhook can do without: the comparison of the
// token and `JSON.parse` of the same bytes, in turns within one run.
import { timingSafeEqual } from 'node:crypto';

import { built, WebhookContext } from '../builtPackage.mjs';
import { endless, median, take } from '../figures.mjs';
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
import { messages, setUp, token } from './deliveries.mjs';

const TARGETS = { aboveMs: 0.06, heapMb: 5 };
/** What the trigger remembers, one mark for an event. */
const REMEMBERED_MARKS = 10_000;
/** More events than are remembered, so that each is new whenever its turn comes again. */
const EVENTS = REMEMBERED_MARKS + 1_000;
const WARM_UP_ROUNDS = EVENTS / CALLS_PER_ROUND;

const { QiscusTrigger } = built('Qiscus/QiscusTrigger.node');
const { receiveDelivery, respond } = built('shared/delivery/http');
const { RecentEvents } = built('shared/delivery/recentEvents');
const { parseLossless } = built('shared/json/parseLossless');
const { isDeeperThan } = built('shared/json/read');
const { redact } = built('Qiscus/redact');
const { readSettings } = built('Qiscus/trigger/settings');
const { stateOf } = built('Qiscus/trigger/state');
const { qiscusSteps } = built('Qiscus/trigger/steps');

const nodeType = new QiscusTrigger();
const host = new Host(WebhookContext, nodeType, setUp);
const ownMemory = new RecentEvents(REMEMBERED_MARKS);
const tokenBytes = Buffer.from(token);

function callBaseline({ rawBody, query }) {
	const startMs = performance.now();
	const isGenuine = timingSafeEqual(Buffer.from(query.token), tokenBytes);
	const body = JSON.parse(rawBody.toString('utf8'));
	const ms = performance.now() - startMs;
	if (!isGenuine || body.payload === undefined) throw new Error('A body is not as it was sent');
	return ms;
}

/** What `webhook()` does, one step after the other, each with its time. */
async function callSteps({ context }) {
	const timer = new Steps();
	const scope = `${context.getWorkflow().id} ${context.getNode().id} ${context.getMode()}`;
	timer.done('getWorkflow, getNode, getMode');
	const settings = readSettings.call(context);
	timer.done('readSettings (getNodeParameter)');
	const steps = qiscusSteps(settings, await stateOf.call(context));
	timer.done('stateOf (getWorkflowStaticData)');
	const once = ownMemory.of(scope);
	const delivery = await receiveDelivery(context.getRequestObject());
	timer.done('receiveDelivery');
	await steps.authenticate(delivery);
	timer.done('authenticate (token)');
	const body = parseLossless(delivery.rawBody.toString('utf8'));
	timer.done('parseLossless (JSON.parse)');
	isDeeperThan(body, 100);
	timer.done('isDeeperThan');
	redact(body);
	timer.done('redact (once more in recognise)');
	const event = steps.recognise(body, delivery).next;
	timer.done('recognise (redact, Simplify)');
	steps.isWanted(event);
	timer.done('isWanted (filters)');
	const identity = steps.identify(event);
	timer.done('identify (hashing)');
	if (!once.add(identity)) throw new Error('An event is remembered for too long');
	timer.done('once.add');
	const item = steps.output(event, identity.eventId);
	timer.done('output');
	respond.call(context, { identity, item }, once);
	timer.done('respond');
	return timer.times;
}

/** One round: as many calls of each, on the same bodies. */
async function round(bodies, stepBodies) {
	const sent = take(bodies, CALLS_PER_ROUND);
	const deliveries = sent.map((one) => host.deliver(one));
	const steps = take(stepBodies, CALLS_PER_ROUND).map((one) => host.deliver(one));
	const baseline = median(sent.map(callBaseline));
	const webhook = [];
	for (const delivery of deliveries) webhook.push(await callWebhook(nodeType, delivery));
	await closeAll(deliveries);
	const times = [];
	for (const delivery of steps) times.push(await callSteps(delivery));
	await closeAll(steps);
	const ms = median(webhook);
	return { baseline, webhook: ms, above: ms - baseline, ...medians(times) };
}

const bodies = messages(EVENTS);
const turns = endless(bodies);
const grownMb = await measureHeap(nodeType, host, turns);
const stepTurns = endless(bodies);
const rounds = await measureRounds(async () => await round(turns, stepTurns), WARM_UP_ROUNDS);
const { baseline, webhook, above, ...steps } = medians(rounds);

row('Qiscus Trigger: medians', 'message');
row('baseline: token and JSON.parse', us(baseline));
row('webhook()', us(webhook));
row('above the baseline', us(above));
row('at most', us(TARGETS.aboveMs));
row('\nSteps of webhook()', 'message');
for (const [name, ms] of Object.entries(steps)) row(name, us(ms));
const isHeapMissed = reportHeap(grownMb, TARGETS.heapMb);

const isMissed = isHeapMissed || above > TARGETS.aboveMs;
console.log(isMissed ? '\nA target is missed' : '\nAll targets are met');
process.exitCode = isMissed ? 1 : 0;
