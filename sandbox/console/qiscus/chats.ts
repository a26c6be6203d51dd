import type { Channel, Qiscus, RoomRecord } from '../../vendors/qiscus/index.ts';
import { clip, clock, escape, list, rowButton } from '../html.ts';

/** Of those that are resolved. */
const SHOWN_RESOLVED = 5;
/** Of the others, so that a burst does not fill the page. */
const SHOWN_OPEN = 30;

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

/** The rooms: those that wait, those with an agent, and those that were resolved last. */
export function chats(qiscus: Qiscus): string {
	const rooms = qiscus.rooms();
	const open = rooms.filter(({ isResolved }) => !isResolved);
	const waiting = open.filter(({ isWaiting }) => isWaiting);
	const served = open.filter(({ isWaiting }) => !isWaiting);
	const resolved = rooms.filter(({ isResolved }) => isResolved).reverse();
	const { url, enabled } = qiscus.slots().agentAllocation;
	const isHeard = url !== null && enabled;
	return [
		group('Waiting', waiting.length),
		isHeard
			? ''
			: '<p class="hint">No workflow is told of those who wait: publish one with a Qiscus Trigger on Agent Allocation.</p>',
		cards(qiscus, waiting.slice(0, SHOWN_OPEN), 'Nobody waits.'),
		group('With an agent', served.length),
		cards(qiscus, served.slice(0, SHOWN_OPEN), 'No agent has a chat.'),
		group('Resolved', resolved.length),
		cards(qiscus, resolved.slice(0, SHOWN_RESOLVED), 'No chat is resolved.'),
	].join('\n');
}

/** A channel as the page names it. */
export function channelLabel({ kind, name, isBotEnabled }: Channel): string {
	return `${KINDS[kind]}: ${name}${isBotEnabled ? '' : ' (Third-Party Integration is off)'}`;
}

function group(title: string, count: number): string {
	return `<h4>${title} (${count})</h4>`;
}

function cards(qiscus: Qiscus, rooms: readonly RoomRecord[], empty: string): string {
	return list(
		rooms.map((room) => card(qiscus, room)),
		empty,
	);
}

function card({ agents, channels }: Qiscus, room: RoomRecord): string {
	const { id, customer, isResolved, comments } = room;
	const channel = channels.find((one) => one.id === room.channelId);
	const where = channel === undefined ? room.source : channelLabel(channel);
	const names = room.agents.map((agentId) => agents.find((agent) => agent.id === agentId)?.name);
	const last = comments.at(-1);
	const since = last === undefined ? '' : `, ${clock(last.at)}`;
	const who =
		names.length === 0
			? ''
			: ` ${isResolved ? 'was with' : 'with'} <strong>${escape(names.join(', '))}</strong>`;
	const about = customer.name;
	return `<p><strong>${escape(customer.name)}</strong>${who}</p>
<p class="facts">${escape(where)}${since}</p>
<p class="said">${escape(clip(last?.text ?? ''))}</p>
<form method="post" action="/qiscus/writes">
<input type="hidden" name="room" value="${escape(id)}"><input type="hidden" name="text" value="Are you there?">
${rowButton({ id: `writes-${id}`, label: 'Write again', about })}
${isResolved ? '' : rowButton({ id: `resolves-${id}`, label: 'Resolve', about, action: '/qiscus/resolves' })}
${rowButton({ id: `clicks-${id}`, label: 'Custom button', about, action: '/qiscus/clicksButton' })}
</form>`;
}
