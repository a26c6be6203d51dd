import type { DeliveryRecord, Qiscus, SlotName } from '../../vendors/qiscus/index.ts';
import { namesInTurn } from '../names.ts';
import type { Section } from '../section.ts';
import { told } from '../told.ts';

/** Those who write. */
const CUSTOMERS = [
	'Siti',
	'Budi',
	'Dewi',
	'Agus',
	'Putri',
	'Rizky',
	'Wati',
	'Eko',
	'Rina',
	'Yusuf',
	'Lestari',
	'Hendra',
];
/** As many as one click lets write. */
const MOST_CUSTOMERS = 50;

/** What customers and the people who serve them can do. */
export function qiscusActions(qiscus: Qiscus): Section['actions'] {
	const nextName = namesInTurn(CUSTOMERS);

	return {
		writes: async (fields) => {
			const roomId = fields.get('room') ?? undefined;
			const channel = fields.get('channel');
			const count = Number(fields.get('customers') ?? 1);
			if (!Number.isInteger(count) || count < 1 || count > MOST_CUSTOMERS) {
				throw new Error(`At once, 1 to ${MOST_CUSTOMERS} customers can write.`);
			}
			const results = await Promise.all(
				Array.from(
					{ length: count },
					async () =>
						await qiscus.writes({
							roomId,
							channelId: channel === null ? undefined : Number(channel),
							name: nextName(),
							text: fields.get('text') || undefined,
						}),
				),
			);
			const [first] = results;
			const who =
				count === 1 ? `A customer wrote in room ${first?.roomId}.` : `${count} customers wrote.`;
			return `${who} ${toldBy(...results.flatMap(({ deliveries }) => deliveries))}`;
		},
		resolves: async (fields) => {
			const roomId = fields.get('room') ?? '';
			return `Room ${roomId} was resolved. ${toldBy(await qiscus.resolves(roomId))}`;
		},
		clicksButton: async (fields) => {
			const roomId = fields.get('room') ?? '';
			const delivery = await qiscus.clicksButton(roomId);
			return `The custom button of room ${roomId} was clicked. ${toldBy(delivery)}`;
		},
		logsOut: async (fields) => {
			const agentId = Number(fields.get('agent'));
			const delivery = await qiscus.logsOut(agentId);
			return `${nameOf(qiscus, agentId)} logged out. ${toldBy(delivery)}`;
		},
		logsIn: async (fields) => {
			const agentId = Number(fields.get('agent'));
			qiscus.logsIn(agentId);
			// So that whoever logs in is there, whatever an admin said before.
			qiscus.setAgent(agentId, { forceOffline: false });
			return `${nameOf(qiscus, agentId)} logged in. Qiscus has no webhook for this.`;
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

function nameOf({ agents }: Qiscus, agentId: number): string | undefined {
	return agents.find(({ id }) => id === agentId)?.name;
}

function toldBy(...deliveries: Array<DeliveryRecord | undefined>): string {
	const calls = deliveries.filter((delivery) => delivery !== undefined);
	return told(calls.map(({ slot, ...answer }) => ({ event: slot, ...answer })));
}
