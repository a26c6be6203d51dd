import type { IExecuteFunctions } from 'n8n-workflow';

import type { JsonObject } from '../../../shared/json/types';
import { hasExpression } from '../../../shared/parameters';
import type { Result } from '../../../shared/problem';
import type { Given, ListOperation } from '../../../shared/resources/types';
import { readIncoming } from '../../allocation/incoming';
import type { Task } from '../../allocation/backlog';
import { notDecided } from '../../allocation/verdicts';
import { decideTogether } from './decideTogether';
import { readRoomId, roomIdProperty } from './roomId';
import { readSettings, settingsProperties } from './settings';
import { OUTPUTS, verdictItems } from './verdictItems';

export const answer: ListOperation = {
	name: 'Answer',
	value: 'answer',
	action: 'Answer agent allocation',
	description: 'Choose an agent for a room that waits, and assign them',
	outputs: OUTPUTS,
	properties: [roomIdProperty, ...settingsProperties],

	async executeAll() {
		const nowMs = Date.now();
		const tasks = this.getInputData().map((_, itemIndex) => readTask.call(this, itemIndex, nowMs));
		const good = tasks.filter((task) => task.ok).map(({ data }) => data);
		// Nobody is assigned of whom no item would tell.
		const stops = good.length < tasks.length && !this.continueOnFail();
		if (stops || good.length === 0) return tasks.map((task) => (task.ok ? EMPTY : task));
		const decided = await decideTogether.call(this, {
			brought: { tasks: good, mayFree: false },
			// An expression may say something else for the rooms of others.
			listSettings: isTheSameForAll.call(this) ? good[0]?.settings : undefined,
			listsFirst: false,
		});
		const told = decided ?? { ok: true, data: good.map(({ room }) => notDecided(room, ELSEWHERE)) };
		const ids = tasks.map((task) => (task.ok ? task.data.room.id : undefined));
		const given = verdictItems(ids, told);
		return tasks.map((task, at) => (task.ok ? (given[at] ?? EMPTY) : task));
	},
};

const EMPTY: Given = { ok: true, data: [] };
const ELSEWHERE =
	'Another run of this node decides just now. It has been told; if it cannot take the room, the next run can.';

function readTask(this: IExecuteFunctions, itemIndex: number, nowMs: number): Result<Task> {
	const roomId = readRoomId.call(this, itemIndex);
	if (!roomId.ok) return roomId;
	const settings = readSettings.call(this, itemIndex);
	if (!settings.ok) return settings;
	const json = this.getInputData()[itemIndex]?.json as JsonObject | undefined;
	const { room } = readIncoming(json ?? {}, nowMs);
	const told = room?.id === roomId.data ? room : { id: roomId.data, waitingSinceMs: nowMs };
	return { ok: true, data: { room: told, settings: settings.data } };
}

function isTheSameForAll(this: IExecuteFunctions): boolean {
	const { roomId: _, ...settings } = this.getNode().parameters as JsonObject;
	return !hasExpression(settings);
}
