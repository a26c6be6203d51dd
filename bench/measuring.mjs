// What both triggers are measured with.
import { setImmediate } from 'node:timers/promises';

import { fixed, median, take } from './figures.mjs';

const ROUNDS = 60;
export const CALLS_PER_ROUND = 250;
const DELIVERIES = 100_000;
const FIRST_DELIVERIES = 1_000;

/** Lets n8n's answers go out, with all that the node does then. */
export async function closeAll(deliveries) {
	for (const { response } of deliveries) response.close();
	await setImmediate();
}

/** Ends in an error where the delivery has started no execution: it would have been too cheap. */
export async function callWebhook(nodeType, { context }) {
	const startMs = performance.now();
	const { workflowData } = await nodeType.webhook.call(context);
	const ms = performance.now() - startMs;
	if (workflowData?.flat().length !== 1) throw new Error('A delivery has started no execution');
	return ms;
}

/** Times the steps of something, one after the other. */
export class Steps {
	/** @type {Record<string, number>} */
	times = {};

	#startMs = performance.now();

	/** @param {string} name what has just been done */
	done(name) {
		const endMs = performance.now();
		this.times[name] = endMs - this.#startMs;
		this.#startMs = performance.now();
	}
}

/** Of many calls, the median of each of their times. */
export const medians = (calls) =>
	Object.fromEntries(
		Object.keys(calls[0]).map((name) => [name, median(calls.map((call) => call[name]))]),
	);

/**
 * @param {() => Promise<Record<string, number>>} round gives medians in milliseconds
 * @param {number} warmUpRounds until the code is compiled, and the memory of events is as full as it gets
 * @returns {Promise<Array<Record<string, number>>>} of every round
 */
export async function measureRounds(round, warmUpRounds) {
	for (let i = 0; i < warmUpRounds; i++) await round();
	const rounds = [];
	for (let i = 0; i < ROUNDS; i++) rounds.push(await round());
	return rounds;
}

function heapMb() {
	globalThis.gc();
	return process.memoryUsage().heapUsed / 1024 / 1024;
}

/** By how much the heap has grown since the first deliveries. */
export async function measureHeap(nodeType, host, bodies) {
	const deliver = async (count) => {
		for (let i = 0; i < count; i += CALLS_PER_ROUND) {
			const deliveries = take(bodies, CALLS_PER_ROUND).map((one) => host.deliver(one));
			for (const delivery of deliveries) await callWebhook(nodeType, delivery);
			await closeAll(deliveries);
		}
	};
	await deliver(FIRST_DELIVERIES);
	const firstMb = heapMb();
	await deliver(DELIVERIES - FIRST_DELIVERIES);
	return heapMb() - firstMb;
}

export const row = (...cells) =>
	console.log(cells.map((cell, at) => (at ? cell.padStart(12) : cell.padEnd(34))).join(''));
export const us = (ms) => fixed(1_000 * ms, ' µs');

/** Of the heap after many deliveries, for both triggers. @returns whether it is too much */
export function reportHeap(grownMb, targetMb) {
	row(`\nHeap after ${DELIVERIES.toLocaleString('en')} deliveries`, fixed(grownMb, ' MB'));
	row('at most', fixed(targetMb, ' MB'));
	return grownMb > targetMb;
}
