import type { DeliveryRecord, Qiscus } from '../../vendors/qiscus/index.ts';
import { createTricks, type Tricks } from '../tricks.ts';
import { slotName } from './qiscusActions.ts';

/** As old as ids get that are counted from the clock: no room of this sandbox has it. */
const GONE_ROOM = '1000000000000';

/** Deliveries of Qiscus that should start nothing. */
export function qiscusTricks(qiscus: Qiscus, sectionId: string): Tricks {
	const urlOf = ({ slot }: DeliveryRecord): URL => {
		const url = slot === null ? null : qiscus.slots()[slot].url;
		if (url === null) throw new Error(`Nobody is told of ${slot} any more.`);
		return new URL(url);
	};
	return createTricks<DeliveryRecord>({
		sectionId,
		events: Object.keys(qiscus.slots()),
		event: 'newSession',
		lastOf: (event) =>
			qiscus.deliveries.filter(({ kind, slot }) => kind === 'event' && slot === event).at(-1),
		ways: {
			forged: {
				help: 'with a wrong token. Qiscus signs nothing, so a secret token in the URL tells n8n who is calling: 401.',
				send: async (last) => {
					const url = urlOf(last);
					url.searchParams.set('token', 'a-guess-of-somebody');
					return await qiscus.send(url.href, last.body);
				},
			},
			old: {
				help: 'with the right token, of a room that Qiscus has deleted since. A trigger with “Confirm With Qiscus”, as in the demo of a customer who writes, asks Qiscus for the room: 401. One without takes it.',
				send: async (last) => await qiscus.send(urlOf(last).href, inGoneRoom(qiscus, last.body)),
			},
			repeated: {
				help: 'exactly the same. n8n has seen it: duplicate. An allocation request counts as new after 10 seconds, and each click on the custom button is an event of its own.',
				send: async ({ slot, body }) =>
					await qiscus.repeat({
						event: slotName(qiscus, slot ?? ''),
						text: body,
						roomId: undefined,
						delivery: undefined,
					}),
			},
		},
	});
}

function inGoneRoom(qiscus: Qiscus, body: string): string {
	const room = qiscus.rooms().find(({ id }) => body.includes(id));
	return room === undefined ? body : body.replaceAll(room.id, GONE_ROOM);
}
