import type { Qiscus, Slot } from '../../vendors/qiscus/index.ts';
import { badge, escape, list, options, wordOptions } from '../html.ts';
import type { Section } from '../section.ts';
import { channelLabel, chats } from './chats.ts';
import { qiscusActions, slotName } from './qiscusActions.ts';
import { shownDeliveries } from './qiscusDeliveries.ts';
import { qiscusTricks } from './qiscusTricks.ts';
import { team } from './team.ts';

const ID = 'qiscus';

/** What the page says of the workflows that n8n has. */
export interface Demonstrated {
	/** What belongs into a URL that is pasted by hand. */
	webhookToken: string;
	/** How many customers an agent gets at most. */
	cap: number;
}

/** What customers of Qiscus and those who serve them can do. */
export function qiscusSection(qiscus: Qiscus, { webhookToken, cap }: Demonstrated): Section {
	const tricks = qiscusTricks(qiscus, ID);
	return {
		id: ID,
		title: 'Qiscus',
		intro:
			'Qiscus Omnichannel Chat brings the chats of WhatsApp, a website’s widget and other channels to one team. It asks n8n who of the team takes a new chat.',
		events: Object.keys(qiscus.slots()),
		emit: async (event) => {
			const { delivery } = await qiscus.emit(slotName(qiscus, event));
			return delivery === undefined ? 0 : 1;
		},
		actions: { ...qiscusActions(qiscus), ...tricks.actions },
		parts: [
			{ id: 'qiscus-writes', title: 'A customer writes', fixed: customerForm(qiscus) },
			{ id: 'qiscus-chats', title: 'Chats', live: () => chats(qiscus) },
			{
				id: 'qiscus-team',
				title: 'Team',
				fixed: `<p>The demo workflow gives an agent ${cap} customers at most. That is the cap shown here, also if you change it there. The workflow looks for free agents whenever Qiscus tells something, and every 10 seconds.</p>`,
				live: () => team(qiscus, cap),
			},
			tricks.part,
			{
				id: 'qiscus-webhooks',
				title: 'Webhooks',
				fixed: pasteForm(qiscus, webhookToken),
				live: () => webhooks(qiscus),
			},
		],
		deliveries: (count) =>
			shownDeliveries(qiscus.deliveries.slice(-count), qiscus.slots(), tricks.noteOf),
	};
}

function customerForm({ channels }: Qiscus): string {
	const choices = new Map(channels.map((channel) => [String(channel.id), channelLabel(channel)]));
	return `<form method="post" action="/${ID}/writes">
<label>Channel <select name="channel">${options(choices)}</select></label>
<label>Text <input name="text" value="Hello, is it in stock?" autocomplete="off"></label>
<button class="main">A customer writes</button>
<button name="customers" value="5">Five customers write at once</button>
</form>`;
}

/** Some webhooks are set in the vendor's dashboard only, and all of them can be. */
function pasteForm(qiscus: Qiscus, webhookToken: string): string {
	return `<p>Qiscus calls one URL for each event. Publishing a workflow with a Qiscus Trigger sets them; only that of the custom button is pasted by hand, here in the place of Qiscus’ dashboard. The sandbox’s credential has the Webhook Token <code>${escape(webhookToken)}</code>.</p>
<form method="post" action="/${ID}/pastes">
<label>Event <select name="event">${wordOptions(Object.keys(qiscus.slots()), 'customButton')}</select></label>
<label>URL <input name="url" type="url" autocomplete="off" placeholder="empty: none"></label>
<button>Set</button>
</form>`;
}

function webhooks(qiscus: Qiscus): string {
	const items = Object.entries(qiscus.slots()).map(
		([event, slot]) => `<p><strong>${escape(event)}</strong> ${slotState(slot)}</p>
<p class="facts"><code>${escape(slot.url ?? '')}</code></p>`,
	);
	return list(items, '');
}

function slotState({ url, enabled }: Slot): string {
	if (url === null) return badge('not set');
	return enabled ? badge('on', 'good') : badge('off', 'bad');
}
