// What the whole `webhook()` takes for a genuine delivery of 16 MB, with both message filters set to a
// thousand texts, beside what `JSON.parse` takes for its body. For the record: no target.
import { built, WebhookContext } from '../builtPackage.mjs';
import { Host } from '../host.mjs';
import { fixed, row } from '../measuring.mjs';
import * as qiscus from '../qiscus/deliveries.mjs';
import * as salesIq from '../salesIq/deliveries.mjs';
import { SETTINGS, VALUES } from './nasty.mjs';

const TRIES = 3;
const filters = {
	messageContainsAny: SETTINGS['1,000 texts'],
	messageContainsNone: SETTINGS['1,000 texts'],
};
const { QiscusTrigger } = built('Qiscus/QiscusTrigger.node');
const { ZohoSalesIqTrigger } = built('ZohoSalesIq/ZohoSalesIqTrigger.node');

const TRIGGERS = [
	{
		trigger: 'Qiscus Trigger',
		nodeType: new QiscusTrigger(),
		setUp: qiscus.setUp,
		deliver: qiscus.called,
		bodyWith: (value) => {
			const body = structuredClone(qiscus.sample);
			body.payload.message.text = value;
			return body;
		},
	},
	{
		trigger: 'Zoho SalesIQ Trigger',
		nodeType: new ZohoSalesIqTrigger(),
		setUp: salesIq.setUp,
		deliver: salesIq.signed,
		bodyWith: (value) => {
			const body = structuredClone(salesIq.sample);
			body.entity.message.text = value;
			return body;
		},
	},
];

/** @returns the processor's time in milliseconds, of some tries the shortest */
async function timeOf(work) {
	let shortest = Infinity;
	for (let tries = 0; tries < TRIES; tries++) {
		globalThis.gc();
		const start = process.cpuUsage();
		await work();
		const { user, system } = process.cpuUsage(start);
		shortest = Math.min(shortest, (user + system) / 1_000);
	}
	return shortest;
}

for (const { trigger, nodeType, setUp, deliver, bodyWith } of TRIGGERS) {
	const parameters = { ...setUp.parameters, filters };
	const host = new Host(WebhookContext, nodeType, { ...setUp, parameters });
	row(`${trigger}: the text is`, 'JSON.parse', 'webhook()');
	for (const [name, value] of Object.entries(VALUES)) {
		const delivery = deliver(Buffer.from(JSON.stringify(bodyWith(value))));
		const parseMs = await timeOf(() => JSON.parse(delivery.rawBody.toString('utf8')));
		const ms = await timeOf(
			async () => await nodeType.webhook.call(host.deliver(delivery).context),
		);
		row(name, fixed(parseMs, ' ms'), fixed(ms, ' ms'));
	}
	console.log();
}
