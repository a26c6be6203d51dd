import type { JsonObject } from '../../../shared/json/types';
import type { ListOperation } from '../../../shared/resources/types';
import { readIncoming } from '../../allocation/incoming';
import { decideTogether } from './decideTogether';
import { readSettings, settingsProperties } from './settings';
import { OUTPUTS, verdictItems } from './verdictItems';

export const assignWaitingRooms: ListOperation = {
	name: 'Assign Waiting Rooms',
	value: 'assignWaitingRooms',
	action: 'Assign waiting rooms',
	description:
		'Go through all rooms that wait, oldest first, and assign agents until nobody is free',
	outputs: OUTPUTS,
	properties: settingsProperties,

	/** One run for all items: each of them is a reason to look, and may name a room. */
	async executeAll() {
		const items = this.getInputData();
		const settings = readSettings.call(this, 0);
		if (!settings.ok) return items.map(() => settings);
		const nowMs = Date.now();
		const incoming = items.map(({ json }) => readIncoming(json as JsonObject, nowMs));
		const rooms = incoming.map(({ room }) => room);
		const tasks = rooms
			.filter((room) => room !== undefined)
			.map((room) => ({ room, settings: settings.data }));
		const mayFree = incoming.some((one) => one.mayFree);
		const decided = await decideTogether.call(this, {
			brought: { tasks, mayFree },
			listSettings: settings.data,
			listsFirst: true,
		});
		// Where another run decides, the rooms come out there.
		return verdictItems(
			rooms.map((room) => room?.id),
			decided ?? { ok: true, data: [] },
		);
	},
};
