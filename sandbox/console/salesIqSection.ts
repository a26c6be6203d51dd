import { EVENTS, type ZohoSalesIq } from '../vendors/zohoSalesIq/index.ts';
import { deliveryTable, options, table } from './html.ts';
import type { Section } from './section.ts';

/** The events of SalesIQ, each with its payload. */
export function salesIqSection(salesIq: ZohoSalesIq): Section {
	const events = [...EVENTS.data, ...EVENTS.administration].sort();
	return {
		id: 'salesiq',
		title: 'Zoho SalesIQ',
		events,
		emit: async (event) => (await salesIq.emit(event)).deliveries.length,
		actions: {},
		html: () => `
<form method="post" action="/emit">
<label>Event <select name="event">${options(new Map(events.map((event) => [event, event])))}</select></label>
<button>Let it happen</button>
</form>
<h3>Deliveries</h3>
${deliveryTable(salesIq.deliveries, ({ event, method, attempt }) => {
	const what = event ?? `${method} (check of the URL)`;
	return attempt > 1 ? `${what}, attempt ${attempt}` : what;
})}
<h3>Registered webhooks</h3>
${table(
	['Portal', 'Events', 'URL', 'Status'],
	salesIq
		.webhooks()
		.map(({ screenname, events: chosen, url, status }) => [
			screenname,
			chosen.join(', '),
			url,
			status,
		]),
	'None: publish a workflow with a Zoho SalesIQ Trigger.',
)}`,
	};
}
