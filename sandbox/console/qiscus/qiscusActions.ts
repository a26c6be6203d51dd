import type { DeliveryRecord, Qiscus, SlotName } from '../../vendors/qiscus/index.ts';
import type { Section } from '../section.ts';

/** Those who write; after the last, the first has a namesake. */
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
	let customers = 0;
	const nextName = (): string => {
		const name = CUSTOMERS[customers % CUSTOMERS.length] ?? '';
		const round = Math.trunc(customers / CUSTOMERS.length);
		customers += 1;
		return round === 0 ? name : `${name} ${round + 1}`;
	};

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
			return `${who} ${told(...results.flatMap(({ deliveries }) => deliveries))}`;
		},
		resolves: async (fields) => {
			const roomId = fields.get('room') ?? '';
			return `Room ${roomId} was resolved. ${told(await qiscus.resolves(roomId))}`;
		},
		clicksButton: async (fields) => {
			const roomId = fields.get('room') ?? '';
			const delivery = await qiscus.clicksButton(roomId);
			return `The custom button of room ${roomId} was clicked. ${told(delivery)}`;
		},
		logsOut: async (fields) => {
			const agentId = Number(fields.get('agent'));
			const delivery = await qiscus.logsOut(agentId);
			return `${nameOf(qiscus, agentId)} logged out. ${told(delivery)}`;
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

function told(...deliveries: Array<DeliveryRecord | undefined>): string {
	const counts = new Map<string, number>();
	for (const delivery of deliveries) {
		if (delivery === undefined) continue;
		const words = `${delivery.slot} (${delivery.status ?? delivery.error})`;
		counts.set(words, (counts.get(words) ?? 0) + 1);
	}
	if (counts.size === 0) return 'No webhook was told.';
	const words = [...counts].map(([what, count]) => (count === 1 ? what : `${count} × ${what}`));
	return `Told: ${words.join(', ')}.`;
}
