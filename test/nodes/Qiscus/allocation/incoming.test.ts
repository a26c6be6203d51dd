import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readIncoming } from '../../../../nodes/Qiscus/allocation/incoming';
import { parseLossless } from '../../../../nodes/shared/json/parseLossless';
import type { JsonObject } from '../../../../nodes/shared/json/types';

const NOW_MS = 1_800_000_000_000;
const FOLDER = join(__dirname, '../../../fixtures/qiscus');
const namesOf = (kind: string) =>
	readdirSync(join(FOLDER, kind)).filter((name) => /json$/.test(name));
const read = (kind: string, name: string) =>
	parseLossless(readFileSync(join(FOLDER, kind, name), 'utf8')) as JsonObject;

describe.each(['events', 'expected'])('items of the trigger (%s)', (kind) => {
	it.each(namesOf(kind))('%s', (name) => {
		const { room, mayFree } = readIncoming(read(kind, name), NOW_MS);
		expect(room !== undefined).toBe(name.startsWith('agentAllocation'));
		expect(mayFree).toBe(name.startsWith('markAsResolved'));
	});

	it('tells all that a decision is made of', () => {
		expect(readIncoming(read(kind, 'agentAllocation.json'), NOW_MS).room).toEqual({
			id: '1905692',
			waitingSinceMs: NOW_MS,
			channelId: undefined,
			candidateId: '22',
			lastAgentId: '1',
		});
		expect(readIncoming(read(kind, 'agentAllocation.noCandidate.json'), NOW_MS).room).toMatchObject(
			{
				candidateId: undefined,
				lastAgentId: undefined,
			},
		);
	});
});

describe('what is no item of the trigger', () => {
	it.each<[JsonObject]>([
		[{}],
		[{ room: { id: '1' } }],
		[{ room_id: '1' }],
		[{ event: 'botMessage', room: { id: '1' } }],
		[{ event: 'agentAllocation' }],
		[{ event: 'agentAllocation', room: null }],
		[{ event: 'agentAllocation', room: { id: {} } }],
		[{ event: ['agentAllocation'], room: { id: '1' } }],
		[{ candidate_agent: null }],
	])('names no room: %j', (json) => {
		expect(readIncoming(json, NOW_MS)).toEqual({ room: undefined, mayFree: false });
	});

	it('an id may be a number, and what is odd beside it is left out', () => {
		const json: JsonObject = {
			candidate_agent: [],
			latest_service: 'x',
			room_id: 280000001,
			channel: { id: 901 },
		};
		expect(readIncoming(json, NOW_MS).room).toEqual({
			id: '280000001',
			waitingSinceMs: NOW_MS,
			channelId: '901',
			candidateId: undefined,
			lastAgentId: undefined,
		});
	});
});
