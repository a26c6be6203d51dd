import type { DeliveryRecord, Qiscus, SlotName } from '../vendors/qiscus/index.ts';
import type { Section } from './section.ts';

/** What the page offers first. */
export interface Chosen {
	/** Where something happened last. */
	roomId?: string;
	/** Who came or went last. */
	agentId?: number;
}

/** What customers and the people who serve them can do. */
export function qiscusActions(qiscus: Qiscus, chosen: Chosen): Section['actions'] {
	const roomIn = (fields: URLSearchParams): string => (chosen.roomId = fields.get('room') ?? '');
	const agentIn = (fields: URLSearchParams): number =>
		(chosen.agentId = Number(fields.get('agent')));
	const nameOf = (agentId: number): string | undefined =>
		qiscus.agents.find(({ id }) => id === agentId)?.name;

	return {
		writes: async (fields) => {
			const channel = fields.get('channel');
			const { roomId, deliveries } = await qiscus.writes({
				roomId: fields.get('room') ?? undefined,
				channelId: channel === null ? undefined : Number(channel),
				text: fields.get('text') || undefined,
			});
			chosen.roomId = roomId;
			return `A customer wrote in room ${roomId}. ${told(...deliveries)}`;
		},
		resolves: async (fields) => {
			const roomId = roomIn(fields);
			return `Room ${roomId} was resolved. ${told(await qiscus.resolves(roomId))}`;
		},
		clicksButton: async (fields) => {
			const roomId = roomIn(fields);
			const delivery = await qiscus.clicksButton(roomId);
			return `The custom button of room ${roomId} was clicked. ${told(delivery)}`;
		},
		logsOut: async (fields) => {
			const agentId = agentIn(fields);
			const delivery = await qiscus.logsOut(agentId);
			return `${nameOf(agentId)} logged out. ${told(delivery)}`;
		},
		logsIn: async (fields) => {
			const agentId = agentIn(fields);
			qiscus.logsIn(agentId);
			return `${nameOf(agentId)} logged in. Qiscus has no webhook for this.`;
		},
		pastes: async (fields) => {
			const event = slotName(qiscus, fields.get('event') ?? '');
			const url = fields.get('url') ?? '';
			qiscus.setSlot(event, { url, enabled: url !== '' });
			return `The ${event} webhook was ${url === '' ? 'removed' : 'set'}.`;
		},
	};
}

/** The webhook of that name; throws where there is none. */
export function slotName(qiscus: Qiscus, name: string): SlotName {
	const names = Object.keys(qiscus.slots()) as SlotName[];
	const found = names.find((candidate) => candidate === name);
	if (found === undefined) throw new Error(`There is no webhook "${name}".`);
	return found;
}

function told(...deliveries: Array<DeliveryRecord | undefined>): string {
	const words = deliveries
		.filter((delivery) => delivery !== undefined)
		.map(({ slot, status, error }) => `${slot} (${status ?? error})`);
	return words.length === 0 ? 'No webhook was told.' : `Told: ${words.join(', ')}.`;
}
