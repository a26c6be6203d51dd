import { EVENTS, type WebhookRecord, type ZohoSalesIq } from '../../vendors/zohoSalesIq/index.ts';
import { badge, clock, escape, list, options } from '../html.ts';
import type { Section } from '../section.ts';
import { shownDeliveries } from './salesIqDeliveries.ts';
import { salesIqTricks } from './salesIqTricks.ts';

const ID = 'salesiq';

/** What visitors of a website and the operators who serve them can do in SalesIQ. */
export function salesIqSection(salesIq: ZohoSalesIq): Section {
	const events = [...EVENTS.data, ...EVENTS.administration].sort();
	const tricks = salesIqTricks(salesIq, ID, events);
	return {
		id: ID,
		title: 'Zoho SalesIQ',
		intro:
			'Zoho SalesIQ is the chat window of a website. Its visitors chat with operators, and n8n is told of it.',
		events,
		emit: async (event) => (await salesIq.emit(event)).deliveries.length,
		actions: tricks.actions,
		parts: [
			{
				id: 'salesiq-emit',
				title: 'Any event',
				fixed: `<p>An event as in Zoho’s documents, of something that exists nowhere else on this page.</p>
<form method="post" action="/emit">
<label>Event <select name="event">${options(new Map(events.map((event) => [event, event])))}</select></label>
<button>Let it happen</button>
</form>`,
			},
			tricks.part,
			{
				id: 'salesiq-webhooks',
				title: 'Webhooks',
				live: () =>
					list(
						salesIq.webhooks().map(webhookCard),
						'None: publish a workflow with a Zoho SalesIQ Trigger.',
					),
			},
		],
		deliveries: (count) =>
			shownDeliveries(salesIq.deliveries.slice(-count), salesIq.webhooks(), tricks.noteOf),
	};
}

function webhookCard(webhook: WebhookRecord): string {
	const { screenname, events, url, status, secured, keys, failuresCount, failingSince } = webhook;
	const facts = [
		`portal ${screenname}`,
		secured ? `signs, ${keys.length} ${keys.length === 1 ? 'key' : 'keys'}` : 'does not sign',
		`${failuresCount} failures`,
		...(failingSince === null ? [] : [`failing since ${clock(failingSince)}`]),
	];
	return `<p>${badge(status, status === 'enabled' ? 'good' : 'bad')} ${escape(events.join(', '))}</p>
<p class="facts">${escape(facts.join(' · '))}</p>
<p class="facts"><code>${escape(url)}</code></p>`;
}
