import { EVENTS, type WebhookRecord, type ZohoSalesIq } from '../../vendors/zohoSalesIq/index.ts';
import { badge, clock, escape, list, options, wordOptions } from '../html.ts';
import { namesInTurn } from '../names.ts';
import type { Action, Section } from '../section.ts';
import { told } from '../told.ts';
import { conversationList } from './conversations.ts';
import { deedActions, deedsIn } from './deeds.ts';
import { shownDeliveries } from './salesIqDeliveries.ts';
import { salesIqTricks } from './salesIqTricks.ts';

const ID = 'salesiq';
/** Those who start chats. */
const VISITORS = ['Tricia', 'Rahmat', 'Sari', 'Jonas', 'Mei', 'Olivia', 'Scott', 'Amelia'];

/** What visitors of a website and the operators who serve them can do in SalesIQ. */
export function salesIqSection(salesIq: ZohoSalesIq): Section {
	const events = [...EVENTS.data, ...EVENTS.administration].sort();
	const { conversations } = salesIq;
	const deeds = deedsIn(salesIq);
	const tricks = salesIqTricks(salesIq, ID, events);
	return {
		id: ID,
		title: 'Zoho SalesIQ',
		intro:
			'Zoho SalesIQ is the chat window of a website. Its visitors chat with operators, and n8n is told of it.',
		events,
		emit: async (event) => (await salesIq.emit(event)).deliveries.length,
		actions: {
			starts: visitorStarts(salesIq),
			...deedActions(deeds, conversations),
			...tricks.actions,
		},
		parts: [
			{ id: 'salesiq-starts', title: 'A visitor starts a chat', fixed: visitorForm(salesIq) },
			{
				id: 'salesiq-conversations',
				title: 'Conversations',
				live: () => conversationList(salesIq, deeds),
			},
			{
				id: 'salesiq-emit',
				title: 'Any event',
				fixed: `<p>An event as Zoho’s documents show it. It is about a conversation, an operator or a department that is nowhere else on this page.</p>
<form method="post" action="/emit">
<label>Event <select name="event">${wordOptions(events, 'conversation.created')}</select></label>
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

function visitorStarts({ conversations }: ZohoSalesIq): Action {
	const nextName = namesInTurn(VISITORS);
	return async (fields) => {
		const name = nextName();
		const { deliveries } = await conversations.start({
			question: fields.get('text') || undefined,
			departmentId: fields.get('department') || undefined,
			visitor: { name, email: `${name.toLowerCase().replaceAll(' ', '.')}@example.com` },
		});
		return `${name} started a chat. ${told(deliveries)}`;
	};
}

/** Of the portal that the demo hears of, which is the first. */
function visitorForm({ departments, portals }: ZohoSalesIq): string {
	const choices = departments
		.filter(({ screenname }) => screenname === portals[0]?.screenname)
		.map(({ id, name }): [string, string] => [id, name]);
	return `<form method="post" action="/${ID}/starts">
<label>Department <select name="department">${options(new Map(choices))}</select></label>
<label>Text <input name="text" value="Do you deliver to Bandung?" autocomplete="off"></label>
<button class="main">A visitor starts a chat</button>
</form>`;
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
