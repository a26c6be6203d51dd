import { readEventPayload } from '../shared/eventPayload.ts';
import { randomText } from '../shared/random.ts';
import type { Deliverer } from './deliver.ts';
import { addEventRoom, changeEventRoom } from './eventRooms.ts';
import { freshen } from './freshen.ts';
import { plantSecrets } from './plantSecrets.ts';
import type { State } from './state.ts';
import type { DeliveryRecord, Qiscus, SlotName } from './types.ts';

const TEMP_ID_LENGTH = 24;

/** Lets events happen, with the payloads of `<fixturesFolder>/events`. */
export function createEmit(
	state: State,
	deliverer: Deliverer,
	fixturesFolder: string,
): Qiscus['emit'] {
	return async (event, options = {}) => {
		const name = [event, options.variant].filter(Boolean).join('.');
		const payload = await readEventPayload(fixturesFolder, name);
		const roomId = options.roomId ?? state.nextId();
		const fresh = freshen(payload, {
			appCode: state.app.code,
			roomId,
			nextId: state.nextId,
			nextTempId: () => randomText(state.random, TEMP_ID_LENGTH),
		});
		const planted = plantSecrets(fresh, state.secrets);
		const text = options.change?.(planted) ?? planted;
		const result = { event, text, roomId: event === 'userLogout' ? undefined : roomId };
		// Before the delivery, because who gets it may ask for the room at once.
		if (event !== 'userLogout') {
			const note = options.roomId === undefined ? addEventRoom : changeEventRoom;
			note(state, roomId, event, planted);
		}
		const [delivery] = await tell(event, text, state, deliverer);
		return { ...result, delivery };
	};
}

/** Twice means at the same time, as it is seen under load. [live] */
async function tell(
	event: SlotName,
	text: string,
	{ quirks }: State,
	deliverer: Deliverer,
): Promise<Array<DeliveryRecord | undefined>> {
	const isTwice = event === 'agentAllocation' && quirks.allocationRepeats === 'twice';
	return await Promise.all((isTwice ? [1, 2] : [1]).map(() => deliverer.deliver(event, text)));
}
