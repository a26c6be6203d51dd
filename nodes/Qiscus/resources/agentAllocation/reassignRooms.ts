import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { asText } from '../../../shared/json/read';
import type { JsonValue } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import type { ListOperation } from '../../../shared/resources/types';
import type { Agent } from '../../allocation/agents';
import { CALL_MS } from '../../allocation/lease';
import { goneFor, type OfflineSince } from '../../allocation/offline';
import type { ListedRoom } from '../../allocation/queue';
import type { AllocationVendor } from '../../allocation/rounds';
import { listAgents, listAgentsOfRoom } from '../../lists';
import { listRooms } from '../../rooms';
import { assignAgent } from '../../service';
import { askQiscus, callQiscus } from '../../transport';
import { decideTogether } from './decideTogether';
import { readSettings, settingsProperties } from './settings';
import { OUTPUTS, verdictItems } from './verdictItems';

const graceProperty: INodeProperties = {
	displayName: 'Grace Period (Seconds)',
	name: 'gracePeriod',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 0 },
	default: 60,
	description:
		'How long an agent may be offline before others get their rooms. It is counted from the first run of this node that sees them offline.',
};

export const reassignRooms: ListOperation = {
	name: 'Reassign Rooms',
	value: 'reassignRooms',
	action: 'Reassign rooms of offline agents',
	description: 'Give the open rooms of agents who are offline to others',
	outputs: OUTPUTS,
	properties: [graceProperty, ...settingsProperties],

	/** One run for all items: each of them is a reason to look. */
	async executeAll() {
		const items = this.getInputData();
		const settings = readSettings.call(this, 0);
		if (!settings.ok) return items.map(() => settings);
		const graceMs = readGraceMs.call(this);
		if (!graceMs.ok) return items.map(() => graceMs);
		const decided = await decideTogether.call(this, {
			brought: { tasks: [], mayFree: false },
			listSettings: settings.data,
			listsFirst: true,
			vendor: movingVendor.call(this, graceMs.data),
		});
		return verdictItems(
			items.map(() => undefined),
			decided ?? { ok: true, data: [] },
		);
	},
};

function readGraceMs(this: IExecuteFunctions): Result<number> {
	const seconds = Number(asText(this.getNodeParameter('gracePeriod', 0) as JsonValue) ?? NaN);
	return Number.isFinite(seconds) && seconds >= 0 ? { ok: true, data: seconds * 1_000 } : NO_TIME;
}

const NO_TIME = failed({
	kind: 'invalid',
	message: 'Grace Period is not a number of seconds from 0 on',
	advice: 'Enter a number such as 60 under Grace Period, or let the expression give one.',
});

/** The rooms that are to be moved in place of those that wait, each away from the one who is offline. */
function movingVendor(
	this: IExecuteFunctions,
	graceMs: number,
): Pick<AllocationVendor, 'assign' | 'mayAssign' | 'waitingRooms'> {
	const call = callQiscus.bind(this);
	const ask = askQiscus.bind(this);
	const timeoutMs = CALL_MS;
	const ownerIds = new Map<string, string>();
	const memory = this.getWorkflowStaticData('node') as { offlineSince?: OfflineSince };

	const roomsOf = async (agent: Agent): Promise<Result<ListedRoom[]>> => {
		const rooms = await listRooms(ask, { ofAgentId: agent.id }, timeoutMs);
		if (!rooms.ok) return rooms;
		const open = rooms.data.filter(({ isResolved }) => isResolved !== true);
		for (const { id } of open) ownerIds.set(id, agent.id);
		// Whether the room waits is not what counts here.
		return { ok: true, data: open.map((room) => ({ ...room, isWaiting: undefined })) };
	};

	return {
		async waitingRooms() {
			const agents = await listAgents(ask, timeoutMs);
			if (!agents.ok) return agents;
			const gone = goneFor(agents.data, graceMs, memory.offlineSince ?? {}, Date.now());
			// n8n writes its database whenever this is set.
			const isNew = JSON.stringify(memory.offlineSince) !== JSON.stringify(gone.since);
			if (isNew) memory.offlineSince = gone.since;
			const rooms: ListedRoom[] = [];
			for (const agent of gone.agents) {
				const found = await roomsOf(agent);
				if (!found.ok) return found;
				rooms.push(...found.data);
			}
			return { ok: true, data: rooms };
		},

		/** A list may be late: the room is not to be taken from whoever has it by now. */
		async mayAssign(roomId) {
			const inRoom = await listAgentsOfRoom(ask, roomId, { isInRoom: true, timeoutMs });
			if (!inRoom.ok) return inRoom;
			const isTheirs = inRoom.data.some(({ id }) => id === ownerIds.get(roomId));
			return { ok: true, data: isTheirs && !inRoom.data.some(({ isOnline }) => isOnline) };
		},

		assign: async (roomId, agentId) =>
			await assignAgent(call, { roomId, agentId, replacesLatest: true, timeoutMs }),
	};
}
