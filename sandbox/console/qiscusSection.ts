import type { Agent, Channel, Qiscus, RoomRecord } from '../vendors/qiscus/index.ts';
import { deliveryTable, escape, options, table } from './html.ts';
import { type Chosen, qiscusActions, slotName } from './qiscusActions.ts';
import type { Section } from './section.ts';

const SHOWN_ROOMS = 30;

const KINDS: Readonly<Record<Channel['kind'], string>> = {
	custom: 'Custom channel',
	fb: 'Facebook',
	ig: 'Instagram',
	line: 'LINE',
	qiscus: 'Widget',
	telegram: 'Telegram',
	tiktok: 'TikTok',
	wa: 'WhatsApp',
};
const ROLES: Readonly<Record<Agent['type'], string>> = { 1: 'admin', 2: 'agent', 3: 'supervisor' };

/**
 * What customers of Qiscus and those who serve them can do.
 *
 * @param webhookToken what belongs into a URL that is pasted by hand
 */
export function qiscusSection(qiscus: Qiscus, webhookToken: string): Section {
	const chosen: Chosen = {};
	return {
		id: 'qiscus',
		title: 'Qiscus',
		events: Object.keys(qiscus.slots()),
		emit: async (event) => {
			const { delivery } = await qiscus.emit(slotName(qiscus, event));
			return delivery === undefined ? 0 : 1;
		},
		actions: qiscusActions(qiscus, chosen),
		html: () =>
			[
				customerForm(qiscus),
				roomForm(qiscus, chosen),
				agentForm(qiscus, chosen),
				'<h3>Deliveries</h3>',
				deliveryTable(qiscus.deliveries, ({ slot, method }) => slot ?? method),
				webhooks(qiscus, webhookToken),
			].join('\n'),
	};
}

function customerForm({ channels }: Qiscus): string {
	const choices = new Map(channels.map((channel) => [String(channel.id), channelLabel(channel)]));
	return `<h3>A new customer writes</h3>
<form method="post" action="/qiscus/writes">
<label>Channel <select name="channel">${options(choices)}</select></label>
<label>Text <input name="text" value="Halo" autocomplete="off"></label>
<button>Write</button>
</form>`;
}

function roomForm(qiscus: Qiscus, { roomId }: Chosen): string {
	const rooms = qiscus.rooms().slice(-SHOWN_ROOMS).reverse();
	if (rooms.length === 0) return '';
	const choices = new Map(rooms.map((room) => [room.id, roomLabel(qiscus, room)]));
	return `<h3>Something happens in a room</h3>
<form method="post" action="/qiscus/writes">
<label>Room <select name="room">${options(choices, roomId)}</select></label>
<label>Text <input name="text" value="Halo lagi" autocomplete="off"></label>
<button>The customer writes again</button>
<button formaction="/qiscus/resolves">An admin resolves it</button>
<button formaction="/qiscus/clicksButton">Somebody clicks the custom button</button>
</form>`;
}

function agentForm({ agents }: Qiscus, { agentId }: Chosen): string {
	const choices = new Map(agents.map((agent) => [String(agent.id), agentLabel(agent)]));
	return `<h3>Somebody of the team comes or goes</h3>
<form method="post" action="/qiscus/logsOut">
<label>Who <select name="agent">${options(choices, String(agentId))}</select></label>
<button>Logs out</button>
<button formaction="/qiscus/logsIn">Logs in</button>
</form>`;
}

/** Some webhooks are set in the vendor's dashboard only, and all of them can be. */
function webhooks(qiscus: Qiscus, webhookToken: string): string {
	const slots = Object.entries(qiscus.slots());
	const rows = slots.map(([event, { url, enabled }]) => [event, url ?? '', enabled ? 'on' : 'off']);
	const choices = new Map(slots.map(([event]) => [event, event]));
	return `<h3>Webhooks</h3>
${table(['Event', 'URL', 'State'], rows, '')}
<p>Paste a URL here where you would paste it in Qiscus’ dashboard. The sandbox’s credential has the Webhook Token <code>${escape(webhookToken)}</code>.</p>
<form method="post" action="/qiscus/pastes">
<label>Event <select name="event">${options(choices, 'customButton')}</select></label>
<label>URL <input name="url" type="url" autocomplete="off" placeholder="empty: none"></label>
<button>Set</button>
</form>`;
}

function channelLabel({ kind, name, isBotEnabled }: Channel): string {
	return `${KINDS[kind]}: ${name}${isBotEnabled ? '' : ' (Third-Party Integration is off)'}`;
}

function roomLabel({ channels }: Qiscus, room: RoomRecord): string {
	const channel = channels.find(({ id }) => id === room.channelId);
	const where = channel === undefined ? room.source : channelLabel(channel);
	const isResolved = room.isResolved ? ', resolved' : '';
	return `${room.customer.name} – ${where}${isResolved}`;
}

function agentLabel({ name, type, isAvailable }: Agent): string {
	return `${name}, ${ROLES[type]}, ${isAvailable ? 'logged in' : 'logged out'}`;
}
